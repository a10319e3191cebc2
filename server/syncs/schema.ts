/** The file formats of ARCHITECTURE.md, checked strictly: a key nobody reads is a mistake, not a comment. */
import { z } from 'zod';
import { cycleSchema } from './cycle-schema.ts';
import { pullOfSchedule, pullSchema } from './pull-schema.ts';
import { rawTableSchema, warehouseSchema } from './warehouse-schema.ts';

const column = z.string().min(1).describe('Column of model.sql');
const tableName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is lower case letters, digits and _');
const fieldName = z
  .string()
  .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/, 'a field is written Amount__c, or Parent__r.External_Key__c for a parent');
const limit = z
  .strictObject({
    percent: z.number().min(0).max(100).optional().describe('Share of the rows, 0 to 100'),
    rows: z.number().int().min(0).optional().describe('Number of rows'),
  })
  .refine((value) => value.percent !== undefined || value.rows !== undefined, 'state percent, rows or both')
  .describe('Refused when both are exceeded');

const archiveValue = z.union([z.boolean(), z.string().trim().min(1).max(255)]);
const amount = z.number().min(-1e15).max(1e15);

export const todokuSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a project name is lower case letters, digits and -'),
  timeZone: z.string().refine(isTimeZone, 'not a time zone of the IANA list, such as Asia/Tokyo'),
  dialect: z
    .enum(['duckdb', 'bigquery'])
    .describe('The SQL in models/, syncs/ and coverage/. bigquery (GoogleSQL) runs on both, duckdb on DuckDB alone'),
  warehouse: warehouseSchema.optional().describe('Where models are built and state is kept; default a DuckDB file'),
  raw: z.strictObject({
    dir: z.string().min(1).optional().describe('Folder of the raw files, from the project folder; default raw'),
    tables: z
      .record(tableName, rawTableSchema)
      .refine((tables) => Object.keys(tables).length > 0, 'declare at least one table'),
  }),
  asOf: z
    .string()
    .min(1)
    .optional()
    .describe('SQL that returns one moment; default: when the newest raw file or table changed'),
  params: z.record(z.string().regex(/^\w+$/), z.union([z.string(), z.number(), z.boolean()])).optional(),
  load: z
    .strictObject({
      bulkAbove: z.number().int().min(0).optional().describe('Rows above which Bulk API 2.0 is used; default 2000'),
    })
    .optional(),
  calls: z
    .strictObject({
      max: z.number().int().min(1).optional().describe('API calls a push may cost; more is refused. Default: no limit'),
      reserve: z
        .number()
        .min(0)
        .max(99)
        .optional()
        .describe("Percent of the org's daily API calls that is left to others; default 10"),
    })
    .optional(),
  pull: pullSchema.optional().describe('What people enter in Salesforce: each object as a table pulled.<table>'),
  schedules: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        cron: z.string().optional().describe("Five fields, in the project's time zone"),
        after: z.string().optional().describe('Instead of cron: after each push in which this sync matched'),
        hook: z
          .enum(['signed', 'dbt'])
          .optional()
          .describe('Instead of cron: when a signed request to /hooks/<name> says so; dbt: a job that succeeded'),
        pull: pullOfSchedule.optional(),
        syncs: z.array(z.string()).min(1).optional().describe('All by default'),
      }),
    )
    .optional(),
  cycle: cycleSchema.optional(),
});

export const syncSchema = z.strictObject({
  object: z.string().regex(/^[A-Za-z]\w*$/, 'an API name, such as Target__c'),
  key: z
    .string()
    .regex(/^[A-Za-z]\w*$/, 'the API name of a unique external id')
    .describe('Unique external id'),
  mode: z
    .enum(['mirror', 'upsert', 'update', 'insert'])
    .describe(
      'mirror also deletes what this sync created and the model no longer has; upsert never deletes; update never creates; insert writes a row once',
    ),
  archive: z
    .strictObject({
      field: z
        .string()
        .regex(/^[A-Za-z]\w*$/, 'the API name of a field, such as Archived__c')
        .describe('Checkbox, picklist or text that is not among the fields'),
      value: archiveValue.describe('What a record gets that the model no longer has'),
      otherwise: archiveValue
        .optional()
        .describe('What it has while the model has its row; default: the opposite of a checkbox, else empty'),
    })
    .optional()
    .describe('With mode mirror: such records are marked, and not deleted'),
  fields: z
    .record(
      fieldName,
      z.union([
        column,
        z.strictObject({
          column,
          nulls: z
            .enum(['clear', 'keep'])
            .optional()
            .describe('clear (default) empties the field, keep leaves it alone'),
          owner: z
            .enum(['warehouse', 'person', 'flag'])
            .optional()
            .describe(
              'Who has the last word: warehouse (default) puts edits right, person is sent on create only, flag leaves edits and reports them',
            ),
        }),
      ]),
    )
    .describe('Salesforce field ← column of model.sql'),
  reconcile: z
    .strictObject({
      period: z
        .strictObject({ column, field: z.string().min(1).describe('Path to the same date in Salesforce') })
        .optional(),
      sums: z.array(fieldName).optional(),
      rollups: z.record(fieldName, column).optional().describe('Total that Salesforce rolls up ← column with our own'),
      attach: z.string().min(1).optional().describe('Lookup of Reconciliation__c to this object'),
    })
    .optional(),
  plausible: z
    .record(
      fieldName,
      z
        .strictObject({
          min: amount.optional(),
          max: amount.optional(),
          change: z
            .strictObject({ percent: z.number().min(0).max(1_000_000), by: z.number().min(0).max(1e15).default(0) })
            .optional()
            .describe('From the acknowledged value; held when both percent and by are exceeded'),
          size: z
            .strictObject({ column, percent: z.number().positive().max(1_000_000) })
            .optional()
            .describe('Percent of a column of model.sql that says how large the whole is'),
        })
        .refine((rule) => Object.keys(rule).length > 0, 'state min, max, change or size'),
    )
    .optional()
    .describe('Field: what its amount may be; a row beyond it is held until a person approves it'),
  guards: z
    .strictObject({
      minRows: z.number().int().min(0).optional().describe('Default 1: an empty source is refused'),
      maxDeletes: limit.optional().describe('Default: more than 50 rows and 20 percent are refused'),
      maxChanges: limit.optional().describe('Updates; default: no limit'),
      maxEmptied: limit
        .optional()
        .describe('Values of one field that are emptied; default: more than 50 and 20 percent, or all of several'),
      maxQuarantined: limit.optional().describe('Rows set aside for a bad key or value; default: none'),
    })
    .optional(),
});

export type TodokuFile = z.infer<typeof todokuSchema>;
export type SyncFile = z.infer<typeof syncSchema>;

/** JSON schemas for editors, by file name; written beside this file by `scripts/gen-schemas.ts`. */
export function editorSchemas(): Readonly<Record<string, unknown>> {
  const options = { io: 'input', target: 'draft-7' } as const;
  return {
    'todoku.schema.json': { title: 'todoku.yml', ...z.toJSONSchema(todokuSchema, options) },
    'sync.schema.json': { title: 'sync.yml', ...z.toJSONSchema(syncSchema, options) },
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
