/** `warehouse:` and `raw:` of todoku.yml: where the numbers are, and what a query may cost. */
import { z } from 'zod';

/** Each query is billed for 10 MB at least (BigQuery documentation, "Pricing"): a lower ceiling refuses everything. */
const leastBytes = 10 * 1024 ** 2;
const bytes = z.number().int().min(leastBytes, 'a query is billed for 10 MB (10485760 bytes) at least');

const bigquery = z.strictObject({
  kind: z.literal('bigquery'),
  project: z
    .string()
    .regex(/^[a-z][a-z0-9.:-]*$/, 'a project id, such as sales-data-123')
    .describe('Google Cloud project: its jobs are billed, and it holds the dataset'),
  dataset: z
    .string()
    .regex(/^\w{1,1024}$/, 'letters, digits and _')
    .describe("Dataset of Todoku's own; made by the first push"),
  location: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, 'such as asia-northeast1 or EU')
    .describe('Where the dataset and the raw tables are'),
  maxBytesBilled: bytes.optional().describe('Bytes that one query may process; default 100 GB (100000000000)'),
  maxBytesPerRun: bytes.optional().describe('Bytes that one run may process in all; default: no limit'),
  labels: z
    .record(z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/), z.string().regex(/^[a-z0-9_-]{0,63}$/))
    .optional()
    .describe("Labels of your own on every job, beside Todoku's"),
  endpoint: z
    .string()
    .refine(isEndpoint, 'an address with https')
    .optional()
    .describe('Another address of the API (private or regional)'),
});

const duckdb = z.strictObject({
  kind: z.literal('duckdb'),
  memoryMb: z
    .number()
    .int()
    .min(256, 'at least 256')
    .optional()
    .describe(
      'MiB that DuckDB may hold in memory; beyond that it works on disk. Default 768, at most half of the machine',
    ),
  threads: z
    .number()
    .int()
    .min(1, 'at least 1')
    .optional()
    .describe('Threads that DuckDB works with; fewer leave more to others on a machine. Default: one a core'),
});

export const warehouseSchema = z.discriminatedUnion('kind', [duckdb, bigquery]);

const typeName = z.enum([
  'STRING',
  'INT64',
  'NUMERIC',
  'BIGNUMERIC',
  'FLOAT64',
  'BOOL',
  'DATE',
  'DATETIME',
  'TIMESTAMP',
  'BYTES',
]);

export const rawTableSchema = z.strictObject({
  file: z.string().min(1).optional().describe('CSV file in the raw folder, UTF-8, with a header'),
  table: z
    .string()
    .regex(/^[^`]+$/, 'a path without backticks')
    .optional()
    .describe('Instead of file: a table or view of BigQuery, project.dataset.table or shorter'),
  columns: z
    .union([
      z.array(z.string().min(1)).min(1),
      z
        .record(z.string().min(1), typeName)
        .refine((columns) => Object.keys(columns).length > 0, 'name at least one column'),
    ])
    .describe('Exactly the columns of the header; of a table those that are read, each with its type'),
  key: z.string().min(1).optional().describe('Column that names a row: coverage is then checked key by key'),
});

/** Plain http would show the numbers to everyone on the way; on this machine there is no way. */
function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
