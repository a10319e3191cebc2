/** How much DuckDB may hold in memory: a setting of the project, and no more than it says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ProjectFault, readProject } from '../../../server/syncs/syncs.ts';
import { Duck } from '../../../server/warehouse/duckdb/duck.ts';
import { projectFolder, testProject } from '../syncs/folder.ts';

const settings = readFileSync(join(testProject, 'todoku.yml'), 'utf8');
const withMemory = (memoryMb: number): Readonly<Record<string, string>> => ({
  'todoku.yml': `${settings}warehouse: { kind: duckdb, memoryMb: ${memoryMb} }\n`,
});

async function limitOf(memoryMb: number | undefined): Promise<unknown> {
  const duck = await Duck.open(undefined, { memoryMb });
  try {
    const [row] = await duck.rows(`SELECT current_setting('memory_limit') AS memory`);
    return row?.['memory'];
  } finally {
    await duck.close();
  }
}

test('DuckDB gets three quarters of a gigabyte unless the project says otherwise', async () => {
  assert.deepEqual([await limitOf(undefined), await limitOf(300)], ['768.0 MiB', '300.0 MiB']);
  using folder = projectFolder(withMemory(300));
  const { warehouse } = readProject(folder.dir);
  assert.deepEqual(warehouse, { kind: 'duckdb', memoryMb: 300, threads: undefined });
});

test('DuckDB works with as many threads as the project says', async () => {
  using folder = projectFolder({ 'todoku.yml': `${settings}warehouse: { kind: duckdb, threads: 1 }\n` });
  const { warehouse } = readProject(folder.dir);
  assert.deepEqual(warehouse, { kind: 'duckdb', memoryMb: undefined, threads: 1 });
  const duck = await Duck.open(undefined, { threads: 1 });
  try {
    const [row] = await duck.rows(`SELECT current_setting('threads')::VARCHAR AS threads`);
    assert.equal(row?.['threads'], '1');
  } finally {
    await duck.close();
  }
});

test('less than DuckDB can work with is told at its line', () => {
  using folder = projectFolder(withMemory(100));
  const line = settings.split('\n').length;
  assert.throws(
    () => readProject(folder.dir),
    (fault: unknown) => fault instanceof ProjectFault && fault.problems.some((one) => one.line === line),
  );
});

test('a query that holds more than the limit is worked off on disk', async () => {
  const duck = await Duck.open(undefined, { memoryMb: 256 });
  try {
    const [row] = await duck.rows(
      `SELECT count(*)::VARCHAR AS n FROM (SELECT md5(i::VARCHAR) AS k, repeat('x', 100) AS v FROM range(3000000) t(i) ORDER BY k OFFSET 1)`,
    );
    assert.equal(row?.['n'], '2999999');
  } finally {
    await duck.close();
  }
});
