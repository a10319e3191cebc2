/** What Salesforce has acknowledged moves once a run and row, however often a run that was disturbed is taken up. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { ExtractRow } from '../../../server/warehouse/warehouse.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import { openBench } from './bench.ts';

const things = mappedSync({ fields: { Note__c: {} } });
const rows = [
  { key: 'A', note: 'a' },
  { key: 'B', note: 'b' },
];

/** The records as they were sent, but for the note of the first. */
async function* edited(): AsyncGenerator<readonly ExtractRow[]> {
  const record = (key: string, note: string): ExtractRow => ({
    _key: key,
    _salesforce_id: `a0100000000${key.padStart(7, '0')}`,
    _hash: null,
    _period: null,
    Key__c: key,
    Note__c: note,
  });
  yield [record('A', 'by hand')];
}

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('a run that is acknowledged twice keeps what was found out in between, and takes no picture of its own work', async () => {
      await using bench = await openBench(adapter);
      const { comparison, state, changes } = bench.warehouse;
      await bench.draft(things, rows);
      await bench.accept(things, 'run1', ['B']);
      await comparison.extract(things, edited(), join(bench.dir, 'extract.json'));
      await comparison.compareKeys('run1', things, { loadedBy: 'run1', above: [] });
      assert.equal(await state.markDrift('run1', 'thing', []), 1);
      await state.acknowledge('run1', 'thing');

      await changes.diff(things, 'change');
      const planned = await changes.rows(things, 'change', 9);
      assert.deepEqual(
        planned.map(({ operation, key, reason }) => [operation, key, reason]),
        [
          ['update', 'A', 'EDITED_IN_SALESFORCE'],
          ['insert', 'B', undefined],
        ],
      );
      assert.deepEqual(await bench.ask('SELECT id FROM {before_images}'), []);
    });
  });
}
