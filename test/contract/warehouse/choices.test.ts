import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { MappedSync } from '../../../server/model/model.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import { changes, openBench } from './bench.ts';

const fruit = '0120000000000f1';
const nut = '0120000000000n1';
const kinds = ['Apple', 'Pear', 'Walnut'];
const plain = mappedSync({
  fields: {
    Kind__c: { kind: 'picklist', shape: { allowed: kinds } },
    Uses__c: { kind: 'multipicklist', shape: { allowed: ['Food', 'Wood'] } },
    RecordTypeId: { kind: 'reference', column: 'type' },
  },
});

function narrowed(): MappedSync {
  const field = (name: string): MappedSync['key'] => {
    const found = plain.fields.find((one) => one.name === name);
    assert.ok(found);
    return found;
  };
  const recordType = field('RecordTypeId');
  const byKind = new Map([
    [fruit, ['Apple', 'Pear']],
    [nut, ['Walnut']],
  ]);
  const choices = [
    { field: field('Kind__c'), recordType, offered: byKind },
    { field: field('Uses__c'), recordType, offered: new Map([[fruit, ['Food']]]) },
  ];
  return { ...plain, choices };
}

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('an Id of 15 characters and the same with all 18 are one value, the one that Salesforce returns', async () => {
      await using bench = await openBench(adapter);
      const tree = { key: 'A', kind: null, uses: null };
      await bench.draft(plain, [{ ...tree, type: '001D000000IRFma' }]);
      assert.deepEqual(await changes(bench, plain), ['insert A Key__c:>A RecordTypeId:>001D000000IRFmaIAH']);
      await bench.accept(plain, 'run1');
      await bench.draft(plain, [{ ...tree, type: ' 001D000000IRFmaIAH' }]);
      assert.deepEqual(await changes(bench, plain), []);
      await bench.draft(plain, [{ ...tree, type: '001D000000IRFm' }]);
      assert.equal((await bench.warehouse.changes.quarantined('thing', 9))[0]?.reason, 'not-an-id');
    });

    test("a value that the row's record type does not offer is set aside; a row without a type may have any", async () => {
      await using bench = await openBench(adapter);
      const trees = narrowed();
      await bench.draft(trees, [
        { key: 'A', kind: 'Pear', uses: 'Food', type: `${fruit}AAA` },
        { key: 'B', kind: 'Walnut', uses: null, type: fruit },
        { key: 'C', kind: 'Walnut', uses: 'Food;Wood', type: nut },
        { key: 'D', kind: 'Pear', uses: 'Wood;Food', type: `${fruit}AAA` },
        { key: 'E', kind: 'Walnut', uses: 'Wood', type: null },
        { key: 'F', kind: null, uses: null, type: fruit },
      ]);
      const aside = await bench.warehouse.changes.quarantined('thing', 9);
      assert.deepEqual(
        aside.map(({ key, field, reason }) => [key, field, reason]),
        [
          ['B', 'Kind__c', 'not-in-record-type'],
          ['D', 'Uses__c', 'not-in-record-type'],
        ],
      );
      assert.deepEqual(
        (await changes(bench, trees)).map((line) => line.split(' ')[1]),
        ['A', 'C', 'E', 'F'],
      );
    });

    test('what a person types for a row is looked at by the record type of that row', async () => {
      await using bench = await openBench(adapter);
      const [kind, uses] = narrowed().choices;
      assert.ok(kind !== undefined && uses !== undefined);
      const reasons = async (choice: typeof kind, ...typed: readonly [string, string?][]): Promise<unknown> =>
        (
          await bench.warehouse.corrections.judge(
            choice.field,
            typed.map(([text, recordType]) => ({ text, recordType })),
            { timeZone: 'Asia/Tokyo', choice },
          )
        ).map(({ reason }) => reason);
      const off = 'not-in-record-type';
      assert.deepEqual(
        await reasons(kind, ['Pear', fruit], ['Walnut', `${fruit}AAA`], ['Walnut', nut], ['Walnut'], ['', fruit]),
        [undefined, off, undefined, undefined, undefined],
      );
      assert.deepEqual(await reasons(uses, ['Wood;Food', fruit], ['Food', fruit]), [off, undefined]);
      assert.deepEqual(await reasons(kind, ['Plum', fruit]), ['not-in-picklist']);
    });
  });
}
