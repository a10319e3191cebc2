/** The tables of schema `todoku`: what a person may query about runs, and what a killed process left to follow up. */
import { Fault } from '../../faults.ts';
import type { Duck } from './duck.ts';
import type { CycleColumnType } from '../cycle-tables.ts';
import { cycleTables } from '../cycle-tables.ts';
import { asCount, asText } from '../row.ts';

/** Raised when the meaning of a stored table changes. */
const layoutVersion = 1;

/** Amounts are as wide as Salesforce's. */
export const cycleTypes: Readonly<Record<CycleColumnType, string>> = {
  STRING: 'VARCHAR',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMPTZ',
  INT64: 'BIGINT',
  BOOL: 'BOOLEAN',
  NUMERIC: 'DECIMAL(18, 2)',
};

/** Name, columns and one sentence for the reader of the warehouse. */
const tables: readonly (readonly [name: string, columns: string, comment: string])[] = [
  ['layout', 'version INTEGER', 'Version of these tables.'],
  [
    'runs',
    'run VARCHAR, project VARCHAR, state VARCHAR, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, source_as_of TIMESTAMPTZ, result JSON',
    'One row a push: when it ran, how it ended, and the result object the command line printed.',
  ],
  [
    'steps',
    'run VARCHAR, place INTEGER, step VARCHAR, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, calls BIGINT',
    'Steps of a run in their order: when each began and ended, and the API calls it cost.',
  ],
  ['planned', 'run VARCHAR, sync VARCHAR, place INTEGER', 'Syncs of an accepted plan, parents first.'],
  [
    'parts',
    'run VARCHAR, sync VARCHAR, part INTEGER, object VARCHAR, key VARCHAR, operation VARCHAR, route VARCHAR, fields JSON, row_count BIGINT, step VARCHAR, job_id VARCHAR, file VARCHAR, bytes BIGINT, checksum VARCHAR, noted_at TIMESTAMPTZ',
    'The write-ahead journal: rows that travel together (one Bulk job or one Composite call) and how far they have come.',
  ],
  [
    'outcomes',
    'run VARCHAR, sync VARCHAR, id VARCHAR, key VARCHAR, operation VARCHAR, status VARCHAR, salesforce_id VARCHAR, code VARCHAR, message VARCHAR, part INTEGER, noted_at TIMESTAMPTZ',
    'What became of each planned row: exactly one outcome a run, sync and key.',
  ],
  [
    'before_images',
    'run VARCHAR, sync VARCHAR, id VARCHAR, key VARCHAR, salesforce_id VARCHAR, operation VARCHAR, fields JSON, noted_at TIMESTAMPTZ',
    'The acknowledged values of each record before a run changed or deleted it.',
  ],
  [
    'overwritten',
    'run VARCHAR, sync VARCHAR, key VARCHAR, salesforce_id VARCHAR, operation VARCHAR, field VARCHAR, entered VARCHAR, planned VARCHAR, changed_by VARCHAR, changed_at TIMESTAMPTZ',
    'Values that people had entered and that a rollback has put others over or deleted, with who saved the record last and when.',
  ],
  [
    'quarantined',
    'sync VARCHAR, key VARCHAR, field VARCHAR, shape VARCHAR, reason VARCHAR',
    'Rows set aside at the last staging of a sync; the value is told by its shape only.',
  ],
  [
    'totals',
    'run VARCHAR, sync VARCHAR, measure VARCHAR, period DATE, warehouse DECIMAL(38, 6), salesforce DECIMAL(38, 6), matches BOOLEAN',
    'Counts and sums of both sides, over all records (period NULL) and by period.',
  ],
  [
    'gaps',
    'run VARCHAR, sync VARCHAR, id VARCHAR, key VARCHAR, salesforce_id VARCHAR, field VARCHAR, warehouse VARCHAR, salesforce VARCHAR, cause VARCHAR, code VARCHAR',
    'Where the two sides differ, record by record and field by field, with the cause.',
  ],
  [
    'drift',
    'run VARCHAR, sync VARCHAR, key VARCHAR, salesforce_id VARCHAR, cause VARCHAR, changed_by VARCHAR, changed_at TIMESTAMPTZ',
    'Who saved the records last that a verification found edited or added in Salesforce, and when.',
  ],
  [
    'batches',
    'run VARCHAR, sync VARCHAR, salesforce_id VARCHAR, noted_at TIMESTAMPTZ',
    'The Load_Batch__c record of a run and sync.',
  ],
  [
    'approvals',
    'run VARCHAR, sync VARCHAR, guard VARCHAR, amount BIGINT, approved_by VARCHAR, reason VARCHAR, approved_at TIMESTAMPTZ, closed_by VARCHAR',
    'What people have approved of what a guard refused, why, and the push that went through after it.',
  ],
  [
    'held',
    'run VARCHAR, sync VARCHAR, id VARCHAR, key VARCHAR, why VARCHAR, hash VARCHAR, noted_at TIMESTAMPTZ',
    'Rows that a run held because of an implausible value: field, bound, value before, value and limit of each, as seen.',
  ],
  [
    'approved_rows',
    'run VARCHAR, sync VARCHAR, key VARCHAR, hash VARCHAR, approved_by VARCHAR, reason VARCHAR, approved_at TIMESTAMPTZ',
    'Held rows that people have approved, by the hash of the content that was seen.',
  ],
  [
    'pulls',
    'run VARCHAR, name VARCHAR, object VARCHAR, state VARCHAR, started_at TIMESTAMPTZ, finished_at TIMESTAMPTZ, pulled_at TIMESTAMPTZ, row_count BIGINT, calls BIGINT, result JSON',
    'One row a table and pull: what was read from Salesforce, its totals beside those that Salesforce adds up, and what it cost.',
  ],
  [
    'corrections',
    'run VARCHAR, sync VARCHAR, id VARCHAR, key VARCHAR, field VARCHAR, planned VARCHAR, corrected VARCHAR, corrected_by VARCHAR, noted_at TIMESTAMPTZ',
    'Values that a person has sent in the place of what had been planned, with the run that sent them.',
  ],
  [
    'reconciliations',
    'key VARCHAR, content VARCHAR',
    'What Salesforce last acknowledged of each Reconciliation__c record.',
  ],
  ...cycleTables.map(({ name, columns, comment }) => {
    const typed = Object.entries(columns).map(([column, type]) => `${column} ${cycleTypes[type]}`);
    return [name, typed.join(', '), comment] as const;
  }),
];

