import { z } from 'zod';
import { ApiError } from '../engine/engine.ts';

const times = z.number().int().positive().default(1);
const request = {
  /** How many requests, jobs or rows it strikes before it is used up. */
  times,
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** Path without query; `*` stands for any text: `/services/data/v*.0/jobs/ingest`. */
  path: z.string().default('*'),
};

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
  /** Cuts the connection before the request is applied, or after it but before its reply. */
  z.strictObject({ kind: z.literal('drop'), ...request, when: z.enum(['before', 'after']) }),
  /** Answers later. */
  z.strictObject({ kind: z.literal('delay'), ...request, waitMs: z.number().int().positive().max(600_000) }),
  /** Keeps the request waiting until the rules are cleared or the connection ends. */
  z.strictObject({ kind: z.literal('hold'), ...request }),
  /** Ends the token that the request carries, so that the request and all later ones get 401. */
  z.strictObject({ kind: z.literal('expire'), ...request }),
  /** Fails a bulk job as soon as it has processed so many rows; what was processed stays. */
  z.strictObject({
    kind: z.literal('failJob'),
    times,
    object: z.string().optional(),
    afterRows: z.number().int().nonnegative().default(0),
    message: z.string().default('InternalServerError : Trouble on request'),
  }),
  /** Refuses rows of an object, whichever API brings them. */
  z.strictObject({
    kind: z.literal('row'),
    times,
    object: z.string(),
    statusCode: z.string().default('UNABLE_TO_LOCK_ROW'),
    message: z.string().default('unable to obtain exclusive access to this record or 1 records'),
  }),
]);

export type Rule = z.output<typeof schema>;
export type RuleInput = z.input<typeof schema>;
export type RequestRule = Exclude<Rule, { readonly kind: 'failJob' | 'row' }>;

/** One rule or a list of them, checked; a 400 that names the place otherwise. */
export function parseRules(value: unknown): readonly Rule[] {
  const parsed = z.array(schema).safeParse(Array.isArray(value) ? value : [value]);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'rule' : `rule ${issue.path.join('.')}`;
  throw new ApiError(400, 'INVALID_TROUBLE', `${place}: ${issue?.message ?? 'not understood'}`);
}
