import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { MappedSync } from '../../../server/model/model.ts';
import type { Part, PartLimits } from '../../../server/warehouse/warehouse.ts';
import { mappedSync } from '../shapes.ts';
import type { Bench } from './bench.ts';
import { limits, openBench } from './bench.ts';

const stamps = { sourceAsOf: new Date('2026-04-01T00:00:00.500Z'), loadBatch: 'a0B000000000001AAA' };

const lines = mappedSync({
  fields: {
    Amount__c: { kind: 'decimal' },
    Guess__c: { kind: 'decimal', nulls: 'keep' },
    'Owner__r.Key__c': { column: 'owner', parent: 'Owner__c' },
    'Master__r.Key__c': { column: 'master', parent: 'Master__c', required: true, insertOnly: true },
  },
});

/** Each file of the plan: its columns without the stamps, then its rows. */
async function files(
  bench: Bench,
  mapped: MappedSync,
  how: Partial<PartLimits> = {},
  operation: Part['operation'] = 'upsert',
): Promise<readonly (readonly string[])[]> {
  const parts = await bench.warehouse.journal.plan('run', mapped, operation, 'bulk', { ...limits, ...how });
  const written: (readonly string[])[] = [];
  for (const part of parts) {
    const file = join(bench.dir, `${part.number}.csv`);
    await bench.warehouse.journal.write(part, stamps, file);
    written.push(
      readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/,(Source_As_Of__c|2026-04-01T00:00:00\.000Z),.*/, '')),
    );
  }
  return written;
}

test('rows with the same columns share a file, sorted by parent; a kept field has no column, a cleared one is #N/A', async () => {
  await using bench = await openBench();
  await bench.draft(
    lines,
    `SELECT * FROM (VALUES ('k1', 1.5, 2.5, 'o', 'M2'), ('k2', NULL, 2.5, 'o', 'M1'), ('k3', 3, NULL, 'o', 'M1'), ('k4', 4, 2.5, 'o', 'M1'))
       t(key, amount, guess, owner, master)`,
  );
  assert.deepEqual(await files(bench, lines), [
    ['Amount__c,Key__c,Master__r.Key__c,Owner__r.Key__c', '3.00,k3,M1,o'],
    [
      'Amount__c,Guess__c,Key__c,Master__r.Key__c,Owner__r.Key__c',
      '#N/A,2.50,k2,M1,o',
      '4.00,2.50,k4,M1,o',
      '1.50,2.50,k1,M2,o',
    ],
  ]);
});

test('an update leaves out what only a create may set, and clears a parent by the Id of the lookup', async () => {
  await using bench = await openBench();
  await bench.draft(lines, `SELECT 'k1' AS key, 1 AS amount, 2 AS guess, 'o' AS owner, 'M1' AS master`);
  await bench.accept(lines, 'run0');
  await bench.draft(lines, `SELECT 'k1' AS key, 1 AS amount, 2 AS guess, '' AS owner, 'M1' AS master`);
  assert.deepEqual(await files(bench, lines), [['Amount__c,Guess__c,Key__c,Owner__c', '1.00,2.00,k1,#N/A']]);
});

test('the stamps stand beside the mapped fields: as-of in whole seconds, row hash, batch', async () => {
  await using bench = await openBench();
  const plain = mappedSync({ fields: { Note__c: {} } });
  await bench.draft(plain, `SELECT 'k' AS key, 'a "b", c' AS note`);
  const [part] = await bench.warehouse.journal.plan('run', plain, 'upsert', 'bulk', limits);
  assert.ok(part);
  const written = await bench.warehouse.journal.write(part, stamps, join(bench.dir, 'one.csv'));
  const [header, row] = readFileSync(written.file ?? '', 'utf8').split('\n');
  assert.equal(header, 'Key__c,Note__c,Source_As_Of__c,Row_Hash__c,Load_Batch__c');
  assert.match(row ?? '', /^k,"a ""b"", c",2026-04-01T00:00:00\.000Z,1:[0-9a-f]{32},a0B000000000001AAA$/);
  assert.equal(written.checksum?.length, 64);
});

test('a file ends before it is too large', async () => {
  await using bench = await openBench();
  const plain = mappedSync({ fields: { Note__c: { shape: { length: 255 } } } });
  await bench.draft(plain, `SELECT 'k' || i AS key, repeat('x', 100) AS note FROM range(100) t(i)`);
  const written = await files(bench, plain, { bytes: 5000 });
  assert.ok(written.length > 3);
  assert.ok(written.every((rows) => rows.join('\n').length < 5000));
  assert.equal(written.flatMap((rows) => rows.slice(1)).length, 100);
});

