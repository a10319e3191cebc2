import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import { changedFields } from '../../../server/plan/text.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { numeric, openBench } from './bench.ts';

const amounts = mappedSync({
  fields: { Amount__c: { kind: 'decimal' }, Note__c: {}, 'Boss__r.Key__c': { parent: 'Boss__c' } },
});

const row = (
  key: string,
  amount: number,
  note: string | null,
  boss: string | null,
): Parameters<Bench['draft']>[1][0] => ({
  key,
  amount: numeric(amount),
  note,
  boss,
});

async function planned({ warehouse }: Bench): Promise<readonly string[]> {
  const rows = await warehouse.changes.rows(amounts, 'change', 99);
  return rows
    .map((change) => {
      const fields = changedFields(change).map(
        ([field, , will]) => `${field}=${will.kind === 'value' ? will.text : will.kind}`,
      );
      return [change.operation, change.key, ...fields].join(' ');
    })
    .toSorted();
}

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('rows that were refused are taken up again as they were planned, and no others', async () => {
      await using bench = await openBench(adapter);
      const { changes, journal } = bench.warehouse;
      await bench.draft(amounts, [row('A', 1, 'x', null), row('B', 2, 'y', 'P')]);
      await bench.accept(amounts, 'run1', ['B']);
      assert.deepEqual(await journal.failed('run1', 9), [
        { sync: 'thing', key: 'B', operation: 'insert', status: 'rejected', code: 'NO', message: 'no' },
      ]);
      await changes.retain(amounts, 'run1', { codes: ['NO'] });
      assert.deepEqual(await planned(bench), ['insert B Amount__c=2.00 Boss__r.Key__c=P Key__c=B Note__c=y']);
      await changes.retain(amounts, 'run1', { codes: ['NO'], keys: ['b'] });
      assert.equal((await planned(bench)).length, 1);
      await bench.accept(amounts, 'run2');
      assert.equal(await journal.isBalanced('run2', 'thing'), true);
      await changes.retain(amounts, 'run2', { codes: [] });
      assert.deepEqual(await planned(bench), []);
    });

    test('a plan of other fields is not taken up', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(amounts, [row('A', 1, 'x', null)]);
      const fewer = mappedSync({ fields: { Amount__c: { kind: 'decimal' } } });
      await assert.rejects(
        bench.warehouse.changes.retain(fewer, 'run1', { codes: ['NO'] }),
        (error) => error instanceof Fault && error.code === 'mapping-changed',
      );
    });

    test('the way back restores what was acknowledged before, cleared fields and vanished rows too', async () => {
      await using bench = await openBench(adapter);
      const { changes } = bench.warehouse;
      await bench.draft(amounts, [row('A', 1, 'it\'s "1"', 'P'), row('B', 2, null, null), row('C', 3, 'z', null)]);
      await bench.accept(amounts, 'run1');
      await bench.draft(amounts, [row('A', 10, null, null), row('B', 2, 'new', 'P'), row('D', 4, 'd', null)]);
      await bench.accept(amounts, 'run2');
      await changes.revert(amounts, 'change', 'run2');
      assert.deepEqual(await planned(bench), [
        'delete D',
        'insert C Amount__c=3.00 Key__c=C Note__c=z',
        'update A Amount__c=1.00 Boss__r.Key__c=P Note__c=it\'s "1"',
        'update B Boss__r.Key__c=clear Note__c=clear',
      ]);
    });

    test('the way back leaves alone what people may have entered and the run had not touched', async () => {
      await using bench = await openBench(adapter);
      const { changes } = bench.warehouse;
      const shared = mappedSync({
        fields: { Amount__c: { kind: 'decimal' }, Flagged__c: { owner: 'flag' }, Note__c: { nulls: 'keep' } },
      });
      const back = async (run: string, amount: number, flagged: string, note: string | null): Promise<unknown> => {
        await bench.draft(shared, [{ key: 'A', amount: numeric(amount), flagged, note }]);
        await bench.accept(shared, run);
        await changes.revert(shared, 'change', run);
        const [change] = await changes.rows(shared, 'change', 9);
        const cells = [...(change?.cells ?? [])].filter(([field]) => field !== 'Key__c');
        return Object.fromEntries(cells.map(([field, cell]) => [field, cell.kind === 'value' ? cell.text : cell.kind]));
      };
      await back('run1', 1, 'x', null);
      assert.deepEqual(await back('run2', 2, 'x', null), { Amount__c: '1.00', Flagged__c: 'keep', Note__c: 'keep' });
      assert.deepEqual(await back('run3', 3, 'y', 'n'), { Amount__c: '2.00', Flagged__c: 'x', Note__c: 'clear' });
      assert.deepEqual(await back('run4', 4, 'y', null), { Amount__c: '3.00', Flagged__c: 'keep', Note__c: 'keep' });
    });
  });
}
