/** `cycle`: the forecast week, here or in the service that has the warehouse. */
import { userInfo } from 'node:os';
import Table from 'cli-table3';
import { systemClock } from '../clock.ts';
import { mailSettings, orgAccess } from '../config.ts';
import type { WeekView } from '../cycle/cycle.ts';
import { movedClockOf, runCycle, weekView } from '../cycle/cycle.ts';
import { Fault } from '../faults.ts';
import { mailOf } from '../mail/mail.ts';
import type { CycleOrder, CycleResult, StepReport } from '../model/model.ts';
import type { OnEvent } from '../run/run.ts';
import { dueAfter } from '../schedule/schedule.ts';
import type { Project } from '../syncs/syncs.ts';
import { readProject, readWeekTime } from '../syncs/syncs.ts';
import type { Answer, Options } from './answer.ts';
import { openExisting, openParts, placeOf } from './compose.ts';
import { exitCodes } from './exit.ts';
import { runningService } from './remote.ts';
import { plain } from './tables.ts';

/** What follows the word `cycle`. */
export interface CycleOptions extends Options {
  readonly action: string;
  /** After `run`. */
  readonly step: string | undefined;
  readonly week?: string;
  readonly at?: string;
  readonly until?: string;
}

const actions = ['status', 'open', 'run', 'step'] as const;

export async function cycle(options: CycleOptions): Promise<Answer> {
  const project = readProject(options.project);
  switch (options.action) {
    case 'status': {
      const week = await weekOf(options, project);
      return { text: weekText(week), json: week, exitCode: exitCodes.ok };
    }
    case 'open':
      if (options.reason === undefined) {
        throw usage('To open a week by hand, say why.', 'todoku cycle open --reason "…" --by NAME');
      }
      return ended(await ran(options, project, orderOf(options, 'open')));
    case 'run':
      if (options.step === undefined) {
        throw usage('Name the step.', 'todoku cycle run open, remind-1, digest, carry, freeze or snapshot');
      }
      return ended(await ran(options, project, orderOf({ ...options, reason: undefined }, options.step)));
    case 'step':
      return ended(await ran(options, project, { until: await momentOf(options, project) }));
    default:
      throw usage(`There is no "cycle ${options.action}".`, `There are: ${actions.join(', ')}.`);
  }
}

function usage(message: string, next: string): Fault {
  return new Fault('setup', 'usage', message, { next });
}

function orderOf(
  { week, by, reason }: Omit<CycleOptions, 'reason'> & { reason?: string | undefined },
  step: string,
): CycleOrder {
  return { step, week, by: by ?? userInfo().username, reason };
}

/** ISO text: a moment that is given, or the next time of a step that is named. */
async function momentOf(options: CycleOptions, project: Project): Promise<string> {
  const { at, until } = options;
  if (at !== undefined) {
    const coming = await comingAt(at, options, project);
    if (coming !== undefined) return coming;
    const moment = /(?:Z|[+-]\d{2}:\d{2})$/.test(at) ? Date.parse(at) : Number.NaN;
    if (!Number.isNaN(moment)) return new Date(moment).toISOString();
    throw usage(`--at ${at} is no moment.`, 'Write "tue 19:00", or a moment with its zone: 2026-11-25T12:00+09:00.');
  }
  const { steps } = await weekOf(options, project);
  const step = until === undefined ? steps.find(({ isPast }) => !isPast) : steps.find(({ name }) => name === until);
  if (step?.isPast === false) return step.at;
  const names = steps.filter(({ isPast }) => !isPast).map(({ name }) => name);
  const ahead = names.join(', ') || 'nothing: todoku cycle step --at 2026-11-30T06:00+09:00';
  throw usage(`No step ${until ?? ''} is ahead in this week.`, `Ahead is ${ahead}.`);
}