test('a delete needs Ids only', async () => {
  await using bench = await openBench();
  await bench.draft(lines, `SELECT 'k1' AS key, 1 AS amount, 2 AS guess, 'o' AS owner, 'M1' AS master`);
  await bench.accept(lines, 'run0');
  await bench.draft(lines, `SELECT 'k2' AS key, 1 AS amount, 2 AS guess, 'o' AS owner, 'M1' AS master`);
  assert.deepEqual(await files(bench, lines, {}, 'delete'), [['Id', 'a010000000000000k1']]);
});

test('a parent and its child among the same records go in that order, and rows in a circle are parked', async () => {
  await using bench = await openBench();
  const tree = mappedSync({ fields: { 'Parent__r.Key__c': { column: 'parent', parent: 'Thing__c' } } });
  const parent = tree.fields[1];
  assert.ok(parent);
  await bench.draft(
    tree,
    `SELECT * FROM (VALUES ('c', 'b'), ('b', 'a'), ('a', NULL), ('x', 'y'), ('y', 'x')) t(key, parent)`,
  );
  await bench.warehouse.changes.layer('thing', 'change', parent);
  const written = await files(bench, tree);
  assert.deepEqual(
    written.map((rows) => rows.slice(1)),
    [['a'], ['b,a'], ['c,b']],
  );
  const parked = await bench.warehouse.changes.parked('thing', 'change', 9);
  assert.deepEqual(
    parked.map((row) => row.key),
    ['x', 'y'],
  );
});

/** A job's three result files as Salesforce writes them. */
function results(
  bench: Bench,
  success: string,
  failed: string,
  unprocessed: string,
): { successful: string; failed: string; unprocessed: string } {
  const put = (name: string, text: string): string => {
    const file = join(bench.dir, name);
    writeFileSync(file, text);
    return file;
  };
  return { successful: put('s.csv', success), failed: put('f.csv', failed), unprocessed: put('u.csv', unprocessed) };
}

test('result rows are matched by key in any order and letter case, and a row in no file is unprocessed', async () => {
  await using bench = await openBench();
  const plain = mappedSync({ fields: { Note__c: {} } });
  await bench.draft(plain, `SELECT 'K' || i AS key, 'n' AS note FROM range(6) t(i)`);
  const [part] = await bench.warehouse.journal.plan('run', plain, 'upsert', 'bulk', limits);
  assert.ok(part);
  const files = results(
    bench,
    '"sf__Id","sf__Created",Key__c,Note__c\n"a01000000000003AAA","false","k3","n"\n"a01000000000000AAA","true","K0","n"\n',
    '"sf__Id","sf__Error",Key__c,Note__c\n"","FIELD_CUSTOM_VALIDATION_EXCEPTION:not: so:Note__c --","K1","n"\n"","UNABLE_TO_LOCK_ROW:unable:--","K2","n"\n',
    'Key__c,Note__c\n"K4","n"\n',
  );
  const counts = await bench.warehouse.journal.applyFiles(part, files, []);
  assert.deepEqual(counts, { created: 1, updated: 1, deleted: 0, rejected: 2, unprocessed: 2, parked: 0, held: 0 });
  assert.equal(await bench.warehouse.journal.isBalanced('run', 'thing'), true);
  assert.deepEqual(await bench.ask('SELECT key, status, code, message FROM todoku.outcomes ORDER BY key'), [
    { key: 'K0', status: 'created', code: null, message: null },
    { key: 'K1', status: 'rejected', code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'not: so:Note__c --' },
    { key: 'K2', status: 'rejected', code: 'UNABLE_TO_LOCK_ROW', message: 'unable:--' },
    { key: 'K3', status: 'updated', code: null, message: null },
    { key: 'K4', status: 'unprocessed', code: 'UNPROCESSED', message: null },
    { key: 'K5', status: 'unprocessed', code: 'NO_ANSWER', message: null },
  ]);
});