const schemas = ['raw', 'pulled', 'mart', 'stage', 'change', 'preview', 'state', 'extract', 'coverage', 'todoku'];

/** Whether they are all there as this version describes them: then nothing is written to open a warehouse. */
async function hasTables(duck: Duck): Promise<boolean> {
  const rows = await duck.rows(
    `SELECT schema_name AS name, NULL AS comment FROM duckdb_schemas() WHERE database_name = current_database()
     UNION ALL SELECT 'todoku.' || table_name, comment FROM duckdb_tables() WHERE schema_name = 'todoku'`,
  );
  const present = new Map(rows.map((row) => [row['name'], row['comment']]));
  return (
    schemas.every((schema) => present.has(schema)) &&
    tables.every(([name, , comment]) => present.get(`todoku.${name}`) === comment)
  );
}

export async function createTables(duck: Duck, file: string | undefined): Promise<void> {
  if (!(await hasTables(duck))) {
    const statements = [
      ...schemas.map((schema) => `CREATE SCHEMA IF NOT EXISTS ${schema}`),
      ...tables.flatMap(([name, columns, comment]) => [
        `CREATE TABLE IF NOT EXISTS todoku.${name} (${columns})`,
        `COMMENT ON TABLE todoku.${name} IS '${comment}'`,
      ]),
      `INSERT INTO todoku.layout SELECT ${layoutVersion} WHERE NOT EXISTS (SELECT 1 FROM todoku.layout)`,
    ];
    // One transaction is one write to the disk, where each statement by itself would wait for its own.
    await duck.transaction((one) => one.run(statements.join(';\n')));
  }
  const [row] = await duck.rows('SELECT version FROM todoku.layout');
  const version = asCount(row, 'version');
  if (version === layoutVersion) return;
  throw new Fault(
    'setup',
    'warehouse-layout',
    `The warehouse has tables of version ${version}, not ${layoutVersion}.`,
    {
      next: 'Use the version of Todoku that wrote it.',
      ...(file === undefined ? {} : { place: file }),
    },
  );
}

/** Bookkeeping of a row in `state.<sync>`; one VARCHAR column for each mapped field stands beside it. */
const stateColumns = [
  '_id VARCHAR',
  '_key VARCHAR',
  '_salesforce_id VARCHAR',
  '_hash VARCHAR',
  '_owned BOOLEAN',
  '_mapping VARCHAR',
  '_period VARCHAR',
  '_drift VARCHAR',
  '_run VARCHAR',
  '_acknowledged_at TIMESTAMPTZ',
];

/** What `ensureState` has seen to since the file was opened. */
const ensured = new WeakMap<Duck, Set<string>>();

/** Creates `state.<sync>` or gives it the columns it lacks; columns that are no longer mapped stay. */
export async function ensureState(duck: Duck, sync: string, fields: readonly string[]): Promise<void> {
  const done = ensured.get(duck) ?? new Set();
  const wanted = JSON.stringify([sync, fields]);
  if (done.has(wanted)) return;
  const target = `state."${sync.replaceAll('"', '""')}"`;
  await duck.run(`CREATE TABLE IF NOT EXISTS ${target} (${stateColumns.join(', ')})`);
  const present = new Set(
    (await duck.rows(`DESCRIBE ${target}`)).map((row) => asText(row, 'column_name').toLowerCase()),
  );
  for (const field of fields) {
    if (present.has(field.toLowerCase())) continue;
    await duck.run(`ALTER TABLE ${target} ADD COLUMN "${field.replaceAll('"', '""')}" VARCHAR`);
  }
  ensured.set(duck, done.add(wanted));
}
