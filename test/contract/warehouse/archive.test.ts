import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { ExtractRow } from '../../../server/warehouse/warehouse.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { numeric, openBench } from './bench.ts';

const things = mappedSync({
  fields: { Amount__c: { kind: 'decimal' }, Note__c: {}, Gone__c: { kind: 'boolean' } },
  archive: { field: 'Gone__c', value: 'true', otherwise: 'false' },
  sums: ['Amount__c'],
});

const row = (key: string, amount: number): Parameters<Bench['draft']>[1][0] => ({
  key,
  amount: numeric(amount),
  note: key.toLowerCase(),
});

/** Operation, key and what becomes of the fields that are not left alone. */
async function planned({ warehouse }: Bench): Promise<readonly string[]> {
  const changes = await warehouse.changes.rows(things, 'change', 99);
  return changes
    .map(({ operation, key, cells }) => {
      const sent = [...cells].flatMap(([field, cell]) => (cell.kind === 'value' ? [`${field} ${cell.text}`] : []));
      return `${operation} ${sent.join(', ')}`.replace(`Key__c ${key}`, key);
    })
    .toSorted();
}

/** The gaps that a comparison with these records of Salesforce finds, their missing hashes apart. */
async function compared(bench: Bench, rows: readonly ExtractRow[], run: string): Promise<readonly string[]> {
  const { comparison } = bench.warehouse;
  const pages = async function* (): AsyncGenerator<readonly ExtractRow[]> {
    yield rows;
  };
  await comparison.extract(things, pages(), `${bench.dir}/extract.json`);
  await comparison.compareKeys(run, things, { loadedBy: run, above: [] });
  const gaps = (await comparison.gaps(run, 99)).filter(({ field }) => field !== 'Row_Hash__c');
  return gaps.map(({ key = '', field = '', cause }) => `${key} ${field} ${cause}`);
}

const record = (key: string, amount: string, isGone: boolean): ExtractRow => ({
  _key: key,
  _salesforce_id: `a0100000000${key.padStart(7, '0')}`,
  _hash: null,
  _period: null,
  Key__c: key,
  Amount__c: amount,
  Note__c: key.toLowerCase(),
  Gone__c: String(isGone),
});

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('a record whose row is gone is marked once, and nothing else of it is sent; it comes back with its row', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(things, [row('A', 1), row('B', 2)]);
      assert.deepEqual(await planned(bench), [
        'insert Amount__c 1.00, Gone__c false, A, Note__c a',
        'insert Amount__c 2.00, Gone__c false, B, Note__c b',
      ]);
      await bench.accept(things, 'run1');

      await bench.draft(things, [row('A', 1)]);
      assert.deepEqual(await planned(bench), ['archive Gone__c true, B']);
      const { archives, deletes, updates, unchanged } = await bench.warehouse.changes.count(things, 'change');
      assert.deepEqual(
        { archives, deletes, updates, unchanged },
        { archives: 1, deletes: 0, updates: 0, unchanged: 1 },
      );
      await bench.accept(things, 'run2');
      await bench.draft(things, [row('A', 1)]);
      assert.deepEqual(await planned(bench), []);

      await bench.draft(things, [row('A', 1), row('B', 3)]);
      assert.deepEqual(await planned(bench), ['update Amount__c 3.00, Gone__c false, B, Note__c b']);
    });

    test('a row that is set aside archives nothing', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(things, [row('A', 1), row('B', 2)]);
      await bench.accept(things, 'run1');
      await bench.draft(things, [row('A', 1), { ...row('B', 2), amount: numeric('12345678901234567890') }]);
      assert.deepEqual(await planned(bench), []);
    });

    test('an archived record is no gap; one that a person has made live again is an edit, and archived again', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(things, [row('A', 1), row('B', 2)]);
      await bench.accept(things, 'run1');
      await bench.draft(things, [row('A', 1)]);
      await bench.accept(things, 'run2');
      const live = record('A', '1.00', false);
      const counts = await bench.warehouse.comparison.intended(things);
      assert.deepEqual(
        counts.map(({ measure, value }) => [measure, Number(value)]),
        [
          ['COUNT', 1],
          ['Amount__c', 1],
        ],
      );
      assert.deepEqual(await compared(bench, [live, record('B', '2.00', true)], 'run2'), []);
      // Of a warehouse that was lost nothing is known: a record that is archived stays out of it all the same.
      assert.deepEqual(await compared(bench, [live, record('C', '9.00', true)], 'run2'), []);
      assert.deepEqual(await compared(bench, [live, record('B', '2.00', false)], 'run2'), ['B  EDITED_IN_SALESFORCE']);
      await bench.warehouse.state.markDrift('run2', 'thing', []);
      await bench.draft(things, [row('A', 1)]);
      assert.equal((await planned(bench))[0], 'archive Gone__c true, B');
    });
  });
}
