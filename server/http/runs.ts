/** Runs: list, look at one, order one. */
import { Router, json } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { approvalOrder, runOrder } from '../api/api.ts';
import type { ApprovalOrder, ApprovalReport, FailedRow, RunRecord } from '../run/run.ts';
import type { Desk, FaultNote, RunStatus } from '../schedule/schedule.ts';
import { orderIdOf } from '../schedule/schedule.ts';
import { sendProblem } from './problem.ts';
import { streamEvents } from './stream.ts';

export interface RunsParts {
  readonly desk: Desk;
  readonly clock: Clock;
  /** The ledger, newest first. */
  readonly records: (limit: number) => Promise<readonly RunRecord[]>;
  readonly record: (run: string) => Promise<RunRecord | undefined>;
  /** Faults when there is no such run. */
  readonly failed: (run: string, which: { limit: number; withValues: boolean }) => Promise<readonly FailedRow[]>;
  /** Faults when there is nothing to approve. */
  readonly approve: (order: ApprovalOrder) => Promise<ApprovalReport>;
  /** What this service works on: absolute paths. */
  readonly project: { readonly dir: string; readonly rawDir: string };
}

const mostRuns = 1000;

export function runs(parts: RunsParts): Router {
  const router = Router();
  router.get('/', (request, response) => list(parts, request, response));
  router.get('/:id', (request, response) => show(parts, request, response));
  router.get('/:id/events', (request, response) => streamEvents(parts, request, response));
  router.get('/:id/failed', (request, response) => failed(parts, request, response));
  const body = json({ limit: '16kb', strict: true });
  router.post('/', body, (request, response) => order(parts, request, response));
  router.post('/:id/approvals', body, (request, response) => approve(parts, request, response));
  return router;
}

const whole = z.string().regex(/^\d{1,9}$/);

/** A number of the query; undefined, after the problem has been sent, when it is none. */
function numberOf(request: Request, response: Response, name: string, usual: number): number | undefined {
  const given = request.query[name];
  if (given === undefined) return usual;
  const parsed = whole.safeParse(given);
  if (parsed.success) return Number(parsed.data);
  sendProblem(response, {
    status: 400,
    code: 'query-invalid',
    detail: `"${name}" is not a whole number.`,
    next: `Leave it out for ${usual}.`,
  });
  return undefined;
}

async function list({ desk, records }: RunsParts, request: Request, response: Response): Promise<void> {
  const limit = numberOf(request, response, 'limit', 20);
  if (limit === undefined) return;
  const [runs, open] = await Promise.all([records(Math.min(Math.max(limit, 1), mostRuns)), desk.open()]);
  response.json({ runs, open });
}

/** What the desk remembers, with the events after a number; of older runs, what the ledger has. */
async function show({ desk, record }: RunsParts, request: Request<{ id: string }>, response: Response): Promise<void> {
  const after = numberOf(request, response, 'after', 0);
  if (after === undefined) return;
  const { id } = request.params;
  const order = orderIdOf(id);
  const status = await desk.look(order);
  if (status !== undefined && (id === order || status.run === id)) {
    response.json({ ...status, events: desk.events(order, after) });
    return;
  }
  const found = await record(id);
  if (found !== undefined) {
    response.json(fromLedger(found));
    return;
  }
  sendProblem(response, {
    status: 404,
    code: 'run-unknown',
    detail: `There is no run ${id}.`,
    next: 'GET /runs lists them.',
  });
}

/** The body; undefined, after the problem has been sent, when it is not what the schema says. */
function bodyOf<T>(asked: Request, response: Response, schema: z.ZodType<T>, usage: string): T | undefined {
  if (asked.is('application/json') === false) {
    const next = 'Send Content-Type: application/json.';
    sendProblem(response, { status: 415, code: 'body-not-json', detail: 'The body is not JSON.', next });
    return undefined;
  }
  const parsed = schema.safeParse(asked.body);
  if (parsed.success) return parsed.data;
  const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  sendProblem(response, { status: 400, code: 'body-invalid', detail, next: usage });
  return undefined;
}

