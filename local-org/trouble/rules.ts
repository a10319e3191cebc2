import { z } from 'zod';
import { ApiError } from '../engine/engine.ts';
import type { Allowance } from '../http/http.ts';

const often = {
  /** How many requests, jobs or rows it strikes before it is used up. */
  times: z.number().int().positive().default(1),
  /** How many it lets pass first. */
  after: z.number().int().nonnegative().default(0),
};
const request = {
  ...often,
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** Path without query; `*` stands for any text: `/services/data/v*.0/jobs/ingest`. */
  path: z.string().default('*'),
};

/** Typed as the allowances that there are; the check is by name. */
const allowances: readonly Allowance[] = [
  'DailyApiRequests',
  'DailyBulkApiBatches',
  'DailyBulkIngestRecords',
  'DailyBulkV2QueryJobs',
  'DailyBulkV2QueryFileStorageMB',
];

const schema = z.discriminatedUnion('kind', [
  /** Refuses: `[{errorCode, message}]` with that status. */
  z.strictObject({
    kind: z.literal('answer'),
    ...request,
    status: z.number().int().min(400).max(599),
    errorCode: z.string(),
    message: z.string().default('Trouble on request.'),
  }),
  /** 403 REQUEST_LIMIT_EXCEEDED, as on a day whose requests are used up. */
  z.strictObject({ kind: z.literal('exhaust'), ...request }),
  /**
   * Cuts the connection: `before` anything is read, in the middle of the `upload` (after so many bytes of the body),
   * `after` the request was applied but before its reply, or in the middle of the `answer`.
   */
  z.strictObject({
    kind: z.literal('drop'),
    ...request,
    when: z.enum(['before', 'upload', 'after', 'answer']),
    afterBytes: z.number().int().positive().default(1),
  }),
  /** Answers later. */
  z.strictObject({ kind: z.literal('delay'), ...request, waitMs: z.number().int().positive().max(600_000) }),
  /** Keeps the request waiting until the rules are cleared or the connection ends. */
  z.strictObject({ kind: z.literal('hold'), ...request }),
  /** Ends the token that the request carries, so that the request and all later ones get 401. */
  z.strictObject({ kind: z.literal('expire'), ...request }),
  /** Fails a bulk job as soon as it has processed so many rows; what was processed stays. */
  z.strictObject({
    kind: z.literal('failJob'),
    ...often,
    object: z.string().optional(),
    afterRows: z.number().int().nonnegative().default(0),
    message: z.string().default('InternalServerError : Trouble on request'),
  }),
  /** Refuses rows of an object, whichever API brings them. */
  z.strictObject({
    kind: z.literal('row'),
    ...often,
    object: z.string(),
    statusCode: z.string().default('UNABLE_TO_LOCK_ROW'),
    message: z.string().default('unable to obtain exclusive access to this record or 1 records'),
  }),
  /** Stamps what the next saves of an object write so much older than the moment from which it can be seen. */
  z.strictObject({
    kind: z.literal('late'),
    ...often,
    object: z.string().optional(),
    byMs: z.number().int().positive(),
  }),
  /** Holds rows as another transaction would, until the rules are cleared. */
  z.strictObject({ kind: z.literal('lock'), ids: z.array(z.string().regex(/^\w{15}(?:\w{3})?$/)).min(1) }),
  /** Leaves so much of a day's allowance, until the rules are cleared. */
  z.strictObject({
    kind: z.literal('limit'),
    allowance: z.enum(allowances),
    left: z.number().int().nonnegative().default(0),
  }),
]);

export type Rule = z.output<typeof schema>;
export type RuleInput = z.input<typeof schema>;
/** A state of the org that lasts until the rules are cleared. */
export type StateRule = Extract<Rule, { readonly kind: 'lock' | 'limit' }>;
export type StrikingRule = Exclude<Rule, StateRule>;
export type RequestRule = Exclude<StrikingRule, { readonly kind: 'failJob' | 'row' | 'late' }>;
export type RuleOf<Kind extends Rule['kind']> = Extract<Rule, { readonly kind: Kind }>;

/** One rule or a list of them, checked; a 400 that names the place otherwise. */
export function parseRules(value: unknown): readonly Rule[] {
  const parsed = z.array(schema).safeParse(Array.isArray(value) ? value : [value]);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'rule' : `rule ${issue.path.join('.')}`;
  throw new ApiError(400, 'INVALID_TROUBLE', `${place}: ${issue?.message ?? 'not understood'}`);
}
