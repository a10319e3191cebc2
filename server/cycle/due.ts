/** What is to be done next, from the calendar, the clock and what is known of the weeks. Pure. */
import type { CycleState } from '../model/model.ts';
import type { StepNote } from '../warehouse/warehouse.ts';
import type { DueStep, StepName, Week } from './calendar.ts';
import { stepAt } from './calendar.ts';
import type { Known } from './parts.ts';

export type Verdict =
  | { readonly does: 'run' }
  /** Nothing is done; it is noted why. */
  | { readonly does: 'overtaken' | 'missed'; readonly code: string; readonly message: string };

export type Todo = {
  readonly known: Known;
  readonly due: DueStep;
  /** Counts from 1. */
  readonly attempt: number;
} & Verdict;

/** A step that has moved the week and was then killed, or could not tell Salesforce, is done again. */
const stateAfter: Readonly<Partial<Record<StepName, CycleState>>> = {
  open: 'Open',
  carry: 'Late',
  freeze: 'Frozen',
  snapshot: 'Closed',
};

const firstWaitMs = 5 * 60_000;
const longestWaitMs = 60 * 60_000;

/** `weeks` in the order of time. One thing at a time: what is done changes what comes next. */
export function nextTodo(weeks: readonly Known[], now: Date): Todo | undefined {
  for (const [index, known] of weeks.entries()) {
    for (const due of known.week.steps) {
      if (due.at > now) break;
      const todo = todoOf(known, due, weeks[index + 1]?.week, now);
      if (todo !== undefined) return todo;
    }
  }
  return plan(weeks.at(-1), now);
}

/** When the next step of these weeks is due; the meeting is none. */
export function nextDue(weeks: readonly Known[], now: Date): Date | undefined {
  const all = weeks.flatMap(({ week }) => week.steps.filter(({ step }) => step !== 'meeting'));
  return all.map(({ at }) => at).find((at) => at > now);
}

/** The week that comes next is made known to people before it opens. */
function plan(known: Known | undefined, now: Date): Todo | undefined {
  if (known === undefined || known.record !== undefined || now >= stepAt(known.week, 'open')) return undefined;
  const notes = notesOf(known.notes, 'plan');
  if (!isOwed(notes.at(-1), notes.length, now)) return undefined;
  return { known, due: { step: 'plan', name: 'plan', at: now }, attempt: notes.length + 1, does: 'run' };
}

function todoOf(known: Known, due: DueStep, later: Week | undefined, now: Date): Todo | undefined {
  const notes = notesOf(known.notes, due.name);
  if (due.step === 'meeting' || !isOwed(notes.at(-1), notes.length, now)) return undefined;
  const isBegun = notes.length > 0 && known.record?.state === stateAfter[due.step];
  const verdict = isBegun ? { does: 'run' as const } : verdictOn(known, due, later, now);
  return verdict === undefined ? undefined : { known, due, attempt: notes.length + 1, ...verdict };
}

export function notesOf(notes: readonly StepNote[], step: string): readonly StepNote[] {
  return notes.filter((note) => note.step === step);
}

/** A step that failed waits twice as long each time; one that was left behind is taken up at once. */
function isOwed(last: StepNote | undefined, attempts: number, now: Date): boolean {
  if (last === undefined || last.outcome === 'running') return true;
  if (last.outcome !== 'failed') return false;
  const waitMs = Math.min(firstWaitMs * 2 ** (attempts - 1), longestWaitMs);
  return now.getTime() - (last.finishedAt ?? last.startedAt).getTime() >= waitMs;
}

/** What the verdict on a due step depends on. */
interface Situation {
  readonly week: Week;
  readonly due: DueStep;
  readonly state: CycleState;
  readonly later: Week | undefined;
  readonly now: Date;
}

/** Undefined: it waits, because the week has not been opened yet. */
type Judge = (situation: Situation) => Verdict | undefined;

function verdictOn({ week, record }: Known, due: DueStep, later: Week | undefined, now: Date): Verdict | undefined {
  return judges[due.step]({ week, due, state: record?.state ?? 'Planned', later, now });
}

const run: Verdict = { does: 'run' };
const nothing: Judge = () => undefined;
const notOpen = overtaken('not-open', 'The week was not open.');

const judges: Readonly<Record<StepName, Judge>> = {
  plan: nothing,
  open: ({ state, week, now }) => {
    if (state !== 'Planned' && state !== 'Held') return overtaken('opened-by-hand', 'It was open already.');
    return now < stepAt(week, 'freeze') ? run : missed('never-opened', 'Its freeze had passed before it was opened.');
  },
  remind: ({ state, week, due, now }) => {
    if (isOvertaken(week, due, now)) return overtaken('next-step-due', 'The step after it was due already.');
    return isOpen(state) ? run : notOpen;
  },
  digest: ({ later }) => (later === undefined ? run : overtaken('next-week', 'The next week had begun.')),
  carry: ({ state, week, now }) => {
    if (isOpen(state)) return run;
    return isFrozen(state) || now >= stepAt(week, 'freeze') ? notOpen : undefined;
  },
  freeze: ({ state }) => (isOpen(state) ? run : notOpen),
  meeting: nothing,
  snapshot: ({ state, later, now }) => {
    if (state === 'Closed') return overtaken('closed', 'The week was closed already.');
    if (later === undefined || now < stepAt(later, 'snapshot')) return run;
    return missed('later-snapshot-due', 'The snapshot of a later week was due already.');
  },
};

function isOpen(state: CycleState): boolean {
  return state === 'Open' || state === 'Late';
}

function isFrozen(state: CycleState): boolean {
  return state === 'Frozen' || state === 'Closed';
}

/** Whether a later step but the meeting is due too. */
function isOvertaken({ steps }: Week, due: DueStep, now: Date): boolean {
  return steps.some(({ at, step, name }) => step !== 'meeting' && name !== due.name && at > due.at && at <= now);
}

function overtaken(code: string, message: string): Verdict {
  return { does: 'overtaken', code, message };
}

function missed(code: string, message: string): Verdict {
  return { does: 'missed', code, message };
}
