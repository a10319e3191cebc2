/** Rows of `todoku.cycles` and `todoku.cycle_steps` as values; moments were selected as milliseconds. */
import { z } from 'zod';
import type { CycleRecord, StepNote } from './cycles.ts';
import type { Row } from './row.ts';

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

export const stepOutcome = z.enum(['running', 'done', 'held', 'failed', 'overtaken', 'missed']);

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
