import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { MappedSync } from '../../../server/model/model.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { openBench } from './bench.ts';

const fields = { Note__c: {} };
const events = mappedSync({ mode: 'insert', fields });
const updates = mappedSync({ mode: 'update', fields });

async function planned({ warehouse }: Bench, mapped: MappedSync): Promise<readonly string[]> {
  return (await warehouse.changes.rows(mapped, 'change', 99))
    .map(({ operation, key }) => `${operation} ${key}`)
    .toSorted();
}

async function counted({ warehouse }: Bench, mapped: MappedSync): Promise<string | undefined> {
  const totals = await warehouse.comparison.intended(mapped);
  return totals.find(({ measure, period }) => measure === 'COUNT' && period === undefined)?.value;
}

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('an event is written once: neither its change nor its end is sent, and both sides still agree', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(events, [
        { key: 'A', note: 'a' },
        { key: 'B', note: 'b' },
      ]);
      await bench.accept(events, 'run1');
      await bench.draft(events, [
        { key: 'A', note: 'other' },
        { key: 'C', note: 'c' },
      ]);
      assert.deepEqual(await planned(bench, events), ['insert C']);
      await bench.accept(events, 'run2');
      assert.equal(await counted(bench, events), '3');
    });

    test('a sync that only updates leaves out what has no record, and answers for the others', async () => {
      await using bench = await openBench(adapter);
      const { changes } = bench.warehouse;
      await bench.draft(updates, [
        { key: 'A', note: 'a' },
        { key: 'B', note: 'b' },
      ]);
      const found = async function* (): AsyncGenerator<
        readonly { readonly key: string; readonly salesforceId: string; readonly isOurs: boolean }[]
      > {
        yield [{ key: 'A', salesforceId: 'a01000000000001', isOurs: false }];
      };
      await changes.adopt(updates, 'change', found());
      assert.equal(await changes.skipNew('thing', 'change'), 1);
      assert.deepEqual(await planned(bench, updates), ['update A']);
      await bench.accept(updates, 'run1');
      assert.equal(await counted(bench, updates), '1');
    });

    test('a sync that only updates lets go of a record that is gone, and of no other', async () => {
      await using bench = await openBench(adapter);
      const { comparison, state } = bench.warehouse;
      await bench.draft(updates, [
        { key: 'A', note: 'a' },
        { key: 'B', note: 'b' },
      ]);
      await bench.accept(updates, 'run1');
      const there = { _salesforce_id: 'a01000000000000B', _hash: null, _period: null, Key__c: 'B', Note__c: 'by hand' };
      const pages = async function* (): AsyncGenerator<readonly Readonly<Record<string, string | null>>[]> {
        yield [{ _key: 'B', ...there }];
      };
      await comparison.extract(updates, pages(), join(bench.dir, 'extract.json'));
      await comparison.compareKeys('run1', updates, { loadedBy: 'run1', above: [] });
      assert.equal(await state.markDrift('run1', 'thing', []), 2);
      await state.forgetMissing('run1', 'thing', ['ENTITY_IS_DELETED']);
      assert.equal(await counted(bench, updates), '1');
    });
  });
}
