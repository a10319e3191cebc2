import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import type { Coverage } from '../../../server/syncs/syncs.ts';
import type { Model, Sql } from '../../../server/syncs/syncs.ts';
import { readProject } from '../../../server/syncs/syncs.ts';
import { testProject } from '../syncs/folder.ts';
import type { Bench } from './bench.ts';
import { openBench } from './bench.ts';

const model = (name: string, text: string): Model => ({
  name,
  sql: { file: `models/${name}.sql`, text, dialect: 'duckdb' },
});

async function faultOf(work: Promise<unknown>): Promise<{ code: string; place: string | undefined; message: string }> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof Fault, String(error));
    return { code: error.code, place: error.place, message: error.message };
  }
  return assert.fail('no fault');
}

test('models see each other and the raw tables, and parameters are quoted', async () => {
  await using bench = await openBench();
  const { sources } = bench.warehouse;
  const params = new Map<string, string | number | boolean>([
    ['who', "O'Neill -- DROP"],
    ['factor', 1.05],
  ]);
  await sources.build(
    [
      model('one', "SELECT ${param('who')} AS who, ${param('factor')} * 2 AS twice -- a note;\n;"),
      model('two-b', "SELECT * FROM ${ref('one')}"),
    ],
    params,
  );
  assert.deepEqual(await bench.ask('SELECT who, CAST(twice AS VARCHAR) AS twice FROM mart."two-b"'), [
    { who: "O'Neill -- DROP", twice: '2.10' },
  ]);
});

test('a mistake in SQL is told with file and line', async () => {
  await using bench = await openBench();
  const fault = await faultOf(
    bench.warehouse.sources.build([model('bad', 'SELECT 1 AS a,\n  nothing AS b\nFROM (SELECT 1 AS x)')], new Map()),
  );
  assert.equal(fault.code, 'sql-failed');
  assert.equal(fault.place, 'models/bad.sql:2');
});

test('a second statement, or one that is no query, is refused and not run', async () => {
  await using bench = await openBench();
  const { sources } = bench.warehouse;
  await sources.build([model('one', 'SELECT 1 AS a')], new Map());
  for (const sql of ['SELECT 1 AS a; DROP TABLE mart.one', 'DROP TABLE mart.one', "COPY mart.one TO '/tmp/x'"]) {
    assert.equal((await faultOf(sources.build([model('two', sql)], new Map()))).code, 'sql-not-a-query');
  }
  assert.equal((await sources.columnsOf('one')).length, 1);
});

test('the as-of moment of a project is what its SQL returns', async () => {
  await using bench = await openBench();
  const { sources } = bench.warehouse;
  const sql = (text: string): Sql => ({ file: 'todoku.yml', text, dialect: 'duckdb' });
  const at = await sources.moment(
    sql("SELECT max(x) FROM (VALUES (TIMESTAMP '2026-04-01 09:00:00')) t(x)"),
    new Map(),
    'Asia/Tokyo',
  );
  assert.equal(at.toISOString(), '2026-04-01T00:00:00.000Z');
  const fault = await faultOf(sources.moment(sql('SELECT NULL'), new Map(), 'Asia/Tokyo'));
  assert.equal(fault.code, 'as-of-unclear');
});

async function cover(bench: Bench, sql: string, key: string | undefined): Promise<unknown> {
  await bench.warehouse.sources.declare([
    { name: 'sales', file: 'x', table: undefined, columns: ['id'], types: new Map(), key },
  ]);
  await bench.warehouse.sources.build([model('fill', 'SELECT 1 AS x')], new Map());
  const coverage: Coverage = {
    table: { name: 'sales', file: 'x', table: undefined, columns: ['id'], types: new Map(), key },
    sql: { file: 'coverage/sales.sql', text: sql, dialect: 'duckdb' },
  };
  return bench.warehouse.sources.cover(coverage, new Map());
}

test('coverage counts what was placed, and what was not with its reason', async () => {
  await using bench = await openBench();
  const project = readProject(testProject);
  await bench.warehouse.sources.ingest(project.tables, project.rawDir);
  await bench.warehouse.sources.build(project.models, project.params);
  const [coverage] = project.coverage;
  assert.ok(coverage);
  assert.deepEqual(await bench.warehouse.sources.cover(coverage, project.params), {
    table: 'bookings',
    rows: 10,
    placed: { 'menu-amount': 9 },
    unplaced: 1,
    reasons: { 'booking without a project': 1 },
  });
  const rows: unknown[] = [];
  for await (const page of bench.warehouse.sources.unplaced('bookings')) rows.push(...page);
  assert.deepEqual(rows, [{ key: 'b10', reason: 'booking without a project' }]);

  const lost: Coverage = {
    ...coverage,
    sql: {
      file: 'coverage/bookings.sql',
      dialect: 'duckdb',
      text: `SELECT booking AS key, 'x' AS placement, NULL AS reason FROM raw.bookings WHERE project IS NOT NULL`,
    },
  };
  const fault = await faultOf(bench.warehouse.sources.cover(lost, project.params));
  assert.equal(fault.code, 'coverage-open');
  assert.match(fault.message, /1 of 10 rows are missing/);
  const silent: Coverage = {
    ...coverage,
    sql: {
      file: 'coverage/bookings.sql',
      dialect: 'duckdb',
      text: `SELECT booking AS key, NULL AS placement, '' AS reason FROM raw.bookings`,
    },
  };
  assert.match(
    (await faultOf(bench.warehouse.sources.cover(silent, project.params))).message,
    /10 rows have neither a placement nor a reason/,
  );
});

test('coverage that counts a row twice, or one that is not there, is refused', async () => {
  await using bench = await openBench();
  const twice = `SELECT * FROM (VALUES ('1', 'a', NULL), ('1', 'b', NULL)) t(key, placement, reason)`;
  assert.match(
    (await faultOf(cover(bench, twice, 'id'))).message,
    /2 rows are not in the raw table; 1 keys are null or occur twice/,
  );
  assert.match((await faultOf(cover(bench, twice, undefined))).message, /2 rows are not in the raw table/);
});
