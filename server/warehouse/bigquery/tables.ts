/** The dataset of our own and its tables: what a person may query about runs, and what a killed process left behind. */
import { Fault } from '../../faults.ts';
import { cycleTables } from '../cycle-tables.ts';
import { asCount, asText } from '../row.ts';
import type { Engine, Purpose } from './engine.ts';
import { Refused, faultOf } from './refused.ts';
import { columnsOf, datasetReply, tableReply } from './reply.ts';
import type { Column } from '../sources.ts';
import { columnOf, name, text } from './sql.ts';

/** What a table of one sync, model or raw table holds; the first half of its name. */
export type Kind =
  'raw' | 'pulled' | 'mart' | 'stage' | 'change' | 'preview' | 'state' | 'extract' | 'coverage' | 'sides' | 'work';

/** A table by kind and name: `state_menu-amount`. */
export function tableOf(engine: Engine, kind: Kind, of: string): string {
  return engine.table(idOf(kind, of));
}

export function idOf(kind: Kind, of: string): string {
  return `${kind}_${of}`;
}

/** Raised when the meaning of a stored table changes. */
const layoutVersion = 1;

/** Name, columns, how it is laid out, and one sentence for the reader of the warehouse. */
const tables: readonly (readonly [name: string, columns: string, layout: string, comment: string])[] = [
  ['layout', 'version INT64, project STRING', '', 'Version of these tables, and the project they belong to.'],
  ['lease', 'holder STRING, machine STRING, until TIMESTAMP', '', 'Who may run just now, and until when.'],
  [
    'runs',
    'run STRING, project STRING, state STRING, started_at TIMESTAMP, finished_at TIMESTAMP, source_as_of TIMESTAMP, result STRING',
    '',
    'One row a push: when it ran, how it ended, and the result object the command line printed (JSON).',
  ],
  [
    'steps',
    'run STRING, place INT64, step STRING, started_at TIMESTAMP, finished_at TIMESTAMP, calls INT64',
    '',
    'Steps of a run in their order: when each began and ended, and the API calls it cost.',
  ],
  ['planned', 'run STRING, sync STRING, place INT64', '', 'Syncs of an accepted plan, parents first.'],
  [
    'parts',
    'run STRING, sync STRING, part INT64, object STRING, `key` STRING, operation STRING, route STRING, fields STRING, row_count INT64, step STRING, job_id STRING, file STRING, bytes INT64, checksum STRING, noted_at TIMESTAMP',
    'CLUSTER BY run, sync',
    'The write-ahead journal, one row a step: rows that travel together and how far they have come; the last row of a part counts.',
  ],
  [
    'outcomes',
    'run STRING, sync STRING, id STRING, `key` STRING, operation STRING, status STRING, salesforce_id STRING, code STRING, message STRING, part INT64, noted_at TIMESTAMP',
    'CLUSTER BY run, sync, id',
    'What became of each planned row: exactly one outcome a run, sync and key.',
  ],
  [
    'before_images',
    'run STRING, sync STRING, id STRING, `key` STRING, salesforce_id STRING, operation STRING, fields STRING, noted_at TIMESTAMP',
    'CLUSTER BY run, sync',
    'The acknowledged values of each record before a run changed or deleted it (JSON).',
  ],
  [
    'overwritten',
    'run STRING, sync STRING, `key` STRING, salesforce_id STRING, operation STRING, field STRING, entered STRING, planned STRING, changed_by STRING, changed_at TIMESTAMP',
    'CLUSTER BY run, sync',
    'Values that people had entered and that a rollback has put others over or deleted, with who saved the record last and when.',
  ],
  [
    'quarantined',
    'sync STRING, `key` STRING, field STRING, shape STRING, reason STRING',
    'CLUSTER BY sync',
    'Rows set aside at the last staging of a sync; the value is told by its shape only.',
  ],
  [
    'totals',
    'run STRING, sync STRING, measure STRING, period DATE, warehouse NUMERIC, salesforce NUMERIC, matches BOOL',
    'CLUSTER BY run, sync',
    'Counts and sums of both sides, over all records (period NULL) and by period.',
  ],
  [
    'gaps',
    'run STRING, sync STRING, id STRING, `key` STRING, salesforce_id STRING, field STRING, warehouse STRING, salesforce STRING, cause STRING, code STRING',
    'CLUSTER BY run, sync',
    'Where the two sides differ, record by record and field by field, with the cause.',
  ],
  [
    'drift',
    'run STRING, sync STRING, `key` STRING, salesforce_id STRING, cause STRING, changed_by STRING, changed_at TIMESTAMP',
    'CLUSTER BY run, sync',
    'Who saved the records last that a verification found edited or added in Salesforce, and when.',
  ],
  [
    'batches',
    'run STRING, sync STRING, salesforce_id STRING, noted_at TIMESTAMP',
    '',
    'The Load_Batch__c record of a run and sync.',
  ],
  [
    'approvals',
    'run STRING, sync STRING, guard STRING, amount INT64, approved_by STRING, reason STRING, approved_at TIMESTAMP, closed_by STRING',
    '',
    'What people have approved of what a guard refused, why, and the push that went through after it.',
  ],
  [
    'held',
    'run STRING, sync STRING, id STRING, `key` STRING, why STRING, `hash` STRING, noted_at TIMESTAMP',
    'CLUSTER BY run, sync',
    'Rows that a run held because of an implausible value: field, bound, value before, value and limit of each, as seen.',
  ],
  [
    'approved_rows',
    'run STRING, sync STRING, `key` STRING, `hash` STRING, approved_by STRING, reason STRING, approved_at TIMESTAMP',
    '',
    'Held rows that people have approved, by the hash of the content that was seen.',
  ],
  [
    'pulls',
    'run STRING, name STRING, object STRING, state STRING, started_at TIMESTAMP, finished_at TIMESTAMP, pulled_at TIMESTAMP, row_count INT64, calls INT64, result STRING',
    '',
    'One row a table and pull: what was read from Salesforce, its totals beside those that Salesforce adds up, and what it cost (JSON).',
  ],
  [
    'corrections',
    'run STRING, sync STRING, id STRING, `key` STRING, field STRING, planned STRING, corrected STRING, corrected_by STRING, noted_at TIMESTAMP',
    '',
    'Values that a person has sent in the place of what had been planned, with the run that sent them.',
  ],
  [
    'reconciliations',
    '`key` STRING, content STRING',
    'CLUSTER BY key',
    'What Salesforce last acknowledged of each Reconciliation__c record.',
  ],
  ...cycleTables.map(({ name: table, columns, comment }) => {
    const typed = Object.entries(columns).map(([column, type]) => `${name(column)} ${type}`);
    return [table, typed.join(', '), '', comment] as const;
  }),
];

