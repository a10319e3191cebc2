/** Metadata that becomes records. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { file, newOrg, object, packageOf } from '../engine/build.ts';

test('record types are records too', () => {
  const org = newOrg();
  org.deploy(
    object('Top__c', '<recordTypes><fullName>Big</fullName><active>true</active><label>Big one</label></recordTypes>'),
  );
  const [type] = org.rows("SELECT Id, Name FROM RecordType WHERE SobjectType = 'Top__c'");
  assert.equal(type?.['Name'], 'Big one');
  org.put('insert', 'Top__c', [{ RecordTypeId: type['Id'] }]);
  assert.deepEqual(org.rows('SELECT RecordType.DeveloperName FROM Top__c'), [{ RecordType: { DeveloperName: 'Big' } }]);
  assert.equal(org.save('insert', 'Top__c', [{ RecordTypeId: '012000000000999AAA' }])[0]?.success, false);
});

test('roles and groups become records', () => {
  const org = newOrg();
  org.deploy(
    file('roles/Rep.role', 'Role', '<name>Rep</name><parentRole>Head</parentRole>'),
    file('roles/Head.role', 'Role', '<name>Head of Sales</name>'),
    file('groups/Unit.group', 'Group', '<doesIncludeBosses>true</doesIncludeBosses><name>Unit</name>'),
  );
  assert.deepEqual(org.rows("SELECT ParentRole.Name FROM UserRole WHERE DeveloperName = 'Rep'"), [
    { ParentRole: { Name: 'Head of Sales' } },
  ]);
  assert.deepEqual(org.rows("SELECT Name FROM Group WHERE Type = 'Regular'"), [{ Name: 'Unit' }]);
  assert.deepEqual(
    org.rows("SELECT DeveloperName, Type FROM Group WHERE Related.Name = 'Head of Sales' ORDER BY Type"),
    [
      { DeveloperName: 'Head', Type: 'Role' },
      { DeveloperName: 'Head', Type: 'RoleAndSubordinates' },
    ],
  );
});

test('a role above must exist', () => {
  const files = packageOf(file('roles/Rep.role', 'Role', '<name>Rep</name><parentRole>Head</parentRole>'));
  const { messages } = newOrg().engine.deploy(files, { checkOnly: false });
  assert.equal(
    messages.find((message) => !message.success)?.problem,
    'In field: parentRole - no Role named Head found',
  );
});
