/** A project's models, syncs and coverage, built in a warehouse of their own, and what every project has to keep. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { readProject, type Project } from '../../server/syncs/syncs.ts';
import { openDuckWarehouse } from '../../server/warehouse/duckdb/duckdb.ts';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Every cell as DuckDB prints it; null where it is empty. Decimals keep all their digits. */
export type Row = Readonly<Record<string, string | null>>;

export interface Built {
  readonly project: Project;
  /** Rows of a model, or of a sync's model.sql under the sync's name. */
  table(name: string): Promise<readonly Row[]>;
  coverage(table: string): Promise<readonly Row[]>;
  query(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/**
 * Reads the project, its raw files, builds every model and checks the coverage with the server's own parts, then opens
 * the finished file to look inside.
 */
export async function build(projectDir: string, rawDir: string): Promise<Built> {
  const project = readProject(projectDir);
  const dir = await mkdtemp(join(tmpdir(), 'todoku-built-'));
  const file = join(dir, 'warehouse.duckdb');
  const warehouse = await openDuckWarehouse(file);
  try {
    await warehouse.sources.ingest(project.tables, rawDir);
    await warehouse.sources.build(project.models, project.params);
    for (const coverage of project.coverage) await warehouse.sources.cover(coverage, project.params);
    // The files themselves beside what the warehouse keeps of them: a coverage may say more than where and why.
    const texts = project.coverage.map(({ table, sql }) => ({ name: coverageModel(table.name), sql }));
    await warehouse.sources.build(texts, project.params);
    await warehouse.close();
  } catch (error) {
    await warehouse.close();
    await rm(dir, { recursive: true });
    throw error;
  }
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  return {
    project,
    table: (name) => rowsOf(connection, `select * from mart."${name}"`),
    coverage: (table) => rowsOf(connection, `select * from mart."${coverageModel(table)}"`),
    query: (sql) => rowsOf(connection, sql),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(dir, { recursive: true });
    },
  };
}

const coverageModel = (table: string): string => `coverage of ${table}`;

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<readonly Row[]> {
  const reader = await connection.runAndReadAll(`select columns(*)::varchar from (${sql})`);
  const names = reader.deduplicatedColumnNames();
  const text = (cell: unknown): string | null => (typeof cell === 'string' ? cell : null);
  return reader.getRows().map((cells) => Object.fromEntries(names.map((name, index) => [name, text(cells[index])])));
}

/** A raw file as it stands, every cell as text. */
export function readCsv(file: string): readonly Readonly<Record<string, string>>[] {
  return parse<Record<string, string>>(readFileSync(file, 'utf8'), { columns: true });
}

/** Exact hundredths of a decimal text; absent counts as 0. */
export function cents(amount: string | null | undefined): bigint {
  const [whole = '0', fraction = ''] = (amount ?? '0').split('.');
  assert.match(whole + fraction, /^-?\d+$/, `not a decimal: ${String(amount)}`);
  const sign = whole.startsWith('-') ? -1n : 1n;
  return BigInt(whole) * 100n + sign * BigInt(fraction.padEnd(2, '0').slice(0, 2));
}

/** Sums of `amountOf` by `groupOf`, in hundredths. */
export function sumBy<Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  amountOf: (item: Item) => string | null | undefined,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const item of items) sums.set(groupOf(item), (sums.get(groupOf(item)) ?? 0n) + cents(amountOf(item)));
  return sums;
}

export function countBy<Item>(items: readonly Item[], groupOf: (item: Item) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(groupOf(item), (counts.get(groupOf(item)) ?? 0) + 1);
  return counts;
}

/** Key column of each sync's model, by the object it fills. */
async function keysByObject(built: Built): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const keys = new Map<string, Set<string>>([['User', new Set()]]);
  for (const user of await built.table('users')) keys.get('User')?.add(user['employee_key'] ?? '');
  for (const sync of built.project.syncs) {
    const column = sync.fields.find((mapping) => mapping.field === sync.key)?.column ?? '';
    const rows = await built.table(sync.name);
    keys.set(sync.object, new Set(rows.map((row) => row[column] ?? '')));
  }
  return keys;
}

