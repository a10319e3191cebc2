import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MappedSync } from '../../../server/model/model.ts';
import { changedFields } from '../../../server/plan/text.ts';
import type { Found } from '../../../server/warehouse/warehouse.ts';
import { mappedSync } from '../shapes.ts';
import type { Bench } from './bench.ts';
import { limits, openBench } from './bench.ts';

const amounts = mappedSync({
  fields: { Amount__c: { kind: 'decimal' }, Guess__c: { kind: 'decimal', nulls: 'keep' }, Note__c: {} },
});

/** Planned changes as `operation key field:old>new`. */
async function changes(bench: Bench, mapped: MappedSync): Promise<readonly string[]> {
  const rows = await bench.warehouse.changes.rows(mapped, 'change', 99);
  return rows
    .map((row) => {
      const fields = changedFields(row).map(
        ([field, was, will]) =>
          `${field}:${was?.kind === 'value' ? was.text : ''}>${will.kind === 'value' ? will.text : ''}`,
      );
      return [row.operation, row.key, ...fields].join(' ');
    })
    .toSorted();
}

const first = `SELECT * FROM (VALUES ('A', 10.0, 5.0, 'x'), ('B', 20.0, NULL, NULL)) t(key, amount, guess, note)`;

test('the first draft inserts everything, and nothing is left to do once it is acknowledged', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  assert.deepEqual(await changes(bench, amounts), [
    'insert A Amount__c:>10.00 Guess__c:>5.00 Key__c:>A Note__c:>x',
    'insert B Amount__c:>20.00 Key__c:>B',
  ]);
  await bench.accept(amounts, 'run1');
  await bench.draft(amounts, first);
  assert.deepEqual(await changes(bench, amounts), []);
});

test('a changed amount, a cleared note and a vanished row are an update, an update and a delete', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  await bench.accept(amounts, 'run1');
  await bench.draft(amounts, `SELECT 'A' AS key, 10.5 AS amount, 5 AS guess, '' AS note`);
  assert.deepEqual(await changes(bench, amounts), ['delete B', 'update A Amount__c:10.00>10.50 Note__c:x>']);
});

test('a kept cell is never a change', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  await bench.accept(amounts, 'run1');
  await bench.draft(amounts, `SELECT * REPLACE (NULL::DECIMAL(9,2) AS guess) FROM (${first})`);
  assert.deepEqual(await changes(bench, amounts), []);
});

test('10, 10.00 and the text 10.0 are the same amount', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  await bench.accept(amounts, 'run1');
  await bench.draft(
    amounts,
    `SELECT * REPLACE (CAST(amount AS VARCHAR) || '0' AS amount, ' ' || note AS note) FROM (${first})`,
  );
  assert.deepEqual(await changes(bench, amounts), []);
});

test('a refused row keeps its acknowledged state and comes back in the next draft', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  await bench.accept(amounts, 'run1');
  const second = `SELECT * REPLACE (amount + 1 AS amount) FROM (${first})`;
  await bench.draft(amounts, second);
  await bench.accept(amounts, 'run2', ['A']);
  await bench.draft(amounts, second);
  assert.deepEqual(await changes(bench, amounts), ['update A Amount__c:10.00>11.00']);
});

test('rows that share a key in any letter case are all set aside, and their record is not deleted', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  await bench.accept(amounts, 'run1');
  await bench.draft(amounts, `${first} UNION ALL SELECT ' a', 99, NULL, NULL`);
  assert.deepEqual(await changes(bench, amounts), []);
  const rows = await bench.warehouse.changes.quarantined('thing', 9);
  assert.deepEqual(
    rows.map(({ key, reason, shape }) => [key, reason, shape]),
    [
      ['A', 'duplicate-key', '2 rows'],
      ['a', 'duplicate-key', '2 rows'],
    ],
  );
});

test('an upsert never deletes, and a mirror deletes only what its own loads have made', async () => {
  await using bench = await openBench();
  const upsert = { ...amounts, sync: { ...amounts.sync, name: 'kept', mode: 'upsert' as const } };
  await bench.draft(upsert, first);
  await bench.accept(upsert, 'run1');
  await bench.draft(upsert, `${first} LIMIT 1`);
  assert.deepEqual(await changes(bench, upsert), []);

  await bench.draft(amounts, first);
  async function* found(): AsyncGenerator<readonly Found[]> {
    yield [{ key: 'b', salesforceId: 'a01000000000000AAA', isOurs: false }];
  }
  await bench.warehouse.changes.adopt(amounts, 'change', found());
  assert.deepEqual((await changes(bench, amounts))[1]?.split(' ').slice(0, 2), ['update', 'B']);
  await bench.accept(amounts, 'run2');
  await bench.draft(amounts, `SELECT 'C' AS key, 1 AS amount, NULL AS guess, NULL AS note`);
  assert.deepEqual(
    (await changes(bench, amounts)).map((line) => line.split(' ').slice(0, 2).join(' ')),
    ['delete A', 'insert C'],
  );
});

