/** The weekly cycle on the wire: what is wanted of it, what was done, where a week stands. */
import { z } from 'zod';
import type { CycleResult } from '../model/model.ts';
import { instantText, maybeText } from './rows.ts';

const word = z.string().trim().min(1).max(255);

export const cycleOrder = z.strictObject({
  /** `open`, `remind-1`, `carry`, `freeze` or `snapshot`. */
  step: word.optional(),
  /** `2026-W48`; the week that is under way when left out. */
  week: word.optional(),
  by: word.optional(),
  /** With step open: opens the week by hand, on the numbers that are there. */
  reason: word.optional(),
  /** Lives through all that is due until then; only against a local org, whose clock can be moved. */
  until: z.iso.datetime({ offset: true }).optional(),
});

const maybeInstant = instantText.optional().transform((at) => at);

const stepReport = z.object({
  cycle: z.string(),
  step: z.string(),
  attempt: z.number(),
  outcome: z.enum(['running', 'done', 'held', 'failed', 'overtaken', 'missed']),
  dueAt: instantText,
  startedAt: instantText,
  finishedAt: maybeInstant,
  runs: z.array(z.string()),
  by: maybeText,
  reason: maybeText,
  code: maybeText,
  message: maybeText,
});

export const cycleResult: z.ZodType<CycleResult> = z.object({
  command: z.literal('cycle'),
  project: z.string(),
  steps: z.array(stepReport),
  matched: z.array(z.string()),
});

/** A week: its state, and each step with the attempts at it, oldest first. */
export const cycleReply = z.object({
  key: z.string(),
  zone: z.string(),
  state: z.enum(['Planned', 'Held', 'Open', 'Late', 'Frozen', 'Closed']),
  period: z.string(),
  message: maybeText,
  openedAt: maybeInstant,
  frozenAt: maybeInstant,
  snapshotTakenAt: maybeInstant,
  /** The time of the service, which differs from ours where a clock was moved. */
  now: instantText,
  steps: z.array(z.object({ name: z.string(), at: instantText, isPast: z.boolean(), attempts: z.array(stepReport) })),
});
