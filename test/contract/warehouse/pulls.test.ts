import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { join } from 'node:path';
import type { Pulled, PulledShape } from '../../../server/model/model.ts';
import type { PulledRow, PullNote } from '../../../server/warehouse/warehouse.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { openBench } from './bench.ts';

const shape: PulledShape = {
  name: 'amounts',
  columns: [
    { name: 'key', type: 'STRING' },
    { name: 'amount', type: 'NUMERIC' },
    { name: 'pieces', type: 'INT64' },
    { name: 'open', type: 'BOOL' },
    { name: 'due', type: 'DATE' },
    { name: 'id', type: 'STRING' },
    { name: 'pulled_at', type: 'TIMESTAMP' },
  ],
  key: 'key',
  sums: ['amount', 'pieces'],
};

const at = '2026-04-06T06:00:00.000Z';

const row = (id: string, more: PulledRow = {}): PulledRow => ({
  key: id,
  amount: null,
  pieces: null,
  open: 'false',
  due: null,
  id,
  pulled_at: at,
  ...more,
});

async function* pages(...rows: readonly PulledRow[]): AsyncGenerator<readonly PulledRow[]> {
  for (const one of rows) yield [one];
}

const pulled: Pulled = {
  name: 'amounts',
  object: 'Amount__c',
  state: 'Matched',
  rows: 1,
  route: 'query',
  readings: 1,
  calls: 2,
  pulledAt: at,
  totals: [],
};

const note = (run: string, minute: number, more: Partial<Pulled> = {}): PullNote => ({
  run,
  startedAt: new Date(Date.parse(at) + minute * 60_000),
  finishedAt: new Date(Date.parse(at) + minute * 60_000 + 999),
  pulled: { ...pulled, ...more },
});

const staged = (bench: Bench, ...rows: readonly PulledRow[]): ReturnType<Bench['warehouse']['pulls']['stage']> =>
  bench.warehouse.pulls.stage(shape, pages(...rows), join(bench.dir, 'amounts.json'));

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('values have the type of their column, as JSON and as CSV write them, and none is rounded', async () => {
      await using bench = await openBench(adapter);
      const found = await staged(
        bench,
        row('A', { amount: '12345678901234.56', pieces: '5.0', open: 'true', due: '2026-04-01' }),
        row('B', { amount: '1.5E3', pieces: '7', pulled_at: '2026-04-06T15:00:00.000+0900' }),
        row('C', { amount: '' }),
      );
      assert.deepEqual([found.rows, found.twice, found.keyless, found.ambiguous], [3, 0, 0, []]);
      assert.deepEqual(found.sums.map(Number), [12345678902734.56, 12]);
      await bench.warehouse.pulls.publish(shape, note('run1', 0));
      const text = { file: 'models/m.sql', text: pulledModel(bench), dialect: bench.dialect };
      await bench.warehouse.sources.build([{ name: 'm', sql: text }], new Map());
      const rows = await bench.ask('SELECT * FROM {mart.m} ORDER BY key');
      assert.deepEqual(
        rows.map((one) => [one['key'], Number(one['twofold']), one['is_open'], one['month'], Number(one['millis'])]),
        [
          ['A', 24691357802469.12, true, '2026-04-01', Date.parse(at)],
          ['B', 3000, false, null, Date.parse(at)],
        ],
      );
    });

    test('a declared table is empty until it is pulled, keeps its rows when it is declared anew, and gets new columns', async () => {
      await using bench = await openBench(adapter);
      const { pulls } = bench.warehouse;
      assert.deepEqual(await pulls.columnsOf('amounts'), []);
      const narrow = { ...shape, columns: shape.columns.filter(({ name }) => name !== 'due') };
      await pulls.declare([narrow]);
      await pulls.stage(narrow, pages({ key: 'A', id: 'A', amount: '1' }), join(bench.dir, 'amounts.json'));
      await pulls.publish(narrow, note('run1', 0));
      await pulls.declare([shape]);
      assert.ok((await pulls.columnsOf('amounts')).some(({ name }) => name === 'due'));
      const rows = await bench.ask('SELECT key, due FROM {pulled.amounts}');
      assert.deepEqual(
        rows.map((one) => [one['key'], one['due']]),
        [['A', null]],
      );
    });

    test('a reading replaces the last one whole; one that is only noted, or has a bad value, replaces nothing', async () => {
      await using bench = await openBench(adapter);
      const { pulls } = bench.warehouse;
      await staged(bench, row('A'), row('B'));
      await pulls.publish(shape, note('run1', 0));
      await staged(bench, row('B'), row('C'));
      await pulls.publish(shape, note('run2', 1));
      await staged(bench, row('D'));
      await pulls.note(note('run3', 2, { state: 'Mismatch' }));
      await assert.rejects(staged(bench, row('E', { amount: 'much' })));
      assert.deepEqual(
        (await pulls.past(9)).map(({ run, pulled: { state } }) => [run, state]),
        [
          ['run3', 'Mismatch'],
          ['run2', 'Matched'],
          ['run1', 'Matched'],
        ],
      );
      const rows = await bench.ask('SELECT key FROM {pulled.amounts} ORDER BY key');
      assert.deepEqual(
        rows.map((one) => one['key']),
        ['B', 'C'],
      );
    });

    test('records that were read twice, that have no key, and keys that several records have are told', async () => {
      await using bench = await openBench(adapter);
      const again = row('A');
      const found = await staged(
        bench,
        again,
        again,
        row('B', { key: null }),
        row('C', { key: 'x' }),
        row('D', { key: 'x' }),
      );
      assert.deepEqual([found.rows, found.twice, found.keyless, found.ambiguous], [5, 1, 1, ['A', 'x']]);
    });

    test(
      'GoogleSQL knows the types of a pulled table, and refuses its bare name with what to write',
      { skip: adapter.dialect === 'duckdb' ? false : 'BigQuery reads GoogleSQL itself: nothing is translated' },
      async () => {
        await using bench = await openBench(adapter);
        await bench.warehouse.pulls.declare([shape]);
        const build = (text: string): Promise<void> =>
          bench.warehouse.sources.build(
            [{ name: 'm', sql: { file: 'models/m.sql', text, dialect: 'bigquery' } }],
            new Map(),
          );
        await build(
          "SELECT SAFE_DIVIDE(amount, 2) AS half, DATE_ADD(due, INTERVAL 1 DAY) AS late FROM ${pulled('amounts')}",
        );
        assert.deepEqual(
          (await bench.warehouse.sources.columnsOf('m')).map(({ name, type }) => [name, type]),
          [
            ['half', 'DECIMAL(38,9)'],
            ['late', 'DATE'],
          ],
        );
        await assert.rejects(build("SELECT amount || 'x' AS y FROM ${pulled('amounts')}"), /NUMERIC/);
        await assert.rejects(build('SELECT key FROM pulled.amounts'), { next: /Write \$\{pulled\('amounts'\)\}/ });
      },
    );
  });
}

function pulledModel({ dialect }: Bench): string {
  const millis = dialect === 'duckdb' ? 'epoch_ms(pulled_at)' : 'UNIX_MILLIS(pulled_at)';
  return `SELECT key, amount * 2 AS twofold, open AS is_open, CAST(due AS ${dialect === 'duckdb' ? 'VARCHAR' : 'STRING'}) AS month,
    ${millis} AS millis FROM \${pulled('amounts')} WHERE amount IS NOT NULL`;
}
