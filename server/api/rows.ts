/** Rows that a person looks at, and what the person says: as on the wire. */
import { z } from 'zod';
import { guardCodes, plausibleBounds } from '../model/model.ts';

/** JSON leaves out what is undefined. */
export const maybeText = z
  .string()
  .optional()
  .transform((text) => text);

export const instantText = z.iso.datetime();
export const instant = instantText.transform((text) => new Date(text));

export const guard = z.enum(guardCodes);

export const heldRow = z.object({
  sync: z.string(),
  key: z.string(),
  values: z.array(
    z.object({
      field: z.string(),
      bound: z.enum(plausibleBounds),
      before: maybeText,
      value: z.string(),
      limit: z.string(),
    }),
  ),
  hash: z.string(),
});

export const failedReply = z.object({
  rows: z.array(
    z.object({
      sync: z.string(),
      key: z.string(),
      operation: z.enum(['insert', 'update', 'archive', 'delete']),
      status: z.enum(['created', 'updated', 'deleted', 'rejected', 'unprocessed', 'parked', 'held']),
      code: maybeText,
      message: maybeText,
      /** Field → value as planned, where it was asked for and is kept. */
      values: z
        .record(z.string(), z.string().nullable())
        .optional()
        .transform((values) => values),
    }),
  ),
});

/** A person's yes to what the guards of a run have refused. */
export const approvalOrder = z.strictObject({
  by: z.string().trim().min(1),
  reason: z.string().trim().min(1),
  only: z.array(z.string().min(1)).max(1000).optional(),
  /** Keys of rows that the run held, or all of them; what its guards refused when left out. */
  rows: z.union([z.literal('all'), z.array(z.string().min(1)).min(1).max(1000)]).optional(),
});

export const approvalsReply = z.object({
  approvals: z.array(
    z.object({
      run: z.string(),
      sync: z.string(),
      guard,
      amount: z.number(),
      by: z.string(),
      reason: z.string(),
      at: instant,
    }),
  ),
  rows: z.array(z.object({ run: z.string(), row: heldRow, by: z.string(), reason: z.string(), at: instant })),
});
