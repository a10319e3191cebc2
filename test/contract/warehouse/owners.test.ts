import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { changedFields } from '../../../server/plan/text.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { openBench } from './bench.ts';

const owned = mappedSync({ fields: { Note__c: {}, Story__c: { owner: 'person' }, Rank__c: { owner: 'flag' } } });

async function planned({ warehouse }: Bench): Promise<readonly string[]> {
  const rows = await warehouse.changes.rows(owned, 'change', 99);
  return rows.map((change) => {
    const sent = [...change.cells].filter(([, cell]) => cell.kind !== 'keep').map(([field]) => field);
    return `${change.operation} ${change.key} sends ${sent.toSorted().join(' ')}, changes ${changedFields(change)
      .map(([field]) => field)
      .join(' ')}`;
  });
}

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('a field of a person is sent on create alone, a flagged one when the warehouse changes it', async () => {
      await using bench = await openBench(adapter);
      const first = { key: 'A', note: 'n', story: 's', rank: 'r' };
      await bench.draft(owned, [first]);
      assert.deepEqual(await planned(bench), [
        'insert A sends Key__c Note__c Rank__c Story__c, changes Key__c Note__c Rank__c Story__c',
      ]);
      await bench.accept(owned, 'run1');
      await bench.draft(owned, [{ ...first, story: 'other' }]);
      assert.deepEqual(await planned(bench), []);
      await bench.draft(owned, [{ ...first, story: 'other', note: 'm' }]);
      assert.deepEqual(await planned(bench), ['update A sends Key__c Note__c, changes Note__c']);
      await bench.draft(owned, [{ ...first, rank: 'q' }]);
      assert.deepEqual(await planned(bench), ['update A sends Key__c Note__c Rank__c, changes Rank__c']);
    });

    test('an edit of a flagged field alone does not bring the row back', async () => {
      await using bench = await openBench(adapter);
      const { comparison, state } = bench.warehouse;
      await bench.draft(owned, [{ key: 'A', note: 'n', story: 's', rank: 'r' }]);
      await bench.accept(owned, 'run1');
      const extract = { _key: 'A', _salesforce_id: 'a01', _hash: 'h', _period: null, Key__c: 'A' };
      const pages = async function* (): AsyncGenerator<readonly Readonly<Record<string, string | null>>[]> {
        yield [{ ...extract, Note__c: 'n', Story__c: 'mine', Rank__c: 'mine' }];
      };
      await comparison.extract(owned, pages(), `${bench.dir}/extract.json`);
      await comparison.compareKeys('run2', owned, { loadedBy: 'run1', above: [] });
      const gaps = await comparison.gaps('run2', 9);
      assert.deepEqual(
        gaps.map(({ field, cause }) => [field, cause]),
        [['Rank__c', 'EDITED_IN_SALESFORCE']],
      );
      assert.equal(await state.markDrift('run2', 'thing', ['Rank__c']), 0);
      assert.equal(await state.markDrift('run2', 'thing', []), 1);
    });
  });
}
