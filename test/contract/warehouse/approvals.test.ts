import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Approval } from '../../../server/model/model.ts';
import { adapters } from './adapters.ts';
import { openBench } from './bench.ts';

const approval = (sync: string): Approval => ({
  run: 'run1',
  sync,
  guard: 'too-many-deletes',
  amount: 12,
  by: 'Sato',
  reason: 'the "old" office, 支店',
  at: new Date('2026-04-06T06:00:00Z'),
});

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('an approval is good until a push has gone through for its sync, and stays as a record', async () => {
      await using bench = await openBench(adapter);
      const { approvals } = bench.warehouse;
      await approvals.add([approval('thing'), approval('other'), approval('')]);
      assert.deepEqual(
        (await approvals.open()).toSorted((one, two) => (one.sync < two.sync ? -1 : 1)),
        [approval(''), approval('other'), approval('thing')],
      );
      await approvals.close('run2', ['thing']);
      assert.deepEqual(await approvals.open(), [approval('other')]);
      const rows = await bench.ask('SELECT sync, closed_by FROM {approvals} WHERE closed_by IS NOT NULL ORDER BY sync');
      assert.deepEqual(
        rows.map((row) => [row['sync'], row['closed_by']]),
        [
          ['', 'run2'],
          ['thing', 'run2'],
        ],
      );
    });
  });
}
