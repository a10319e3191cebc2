import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Found } from '../../../server/warehouse/warehouse.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { ModelRow } from './bench.ts';
import { changes, limits, numeric, openBench } from './bench.ts';

const amounts = mappedSync({
  fields: { Amount__c: { kind: 'decimal' }, Guess__c: { kind: 'decimal', nulls: 'keep' }, Note__c: {} },
});

const a = { key: 'A', amount: numeric(10), guess: numeric(5), note: 'x' };
const b = { key: 'B', amount: numeric(20), guess: null, note: null };
const first = [a, b];

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('the first draft inserts everything, and nothing is left to do once it is acknowledged', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, first);
      assert.deepEqual(await changes(bench, amounts), [
        'insert A Amount__c:>10.00 Guess__c:>5.00 Key__c:>A Note__c:>x',
        'insert B Amount__c:>20.00 Key__c:>B',
      ]);
      await bench.accept(amounts, 'run1');
      await bench.draft(amounts, first);
      assert.deepEqual(await changes(bench, amounts), []);
    });

    test('a changed amount, a cleared note and a vanished row are an update, an update and a delete', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, first);
      await bench.accept(amounts, 'run1');
      await bench.draft(amounts, [{ key: 'A', amount: numeric('10.5'), guess: numeric(5), note: '' }]);
      assert.deepEqual(await changes(bench, amounts), ['delete B', 'update A Amount__c:10.00>10.50 Note__c:x>']);
    });

    test('a kept cell is never a change', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, first);
      await bench.accept(amounts, 'run1');
      await bench.draft(amounts, [{ ...a, guess: null }, b]);
      assert.deepEqual(await changes(bench, amounts), []);
    });

    test('10, 10.00 and the text 10.0 are the same amount, with or without a space before the text', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, first);
      await bench.accept(amounts, 'run1');
      await bench.draft(amounts, [
        { ...a, amount: '10.0', note: ' x' },
        { ...b, amount: '20.00' },
      ]);
      assert.deepEqual(await changes(bench, amounts), []);
    });

    test('a refused row keeps its acknowledged state and comes back in the next draft', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, first);
      await bench.accept(amounts, 'run1');
      const second = [
        { ...a, amount: numeric(11) },
        { ...b, amount: numeric(21) },
      ];
      await bench.draft(amounts, second);
      await bench.accept(amounts, 'run2', ['A']);
      await bench.draft(amounts, second);
      assert.deepEqual(await changes(bench, amounts), ['update A Amount__c:10.00>11.00']);
    });

    test('rows that share a key in any letter case are all set aside, and their record is not deleted', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, first);
      await bench.accept(amounts, 'run1');
      await bench.draft(amounts, [...first, { key: ' a', amount: numeric(99), guess: null, note: null }]);
      assert.deepEqual(await changes(bench, amounts), []);
      const rows = await bench.warehouse.changes.quarantined('thing', 9);
      assert.deepEqual(
        rows.map(({ key, reason, shape }) => [key, reason, shape]),
        [
          ['A', 'duplicate-key', '2 rows'],
          ['a', 'duplicate-key', '2 rows'],
        ],
      );
    });

    test('an upsert never deletes, and a mirror deletes only what its own loads have made', async () => {
      await using bench = await openBench(adapter);
      const upsert = { ...amounts, sync: { ...amounts.sync, name: 'kept', mode: 'upsert' as const } };
      await bench.draft(upsert, first);
      await bench.accept(upsert, 'run1');
      await bench.draft(upsert, [a]);
      assert.deepEqual(await changes(bench, upsert), []);

      await bench.draft(amounts, first);
      async function* found(): AsyncGenerator<readonly Found[]> {
        yield [{ key: 'b', salesforceId: 'a01000000000000AAA', isOurs: false }];
      }
      await bench.warehouse.changes.adopt(amounts, 'change', found());
      assert.deepEqual((await changes(bench, amounts))[1]?.split(' ').slice(0, 2), ['update', 'b']);
      await bench.accept(amounts, 'run2');
      await bench.draft(amounts, [{ key: 'C', amount: numeric(1), guess: null, note: null }]);
      assert.deepEqual(
        (await changes(bench, amounts)).map((line) => line.split(' ').slice(0, 2).join(' ')),
        ['delete A', 'insert C'],
      );
    });

    test('a number with more digits than its field has before the point is set aside, whatever its sign', async () => {
      await using bench = await openBench(adapter);
      const sized = mappedSync({
        fields: {
          Amount__c: { kind: 'decimal' },
          Count__c: { kind: 'decimal', shape: { precision: 3, scale: 0 } },
          Share__c: { kind: 'decimal', shape: { precision: 2, scale: 2 } },
        },
      });
      const row = (key: string, amount: string, count: string, share: string): ModelRow => ({
        key,
        amount: numeric(amount),
        count: numeric(count),
        share: numeric(share),
      });
      await bench.draft(sized, [
        row('A', '9999999999999.99', '999', '0.99'),
        row('B', '-9999999999999.99', '-999', '-0.5'),
        row('C', '10000000000000', '1', '0'),
        row('D', '-10000000000000', '1', '0'),
        row('E', '1', '999.5', '0'),
        row('F', '1', '-1000', '0'),
        row('G', '1', '1', '0.995'),
        row('H', '1', '1', '-1'),
      ]);
      assert.deepEqual(
        (await changes(bench, sized)).map((line) => line.split(' ')[1]),
        ['A', 'B'],
      );
    });

    test('another parent for a record that may not be reparented is set aside instead of silently ignored', async () => {
      await using bench = await openBench(adapter);
      const child = mappedSync({
        fields: {
          'Master__r.Key__c': { column: 'master', insertOnly: true, required: true, parent: 'Master__c' },
          Note__c: {},
        },
      });
      await bench.draft(child, [{ key: 'c', master: 'M1', note: 'x' }]);
      await bench.accept(child, 'run1');
      await bench.draft(child, [{ key: 'c', master: 'm1', note: 'y' }]);
      assert.equal((await changes(bench, child)).length, 1);
      await bench.draft(child, [{ key: 'c', master: 'M2', note: 'y' }]);
      assert.deepEqual(await changes(bench, child), []);
      assert.equal((await bench.warehouse.changes.quarantined('thing', 9))[0]?.reason, 'parent-changed');
    });

    test('the hash tells apart what a separator would confuse, and nothing from the empty text', async () => {
      await using bench = await openBench(adapter);
      const two = mappedSync({ fields: { One__c: { column: 'one' }, Two__c: { column: 'two' } } });
      const content = [
        ['a|b', 'c'],
        ['a', 'b|c'],
        ['a', null],
        [null, 'a'],
        ['-', 'a'],
      ] as const;
      const { journal } = bench.warehouse;
      const hashes: unknown[] = [];
      for (const [index, [one, other]] of content.entries()) {
        await bench.draft(two, [{ key: 'k', one, two: other }]);
        const [part] = await journal.plan(`run${index}`, two, 'upsert', 'collections', limits);
        assert.ok(part !== undefined);
        hashes.push(...(await journal.sendables(two, part)).map(({ hash }) => hash));
      }
      assert.equal(new Set(hashes).size, content.length);
      for (const hash of hashes) assert.match(String(hash), /^.{34}$/);
    });
  });
}
