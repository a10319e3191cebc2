import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import { numeric, openBench } from './bench.ts';

const notes = mappedSync({
  fields: { Amount__c: { kind: 'decimal' }, Guess__c: { kind: 'decimal', nulls: 'keep' }, Note__c: {} },
});
const row = (
  key: string,
): { key: string; amount: ReturnType<typeof numeric>; guess: ReturnType<typeof numeric>; note: string } => ({
  key,
  amount: numeric(1),
  guess: numeric(2),
  note: key.toLowerCase(),
});

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('what a plan empties is counted by field, beside the values of the records that stay', async () => {
      await using bench = await openBench(adapter);
      const keys = ['A', 'B', 'C', 'D'];
      await bench.draft(notes, keys.map(row));
      assert.deepEqual(await bench.warehouse.changes.emptied(notes, 'change'), [], 'nothing is known to be filled');
      await bench.accept(notes, 'run1');
      await bench.draft(notes, [
        { ...row('A'), amount: numeric(5) },
        { ...row('B'), note: null },
        { ...row('C'), note: '  ', amount: null, guess: null },
        { key: 'E', amount: null, guess: null, note: null },
      ]);
      assert.deepEqual(await bench.warehouse.changes.emptied(notes, 'change'), [
        { field: 'Amount__c', rows: 1, filled: 3 },
        { field: 'Note__c', rows: 2, filled: 3 },
      ]);
      await bench.accept(notes, 'run2', ['C']);
      await bench.draft(notes, [row('A'), { ...row('B'), note: null }]);
      assert.deepEqual(
        await bench.warehouse.changes.emptied(notes, 'change'),
        [],
        'what is empty already is not emptied',
      );
    });
  });
}
