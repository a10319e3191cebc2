import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import { changes, limits, numeric, openBench } from './bench.ts';

const fields = { Amount__c: { kind: 'decimal' }, Guess__c: { kind: 'decimal', nulls: 'keep' }, Note__c: {} } as const;
const amounts = mappedSync({ fields });
const wider = mappedSync({ fields: { ...fields, Extra__c: {} } });

const a = { key: 'A', amount: numeric(10), guess: numeric(5), note: 'x' };
const b = { key: 'B', amount: numeric(20), guess: null, note: null };

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('a field that is mapped later is backfilled: named as the reason, and nothing else of the row is sent', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, [a, b]);
      await bench.accept(amounts, 'run1');
      await bench.draft(wider, [
        { ...a, extra: 'e' },
        { ...b, extra: null },
      ]);
      assert.deepEqual(await changes(bench, wider), ['update A Extra__c:>e', 'update B Extra__c:>']);
      const reason = 'backfill: field Extra__c added';
      const rows = await bench.warehouse.changes.rows(wider, 'change', 9);
      assert.deepEqual(
        rows.map((row) => [row.reason, row.before.has('Extra__c')]),
        [
          [reason, false],
          [reason, false],
        ],
      );
      const [part, ...more] = await bench.warehouse.journal.plan('run2', wider, 'upsert', 'bulk', limits);
      assert.deepEqual([part?.fields, more], [['Extra__c', 'Key__c'], []]);
      assert.deepEqual((await bench.warehouse.changes.count(wider, 'change')).resent, [{ reason, rows: 2 }]);
    });

    test('a field that is mapped no longer is told with the records that keep a value, until somebody has agreed', async () => {
      await using bench = await openBench(adapter);
      const model = [
        { ...a, extra: 'e' },
        { ...b, extra: null },
      ];
      await bench.draft(wider, model);
      await bench.accept(wider, 'run1');
      assert.deepEqual(await bench.warehouse.changes.dropped(wider), []);
      await bench.draft(amounts, [a, b]);
      assert.deepEqual(await bench.warehouse.changes.dropped(amounts), [{ field: 'Extra__c', rows: 1 }]);
      await bench.warehouse.state.forget(amounts.sync.name, ['Extra__c']);
      await bench.draft(amounts, [a, b]);
      assert.deepEqual(await bench.warehouse.changes.dropped(amounts), []);
      assert.deepEqual(await changes(bench, amounts), []);
      await bench.draft(wider, model);
      const [row] = await bench.warehouse.changes.rows(wider, 'change', 9);
      assert.equal(row?.reason, 'backfill: field Extra__c added', 'mapped again, it is unknown again');
    });

    test('a backfilled row that has changed besides is sent whole, and a settled backfill leaves nothing to do', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, [a, b]);
      await bench.accept(amounts, 'run1');
      const model = [
        { ...a, amount: numeric(11), extra: 'e' },
        { ...b, extra: 'e' },
      ];
      await bench.draft(wider, model);
      const rows = await bench.warehouse.changes.rows(wider, 'change', 9);
      assert.deepEqual(
        rows.map(({ key, reason, cells }) => [
          key,
          reason,
          [...cells].filter(([, { kind }]) => kind !== 'keep').length,
        ]),
        [
          ['A', undefined, 5],
          ['B', 'backfill: field Extra__c added', 2],
        ],
      );
      await bench.accept(wider, 'run2');
      await bench.draft(wider, model);
      assert.deepEqual(await changes(bench, wider), []);
    });

    test('a mapping that loses a field, or takes it from another column with the same values, sends nothing', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, [a, b]);
      await bench.accept(amounts, 'run1');
      const narrower = mappedSync({ fields: { Amount__c: { kind: 'decimal', column: 'other' }, Note__c: {} } });
      const model = [a, b].map(({ key, amount, note }) => ({ key, other: amount, note }));
      await bench.draft(narrower, model);
      assert.deepEqual(await changes(bench, narrower), []);
    });
  });
}
