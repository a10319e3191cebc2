import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { MappedSync } from '../../../server/model/model.ts';
import { changedFields } from '../../../server/plan/text.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { numeric, openBench } from './bench.ts';

const amounts = mappedSync({
  fields: { Amount__c: { kind: 'decimal' }, Guess__c: { kind: 'decimal', nulls: 'keep' }, Note__c: {} },
});

/** Planned changes as `operation key field:old>new`. */
async function changes(bench: Bench, mapped: MappedSync): Promise<readonly string[]> {
  const rows = await bench.warehouse.changes.rows(mapped, 'change', 99);
  return rows
    .map((row) => {
      const fields = changedFields(row).map(
        ([field, was, will]) =>
          `${field}:${was?.kind === 'value' ? was.text : ''}>${will.kind === 'value' ? will.text : ''}`,
      );
      return [row.operation, row.key, ...fields].join(' ');
    })
    .toSorted();
}

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
  });
}
