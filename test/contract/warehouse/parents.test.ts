/** Rows and the parents they name: how a parent is spelled, and whether it will be there. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Found, LookedUp } from '../../../server/warehouse/warehouse.ts';
import { mappedSync } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { changes, limits, openBench } from './bench.ts';

const masters = mappedSync({ name: 'master', object: 'Master__c', fields: { Note__c: {} } });
const children = mappedSync({
  fields: { 'Master__r.Key__c': { column: 'master', parent: 'Master__c' }, Note__c: {} },
});
const field = children.fields.find(({ name }) => name === 'Master__r.Key__c') ?? children.key;
const parents = [{ sync: 'master', isPlanned: true }];

const master = (key: string): { key: string; note: string } => ({ key, note: 'm' });
const child = (key: string, of: string, note = 'c'): { key: string; master: string; note: string } => ({
  key,
  master: of,
  note,
});

async function* none<T>(): AsyncGenerator<readonly T[]> {
  // An org without any such record.
}

/** What is planned for the children, once they name their parents as Salesforce does. */
async function respelled(bench: Bench): Promise<readonly string[]> {
  await bench.warehouse.changes.respell(children, 'change', field, parents);
  return changes(bench, children);
}

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('a parent is named as it was acknowledged or will be, and another spelling alone is no change', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(masters, [master('abc'), master('New')]);
      await bench.accept(masters, 'run1');
      await bench.draft(children, [child('1', 'abc')]);
      await bench.accept(children, 'run1');

      await bench.draft(masters, [master('ABC'), master('New'), master('Xyz')]);
      await bench.draft(children, [child('1', 'ABC'), child('2', 'ABC'), child('3', 'xyz')]);
      assert.deepEqual(await respelled(bench), [
        'insert 2 Key__c:>2 Master__r.Key__c:>abc Note__c:>c',
        'insert 3 Key__c:>3 Master__r.Key__c:>Xyz Note__c:>c',
      ]);
      await bench.accept(masters, 'run2');
      await bench.accept(children, 'run2');
      await bench.draft(children, [child('1', 'ABC', 'd'), child('2', 'new'), child('3', 'XYZ')]);
      assert.deepEqual(await respelled(bench), ['update 1 Note__c:c>d', 'update 2 Master__r.Key__c:abc>New']);
    });

    test('the hash is one of the row as it is sent', async () => {
      await using bench = await openBench(adapter);
      const { journal } = bench.warehouse;
      const hashes: unknown[] = [];
      await bench.draft(masters, [master('abc')]);
      for (const [run, named] of ['abc', 'ABC'].entries()) {
        await bench.draft(children, [child('1', named)]);
        await respelled(bench);
        const [part] = await journal.plan(`run${run}`, children, 'upsert', 'collections', { rows: 9, bytes: 9999 });
        assert.ok(part !== undefined);
        hashes.push(...(await journal.sendables(children, part)).map(({ hash }) => hash));
      }
      assert.equal(hashes.length, 2);
      assert.equal(hashes[0], hashes[1]);
    });

    test('a record that is there already keeps its own spelling, the one of the row where there are two', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(masters, [master('ABC'), master('x')]);
      async function* found(): AsyncGenerator<readonly Found[]> {
        yield [
          { key: 'abc', salesforceId: 'a01000000000001AAA', isOurs: true },
          { key: 'X', salesforceId: 'a01000000000002AAA', isOurs: true },
          { key: 'x', salesforceId: 'a01000000000003AAA', isOurs: true },
        ];
      }
      await bench.warehouse.changes.adopt(masters, 'change', found());
      const rows = await bench.warehouse.changes.rows(masters, 'change', 9);
      assert.deepEqual(
        rows.map(({ operation, key, salesforceId, cells }) => [operation, key, cells.get('Key__c'), salesforceId]),
        [
          ['update', 'abc', { kind: 'value', text: 'abc' }, 'a01000000000001AAA'],
          ['update', 'x', { kind: 'value', text: 'x' }, 'a01000000000003AAA'],
        ],
      );
    });

    test('a row whose parent this plan deletes is parked although the org has the parent still', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(masters, [master('A'), master('B')]);
      await bench.accept(masters, 'run1');
      await bench.draft(masters, [master('A')]);
      await bench.draft(children, [child('1', 'A'), child('2', 'B'), child('3', 'elsewhere')]);
      async function* there(): AsyncGenerator<readonly string[]> {
        yield ['B', 'elsewhere'];
      }
      const { changes: planned } = bench.warehouse;
      await planned.park('thing', 'change', field, parents, there());
      assert.deepEqual(await planned.parked('thing', 'change', 9), [
        { key: '2', field: 'Master__r.Key__c', parentKey: 'B' },
      ]);
      await planned.park('thing', 'change', field, parents, none());
      assert.equal((await planned.parked('thing', 'change', 9)).length, 2);
    });

    test('a record is not deleted while one that was to move away from it, or to be deleted, still hangs on it', async () => {
      await using bench = await openBench(adapter);
      const { journal } = bench.warehouse;
      await bench.draft(masters, [master('A'), master('B'), master('C'), master('D')]);
      await bench.accept(masters, 'run1');
      await bench.draft(children, [child('1', 'B'), child('2', 'c'), child('3', 'D'), child('4', 'A')]);
      await bench.accept(children, 'run1');
      await bench.draft(masters, [master('A')]);
      await bench.draft(children, [child('1', 'A'), child('2', 'A'), child('4', 'A', 'd')]);
      await bench.accept(children, 'run2', ['2', '3', '4']);
      await journal.parkParents('run2', 'master', new Map([['thing', [field.name]]]));
      const parts = await journal.plan('run2', masters, 'delete', 'collections', limits);
      assert.deepEqual(
        (await Promise.all(parts.map((part) => journal.sendables(masters, part))))
          .flat()
          .map(({ change }) => change.key),
        ['B'],
      );
      const waiting = (await journal.failed('run2', 9)).filter(({ sync }) => sync === 'master');
      assert.deepEqual(
        waiting.map(({ key, status, code, message }) => [key, status, code, message]),
        [
          ['C', 'parked', 'CHILD_REMAINS', 'thing.Master__r.Key__c → 2'],
          ['D', 'parked', 'CHILD_REMAINS', 'thing.Master__r.Key__c → 3'],
        ],
      );
    });

    test('what was to be changed and was made anew is counted, whether Salesforce said so or its Id does', async () => {
      await using bench = await openBench(adapter);
      const { journal } = bench.warehouse;
      await bench.draft(masters, [master('A'), master('B'), master('C')]);
      await bench.accept(masters, 'run1');
      assert.equal(await journal.recreated('run1', 'master'), 0);
      await bench.draft(
        masters,
        ['A', 'B', 'C'].map((key) => ({ ...master(key), note: 'n' })),
      );
      const [part] = await journal.plan('run2', masters, 'upsert', 'collections', limits);
      assert.ok(part !== undefined);
      const rows = await journal.sendables(masters, part);
      const [again, other] = ['a01000000000999AAA', 'a01000000000888AAA'];
      async function* found(): AsyncGenerator<readonly LookedUp[]> {
        yield rows.map(({ change: { key, salesforceId = '' }, hash = null }) => ({
          key,
          salesforceId: key === 'A' ? again : key === 'B' ? other : salesforceId,
          hash,
        }));
      }
      await journal.applyLookup(part, found());
      assert.equal(await journal.recreated('run2', 'master'), 2);
      await journal.applyAnswers(
        part,
        rows.map(({ change: { key } }) => ({
          key,
          salesforceId: again,
          status: key === 'A' ? 'created' : 'updated',
          code: undefined,
          message: undefined,
        })),
      );
      assert.equal(await journal.recreated('run2', 'master'), 1);
    });
  });
}
