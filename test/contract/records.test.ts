/** What the loader relies on in an org, asked through the Org port: describe, queries and collections. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldValue, Org } from '../../server/org/org.ts';
import type { FieldShape, ObjectShape } from '../../server/model/model.ts';
import { fieldOf, relationshipOf } from '../../server/model/model.ts';
import { object, packageOf, picklist, recordType } from '../local-org/engine/build.ts';
import { department, open, record, rows, upsert } from './site.ts';

/** Some facts of a field, in the order named. */
function facts(shape: ObjectShape, field: string, ...names: readonly (keyof FieldShape)[]): readonly unknown[] {
  const found = fieldOf(shape, field) ?? relationshipOf(shape, field);
  assert.ok(found, field);
  return names.map((name) => found[name]);
}

test('describe gives types, lengths, scales and rights; what is not there is undefined', async () => {
  await using site = await open();
  const menu = await site.org.describe('Menu_Amount__c');
  const budget = await site.org.describe('Budget__c');
  assert.ok(menu && budget);
  assert.deepEqual(facts(menu, 'ACTUAL__C', 'kind', 'precision', 'scale', 'updateable'), ['decimal', 18, 2, true]);
  const key = facts(menu, 'External_Key__c', 'kind', 'length', 'externalId', 'unique', 'nillable');
  assert.deepEqual(key, ['text', 255, true, true, false]);
  const master = facts(menu, 'Project_Amount__r', 'name', 'createable', 'updateable', 'nillable');
  assert.deepEqual(master, ['Project_Amount__c', true, false, false]);
  assert.deepEqual(facts(budget, 'Measure__c', 'kind', 'allowed'), ['picklist', ['Revenue', 'Gross_Profit']]);
  assert.deepEqual(facts(budget, 'Actual__c', 'kind', 'calculated', 'createable'), ['decimal', true, false]);
  assert.equal(await site.org.describe('Nothing__c'), undefined);
});

test('a query is read to its last page, and paths to parents are flat', async () => {
  await using site = await open();
  const many = Array.from({ length: 200 }, (_, index) => index);
  for (let call = 0; call < 3; call += 1) {
    const requests = Array.from({ length: 5 }, (_, set) => ({
      operation: 'upsert' as const,
      object: 'Department__c',
      key: 'External_Key__c',
      records: many.map((index) => department(`${call}-${set}-${index}`)),
    }));
    await site.org.collect(requests);
  }
  await upsert(site.org, 'Department__c', [department('child', { 'Parent__r.External_Key__c': '0-0-0' })]);
  const all = await rows(
    site.org,
    'SELECT Id, External_Key__c, Parent__r.External_Key__c, Active__c FROM Department__c',
  );
  assert.equal(all.length, 3001);
  const child = all.find((row) => row['External_Key__c'] === 'child');
  assert.deepEqual([child?.['Parent__r.External_Key__c'], child?.['Active__c']], ['0-0-0', 'true']);
  const [total] = await rows(site.org, 'SELECT COUNT(Id) n FROM Department__c');
  assert.equal(total?.['n'], '3001');
});

test('collections answer in the order given, row by row, and say what was created', async () => {
  await using site = await open();
  const [first] = await upsert(site.org, 'Department__c', [
    department('a'),
    record({ External_Key__c: 'b', Nonsense__c: '1' }),
    department('c'),
  ]);
  assert.deepEqual(
    first?.map(({ isWritten, isCreated }) => [isWritten, isCreated]),
    [
      [true, true],
      [false, false],
      [true, true],
    ],
  );
  assert.match(first[1]?.code ?? '', /^INVALID_FIELD/);
  const [again] = await upsert(site.org, 'Department__c', [department('a'), department('a'), department('d')]);
  assert.deepEqual(
    again?.map(({ isWritten, code }) => [isWritten, code]),
    [
      [false, 'DUPLICATE_VALUE'],
      [false, 'DUPLICATE_VALUE'],
      [true, undefined],
    ],
  );
});

test('a parent is found by its key; one that is not there fails its row only', async () => {
  await using site = await open();
  const [answers] = await upsert(site.org, 'Budget__c', [
    record({ External_Key__c: 'b', 'Department__r.External_Key__c': 'none' }),
    record({ External_Key__c: 'c' }),
  ]);
  assert.deepEqual(
    answers?.map(({ isWritten, code }) => [isWritten, code]),
    [
      [false, 'INVALID_FIELD'],
      [true, undefined],
    ],
  );
});

test('an absent field is left alone, null empties it, and a number arrives digit by digit', async () => {
  await using site = await open();
  const put = (fields: Readonly<Record<string, FieldValue>>): ReturnType<Org['collect']> =>
    upsert(site.org, 'Budget__c', [record({ External_Key__c: 'b', ...fields })]);
  await put({ Original_Amount__c: { number: '1234567890123.45' }, Judgement__c: { number: '-0.10' } });
  await put({ Judgement__c: null });
  const [row] = await rows(site.org, 'SELECT Original_Amount__c, Judgement__c FROM Budget__c');
  assert.deepEqual(row, { Original_Amount__c: '1234567890123.45', Judgement__c: null });
});

test('a master that may not change is refused on an update, even with the same value', async () => {
  await using site = await open();
  await upsert(site.org, 'Budget__c', [record({ External_Key__c: 'b' })]);
  const target = record({ External_Key__c: 't', 'Budget__r.External_Key__c': 'b' });
  const [first] = await upsert(site.org, 'Target__c', [target]);
  assert.equal(first?.[0]?.isCreated, true);
  const [second] = await upsert(site.org, 'Target__c', [target]);
  assert.equal(second?.[0]?.code, 'INVALID_FIELD_FOR_INSERT_UPDATE');
});

test('deleting what is gone says so with one of the codes that count as done', async () => {
  await using site = await open();
  const [made] = await upsert(site.org, 'Department__c', [department('a')]);
  const ids = [made?.[0]?.salesforceId ?? ''];
  const [first] = await site.org.collect([{ operation: 'delete', ids }]);
  assert.equal(first?.[0]?.isWritten, true);
  const [second] = await site.org.collect([{ operation: 'delete', ids }]);
  assert.ok(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY'].includes(second?.[0]?.code ?? ''), second?.[0]?.code);
});

test('each record type offers what it lists of a picklist, and all of what it does not list', async () => {
  const tree = object(
    'Tree__c',
    picklist('Kind__c', ['Apple', 'Pear/Quince', 'Walnut']),
    picklist('Use__c', ['Food', 'Wood']),
    recordType('Fruit', { Kind__c: ['Apple', 'Pear/Quince'] }),
    recordType('Nut', { Kind__c: ['Walnut'], Use__c: ['Wood'] }),
  );
  await using site = await open({ deploy: packageOf(tree) });
  const shape = await site.org.describe('Tree__c');
  const types = await rows(site.org, `SELECT Id FROM RecordType WHERE SobjectType = 'Tree__c' ORDER BY DeveloperName`);
  assert.deepEqual(shape?.recordTypes.toSorted(), types.map((row) => row['Id']).toSorted());
  const offered = await Promise.all(types.map((row) => site.org.offered('Tree__c', row['Id'] ?? '')));
  assert.deepEqual(
    offered.map((picklists) => ['kind__c', 'use__c'].map((name) => picklists?.get(name))),
    [
      [
        ['Apple', 'Pear/Quince'],
        ['Food', 'Wood'],
      ],
      [['Walnut'], ['Wood']],
    ],
  );
  assert.equal(await site.org.offered('Nothing__c', types[0]?.['Id'] ?? ''), undefined);
});
