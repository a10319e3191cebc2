/** Holds the pages for data engineers to the code: their project works, and no variable, exit code, table or column is forgotten. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { exitCodes } from '../../server/cli/cli.ts';
import { mailVariables, orgVariables, serviceVariables } from '../../server/config.ts';
import { checkProject, coverProject } from '../../server/run/run.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import { openDuckWarehouse } from '../../server/warehouse/duckdb/duckdb.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const guide = ['data-engineer', 'service', 'pushing', 'tables']
  .map((page) => readFileSync(join(root, 'docs', `${page}.md`), 'utf8'))
  .join('\n');

/** Cells of the rows of all tables, without code marks. */
const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('|') && !line.startsWith('|-'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', '')),
  );

const cellsOf = (first: (cell: string) => boolean): readonly string[] =>
  rows.flatMap(([cell = '']) => (first(cell) ? [cell] : []));

/** The code blocks that begin with their path. */
function writeProject(dir: string): readonly string[] {
  const blocks = [...guide.matchAll(/^```(?:yaml|sql)\n(?:#|--) (\S+\.(?:yml|sql))\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, path = '', text = '']) => {
    mkdirSync(join(dir, dirname(path)), { recursive: true });
    writeFileSync(join(dir, path), text);
    return path;
  });
}

test('the project of the guide is valid, and accounts for its raw rows', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-guide-'));
  assert.equal(writeProject(dir).length, 7);
  mkdirSync(join(dir, 'raw'));
  writeFileSync(join(dir, 'raw', 'departments.csv'), 'code,name,parent\nEAST,East,\n');
  writeFileSync(join(dir, 'raw', 'bookings.csv'), 'id,department,month,amount\n1,EAST,2026-04,10\n2,NORTH,2026-04,5\n');
  const project = readProject(dir);
  const warehouse = await openDuckWarehouse(undefined);
  const check = await checkProject(project, warehouse);
  assert.deepEqual(
    check.syncs.map(({ sync, object }) => [sync, object]),
    [
      ['budget', 'Budget__c'],
      ['department', 'Department__c'],
    ],
  );
  const [coverage] = await coverProject(project, warehouse);
  assert.deepEqual(coverage?.placed, { budget: 1 });
  assert.deepEqual(coverage.reasons, { 'unknown department': 1 });
  await warehouse.close();
  rmSync(dir, { recursive: true });
});

test('every variable of the environment is in the guide, and no other', () => {
  const documented = cellsOf((cell) => cell.startsWith('TODOKU_'));
  assert.deepEqual(
    documented.toSorted(),
    [orgVariables, serviceVariables, mailVariables].flatMap((names) => Object.values(names)).toSorted(),
  );
});

test('every exit code is in the guide', () => {
  assert.deepEqual(cellsOf((cell) => /^\d$/.test(cell)).map(Number), Object.values(exitCodes));
});

test('every table of the warehouse is in the guide with its columns, and every schema', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-guide-'));
  const file = join(dir, 'warehouse.duckdb');
  await (await openDuckWarehouse(file)).close();
  const tables = await texts(
    file,
    `SELECT table_name, string_agg(column_name, ', ' ORDER BY column_index)
     FROM duckdb_columns() WHERE schema_name = 'todoku' GROUP BY table_name`,
  );
  const documented = new Map(rows.map(([name = '', columns = '']) => [name, columns]));
  for (const [name = '', columns] of tables) assert.equal(documented.get(name), columns, `todoku.${name}`);
  const schemas = await texts(
    file,
    `SELECT schema_name FROM duckdb_schemas() WHERE database_name = 'warehouse' AND NOT internal AND schema_name <> 'main'`,
  );
  const named = new Set([...documented.keys()].flatMap((cell) => cell.split(', ')));
  assert.deepEqual(
    schemas.flat().filter((schema) => !named.has(schema)),
    [],
  );
  assert.ok(tables.length > 0 && schemas.length > 0);
  rmSync(dir, { recursive: true });
});

async function texts(file: string, sql: string): Promise<readonly (readonly string[])[]> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(sql);
  const found = reader.getRowsJson().map((row) => row.map((cell) => (typeof cell === 'string' ? cell : '')));
  connection.closeSync();
  instance.closeSync();
  return found;
}
