/** What a Prometheus reads: how runs end, what became of rows, how long it took, what is due. Names and units only, no row. */
import type { RequestHandler } from 'express';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { StepOutcome } from '../model/model.ts';
import { isDeferralCode } from '../run/run.ts';
import type { Desk, DeskChange, RunStatus, Timetable } from '../schedule/schedule.ts';

export interface MetricsParts {
  readonly desk: Pick<Desk, 'open' | 'watch'>;
  readonly timetable: Pick<Timetable, 'view'>;
}

const secondsOf = (instant: string | Date): number => new Date(instant).getTime() / 1000;

/** Counts from now on; a restart begins at zero, as Prometheus expects of counters. */
export function metrics(parts: MetricsParts): RequestHandler {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const ended = endedRuns(registry);
  parts.desk.watch(({ status, event }: DeskChange) => {
    if (event === undefined && status.phase === 'ended') ended(status);
  });
  waiting(registry, parts);
  return async (_request, response) => {
    const text = await registry.metrics();
    response.set('Content-Type', registry.contentType).send(text);
  };
}

/** How a run ended, in one word: its state; of a fault its kind; of a plan whether it may be carried out. */
function stateOf({ end }: RunStatus): string {
  if (end === undefined) return 'unknown';
  if ('result' in end) return end.result.state;
  if ('preview' in end) return end.preview.isRefused ? 'refused' : 'planned';
  if ('pulled' in end) return end.pulled.state;
  if ('cycled' in end) return worstOf(end.cycled.steps.map(({ outcome }) => outcome));
  if (isDeferralCode(end.fault.code)) return 'deferred';
  return end.fault.kind === 'refused' ? 'refused' : 'failed';
}

function worstOf(outcomes: readonly StepOutcome[]): StepOutcome {
  return (['failed', 'held', 'missed', 'overtaken'] as const).find((one) => outcomes.includes(one)) ?? 'done';
}

function endedRuns(registry: Registry): (status: RunStatus) => void {
  const registers = [registry];
  const runs = new Counter({
    name: 'todoku_runs_total',
    help: 'Runs that have ended, by command and state.',
    labelNames: ['command', 'state'],
    registers,
  });
  const faults = new Counter({
    name: 'todoku_faults_total',
    help: 'Runs that could not be done, by fault code.',
    labelNames: ['command', 'code'],
    registers,
  });
  const seconds = new Histogram({
    name: 'todoku_run_seconds',
    help: 'How long a run took.',
    labelNames: ['command'],
    buckets: [1, 5, 15, 60, 300, 900, 3600, 14_400],
    registers,
  });
  const good = new Gauge({
    name: 'todoku_last_matched_timestamp_seconds',
    help: 'When both sides last matched, by command.',
    labelNames: ['command'],
    registers,
  });
  const results = syncResults(registry);
  return (status) => {
    const { command, startedAt, endedAt, end } = status;
    runs.inc({ command, state: stateOf(status) });
    if (startedAt !== undefined && endedAt !== undefined) {
      seconds.observe({ command }, secondsOf(endedAt) - secondsOf(startedAt));
    }
    if (end !== undefined && 'fault' in end) faults.inc({ command, code: end.fault.code });
    if (end !== undefined && 'pulled' in end && end.pulled.state === 'matched') {
      good.set({ command }, secondsOf(end.pulled.finishedAt));
    }
    if (end === undefined || !('result' in end)) return;
    if (end.result.state === 'matched') good.set({ command }, secondsOf(end.result.finishedAt));
    results(end.result);
  };
}

const outcomes = ['created', 'updated', 'deleted', 'rejected', 'unprocessed', 'parked', 'held', 'quarantined'] as const;

type Result = Extract<NonNullable<RunStatus['end']>, { readonly result: unknown }>['result'];

function syncResults(registry: Registry): (result: Result) => void {
  const registers = [registry];
  const rows = new Counter({
    name: 'todoku_rows_total',
    help: 'Rows by sync and what became of them.',
    labelNames: ['sync', 'outcome'],
    registers,
  });
  const calls = new Counter({ name: 'todoku_salesforce_calls_total', help: 'HTTP requests to Salesforce.', registers });
  const asOf = new Gauge({
    name: 'todoku_source_as_of_timestamp_seconds',
    help: 'The moment that the numbers of the last run are from.',
    registers,
  });
  const matched = new Gauge({
    name: 'todoku_sync_matched',
    help: '1 where Salesforce equalled the warehouse when last compared, else 0.',
    labelNames: ['sync'],
    registers,
  });
  const closed = new Gauge({
    name: 'todoku_sync_books_closed',
    help: '1 where every planned row of the last run has exactly one outcome, else 0.',
    labelNames: ['sync'],
    registers,
  });
  return (result) => {
    calls.inc(result.calls);
    asOf.set(secondsOf(result.sourceAsOf));
    for (const object of result.objects) {
      for (const outcome of outcomes) rows.inc({ sync: object.sync, outcome }, object[outcome]);
    }
    for (const { sync, state, booksClosed } of result.verdicts) {
      matched.set({ sync }, state === 'Matched' ? 1 : 0);
      closed.set({ sync }, booksClosed ? 1 : 0);
    }
  };
}

/** Asked for when somebody reads. */
function waiting(registry: Registry, { desk, timetable }: MetricsParts): void {
  const registers = [registry];
  new Gauge({
    name: 'todoku_orders_open',
    help: 'Orders that wait or are under way.',
    registers,
    async collect() {
      this.set((await desk.open()).length);
    },
  });
  new Gauge({
    name: 'todoku_schedule_next_timestamp_seconds',
    help: 'When a schedule is due next.',
    labelNames: ['schedule'],
    registers,
    async collect() {
      for (const { name, next } of await timetable.view()) {
        const [first] = next;
        if (first !== undefined) this.set({ schedule: name }, secondsOf(first));
      }
    },
  });
}
