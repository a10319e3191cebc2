import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { numeric, openBench } from './bench.ts';

const none = { min: undefined, max: undefined, change: undefined, size: undefined };
const amounts = mappedSync({
  fields: { Amount__c: { kind: 'decimal' }, Guess__c: { kind: 'decimal' } },
  plausible: [
    { ...none, field: 'Amount__c', min: 0, max: 1000, change: { percent: 300, by: 50 } },
    { ...none, field: 'Guess__c', size: { column: 'revenue', percent: 50 } },
  ],
});

const row = (
  key: string,
  amount: number | string,
  guess: number,
  revenue: number,
): Parameters<Bench['draft']>[1][0] => ({
  key,
  amount: numeric(amount),
  guess: numeric(guess),
  revenue: numeric(revenue),
});

/** Held rows as `key field before>value limit`. */
async function held(bench: Bench): Promise<readonly string[]> {
  await bench.warehouse.changes.hold(amounts, 'change');
  const rows = await bench.warehouse.changes.held('thing', 'change', 99);
  return rows.flatMap(({ key, values }) =>
    values.map(({ field, bound, before = '', value, limit }) => `${key} ${field} ${before}>${value} ${bound} ${limit}`),
  );
}

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('amounts beyond their bounds, or beyond a share of the whole, are held', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, [row('A', -1, 5, 10), row('B', '1000.01', 6, 10), row('C', 1000, 5, 10)]);
      assert.deepEqual(await held(bench), [
        'A Amount__c >-1.00 min 0',
        'B Amount__c >1000.01 max 1000',
        'B Guess__c >6.00 size 50 % of 10.00',
      ]);
      const counts = await bench.warehouse.changes.count(amounts, 'change');
      assert.deepEqual([counts.inserts, counts.held, counts.parked], [3, 2, 0]);
    });

    test('a change is held when it exceeds both the share and the amount; what is acknowledged is not judged again', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, [row('A', 10, 0, 9), row('B', 100, 0, 9), row('C', 100, 9, 9)]);
      await bench.accept(amounts, 'run1');
      await bench.draft(amounts, [row('A', 55, 0, 9), row('B', 401, 0, 9), row('C', 400, 9, 9)]);
      assert.deepEqual(await held(bench), ['B Amount__c 100.00>401.00 change 300 % and 50']);
    });

    test('a held row has an outcome of its own, and is let through with the content that was approved', async () => {
      await using bench = await openBench(adapter);
      const { approvals, changes, journal } = bench.warehouse;
      await bench.draft(amounts, [row('A', 5000, 0, 9), row('B', 5, 0, 9)]);
      await changes.hold(amounts, 'change');
      await bench.accept(amounts, 'run1');
      assert.deepEqual((await journal.counts('run1')).get('thing'), {
        ...{ created: 1, updated: 0, deleted: 0, rejected: 0, unprocessed: 0, parked: 0, held: 1 },
      });
      assert.equal(await journal.isBalanced('run1', 'thing'), true);
      const [seen] = await approvals.heldBy('run1');
      assert.ok(seen !== undefined);
      assert.equal(seen.key, 'A');
      await approvals.addRows([{ run: 'run1', row: seen, by: 'Sato', reason: 'signed', at: new Date(0) }]);
      await bench.draft(amounts, [row('A', 5001, 0, 9), row('B', 5, 0, 9)]);
      assert.deepEqual(await held(bench), ['A Amount__c >5001.00 max 1000']);
      await bench.draft(amounts, [row('A', 5000, 0, 9), row('B', 5, 0, 9)]);
      assert.deepEqual(await held(bench), []);
    });
  });
}