const opening: Purpose = { what: 'open the dataset', step: 'open', isSmall: true };

/** Makes the dataset and its tables where they are missing. A dataset belongs to one project. */
export async function createTables(engine: Engine, project: string): Promise<void> {
  await createDataset(engine);
  const made = tables.map(
    ([table, columns, layout, comment]) =>
      `CREATE TABLE IF NOT EXISTS ${engine.table(table)} (${columns}) ${layout} OPTIONS (description = ${text(comment)});`,
  );
  const layout = engine.table('layout');
  await engine.run(
    `${made.join('\n')}
     INSERT INTO ${layout} (version, project)
       SELECT ${layoutVersion}, ${text(project)} FROM (SELECT COUNT(*) AS n FROM ${layout}) WHERE n = 0;`,
    opening,
  );
  await checkLayout(engine, project);
}

/** Faults when there is no dataset of ours, or it is not this project's; makes nothing. */
export async function findTables(engine: Engine, project: string): Promise<void> {
  const isThere = (await findDataset(engine)) && (await shapeOf(engine, ['layout'])) !== undefined;
  if (isThere) return checkLayout(engine, project);
  const { project: place, dataset } = engine.settings;
  throw new Fault('setup', 'warehouse-missing', `There is no dataset ${dataset} of Todoku in ${place}.`, {
    next: 'Push once, or correct warehouse in todoku.yml.',
    place: `${place}.${dataset}`,
  });
}

/** A dataset belongs to one project, and to versions that understand it. */
async function checkLayout(engine: Engine, project: string): Promise<void> {
  const layout = engine.table('layout');
  const [row] = await engine.rows(`SELECT version, project FROM ${layout}`, opening);
  const version = asCount(row, 'version');
  const { project: place, dataset } = engine.settings;
  const owner = row === undefined ? project : asText(row, 'project');
  if (version !== layoutVersion) {
    throw new Fault(
      'setup',
      'warehouse-layout',
      `Dataset ${dataset} has tables of version ${version}, not ${layoutVersion}.`,
      {
        next: 'Use the version of Todoku that wrote it.',
        place: `${place}.${dataset}`,
      },
    );
  }
  if (owner === project) return;
  throw new Fault('setup', 'warehouse-of-another', `Dataset ${dataset} belongs to the project ${owner}.`, {
    next: 'Name another dataset under warehouse in todoku.yml.',
    place: `${place}.${dataset}`,
  });
}