/** `tue 19:00`: the next one from the time of the org on, in the project's zone. Undefined when it is no such time. */
async function comingAt(text: string, options: CycleOptions, project: Project): Promise<string | undefined> {
  const time = readWeekTime(text);
  if (time === undefined) return undefined;
  const { week: _week, ...rest } = options;
  const { now } = await weekOf(rest, project);
  const cron = `${time.minute} ${time.hour} * * ${(time.weekday + 1) % 7}`;
  const [at] = dueAfter({ cron, timeZone: project.timeZone }, new Date(now), 1);
  return at?.toISOString();
}

async function weekOf(options: CycleOptions, project: Project): Promise<WeekView> {
  const place = placeOf(options);
  const service = await runningService(place.warehouseFile);
  if (service !== undefined) return await service.cycle(options.week);
  await using warehouse = await openExisting(place);
  const clock = (await movedClock()) ?? systemClock;
  return await weekView({ project, warehouse }, options.week, new Date(clock.now()));
}

/** The status needs no org: where none is configured, the machine's clock counts. */
async function movedClock(): ReturnType<typeof movedClockOf> {
  try {
    return await movedClockOf(orgAccess().url, systemClock);
  } catch (error) {
    if (error instanceof Fault && error.code === 'org-not-configured') return undefined;
    throw error;
  }
}

async function ran(options: CycleOptions, project: Project, order: CycleOrder): Promise<CycleResult> {
  const stop = new AbortController();
  const onSignal = (): void => {
    const next = 'Start it again: what was done is known, and the rest follows.';
    stop.abort(new Fault('transient', 'interrupted', 'The command was stopped.', { next }));
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await here(options, project, order, stop.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function here(
  options: CycleOptions,
  project: Project,
  order: CycleOrder,
  signal: AbortSignal,
): Promise<CycleResult> {
  const { warehouseFile } = placeOf(options);
  const service = await runningService(warehouseFile);
  if (service !== undefined) return await service.runCycle({ order, project: project.dir, raw: options.raw }, signal);
  const access = orgAccess();
  const moved = await movedClockOf(access.url, systemClock);
  await using parts = await openParts(project, warehouseFile, access, moved ?? systemClock);
  return await runCycle(
    { ...parts, project, rawDir: options.raw, signal, onEvent: progress, mail: mailOf(mailSettings()) },
    order,
    moved,
  );
}

/** Lines for programs, as elsewhere: ids and counts, never values of rows. */
const progress: OnEvent = (event) => {
  if (event.type !== 'progress' && !process.stderr.isTTY) console.error(JSON.stringify(event));
};

function ended(result: CycleResult): Answer {
  const isWhole = result.steps.every(({ outcome }) => outcome !== 'failed' && outcome !== 'held');
  const lines = result.steps.map((step) => `${step.cycle} ${step.step}: ${attemptText(step)}`);
  return {
    text: lines.length === 0 ? 'Nothing was due.' : lines.join('\n'),
    json: result,
    exitCode: isWhole ? exitCodes.ok : exitCodes.incomplete,
  };
}

function attemptText({ outcome, message, by, reason }: StepReport): string {
  const asked = by === undefined ? '' : `, asked for by ${by}${reason === undefined ? '' : `: ${reason}`}`;
  return `${outcome}${asked}${message === undefined ? '' : `. ${message}`}`;
}

function weekText({ key, state, zone, message, period, now, steps }: WeekView): string {
  const table = new Table({ ...plain, head: ['step', `due (${zone})`, 'done', 'outcome'] });
  const at = (moment: string): string =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
      new Date(moment),
    );
  for (const step of steps) {
    const last = step.attempts.at(-1);
    const done = last?.finishedAt === undefined ? '' : at(last.finishedAt);
    table.push([step.name, at(step.at), done, last === undefined ? '' : attemptText(last)]);
  }
  const told = message === undefined ? [] : [message];
  return [`${key}: ${state}, forecasts from ${period} on; it is ${at(now)}.`, ...told, table.toString()].join('\n');
}
