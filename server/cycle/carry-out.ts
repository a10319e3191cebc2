/** Steps carried out, one after the other; each attempt stands in `todoku.cycle_steps` before it begins. */
import { Fault } from '../faults.ts';
import type { CycleOrder, CycleResult, StepReport } from '../model/model.ts';
import type { RunResult } from '../run/run.ts';
import { runNameAt } from '../run/run.ts';
import type { StepNote } from '../warehouse/warehouse.ts';
import type { DueStep } from './calendar.ts';
import type { Todo } from './due.ts';
import { nextDue, nextTodo, notesOf } from './due.ts';
import type { MovedClock } from './moved-clock.ts';
import type { CycleParts, Known } from './parts.ts';
import { calendarOf, recordOf } from './parts.ts';
import type { Ended, Work } from './steps.ts';
import { openByHand, steps } from './steps.ts';
import { recoverWeeks } from './recover.ts';
import { knownWeek, lookedBack, weeksAt } from './weeks.ts';
import { messageOf, neverOpened } from './words.ts';

/** Faults when a step could not be done; what was done before it stands. `clock` is asked for only by an order `until`. */
export async function runCycle(given: CycleParts, order: CycleOrder, clock?: MovedClock): Promise<CycleResult> {
  const matched = new Set<string>();
  const onLoaded = ({ verdicts }: RunResult): void => {
    for (const { sync, state } of verdicts) if (state === 'Matched') matched.add(sync);
  };
  const parts = { ...given, onLoaded };
  await recoverWeeks(parts, lookedBack);
  const done =
    order.until !== undefined
      ? await liveThrough(parts, new Date(order.until), clock)
      : order.step === undefined
        ? await allDue(parts)
        : [await one(parts, order, order.step)];
  return { command: 'cycle', project: parts.project.name, steps: done.map(reportOf), matched: [...matched] };
}

/** From one due step to the next, so that each is done in its time; then the clock stands where it was wanted. */
async function liveThrough(
  parts: CycleParts,
  until: Date,
  clock: MovedClock | undefined,
): Promise<readonly StepNote[]> {
  if (clock === undefined) {
    throw new Fault('setup', 'clock-fixed', 'The clock of this org cannot be moved.', {
      next: 'Only that of a local org can: npm start, or npm run local-org.',
    });
  }
  const notes = [...(await allDue(parts))];
  for (;;) {
    const now = new Date(parts.clock.now());
    const next = nextDue(await weeksAt(parts, now), now);
    if (next === undefined || next > until) break;
    await clock.moveTo(next);
    notes.push(...(await allDue(parts)));
  }
  if (until.getTime() > parts.clock.now()) await clock.moveTo(until);
  return notes;
}

/** What is to be done next; undefined: nothing. */
export async function todoAt(parts: Pick<CycleParts, 'project' | 'warehouse'>, now: Date): Promise<Todo | undefined> {
  return nextTodo(await weeksAt(parts, now), now);
}

async function allDue(parts: CycleParts): Promise<readonly StepNote[]> {
  const notes: StepNote[] = [];
  for (;;) {
    const todo = await todoAt(parts, new Date(parts.clock.now()));
    if (todo === undefined) return notes;
    notes.push(await settle(parts, todo));
  }
}

async function settle(parts: CycleParts, todo: Todo): Promise<StepNote> {
  const { known, due } = todo;
  const asked = { by: undefined, reason: undefined };
  if (todo.does === 'run') return await attempt(parts, known, due, asked, workOf(due));
  const { does: outcome, code, message } = todo;
  return await attempt(parts, known, due, asked, async () => {
    if (outcome === 'missed' && due.step === 'open') {
      const record = recordOf(known, calendarOf(parts.project));
      await parts.warehouse.cycles.put({ ...record, state: 'Held', message: messageOf(neverOpened) });
    }
    return { outcome, code, message };
  });
}

/** A step that a person or a program asks for, whether or not it is due. */
async function one(parts: CycleParts, { week, by, reason }: CycleOrder, name: string): Promise<StepNote> {
  const now = new Date(parts.clock.now());
  const known = await knownWeek(parts, week, now);
  const due = known.week.steps.find((step) => step.name === name && step.step !== 'meeting');
  if (due === undefined) {
    const names = known.week.steps.filter(({ step }) => step !== 'meeting').map((step) => step.name);
    throw new Fault('setup', 'step-unknown', `A week has no step "${name}".`, {
      next: `There are: ${names.join(', ')}.`,
    });
  }
  const isByHand = name === 'open' && reason !== undefined;
  return await attempt(parts, known, due, { by, reason }, isByHand ? openByHand : workOf(due));
}

function workOf({ step }: DueStep): Work {
  if (step === 'meeting') throw new TypeError('Nothing is done at the time of the meeting.');
  return steps[step];
}

async function attempt(
  parts: CycleParts,
  known: Known,
  due: DueStep,
  asked: Pick<StepNote, 'by' | 'reason'>,
  work: Work,
): Promise<StepNote> {
  const cycles = parts.warehouse.cycles;
  const now = (): Date => new Date(parts.clock.now());
  const before = notesOf(known.notes, due.name);
  for (const left of before.filter(({ outcome }) => outcome === 'running')) {
    await cycles.note({ ...left, ...leftBehind, finishedAt: now() });
  }
  const runs: string[] = [];
  const begun: StepNote = {
    ...{ cycle: known.week.key, step: due.name, attempt: before.length + 1, dueAt: due.at, startedAt: now() },
    ...{ finishedAt: undefined, outcome: 'running', runs, code: undefined, message: undefined, ...asked },
  };
  await cycles.note(begun);
  const run = async (): Promise<string> => {
    runs.push(runNameAt(now()));
    await cycles.note(begun);
    return runs.at(-1) ?? '';
  };
  const end = async (ended: Ended): Promise<StepNote> => {
    const { outcome, code, message } = ended;
    const note = { ...begun, outcome, code, message, finishedAt: now() };
    await cycles.note(note);
    return note;
  };
  try {
    return await end(await work({ parts, known, name: due.name, ...asked, run }));
  } catch (error) {
    const code = error instanceof Fault ? error.code : 'unexpected';
    await end({ outcome: 'failed', code, message: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

const leftBehind = {
  outcome: 'failed',
  code: 'left-behind',
  message: 'Its process has gone; it was taken up again.',
} as const;

export function reportOf({ dueAt, startedAt, finishedAt, ...note }: StepNote): StepReport {
  return {
    ...note,
    dueAt: dueAt.toISOString(),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString(),
  };
}
