/** Create Audit Fields (Help 000176484): records that look as old as they were where they come from. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RowInput } from '../../../local-org/engine/engine.ts';
import { complaints, externalKey, newOrg, object, type Hand } from '../engine/build.ts';

const history: RowInput = { CreatedDate: '2019-04-01T00:00:00.000Z', LastModifiedDate: '2020-05-02T03:04:05+09:00' };
const denied = 'INVALID_FIELD_FOR_INSERT_UPDATE';

function openOrg({ isGranted }: { readonly isGranted: boolean }): Hand {
  const org = newOrg();
  org.deploy(object('Relic__c', externalKey()));
  const [set = ''] = org.put('insert', 'PermissionSet', [
    { Name: 'Migration', Label: 'Migration', PermissionsCreateAuditFields: isGranted },
  ]);
  org.put('insert', 'PermissionSetAssignment', [{ PermissionSetId: set, AssigneeId: org.session.userId }]);
  return org;
}

test("who may set audit fields sets them on new records, custom and standard; SystemModstamp stays the platform's", () => {
  const org = openOrg({ isGranted: true });
  for (const name of ['Relic__c', 'Account']) {
    const [id = ''] = org.put('insert', name, [{ Name: 'Old', ...history, LastModifiedById: org.session.userId }]);
    const [row] = org.rows(`SELECT CreatedDate, LastModifiedDate, SystemModstamp FROM ${name} WHERE Id = '${id}'`);
    assert.deepEqual(row, {
      CreatedDate: '2019-04-01T00:00:00.000+0000',
      LastModifiedDate: '2020-05-01T18:04:05.000+0000',
      SystemModstamp: '2026-11-22T01:02:03.000+0000',
    });
  }
});

test('what is not said about a new record is stamped as ever', () => {
  const org = openOrg({ isGranted: true });
  const [id = ''] = org.put('insert', 'Relic__c', [{ CreatedDate: history['CreatedDate'], CreatedById: null }]);
  assert.deepEqual(org.rows(`SELECT CreatedById, LastModifiedDate FROM Relic__c WHERE Id = '${id}'`), [
    { CreatedById: org.session.userId, LastModifiedDate: '2026-11-22T01:02:03.000+0000' },
  ]);
});

test('inserts alone set them, neither updates nor upserts, and nobody sets SystemModstamp', () => {
  const org = openOrg({ isGranted: true });
  const [id = ''] = org.put('insert', 'Relic__c', [{ Key__c: 'R' }]);
  for (const results of [
    org.save('update', 'Relic__c', [{ Id: id, ...history }]),
    org.save('upsert', 'Relic__c', [{ Key__c: 'new', ...history }], { externalIdField: 'Key__c' }),
    org.save('insert', 'Relic__c', [{ SystemModstamp: history['CreatedDate'] }]),
    org.save('insert', 'PermissionSet', [{ Name: 'Setup', Label: 'Setup', ...history }]),
  ]) {
    assert.equal(results[0]?.errors[0]?.statusCode, denied);
  }
});

test('the author has to be somebody', () => {
  const org = openOrg({ isGranted: true });
  assert.deepEqual(complaints(org.save('insert', 'Relic__c', [{ CreatedById: '005000000000999AAA' }])), [
    ['INVALID_CROSS_REFERENCE_KEY: invalid cross reference id'],
  ]);
});

test('without the permission nobody sets them, the administrator neither', () => {
  const org = openOrg({ isGranted: false });
  const [result] = org.save('insert', 'Relic__c', [history]);
  assert.deepEqual(
    result?.errors.map(({ statusCode, fields }) => [statusCode, fields]),
    [[denied, ['CreatedDate', 'LastModifiedDate']]],
  );
});
