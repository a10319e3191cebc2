/**
 * What the service answers, as schemas: the command line parses with them, and the OpenAPI document is made of them.
 * On the wire what is undefined is left out, and moments are ISO texts.
 */
import { z } from 'zod';
import type { FaultKind } from '../faults.ts';
import { cycleOrder, cycleResult } from './cycle.ts';
import { guard, heldRow, instant, instantText, maybeText } from './rows.ts';
import { retriedKinds } from '../run/run.ts';
import type { PullResult, RunEvent, RunRecord, RunResult } from '../run/run.ts';

export { cycleReply } from './cycle.ts';
export { approvalOrder, approvalsReply, failedReply } from './rows.ts';

const count = z.number();
const matchState = z.enum(['Matched', 'Explained', 'Mismatch', 'Not_Checked']);
const runState = z.enum(['running', 'matched', 'partial', 'mismatch', 'refused', 'deferred', 'failed', 'interrupted']);

const syncResult = z.object({
  sync: z.string(),
  object: z.string(),
  sent: count,
  created: count,
  updated: count,
  deleted: count,
  rejected: count,
  unprocessed: count,
  parked: count,
  held: count,
  unchanged: count,
  quarantined: count,
  failed: count,
  state: matchState,
  matched: z.boolean(),
});

const total = z.object({
  measure: z.string(),
  period: maybeText,
  warehouse: z.string(),
  salesforce: z.string(),
  matches: z.boolean(),
});

const cause = z.enum([
  'NOT_SENT',
  'QUARANTINED',
  'REJECTED',
  'PARKED',
  'HELD',
  'UNPROCESSED',
  'NOT_OURS_TO_DELETE',
  'KEPT',
  'CORRECTED_BY_HAND',
  'ROLLUP_BEHIND',
  'EDITED_IN_SALESFORCE',
  'DELETED_IN_SALESFORCE',
  'EXTRA_IN_SALESFORCE',
  'DUPLICATE_IN_SALESFORCE',
  'PARENT_BEHIND',
  'PERIOD_DIFFERS',
  'ROLLUP_DIFFERS',
  'SUM_DIFFERS',
  'BOOKS_OPEN',
]);

const verdict = z.object({
  sync: z.string(),
  object: z.string(),
  state: matchState,
  booksClosed: z.boolean(),
  warehouseRows: count,
  salesforceRows: count,
  totals: z.array(total),
  keysCompared: z.boolean(),
  missing: count,
  extra: count,
  different: count,
  rollups: z.object({ compared: count, different: count }),
  causes: z.array(z.object({ cause, code: maybeText, rows: count })),
  drift: z.array(z.object({ cause, by: z.string(), rows: count, last: instant })).default([]),
});

const counted = z.record(z.string(), count);

const coverage = z.object({
  table: z.string(),
  rows: count,
  placed: counted,
  unplaced: count,
  reasons: counted,
  listed: z.array(z.object({ key: z.string(), reason: z.string() })),
});

/** What queries have processed in the warehouse; left out where nothing is billed by the byte. */
const processed = z.object({ bytes: count, jobs: count }).optional();

const result: z.ZodType<RunResult> = z.object({
  command: z.enum(['push', 'retry', 'resume', 'rollback', 'verify']),
  run: z.string(),
  project: z.string(),
  state: runState,
  sourceAsOf: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  calls: count,
  processed,
  objects: z.array(syncResult),
  verdicts: z.array(verdict),
  coverage: z.array(coverage),
  approved: z.array(z.object({ sync: z.string(), guard, by: z.string(), reason: z.string() })).default([]),
  held: z.array(heldRow).default([]),
  corrected: z.array(z.object({ sync: z.string(), rows: count, values: count })).default([]),
  faults: z.array(z.object({ code: z.string(), message: z.string(), next: z.string(), sync: maybeText })),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  recovered: z.array(z.string()),
});

const pulled: z.ZodType<PullResult> = z.object({
  command: z.literal('pull'),
  run: z.string(),
  project: z.string(),
  state: z.enum(['matched', 'mismatch']),
  startedAt: z.string(),
  finishedAt: z.string(),
  calls: count,
  tables: z.array(
    z.object({
      name: z.string(),
      object: z.string(),
      state: z.enum(['Matched', 'Mismatch']),
      rows: count,
      route: z.enum(['query', 'bulk']),
      readings: count,
      calls: count,
      pulledAt: z.string(),
      totals: z.array(total),
    }),
  ),
});

const preview = z.object({
  plan: z.unknown(),
  text: z.string(),
  isRefused: z.boolean(),
  coverage: z.array(coverage),
  unfinished: z.array(z.string()),
  processed,
});

const faultKind = z.enum(['transient', 'setup', 'refused', 'bug']) satisfies z.ZodType<FaultKind>;

const fault = z.object({
  kind: faultKind,
  code: z.string(),
  message: z.string(),
  next: z.string(),
  place: z.string().optional(),
});

