/** Rows of the cycle's tables as values and back; moments were selected as milliseconds. */
import { z } from 'zod';
import type { CycleRecord, SentMail, StepNote } from './cycles.ts';
import type { Row } from './row.ts';

/** Values as text: moments in ISO 8601. */
export type StoredRow = Readonly<Record<string, string | null>>;

const text = z.string();
const maybeText = z
  .string()
  .nullable()
  .transform((value) => value ?? undefined);
const moment = z.coerce.number().transform((at) => new Date(at));
const maybeMoment = z.union([z.null().transform(() => undefined), moment]);

const cycleRow = z.object({
  key: text,
  week_start: text,
  period_start: text,
  zone: text,
  opens_at: moment,
  unit_deadline: moment,
  freeze_at: moment,
  meeting_at: moment,
  snapshot_at: moment,
  state: z.enum(['Planned', 'Held', 'Open', 'Late', 'Frozen', 'Closed']),
  opened_at: maybeMoment,
  frozen_at: maybeMoment,
  snapshot_taken_at: maybeMoment,
  tolerance: z.coerce.number(),
  message: maybeText,
});

export function toCycle(row: Row): CycleRecord {
  const { key, zone, state, tolerance, message, ...found } = cycleRow.parse(row);
  return {
    key,
    weekStart: found.week_start,
    periodStart: found.period_start,
    zone,
    opensAt: found.opens_at,
    unitDeadline: found.unit_deadline,
    freezeAt: found.freeze_at,
    meetingAt: found.meeting_at,
    snapshotAt: found.snapshot_at,
    state,
    openedAt: found.opened_at,
    frozenAt: found.frozen_at,
    snapshotTakenAt: found.snapshot_taken_at,
    tolerance,
    message,
  };
}

const stepOutcome = z.enum(['running', 'done', 'held', 'failed', 'overtaken', 'missed']);

const stepRow = z.object({
  cycle: text,
  step: text,
  attempt: z.coerce.number(),
  due_at: moment,
  started_at: moment,
  finished_at: maybeMoment,
  outcome: stepOutcome,
  runs: text,
  asked_by: maybeText,
  reason: maybeText,
  code: maybeText,
  message: maybeText,
});

export function toStep(row: Row): StepNote {
  const { due_at, started_at, finished_at, runs, asked_by, ...note } = stepRow.parse(row);
  return {
    ...note,
    dueAt: due_at,
    startedAt: started_at,
    finishedAt: finished_at,
    runs: runs.split(' ').filter((run) => run !== ''),
    by: asked_by,
  };
}

const iso = (at: Date | undefined): string | null => at?.toISOString() ?? null;

export function fromCycle(cycle: CycleRecord): StoredRow {
  return {
    key: cycle.key,
    week_start: cycle.weekStart,
    period_start: cycle.periodStart,
    zone: cycle.zone,
    opens_at: iso(cycle.opensAt),
    unit_deadline: iso(cycle.unitDeadline),
    freeze_at: iso(cycle.freezeAt),
    meeting_at: iso(cycle.meetingAt),
    snapshot_at: iso(cycle.snapshotAt),
    state: cycle.state,
    opened_at: iso(cycle.openedAt),
    frozen_at: iso(cycle.frozenAt),
    snapshot_taken_at: iso(cycle.snapshotTakenAt),
    tolerance: String(cycle.tolerance),
    message: cycle.message ?? null,
  };
}

export function fromStep(note: StepNote): StoredRow {
  return {
    cycle: note.cycle,
    step: note.step,
    attempt: String(note.attempt),
    due_at: iso(note.dueAt),
    started_at: iso(note.startedAt),
    finished_at: iso(note.finishedAt),
    outcome: note.outcome,
    runs: note.runs.join(' '),
    asked_by: note.by ?? null,
    reason: note.reason ?? null,
    code: note.code ?? null,
    message: note.message ?? null,
  };
}

export function fromMail({ cycle, username, address, at }: SentMail): StoredRow {
  return { cycle, username, address, sent_at: iso(at) };
}
