/** What BigQuery answers, read once. */
import { z } from 'zod';
import type { Json, Row } from '../row.ts';
import { Refused, reasonOf } from './refused.ts';

const count = z.string().transform(Number);

interface FieldReply {
  readonly name: string;
  readonly type: string;
  readonly mode?: string | undefined;
}
const field = z.object({ name: z.string(), type: z.string(), mode: z.string().optional() });
const schema = z.object({ fields: z.array(field).default([]) });

export const jobReply = z.object({
  jobReference: z.object({ jobId: z.string() }).optional(),
  status: z.object({
    state: z.string(),
    errorResult: z.object({ reason: z.string().default('unknown'), message: z.string().default('') }).optional(),
  }),
  statistics: z
    .object({
      totalBytesProcessed: count.optional(),
      query: z
        .object({
          statementType: z.string().optional(),
          totalBytesProcessed: count.optional(),
          totalBytesBilled: count.optional(),
          numDmlAffectedRows: count.optional(),
          schema: schema.optional(),
        })
        .optional(),
      load: z.object({ outputRows: count.optional() }).optional(),
    })
    .optional(),
});
export type JobReply = z.infer<typeof jobReply>;

/** Cells by place. Looked at one by one where they are read: a copy of every cell would be the dearest part of a page. */
interface RawRow {
  readonly f: readonly { readonly v?: unknown }[];
}

const isRawRow = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'f' in row && Array.isArray(row.f);

export const pageReply = z.object({
  jobComplete: z.boolean().optional(),
  schema: schema.optional(),
  totalRows: count.optional(),
  pageToken: z.string().optional(),
  totalBytesProcessed: count.optional(),
  numDmlAffectedRows: count.optional(),
  rows: z.array(z.custom<RawRow>(isRawRow)).default([]),
});
export type PageReply = z.infer<typeof pageReply>;

export const tableReply = z.object({
  schema: schema.optional(),
  numRows: count.optional(),
  lastModifiedTime: count.optional(),
  location: z.string().optional(),
});

export const tablesReply = z.object({
  tables: z.array(z.object({ tableReference: z.object({ tableId: z.string() }) })).default([]),
  nextPageToken: z.string().optional(),
});

export const datasetReply = z.object({ location: z.string() });

/** Why a job failed; undefined when it has not. */
export function failureOf(job: JobReply): Refused | undefined {
  const { errorResult } = job.status;
  if (errorResult === undefined) return undefined;
  const { reason, message } = errorResult;
  return new Refused(undefined, reasonOf(reason, message), message);
}

/** Rows by name. Everything arrives as text; only flags and floating point become values of their own. */
export function rowsOf(rows: PageReply['rows'], fields: readonly FieldReply[]): readonly Row[] {
  return rows.map(({ f }) => {
    const row: Record<string, Json> = {};
    for (const [index, one] of fields.entries()) row[one.name] = cellOf(f[index]?.v, one);
    return row;
  });
}

function cellOf(value: unknown, one: FieldReply): Json {
  if (value === null || value === undefined) return null;
  if (one.mode === 'REPEATED') {
    const items = Array.isArray(value) ? value : [];
    return items.map((item: { readonly v: unknown }) => cellOf(item.v, { ...one, mode: 'NULLABLE' }));
  }
  if (typeof value !== 'string') throw new TypeError(`Column ${one.name} is no scalar.`);
  if (one.type === 'BOOLEAN' || one.type === 'BOOL') return value === 'true';
  return one.type === 'FLOAT' || one.type === 'FLOAT64' ? Number(value) : value;
}

/** The names of GoogleSQL for the three types that the API calls by older ones. */
const modern: Readonly<Record<string, string>> = {
  INTEGER: 'INT64',
  FLOAT: 'FLOAT64',
  BOOLEAN: 'BOOL',
  RECORD: 'STRUCT',
};

/** Columns with the names that GoogleSQL has for their types. */
export function columnsOf(fields: readonly FieldReply[]): readonly { readonly name: string; readonly type: string }[] {
  return fields.map(({ name, type, mode }) => {
    const plain = modern[type] ?? type;
    return { name, type: mode === 'REPEATED' ? `ARRAY<${plain}>` : plain };
  });
}