/** Events are shown, never decided upon; a kind this version does not know is passed over by whoever shows it. */
const event = z.custom<RunEvent>((value) => typeof value === 'object' && value !== null && 'type' in value);

const due = z.object({ schedule: z.string(), at: instantText });
const end = z.object({
  result: result.optional(),
  preview: preview.optional(),
  pulled: pulled.optional(),
  cycled: cycleResult.optional(),
  fault: fault.optional(),
});
const command = z.enum(['push', 'verify', 'plan', 'retry', 'resume', 'rollback', 'pull', 'cycle']);

/** An order and its run, without events. A run of an earlier process is told from the ledger, with fewer members. */
export const runStatus = z.object({
  id: z.string(),
  command: command.optional(),
  only: z.array(z.string()).optional(),
  pull: z.array(z.string()).optional(),
  cycle: cycleOrder.optional(),
  due: due.optional(),
  phase: z.enum(['waiting', 'running', 'ended', 'left-behind']),
  state: runState.optional(),
  askedAt: instantText.optional(),
  startedAt: instantText.optional(),
  endedAt: instantText.optional(),
  attempt: count.optional(),
  run: z.string().optional(),
  end: end.optional(),
});

export const numberedEvent = z.object({ number: count, event });

export const runReply = z.object({ ...runStatus.shape, events: z.array(numberedEvent).default([]) });

const maybeInstant = instant.optional().transform((at) => at);

const record: z.ZodType<RunRecord> = z.object({
  run: z.string(),
  project: z.string(),
  state: runState,
  startedAt: instant,
  finishedAt: maybeInstant,
  sourceAsOf: maybeInstant,
  result: z.unknown(),
});

export const runsReply = z.object({ runs: z.array(record), open: z.array(runStatus).default([]) });

export const schedulesReply = z.object({
  schedules: z.array(
    z.object({
      name: z.string(),
      timeZone: z.string(),
      cron: z.string().optional(),
      after: z.string().optional(),
      hook: z.enum(['signed', 'dbt']).optional(),
      syncs: z.array(z.string()).optional(),
      pull: z.array(z.string()).optional(),
      next: z.array(instantText),
      recent: z.array(
        z.object({
          schedule: z.string(),
          dueAt: instantText,
          times: count,
          outcome: z.enum(['started', 'skipped', 'missed']),
          run: z.string().optional(),
          reason: z.string().optional(),
        }),
      ),
    }),
  ),
});

const check = z.object({ reachable: z.boolean(), code: z.string().optional(), detail: z.string().optional() });
const checks = z.object({ warehouse: check, org: check });

export const readyReply = z.object({ status: z.literal('ready'), checks });

/** What the service works on. */
export const projectReply = z.object({
  name: z.string(),
  timeZone: z.string(),
  /** In the order in which they are loaded. */
  syncs: z.array(z.object({ name: z.string(), object: z.string() })),
});

export const healthReply = z.object({ status: z.literal('up'), service: z.literal('todoku') });

/** problem+json, RFC 9457. `run` names the run that is in the way, `checks` what is not ready. */
export const problemReply = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  status: count,
  detail: z.string(),
  code: z.string(),
  next: z.string(),
  run: runStatus.optional(),
  checks: checks.optional(),
});

/** What orders a run. */
export const runOrder = z
  .strictObject({
    command,
    /** The earlier run: needed by retry, resume and rollback; with plan, the rollback of that run is planned. */
    of: z.string().min(1).optional(),
    /** Rows that a retry takes up; all that are not in Salesforce when left out. */
    kinds: z.array(z.enum(retriedKinds)).optional(),
    /** Of a retry: a file on the service's machine that holds the rows as a person has corrected them, and who that is. */
    corrections: z.strictObject({ file: z.string().min(1), by: z.string().trim().min(1) }).optional(),
    /** Syncs; tables of pull: where the command is pull. */
    only: z.array(z.string().min(1)).max(1000).optional(),
    /** Tables of pull: that are read anew before a push. */
    pull: z.array(z.string().min(1)).max(1000).optional(),
    deep: z.boolean().optional(),
    /** With cycle: the step that is wanted; whatever is due when it is left out. */
    cycle: cycleOrder.optional(),
    /** What the asker takes for granted; refused when this service works on something else. */
    project: z.string().optional(),
    raw: z.string().optional(),
  })
  .refine(({ command: asked, of }) => of !== undefined || ['push', 'verify', 'plan', 'pull', 'cycle'].includes(asked), {
    path: ['of'],
    message: 'name the run it is about',
  });

/** What came of a signed request. `taken`: the same request has come before. `ignored`: a dbt job that did not succeed. */
export const hookReply = z.object({
  outcome: z.enum(['ordered', 'skipped', 'taken', 'ignored']),
  run: z.string().optional(),
});
