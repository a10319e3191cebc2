import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { ExtractRow } from '../../../server/warehouse/warehouse.ts';
import { mappedSync, shape } from '../../server/shapes.ts';
import { adapters } from './adapters.ts';
import type { Bench } from './bench.ts';
import { numeric, openBench } from './bench.ts';

const things = mappedSync({
  fields: {
    Amount__c: { kind: 'decimal' },
    Note__c: { nulls: 'keep' },
    'Boss__r.Key__c': { parent: 'Boss__c' },
  },
});
const [boss, amount] = [things.fields[1], things.fields[0]];

const row = (key: string, value: number, note: string | null, of: string | null): Parameters<Bench['draft']>[1][0] => ({
  key,
  amount: numeric(value),
  note,
  boss: of,
});

async function sent({ warehouse }: Bench): Promise<readonly string[]> {
  const changes = await warehouse.changes.rows(things, 'change', 99);
  return changes.map(({ operation, key, cells, reason }) => {
    const values = [...cells].flatMap(([field, cell]) =>
      field === 'Key__c' ? [] : [`${field} ${cell.kind === 'value' ? cell.text : cell.kind}`],
    );
    return `${operation} ${key} ${values.join(', ')}${reason === undefined ? '' : ` (${reason})`}`;
  });
}

const tokyo = { timeZone: 'Asia/Tokyo' };
const texts = (...all: readonly string[]): readonly { readonly text: string }[] => all.map((text) => ({ text }));

for (const adapter of adapters()) {
  describe(adapter.name, () => {
    after(() => adapter.close());

    test('rows that were not written are told with the values they were planned with, and only they', async () => {
      await using bench = await openBench(adapter);
      await bench.draft(things, [row('A', 1, 'x', null), row('B', 2, null, 'P')]);
      await bench.accept(things, 'run1', ['B']);
      assert.deepEqual(await bench.warehouse.corrections.planned('run1', 'thing', 9), [
        {
          key: 'B',
          operation: 'insert',
          values: { Amount__c: '2.00', 'Boss__r.Key__c': 'P', Key__c: 'B', Note__c: null },
        },
      ]);
      assert.deepEqual(await bench.warehouse.corrections.planned('other', 'thing', 9), []);
    });

    test('what a person types is brought to the form of the field, or has a reason', async () => {
      await using bench = await openBench(adapter);
      const { corrections } = bench.warehouse;
      assert.ok(amount !== undefined);
      assert.deepEqual(await corrections.judge(amount, texts(' 7.005 ', '1,000', ''), tokyo), [
        { value: '7.01', reason: undefined },
        { value: undefined, reason: 'not-a-number' },
        { value: undefined, reason: undefined },
      ]);
      const stage = { ...amount, shape: shape('Stage__c', 'picklist', { allowed: ['Open'] }) };
      assert.deepEqual(
        (await corrections.judge(stage, texts('Open', 'Shut'), tokyo)).map(({ reason }) => reason),
        [undefined, 'not-in-picklist'],
      );
    });

    test('a corrected value is sent, a field that was left alone too, a parent that is emptied is cleared', async () => {
      await using bench = await openBench(adapter);
      const { changes, corrections } = bench.warehouse;
      await bench.draft(things, [row('A', 1, 'x', 'P')]);
      await bench.accept(things, 'run1');
      await bench.draft(things, [row('A', 2, null, 'P')]);
      assert.deepEqual(await sent(bench), ['update A Amount__c 2.00, Boss__r.Key__c P, Note__c keep']);
      const before = await changes.count(things, 'change');
      await bench.accept(things, 'run2', ['A']);
      await changes.retain(things, 'run2', { codes: ['NO'], keys: ['A'] });
      await corrections.apply(
        'run3',
        things,
        [
          { key: 'A', field: 'Amount__c', planned: '2.00', value: '3.00' },
          { key: 'A', field: 'Note__c', planned: 'x', value: 'y' },
          { key: 'A', field: String(boss?.name), planned: 'P', value: null },
        ],
        'Aoki',
      );
      assert.deepEqual(await sent(bench), [
        'update A Amount__c 3.00, Boss__r.Key__c clear, Note__c y (CORRECTED_BY_HAND)',
      ]);
      assert.equal((await changes.count(things, 'change')).signatures, before.signatures);
      await bench.accept(things, 'run3');
      assert.equal(await bench.warehouse.journal.isBalanced('run3', 'thing'), true);
      const noted = await bench.ask('SELECT field, planned, corrected, corrected_by FROM {corrections} ORDER BY field');
      assert.deepEqual(
        noted.map((line) => Object.values(line)),
        [
          ['Amount__c', '2.00', '3.00', 'Aoki'],
          ['Boss__r.Key__c', 'P', null, 'Aoki'],
          ['Note__c', 'x', 'y', 'Aoki'],
        ],
      );
    });

    test('until the warehouse says the same, the gap is a correction, and the next plan says that it takes it back', async () => {
      await using bench = await openBench(adapter);
      const { changes, comparison, corrections } = bench.warehouse;
      await bench.draft(things, [row('A', 1, 'x', null), row('B', 1, 'x', null)]);
      await bench.accept(things, 'run1', ['A']);
      await changes.retain(things, 'run1', { codes: ['NO'] });
      await corrections.apply(
        'run2',
        things,
        [{ key: 'A', field: 'Amount__c', planned: '1.00', value: '5.00' }],
        'Aoki',
      );
      await bench.accept(things, 'run2');
      const pages = async function* (): AsyncGenerator<readonly ExtractRow[]> {
        yield [
          {
            ...{ _key: 'A', _salesforce_id: 'a01000000000001', _hash: null, _period: null },
            ...{ Key__c: 'A', Amount__c: '5.00', Note__c: 'x', 'Boss__r.Key__c': null },
          },
        ];
      };
      await comparison.extract(things, pages(), `${bench.dir}/extract.json`);
      await comparison.compareKeys('run2', things, { loadedBy: 'run2', above: [] });
      const gaps = (await comparison.gaps('run2', 9)).filter(
        ({ key, field }) => key === 'A' && field !== 'Row_Hash__c',
      );
      assert.deepEqual(
        gaps.map(({ field, cause, warehouse, salesforce }) => [field, cause, warehouse, salesforce]),
        [['Amount__c', 'CORRECTED_BY_HAND', '1.00', '5.00']],
      );

      await bench.draft(things, [row('A', 1, 'x', null), row('B', 1, 'x', null)]);
      const [back] = await sent(bench);
      assert.match(back ?? '', /^update A Amount__c 1\.00.*\(CORRECTION_TAKEN_BACK\)$/);
      await bench.draft(things, [row('A', 5, 'x', null), row('B', 1, 'x', null)]);
      assert.deepEqual(await sent(bench), []);
      await bench.draft(things, [row('A', 5, 'z', null), row('B', 1, 'x', null)]);
      assert.match((await sent(bench))[0] ?? '', /^update A Amount__c 5\.00.*Note__c z$/);
    });
  });
}
