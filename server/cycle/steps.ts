/** What each step of a week does. Done twice, it leaves the same. */
import { Fault } from '../faults.ts';
import type { CycleState, StepOutcome } from '../model/model.ts';
import type { CycleRecord } from '../warehouse/warehouse.ts';
import type { StepName } from './calendar.ts';
import { digest } from './digest.ts';
import { load } from './load.ts';
import { pushOwn } from './own-project.ts';
import type { CycleParts, Known } from './parts.ts';
import { calendarOf, recordOf } from './parts.ts';
import { remind } from './remind.ts';
import { messageOf, neverOpened, openedByHand } from './words.ts';

export interface Step {
  readonly parts: CycleParts;
  readonly known: Known;
  /** `remind-2`. */
  readonly name: string;
  readonly by: string | undefined;
  readonly reason: string | undefined;
  /** Names a run that is about to begin, and notes it. */
  readonly run: () => Promise<string>;
}

export interface Ended {
  readonly outcome: Exclude<StepOutcome, 'running'>;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

export type Work = (step: Step) => Promise<Ended>;

const done: Ended = { outcome: 'done' };

export const steps: Readonly<Record<Exclude<StepName, 'meeting'>, Work>> = {
  plan: async (step) => {
    await put(step, {});
    return tell(step, 'plan');
  },
  open,
  remind: (step) => remind(step),
  digest: (step) => digest(step),
  carry: async (step) => {
    expect(step, ['Open', 'Late']);
    await put(step, { state: 'Late' });
    return tell(step, 'carry');
  },
  freeze: async (step) => {
    const { frozenAt } = expect(step, ['Open', 'Late', 'Frozen']);
    await put(step, { state: 'Frozen', frozenAt: frozenAt ?? nowOf(step) });
    return tell(step, 'freeze');
  },
  snapshot: async (step) => {
    const { openedAt, snapshotTakenAt, message } = recordNow(step);
    await put(step, {
      state: 'Closed',
      snapshotTakenAt: snapshotTakenAt ?? nowOf(step),
      message: openedAt === undefined ? messageOf(neverOpened) : message,
    });
    return tell(step, 'snapshot');
  },
};

/** A passing fault is thrown, so that the step is tried again; the week is held meanwhile. */
async function open(step: Step): Promise<Ended> {
  const { state } = expect(step, ['Planned', 'Held', 'Open', 'Late']);
  if (state === 'Open' || state === 'Late') return tell(step, 'open');
  const { words, fault } = await load(step.parts, await step.run());
  if (words === undefined) {
    await put(step, { state: 'Open', openedAt: nowOf(step), message: undefined });
    return tell(step, 'open');
  }
  await put(step, { state: 'Held', message: messageOf(words) });
  const told = await tell(step, 'open');
  if (fault?.kind === 'transient') throw fault;
  return told.outcome === 'done'
    ? { outcome: 'held', code: words.code, message: fault?.message ?? words.english }
    : told;
}

/** A person opens a week that waits, on the numbers that are there. */
export const openByHand: Work = async (step) => {
  expect(step, ['Planned', 'Held']);
  const { by = '', reason = '', known } = step;
  if (by.trim() === '' || reason.trim() === '') {
    throw new Fault('setup', 'opening-nameless', 'To open a week by hand needs a name and a reason.', {
      next: 'State both: they are shown with the week.',
    });
  }
  const { freezeAt, key } = recordNow(step);
  if (nowOf(step) >= freezeAt) {
    throw new Fault('setup', 'cycle-over', `Week ${key} would have been frozen at ${freezeAt.toISOString()}.`, {
      next: 'Wait for the next week.',
    });
  }
  const message = messageOf(openedByHand(by.trim(), reason.trim()));
  await put(step, { state: 'Open', openedAt: known.record?.openedAt ?? nowOf(step), message });
  return tell(step, 'open');
};

function nowOf({ parts }: Step): Date {
  return new Date(parts.clock.now());
}

function recordNow({ parts, known }: Step): CycleRecord {
  return recordOf(known, calendarOf(parts.project));
}

function expect(step: Step, states: readonly CycleState[]): CycleRecord {
  const record = recordNow(step);
  if (states.includes(record.state)) return record;
  throw new Fault('setup', 'cycle-state', `Week ${record.key} is ${record.state}: ${step.name} has no place in it.`, {
    next: `It is for a week that is ${states.join(' or ')}; "todoku cycle status" tells where each stands.`,
  });
}

async function put(step: Step, change: Partial<CycleRecord>): Promise<void> {
  await step.parts.warehouse.cycles.put({ ...recordNow(step), ...change });
}

/** Into Salesforce; what has not arrived whole is tried again. */
async function tell(step: Step, name: StepName): Promise<Ended> {
  const { parts, known } = step;
  const { signal, onEvent } = parts;
  const result = await pushOwn(parts, {
    step: name,
    cycle: known.week.key,
    signal,
    onEvent,
    name: await step.run(),
  });
  if (result.state === 'matched') return done;
  const off = result.verdicts.filter(({ state }) => state !== 'Matched').map(({ sync }) => sync);
  const message = `Run ${result.run} ended ${result.state}: ${off.join(', ') || 'rows are outstanding'}.`;
  return { outcome: 'failed', code: `told-${result.state}`, message };
}