/** Whether the dataset is there. Faults when it is in another place than the settings say. */
export async function findDataset(engine: Engine): Promise<boolean> {
  const { project, dataset, location } = engine.settings;
  const found = await there(engine, `/datasets/${dataset}`);
  if (found === undefined) return false;
  const { location: actual } = datasetReply.parse(found);
  if (actual.toLowerCase() === location.toLowerCase()) return true;
  throw new Fault('setup', 'warehouse-location', `Dataset ${dataset} is in ${actual}, not in ${location}.`, {
    next: `Set warehouse.location in todoku.yml to ${actual}, or name another dataset.`,
    place: `${project}.${dataset}`,
  });
}

async function createDataset(engine: Engine): Promise<void> {
  if (await findDataset(engine)) return;
  const { project, dataset, location } = engine.settings;
  const description =
    'Written by Todoku: what is sent to Salesforce, what it acknowledged, and what became of each run.';
  try {
    await engine.wire.post('/datasets', {
      datasetReference: { projectId: project, datasetId: dataset },
      location,
      description,
    });
  } catch (error) {
    const isMadeByAnother = error instanceof Refused && error.status === 409;
    if (error instanceof Refused && !isMadeByAnother) throw faultOf(error, `make the dataset ${project}.${dataset}`);
    if (!isMadeByAnother) throw error;
  }
}

/** What stands there; undefined when nothing does. */
export async function there(
  engine: Engine,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  try {
    return await engine.wire.get(path, query);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined;
    if (error instanceof Refused) throw faultOf(error, `look at ${path}`);
    throw error;
  }
}

export interface TableShape {
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly modifiedAt: Date;
}

/** A table by project, dataset and name; undefined when it is not there. */
export async function shapeOf(engine: Engine, path: readonly string[]): Promise<TableShape | undefined> {
  const [table = '', dataset = engine.settings.dataset, project = engine.settings.project] = path.toReversed();
  const at = project === engine.settings.project ? '' : `/../${project}`;
  const found = await there(engine, `${at}/datasets/${dataset}/tables/${encodeURIComponent(table)}`);
  if (found === undefined) return undefined;
  const { schema, numRows, lastModifiedTime } = tableReply.parse(found);
  return { columns: columnsOf(schema?.fields ?? []), rows: numRows ?? 0, modifiedAt: new Date(lastModifiedTime ?? 0) };
}

/** Bookkeeping of a row in `state_<sync>`; one STRING column for each mapped field stands beside it. */
const stateColumns = [
  '_id STRING',
  '_key STRING',
  '_salesforce_id STRING',
  '_hash STRING',
  '_owned BOOL',
  '_mapping STRING',
  '_period STRING',
  '_drift STRING',
  '_run STRING',
  '_acknowledged_at TIMESTAMP',
];

/** Makes `state_<sync>` or gives it the columns it lacks; columns that are no longer mapped stay. */
export async function ensureState(engine: Engine, sync: string, fields: readonly string[]): Promise<void> {
  const target = tableOf(engine, 'state', sync);
  const shape = await shapeOf(engine, [idOf('state', sync)]);
  const wanted = fields.map(columnOf);
  const purpose: Purpose = { what: `make state of ${sync}`, step: 'diff', sync, isSmall: true };
  if (shape === undefined) {
    const columns = [...stateColumns, ...wanted.map((column) => `${name(column)} STRING`)];
    await engine.run(`CREATE TABLE IF NOT EXISTS ${target} (${columns.join(', ')}) CLUSTER BY _id`, purpose);
    return;
  }
  const present = new Set(shape.columns.map((column) => column.name.toLowerCase()));
  const missing = wanted.filter((column) => !present.has(column.toLowerCase()));
  if (missing.length === 0) return;
  const added = missing.map((column) => `ADD COLUMN IF NOT EXISTS ${name(column)} STRING`);
  await engine.run(`ALTER TABLE ${target} ${added.join(', ')}`, purpose);
}