const parentObjects: Readonly<Record<string, string>> = {
  Parent: 'Account',
  Manager__r: 'User',
  Department__r: 'Department__c',
  Budget__r: 'Budget__c',
  Rep__r: 'User',
  Account: 'Account',
  Account__r: 'Account',
  Target__r: 'Target__c',
  Project__r: 'Project__c',
  Project_Amount__r: 'Project_Amount__c',
  Menu__r: 'Product2',
  Opportunity__r: 'Opportunity',
  Definition__r: 'KPI_Definition__c',
};

/** No key is empty, and no two differ only in case: Salesforce would take them for one record, or refuse. */
export async function assertKeysAreUnique(built: Built): Promise<void> {
  for (const sync of built.project.syncs) {
    const rows = await built.table(sync.name);
    const keys = rows.map((row) => row['key'] ?? '');
    assert.ok(rows.length > 0, `${sync.name} has rows`);
    assert.ok(!keys.includes(''), `${sync.name} has no empty key`);
    assert.equal(new Set(keys.map((key) => key.toLowerCase())).size, keys.length, `keys of ${sync.name} are unique`);
  }
}

/** Every parent that a row names is itself loaded: nothing would be parked. */
export async function assertParentsExist(built: Built): Promise<void> {
  const keys = await keysByObject(built);
  for (const sync of built.project.syncs) {
    const rows = await built.table(sync.name);
    for (const { field, column, parent } of sync.fields) {
      if (parent === undefined) continue;
      const object = parent.relationship === 'Parent__r' ? sync.object : parentObjects[parent.relationship];
      const known = keys.get(object ?? '');
      assert.ok(known, `${sync.name}: ${field} leads to an object that the project loads`);
      const missing = rows.map((row) => row[column]).filter((key) => typeof key === 'string' && !known.has(key));
      assert.deepEqual(missing, [], `${sync.name}: every ${field} exists`);
    }
  }
}

/** Money is DECIMAL in every model, never binary floating point. */
export async function assertNoFloats(built: Built): Promise<void> {
  const floats = await built.query(
    `select table_schema, table_name, column_name from information_schema.columns where table_schema = 'mart' and data_type in ('FLOAT', 'DOUBLE', 'REAL')`,
  );
  assert.deepEqual(floats, []);
}

/** The columns that sync.yml maps and reconciles are the ones model.sql returns. */
export async function assertColumnsExist(built: Built): Promise<void> {
  for (const sync of built.project.syncs) {
    const described = await built.query(`select column_name from (describe mart."${sync.name}")`);
    const columns = new Set(described.map((row) => row['column_name']));
    const { period, rollups } = sync.reconcile;
    const named = [...sync.fields, ...rollups].map(({ column }) => column);
    for (const column of period === undefined ? named : [...named, period.column]) {
      assert.ok(columns.has(column), `${sync.name}: model.sql returns ${column}`);
    }
  }
}

/** Each row of a raw table that carries amounts is in its coverage exactly once; a row without a place says why. */
export async function assertNothingVanishes(built: Built, rawDir: string): Promise<void> {
  assert.ok(built.project.coverage.length > 0);
  for (const { table } of built.project.coverage) {
    const raw = readCsv(join(rawDir, table.file ?? ''));
    const covered = await built.coverage(table.name);
    assert.equal(covered.length, raw.length, `${table.name}: one line of coverage a row`);
    assert.ok(
      covered.every((row) => (row['reason'] ?? '') !== ''),
      `${table.name}: a reason for each`,
    );
    assert.ok(
      covered.some((row) => row['placement'] !== null),
      `${table.name}: not all of it lost`,
    );
    const { key } = table;
    if (key === undefined) continue;
    assert.deepEqual(
      countBy(covered, (row) => row['key'] ?? ''),
      countBy(raw, (row) => row[key] ?? ''),
      table.name,
    );
  }
}
