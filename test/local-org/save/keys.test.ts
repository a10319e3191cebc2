/** Upserts, parents by external id, unique values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, externalKey, lookup, newOrg, number, object, onObject, text, type Hand } from '../engine/build.ts';

function openOrg(): Hand {
  const org = newOrg();
  org.deploy(
    object(
      'Shop__c',
      externalKey(),
      text('Loose__c', { externalId: true }),
      text('Strict__c', { unique: true, caseSensitive: true }),
    ),
    object('Sale__c', externalKey(), lookup('Shop__c', 'Shop__c', 'Sales'), number('Sum__c', { externalId: true })),
    onObject('User', text('Employee_Key__c', { externalId: true, unique: true })),
  );
  return org;
}

const byKey = { externalIdField: 'Key__c' };

test('an upsert inserts what is new and updates what is known, whatever the case of the key', () => {
  const org = openOrg();
  const results = org.save('upsert', 'Shop__c', [{ Key__c: 'A', Name: 'a' }], byKey);
  assert.equal(results[0]?.created, true);
  const again = org.save(
    'upsert',
    'Shop__c',
    [
      { Key__c: 'a', Name: 'b' },
      { Key__c: 'B', Name: 'c' },
    ],
    byKey,
  );
  assert.deepEqual(
    again.map((one) => one.created),
    [false, true],
  );
  assert.equal(again[0]?.id, results[0].id);
  assert.deepEqual(org.rows('SELECT Key__c, Name FROM Shop__c ORDER BY Name'), [
    { Key__c: 'A', Name: 'b' },
    { Key__c: 'B', Name: 'c' },
  ]);
});

test('the same key twice in one call fails every row that has it', () => {
  const org = openOrg();
  const results = org.save('upsert', 'Shop__c', [{ Key__c: 'A' }, { Key__c: 'B' }, { Key__c: 'a' }], byKey);
  assert.deepEqual(complaints(results), [
    ['DUPLICATE_VALUE: Duplicate external id specified: A'],
    [],
    ['DUPLICATE_VALUE: Duplicate external id specified: a'],
  ]);
});

test('a key that several records have matches none of them', () => {
  const org = openOrg();
  const ids = org.put('insert', 'Shop__c', [{ Loose__c: 'x' }, { Loose__c: 'x' }]);
  const [result] = org.save('upsert', 'Shop__c', [{ Loose__c: 'x', Name: 'n' }], { externalIdField: 'Loose__c' });
  assert.deepEqual(
    result?.errors.map((error) => [error.statusCode, error.message]),
    [['DUPLICATE_EXTERNAL_ID', `Loose__c: more than one record found for external id field: [${ids.join(', ')}]`]],
  );
});

test('a row without the key, and a field that is no key, are refused', () => {
  const org = openOrg();
  assert.deepEqual(complaints(org.save('upsert', 'Shop__c', [{ Name: 'x' }], byKey)), [
    ['MISSING_ARGUMENT: Key__c not specified'],
  ]);
  assert.throws(() => org.save('upsert', 'Shop__c', [{ Name: 'x' }], { externalIdField: 'Strict__c' }), {
    status: 404,
    errorCode: 'NOT_FOUND',
  });
});

test('updateOnly never inserts', () => {
  const org = openOrg();
  const [result] = org.save('upsert', 'Shop__c', [{ Key__c: 'A' }], { ...byKey, updateOnly: true });
  assert.equal(result?.errors[0]?.statusCode, 'NOT_FOUND');
});

test('an upsert by Id inserts rows without one', () => {
  const org = openOrg();
  const [id] = org.put('insert', 'Shop__c', [{ Name: 'a' }]);
  const results = org.save('upsert', 'Shop__c', [{ Id: id, Name: 'b' }, { Name: 'c' }], { externalIdField: 'Id' });
  assert.deepEqual(
    results.map(({ success, created }) => [success, created]),
    [
      [true, false],
      [true, true],
    ],
  );
});

test('a parent is named by its external id, a user by one of their own', () => {
  const org = openOrg();
  const [shop] = org.put('insert', 'Shop__c', [{ Key__c: 'S-1' }]);
  org.put('update', 'User', [{ Id: org.session.userId, Employee_Key__c: 'E-1' }]);
  org.put('insert', 'Sale__c', [
    { Key__c: '1', Shop__r: { attributes: { type: 'Shop__c' }, Key__c: 's-1' }, Owner: { Employee_Key__c: 'E-1' } },
  ]);
  assert.deepEqual(org.rows('SELECT Shop__c, OwnerId FROM Sale__c'), [{ Shop__c: shop, OwnerId: org.session.userId }]);
  org.put('upsert', 'Sale__c', [{ Key__c: '1', Shop__r: null }], byKey);
  assert.deepEqual(org.rows('SELECT Shop__c FROM Sale__c'), [{ Shop__c: null }]);
});

test('a parent that is not there, not unique or not a key fails its row alone', () => {
  const org = openOrg();
  org.put('insert', 'Shop__c', [{ Loose__c: 'x' }, { Loose__c: 'x' }, { Key__c: 'S' }]);
  const results = org.save('insert', 'Sale__c', [
    { Shop__r: { Key__c: 'none' } },
    { Shop__r: { Loose__c: 'x' } },
    { Shop__r: { Strict__c: 'x' } },
    { Shop__r: {} },
    { Shop__r: { Key__c: 'S', Loose__c: 'x' } },
    { Shop__r: { Key__c: 'S' } },
  ]);
  assert.equal(
    results[0]?.errors[0]?.message,
    'Foreign key external ID: none not found for field Key__c in entity Shop__c',
  );
  assert.deepEqual(
    results.map(({ errors }) => errors[0]?.statusCode),
    ['INVALID_FIELD', 'DUPLICATE_EXTERNAL_ID', 'INVALID_FIELD', 'INVALID_FIELD', 'INVALID_FIELD', undefined],
  );
});

test('a deleted parent is no parent', () => {
  const org = openOrg();
  const [shop] = org.put('insert', 'Shop__c', [{ Key__c: 'S' }]);
  org.put('delete', 'Shop__c', [{ Id: shop }]);
  const results = org.save('insert', 'Sale__c', [{ Shop__c: shop }, { Shop__r: { Key__c: 'S' } }]);
  assert.deepEqual(
    results.map(({ errors }) => errors[0]?.statusCode),
    ['ENTITY_IS_DELETED', 'INVALID_FIELD'],
  );
});

test('unique values are unique, with or without regard to case', () => {
  const org = openOrg();
  const [first = ''] = org.put('insert', 'Shop__c', [{ Key__c: 'Ä', Strict__c: 'x' }]);
  assert.deepEqual(
    complaints(org.save('insert', 'Shop__c', [{ Key__c: 'ä' }, { Strict__c: 'x' }, { Strict__c: 'X' }])),
    [
      [`DUPLICATE_VALUE: duplicate value found: Key__c duplicates value on record with id: ${first.slice(0, 15)}`],
      [`DUPLICATE_VALUE: duplicate value found: Strict__c duplicates value on record with id: ${first.slice(0, 15)}`],
      [],
    ],
  );
});

test('two new rows with one unique value: the second fails', () => {
  const org = openOrg();
  const results = org.save('insert', 'Shop__c', [{ Key__c: 'A' }, { Key__c: 'a' }, {}, {}]);
  assert.deepEqual(
    results.map((one) => one.success),
    [true, false, true, true],
  );
});

test('a record may keep its own unique value, and a deleted one holds none', () => {
  const org = openOrg();
  const [id] = org.put('insert', 'Shop__c', [{ Key__c: 'A' }]);
  org.put('update', 'Shop__c', [{ Id: id, Key__c: 'A' }]);
  org.put('delete', 'Shop__c', [{ Id: id }]);
  org.put('insert', 'Shop__c', [{ Key__c: 'A' }]);
  assert.deepEqual(
    org.save('undelete', 'Shop__c', [{ Id: id }]).map(({ errors }) => errors[0]?.statusCode),
    ['DUPLICATE_VALUE'],
  );
});

test('one record twice in an update fails both rows', () => {
  const org = openOrg();
  const [id = ''] = org.put('insert', 'Shop__c', [{ Key__c: 'A' }]);
  const results = org.save('update', 'Shop__c', [{ Id: id }, { Id: id.slice(0, 15) }]);
  assert.deepEqual(
    results.map(({ errors }) => errors[0]?.statusCode),
    ['DUPLICATE_VALUE', 'DUPLICATE_VALUE'],
  );
});

test('numbers are keys too', () => {
  const org = openOrg();
  const results = org.save('upsert', 'Sale__c', [{ Sum__c: '7.50' }], { externalIdField: 'Sum__c' });
  const again = org.save('upsert', 'Sale__c', [{ Sum__c: 7.5 }], { externalIdField: 'Sum__c' });
  assert.deepEqual([results[0]?.created, again[0]?.created, again[0]?.id], [true, false, results[0]?.id]);
});
