/** A restricted picklist takes from the API what the record type offers (Gearset, "Data deployments and picklist errors"). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complaints, newOrg, object, picklist, recordType } from '../engine/build.ts';

const org = newOrg();
org.deploy(
  object(
    'Tree__c',
    picklist('Kind__c', ['Apple', 'Pear/Quince', 'Walnut']),
    picklist('Use__c', ['Food', 'Wood'], false),
    recordType('Fruit', { Kind__c: ['Apple', 'Pear/Quince'], Use__c: ['Food'] }),
    recordType('Nut', {}),
  ),
);
const typeOf = (name: string): string =>
  String(org.rows(`SELECT Id FROM RecordType WHERE DeveloperName = '${name}'`)[0]?.['Id']);

test('a value that the record type does not offer is refused, and what it does not list is free', () => {
  const fruit = { Name: 'a', RecordTypeId: typeOf('Fruit') };
  const saved = org.save('insert', 'Tree__c', [
    { ...fruit, Kind__c: 'Pear/Quince', Use__c: 'Wood' },
    { ...fruit, Kind__c: 'Walnut' },
    { Name: 'b', RecordTypeId: typeOf('Nut'), Kind__c: 'Apple' },
    { Name: 'c', Kind__c: 'Walnut' },
  ]);
  assert.deepEqual(complaints(saved), [
    [],
    ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: Kind: bad value for restricted picklist field: Walnut'],
    [],
    [],
  ]);
});

test('a value that is there already stays when the record type changes, until it is set again', () => {
  const [id = ''] = org.put('insert', 'Tree__c', [{ Name: 'd', RecordTypeId: typeOf('Nut'), Kind__c: 'Walnut' }]);
  org.put('update', 'Tree__c', [{ Id: id, RecordTypeId: typeOf('Fruit') }]);
  const [again] = org.save('update', 'Tree__c', [{ Id: id, Kind__c: 'Walnut' }]);
  assert.equal(again?.success, false);
  org.put('update', 'Tree__c', [{ Id: id, Kind__c: null }]);
});
