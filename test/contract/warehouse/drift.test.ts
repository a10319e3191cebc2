import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import { openBench } from './bench.ts';

const child = mappedSync({ fields: { 'Parent__r.Key__c': { parent: 'Parent__c' } } });
const plain = mappedSync({ fields: { Note__c: {} } });

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('a record that was edited is noted with the name and the time of whoever saved it last', async () => {
      await using bench = await openBench(adapter);
      const { comparison } = bench.warehouse;
      const gap = { field: 'Note__c', warehouse: 'a', salesforce: 'b', code: undefined };
      const edited = { ...gap, key: 'A', salesforceId: 'a01000000000001', cause: 'EDITED_IN_SALESFORCE' as const };
      await bench.draft(plain, [{ key: 'A', note: 'a' }]);
      await comparison.addGap('run1', 'thing', edited);
      await comparison.addGap('run1', 'thing', { ...edited, field: 'Other__c' });
      await comparison.addGap('run1', 'thing', { ...edited, key: 'B', cause: 'NOT_SENT' });
      const drifted = await comparison.drifted('run1', 'thing', 9);
      assert.deepEqual(drifted, [{ key: 'A', salesforceId: 'a01000000000001', cause: 'EDITED_IN_SALESFORCE' }]);
      const at = new Date('2026-04-06T06:00:00Z');
      const counts = await comparison.attribute(
        'run1',
        'thing',
        drifted.map((one) => ({ ...one, by: '佐藤 花', at })),
      );
      assert.deepEqual(counts, [{ cause: 'EDITED_IN_SALESFORCE', by: '佐藤 花', rows: 1, last: at }]);
    });

    test('the parent of a record is what the model says, and what Salesforce says where the model has no such record', async () => {
      await using bench = await openBench(adapter);
      const { comparison } = bench.warehouse;
      const parent = child.fields.find(({ name }) => name === 'Parent__r.Key__c');
      assert.ok(parent !== undefined);
      const record = { _hash: null, _period: null, Key__c: null };
      async function* pages(): AsyncGenerator<readonly Readonly<Record<string, string | null>>[]> {
        yield [
          { ...record, _key: 'A', _salesforce_id: 'a01000000000001', 'Parent__r.Key__c': 'moved' },
          { ...record, _key: 'By-Hand', _salesforce_id: 'a01000000000002', 'Parent__r.Key__c': 'Q' },
          { ...record, _key: null, _salesforce_id: 'a01000000000003', 'Parent__r.Key__c': 'R' },
        ];
      }
      await bench.draft(child, [{ key: 'A', parent: 'P' }]);
      await comparison.extract(child, pages(), join(bench.dir, 'extract.json'));
      const found = await comparison.parentKeys(child, parent, ['a', 'By-Hand', 'a01000000000003', 'unknown']);
      assert.deepEqual([...found].toSorted(), [
        ['By-Hand', 'Q'],
        ['a', 'P'],
        ['a01000000000003', 'R'],
      ]);
    });
  });
}