test('a field that is mapped later is backfilled: named as the reason, and nothing else of the row is sent', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  await bench.accept(amounts, 'run1');
  const wider = mappedSync({
    fields: { Amount__c: { kind: 'decimal' }, Guess__c: { kind: 'decimal', nulls: 'keep' }, Note__c: {}, Extra__c: {} },
  });
  const model = `SELECT *, CASE key WHEN 'A' THEN 'e' END AS extra FROM (${first})`;
  await bench.draft(wider, model);
  assert.deepEqual(await changes(bench, wider), ['update A Extra__c:>e', 'update B Extra__c:>']);
  const rows = await bench.warehouse.changes.rows(wider, 'change', 9);
  assert.deepEqual(
    rows.map(({ reason, before }) => [reason, before.has('Extra__c')]),
    [
      ['backfill: field Extra__c added', false],
      ['backfill: field Extra__c added', false],
    ],
  );
  const [part, ...more] = await bench.warehouse.journal.plan('run2', wider, 'upsert', 'bulk', limits);
  assert.deepEqual([part?.fields, more], [['Extra__c', 'Key__c'], []]);
  assert.deepEqual((await bench.warehouse.changes.count(wider, 'change')).resent, [
    { reason: 'backfill: field Extra__c added', rows: 2 },
  ]);
});

test('a backfilled row that has changed besides is sent whole, and a settled backfill leaves nothing to do', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  await bench.accept(amounts, 'run1');
  const wider = mappedSync({
    fields: { Amount__c: { kind: 'decimal' }, Guess__c: { kind: 'decimal', nulls: 'keep' }, Note__c: {}, Extra__c: {} },
  });
  const model = `SELECT * REPLACE (CASE key WHEN 'A' THEN 11 ELSE amount END AS amount), 'e' AS extra FROM (${first})`;
  await bench.draft(wider, model);
  const rows = await bench.warehouse.changes.rows(wider, 'change', 9);
  assert.deepEqual(
    rows.map(({ key, reason, cells }) => [key, reason, [...cells].filter(([, cell]) => cell.kind !== 'keep').length]),
    [
      ['A', undefined, 5],
      ['B', 'backfill: field Extra__c added', 2],
    ],
  );
  await bench.accept(wider, 'run2');
  await bench.draft(wider, model);
  assert.deepEqual(await changes(bench, wider), []);
});

test('a mapping that loses a field, or takes it from another column with the same values, sends nothing', async () => {
  await using bench = await openBench();
  await bench.draft(amounts, first);
  await bench.accept(amounts, 'run1');
  const narrower = mappedSync({ fields: { Amount__c: { kind: 'decimal', column: 'other' }, Note__c: {} } });
  await bench.draft(narrower, `SELECT key, amount AS other, note FROM (${first})`);
  assert.deepEqual(await changes(bench, narrower), []);
});

test('another parent for a record that may not be reparented is set aside instead of silently ignored', async () => {
  await using bench = await openBench();
  const child = mappedSync({
    fields: {
      'Master__r.Key__c': { column: 'master', insertOnly: true, required: true, parent: 'Master__c' },
      Note__c: {},
    },
  });
  await bench.draft(child, `SELECT 'c' AS key, 'M1' AS master, 'x' AS note`);
  await bench.accept(child, 'run1');
  await bench.draft(child, `SELECT 'c' AS key, 'm1' AS master, 'y' AS note`);
  assert.equal((await changes(bench, child)).length, 1);
  await bench.draft(child, `SELECT 'c' AS key, 'M2' AS master, 'y' AS note`);
  assert.deepEqual(await changes(bench, child), []);
  assert.equal((await bench.warehouse.changes.quarantined('thing', 9))[0]?.reason, 'parent-changed');
});

test('the hash tells apart what a separator would confuse, and nothing from the empty text', async () => {
  await using bench = await openBench();
  const two = mappedSync({ fields: { One__c: { column: 'one' }, Two__c: { column: 'two' } } });
  await bench.draft(
    two,
    `SELECT * FROM (VALUES ('1', 'a|b', 'c'), ('2', 'a', 'b|c'), ('3', 'a', NULL), ('4', NULL, 'a'), ('5', '-', 'a')) t(key, one, two)`,
  );
  const rows = await bench.ask(
    `SELECT count(DISTINCT _hash) AS n, min(length(_hash)) AS l FROM (SELECT * REPLACE ('k' AS _key) FROM change.thing)`,
  );
  assert.deepEqual(rows, [{ n: '5', l: '34' }]);
});
