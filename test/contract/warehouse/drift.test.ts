import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import { openBench } from './bench.ts';

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
  });
}