test('a result that is applied twice leaves one outcome a row', async () => {
  await using bench = await openBench();
  const plain = mappedSync({ fields: { Note__c: {} } });
  await bench.draft(plain, `SELECT 'K' AS key, 'n' AS note`);
  const [part] = await bench.warehouse.journal.plan('run', plain, 'upsert', 'bulk', limits);
  assert.ok(part);
  const files = results(bench, '"sf__Id","sf__Created",Key__c\n"a01000000000003AAA","true","K"\n', '', '');
  await bench.warehouse.journal.applyFiles(part, files, []);
  await bench.warehouse.journal.applyFiles(part, files, []);
  assert.equal(await bench.warehouse.journal.isBalanced('run', 'thing'), true);
  assert.deepEqual((await bench.warehouse.journal.counts('run')).get('thing')?.created, 1);
});

test('refused rows can be cut again into small parts, and their outcome is replaced', async () => {
  await using bench = await openBench();
  const plain = mappedSync({ fields: { Note__c: {} } });
  await bench.draft(plain, `SELECT 'K' || i AS key, 'n' AS note FROM range(5) t(i)`);
  const { journal } = bench.warehouse;
  const [part] = await journal.plan('run', plain, 'upsert', 'bulk', limits);
  assert.ok(part);
  const locked = ['K1', 'K2', 'K3'].map((key) => `"","UNABLE_TO_LOCK_ROW:unable:--","${key}"\n`).join('');
  const done = ['K0', 'K4'].map((key) => `"a0100000000000${key}AA","true","${key}"\n`).join('');
  await journal.applyFiles(
    part,
    results(bench, `"sf__Id","sf__Created",Key__c\n${done}`, `"sf__Id","sf__Error",Key__c\n${locked}`, ''),
    [],
  );
  const again = await journal.replan('run', plain, ['UNABLE_TO_LOCK_ROW'], 'collections', { ...limits, rows: 2 });
  assert.deepEqual(
    again.map(({ number, rows, route }) => [number, rows, route]),
    [
      [2, 2, 'collections'],
      [3, 1, 'collections'],
    ],
  );
  for (const small of again) {
    const rows = await journal.sendables(plain, small);
    await journal.applyAnswers(
      small,
      rows.map(({ change }) => ({
        key: change.key,
        salesforceId: 'a01000000000009AAA',
        status: 'created' as const,
        code: undefined,
        message: undefined,
      })),
    );
  }
  assert.deepEqual((await journal.counts('run')).get('thing'), {
    created: 5,
    updated: 0,
    deleted: 0,
    rejected: 0,
    unprocessed: 0,
    parked: 0,
    held: 0,
  });
  assert.equal(await journal.isBalanced('run', 'thing'), true);
});

test('a lost answer is looked up: a record with our hash was written, another was not', async () => {
  await using bench = await openBench();
  const plain = mappedSync({ fields: { Note__c: {} } });
  await bench.draft(plain, `SELECT 'K' || i AS key, 'n' AS note FROM range(3) t(i)`);
  const { journal } = bench.warehouse;
  const [part] = await journal.plan('run', plain, 'upsert', 'collections', limits);
  assert.ok(part);
  const rows = await journal.sendables(plain, part);
  async function* found(): AsyncGenerator<{ key: string; salesforceId: string; hash: string }[]> {
    yield [{ key: 'k0', salesforceId: 'a01000000000000AAA', hash: rows[0]?.hash ?? '' }];
    yield [{ key: 'K1', salesforceId: 'a01000000000001AAA', hash: 'another' }];
  }
  const counts = await journal.applyLookup(part, found());
  assert.deepEqual([counts.created, counts.unprocessed], [1, 2]);
});

test('acknowledged rows keep an image of what they were', async () => {
  await using bench = await openBench();
  const plain = mappedSync({ fields: { Note__c: {} } });
  await bench.draft(plain, `SELECT 'K' || i AS key, 'old' AS note FROM range(2) t(i)`);
  await bench.accept(plain, 'run1');
  await bench.draft(plain, `SELECT 'K0' AS key, 'new' AS note`);
  await bench.accept(plain, 'run2');
  await bench.warehouse.state.acknowledge('run2', 'thing');
  assert.deepEqual(await bench.ask(`SELECT key, operation, fields FROM todoku.before_images ORDER BY key`), [
    { key: 'K0', operation: 'update', fields: '{"_period":null,"Key__c":"K0","Note__c":"old"}' },
    { key: 'K1', operation: 'delete', fields: '{"_period":null,"Key__c":"K1","Note__c":"old"}' },
  ]);
});
