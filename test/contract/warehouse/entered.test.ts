import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { ExtractRow } from '../../../server/warehouse/warehouse.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { numeric, openBench } from './bench.ts';

const things = mappedSync({
  fields: {
    Amount__c: { kind: 'decimal' },
    Flagged__c: { owner: 'flag' },
    Note__c: { owner: 'person', insertOnly: true },
  },
});

const row = (key: string, amount: number, flagged: string): Parameters<Bench['draft']>[1][0] => ({
  ...{ key, amount: numeric(amount), flagged, note: 'ours' },
});

/** What stands in Salesforce of each record now. */
async function* pages(
  records: Readonly<Record<string, readonly [amount: string | null, flagged: string, note: string]>>,
): AsyncGenerator<readonly ExtractRow[]> {
  yield Object.entries(records).map(([key, [amount, flagged, note]]) => ({
    ...{ _key: key, _salesforce_id: `a0100000000000${key}`, _hash: null, _period: null, Key__c: key },
    ...{ Amount__c: amount, Flagged__c: flagged, Note__c: note },
  }));
}

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('the way back knows which values of people it puts others over, and which it deletes', async () => {
      await using bench = await openBench(adapter);
      const { changes, comparison } = bench.warehouse;
      await bench.draft(things, [row('A', 1, 'f'), row('B', 2, 'f'), row('C', 3, 'f')]);
      await bench.accept(things, 'run1');
      await bench.draft(things, [row('A', 10, 'f'), row('B', 20, 'f'), row('C', 30, 'f'), row('D', 4, 'f')]);
      await bench.accept(things, 'run2');
      await changes.revert(things, 'change', 'run2');
      const ids: string[] = [];
      for await (const some of changes.plannedIds('thing', 'change')) ids.push(...some);
      assert.equal(ids.length, 4);
      const now = pages({
        A: ['11', 'f', 'ours'],
        // A value that is right already, a flagged field that the run left alone, and one that only people write.
        B: ['2', 'theirs', 'theirs'],
        C: [null, 'f', 'ours'],
        D: ['4', 'f', 'theirs'],
      });
      await comparison.extract(things, now, join(bench.dir, 'extract.json'));
      const entered = await comparison.entered(things, 'change');
      assert.deepEqual(
        entered.map(({ key, operation, field, entered: is, planned }) => [key, operation, field, is, planned]),
        [
          ['A', 'update', 'Amount__c', '11.00', '1.00'],
          ['C', 'update', 'Amount__c', undefined, '3.00'],
          ['D', 'delete', 'Note__c', 'theirs', undefined],
        ],
      );
      const at = new Date('2026-04-06T06:00:00Z');
      const noted = entered.map((one, index) => ({
        ...one,
        by: index === 0 ? '佐藤 花' : undefined,
        at: index === 0 ? at : undefined,
      }));
      await comparison.keepOverwritten('run3', 'thing', noted);
      assert.deepEqual(await comparison.overwritten('run3', 9), noted);
    });

    test('the steps of a run are kept with its end', async () => {
      await using bench = await openBench(adapter);
      const { ledger } = bench.warehouse;
      const [from, to] = [new Date('2026-04-06T06:00:00Z'), new Date('2026-04-06T06:01:00Z')];
      await ledger.begin('run1', 'project', from);
      await ledger.end('run1', 'failed', to, {}, [
        { step: 'plan', startedAt: from, finishedAt: to, calls: 3 },
        { step: 'load', startedAt: to, finishedAt: undefined, calls: 1 },
      ]);
      await ledger.begin('run2', 'project', to);
      await ledger.end('run2', 'interrupted', to, {});
      const kept = await bench.ask(
        'SELECT run, place, step, finished_at IS NULL AS is_open, calls FROM {steps} ORDER BY run, place',
      );
      assert.deepEqual(
        kept.map((one) => [one['run'], Number(one['place']), one['step'], one['is_open'], Number(one['calls'])]),
        [
          ['run1', 0, 'plan', false, 3],
          ['run1', 1, 'load', true, 1],
        ],
      );
    });
  });
}