async function failed(parts: RunsParts, request: Request<{ id: string }>, response: Response): Promise<void> {
  const limit = numberOf(request, response, 'limit', 100);
  if (limit === undefined) return;
  const values = numberOf(request, response, 'values', 0);
  if (values === undefined) return;
  response.json({ rows: await parts.failed(request.params.id, { limit, withValues: values > 0 }) });
}

async function approve(parts: RunsParts, asked: Request, response: Response): Promise<void> {
  const usage = 'Send {"by": "<your name>", "reason": "<why>", "rows": "all" or ["<key>", …] for held rows}.';
  const wanted = bodyOf(asked, response, approvalOrder, usage);
  if (wanted === undefined) return;
  response.status(201).json(await parts.approve({ ...wanted, run: String(asked.params['id']) }));
}

async function order(parts: RunsParts, asked: Request, response: Response): Promise<void> {
  const usage =
    'Send {"command": "push", "verify", "plan", "pull", "cycle", or "retry", "resume", "rollback" with "of": "<run>"; "only": ["<sync>", …] if not all}.';
  const wanted = bodyOf(asked, response, runOrder, usage);
  if (wanted === undefined) return;
  const { command, of, kinds, corrections, only, pull, deep, cycle, project, raw } = wanted;
  if (isElsewhere(response, 'project', parts.project.dir, project)) return;
  if (isElsewhere(response, 'raw', parts.project.rawDir, raw)) return;
  const isDeep = deep ?? false;
  const answer = await parts.desk.ask({ command, only: only ?? [], pull, isDeep, of, kinds, corrections, cycle });
  if ('status' in answer) {
    response.status(202).location(`/runs/${answer.status.id}`).json(answer.status);
    return;
  }
  const { busy } = answer;
  response.location(`/runs/${busy.id}`);
  const doing = busy.phase === 'waiting' ? 'waits for its turn' : 'is under way';
  sendProblem(
    response,
    {
      status: 409,
      code: 'run-under-way',
      detail: `The ${busy.command} ${busy.id} ${doing}.`,
      next: 'Wait until it has ended, then ask again.',
    },
    { run: busy },
  );
}

function isElsewhere(response: Response, what: 'project' | 'raw', ours: string, theirs: string | undefined): boolean {
  if (theirs === undefined || theirs === ours) return false;
  const words = { project: 'the project', raw: 'the raw files of' }[what];
  sendProblem(response, {
    status: 409,
    code: `other-${what}`,
    detail: `The service works on ${words} ${ours}, not ${theirs}.`,
    next: 'Stop the service, or ask for what it works on.',
  });
  return true;
}

const ledgerFault = z.object({ fault: z.object({ code: z.string(), message: z.string(), next: z.string() }) });

const ledgerPull = z.object({ command: z.literal('pull') });

/** A run of an earlier process, in the words of the desk. One that is still running there has lost its process. */
function fromLedger({ run, state, startedAt, finishedAt, result }: RunRecord): object {
  const phase: RunStatus['phase'] | 'left-behind' = state === 'running' ? 'left-behind' : 'ended';
  const known = { id: run, run, phase, state, startedAt, endedAt: finishedAt, events: [] };
  const failed = ledgerFault.safeParse(result);
  if (failed.success) {
    return { ...known, end: { fault: { kind: state === 'refused' ? 'refused' : 'transient', ...failed.data.fault } } };
  }
  if (state === 'running') return known;
  if (state === 'interrupted') return { ...known, end: { fault: interrupted } };
  return { ...known, end: ledgerPull.safeParse(result).success ? { pulled: result } : { result } };
}

const interrupted: FaultNote = {
  kind: 'transient',
  code: 'interrupted',
  message: 'The run was left behind; the push after it has finished what it had begun.',
  next: 'Look at the push after it.',
  place: undefined,
};
