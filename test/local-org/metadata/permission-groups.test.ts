/** Permission set groups and custom permissions: what they give to whoever has them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PackageFile } from '../../../local-org/engine/engine.ts';
import { file, newOrg, newUser, object, rule, text, type Hand } from '../engine/build.ts';
import { fieldRight, objectRight } from './refusals.ts';

const set = (name: string, inner: string): PackageFile =>
  file(`permissionsets/${name}.permissionset`, 'PermissionSet', `${inner}<label>${name}</label>`);
const group = file(
  'permissionsetgroups/Both.permissionsetgroup',
  'PermissionSetGroup',
  '<label>Both</label><mutingPermissionSets>Less</mutingPermissionSets><permissionSets>Reads</permissionSets><permissionSets>Writes</permissionSets>',
);
const muting = file(
  'mutingpermissionsets/Less.mutingpermissionset',
  'MutingPermissionSet',
  `${fieldRight('Top__c.B__c', true).replace('<readable>true', '<readable>false')}<label>Less</label>`,
);

function withGroup(): Hand {
  const org = newOrg();
  org.deploy(
    object('Top__c', text('A__c'), text('B__c')),
    set('Reads', fieldRight('Top__c.A__c') + fieldRight('Top__c.B__c', true) + objectRight('Top__c', 'allowRead')),
    set('Writes', objectRight('Top__c', 'allowRead', 'allowEdit', 'allowCreate')),
    muting,
    group,
  );
  return org;
}

test('a group gives the rights of its sets together, less what is muted', () => {
  const org = withGroup();
  const [both] = org.rows("SELECT Id, Status FROM PermissionSetGroup WHERE DeveloperName = 'Both'");
  assert.equal(both?.['Status'], 'Updated');
  const person = newUser(org, 'rep@example.com', 'Minimum Access - Salesforce');
  org.put('insert', 'PermissionSetAssignment', [{ AssigneeId: person.userId, PermissionSetGroupId: both['Id'] }]);
  const top = org.engine.object(person, 'Top__c');
  const access = org.engine.access(person, top);
  const mayEdit = (name: string): boolean =>
    access.canEdit(top.fields.find((one) => one.name === name) ?? assert.fail());
  assert.deepEqual([access.create, access.edit, access.remove], [true, true, false]);
  assert.deepEqual([mayEdit('A__c'), mayEdit('B__c')], [false, false]);
});

test('a set that changes later changes its groups', () => {
  const org = withGroup();
  org.deploy(set('Writes', objectRight('Top__c', 'allowRead', 'allowEdit', 'allowDelete')));
  const rights = `SELECT PermissionsDelete, PermissionsCreate FROM ObjectPermissions WHERE Parent.PermissionSetGroup.DeveloperName = 'Both'`;
  assert.deepEqual(org.rows(rights), [{ PermissionsDelete: true, PermissionsCreate: false }]);
});

test('a set that belongs to a group cannot be deleted, nor one that somebody has', () => {
  const org = withGroup();
  const remove = (type: string, name: string): string | undefined =>
    org.engine
      .deploy(
        [
          file('package.xml', 'Package', '<version>67.0</version>'),
          file('destructiveChanges.xml', 'Package', `<types><members>${name}</members><name>${type}</name></types>`),
        ],
        { checkOnly: false },
      )
      .messages.find((message) => !message.success)?.problem;
  assert.match(remove('PermissionSet', 'Reads') ?? '', /is referenced elsewhere.*Permission Set Group - Both/);
  assert.equal(remove('PermissionSetGroup', 'Both'), undefined);
  const [reads] = org.rows("SELECT Id FROM PermissionSet WHERE Name = 'Reads'");
  const person = newUser(org, 'rep@example.com', 'Standard User');
  org.put('insert', 'PermissionSetAssignment', [{ AssigneeId: person.userId, PermissionSetId: reads?.['Id'] }]);
  assert.match(remove('PermissionSet', 'Reads') ?? '', /1 user\(s\) have this permission set/);
});

test('a custom permission is given by a permission set', () => {
  const org = newOrg();
  org.deploy(
    file('customPermissions/See_Secrets.customPermission', 'CustomPermission', '<label>See Secrets</label>'),
    set('Trusted', '<customPermissions><enabled>true</enabled><name>See_Secrets</name></customPermissions>'),
  );
  assert.deepEqual(
    org.rows(
      'SELECT Parent.Name, SetupEntityType FROM SetupEntityAccess WHERE SetupEntityId IN (SELECT Id FROM CustomPermission)',
    ),
    [{ Parent: { Name: 'Trusted' }, SetupEntityType: 'CustomPermission' }],
  );
});

test('the name of a custom object may be granted, which changes nothing', () => {
  const org = newOrg();
  const granted = '<editable>true</editable><field>Top__c.Name</field><readable>true</readable>';
  org.deploy(object('Top__c'), set('Names', `<fieldPermissions>${granted}</fieldPermissions>`));
  assert.deepEqual(org.rows("SELECT Field FROM FieldPermissions WHERE Parent.Name = 'Names'"), []);
});

test('a rule asks for a custom permission that the running user has or not', () => {
  const org = newOrg();
  org.deploy(
    file('customPermissions/Skip_Rules.customPermission', 'CustomPermission', '<label>Skip Rules</label>'),
    set('Trusted', '<customPermissions><enabled>true</enabled><name>Skip_Rules</name></customPermissions>'),
    object('Top__c', rule('Never', 'NOT($Permission.Skip_Rules)', 'no')),
  );
  const save = (): unknown =>
    org.engine.save(org.session, { operation: 'insert', object: 'Top__c', rows: [{ Name: 'x' }], allOrNone: false })[0]
      ?.success;
  assert.equal(save(), false);
  const [trusted] = org.rows("SELECT Id FROM PermissionSet WHERE Name = 'Trusted'");
  const assigned = { AssigneeId: org.session.userId, PermissionSetId: trusted?.['Id'] };
  org.put('insert', 'PermissionSetAssignment', [assigned]);
  assert.equal(save(), true);
});
