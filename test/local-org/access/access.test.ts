/** Profiles and permission sets: what a person sees, what is as if it were not there, what may be written. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field as fieldOf } from '../../../local-org/schema/schema.ts';
import {
  complaints,
  currency,
  externalKey,
  file,
  formula,
  lookup,
  master,
  newOrg,
  newUser,
  object,
  text,
  type Hand,
} from '../engine/build.ts';

const set = (name: string, inner: string): ReturnType<typeof file> =>
  file(`permissionsets/${name}.permissionset`, 'PermissionSet', `<label>${name}</label>${inner}`);
const rights = (object: string, ...names: readonly string[]): string =>
  `<objectPermissions>${names.map((name) => `<${name}>true</${name}>`).join('')}<object>${object}</object></objectPermissions>`;
const field = (name: string, editable: boolean): string =>
  `<fieldPermissions><editable>${editable}</editable><field>${name}</field><readable>true</readable></fieldPermissions>`;

function openOrg(): { readonly admin: Hand; readonly person: Hand; readonly assign: (name: string) => void } {
  const admin = newOrg();
  admin.deploy(
    object(
      'Top__c',
      externalKey({ required: true }),
      currency('System__c'),
      currency('Member__c'),
      formula('Sum__c', 'Currency', 'System__c + Member__c'),
      lookup('Account__c', 'Account', 'Tops'),
    ),
    object('Low__c', master('Top__c', 'Top__c', 'Lows'), text('Note__c')),
    set('Reader', rights('Top__c', 'allowRead') + field('Top__c.System__c', false)),
    set(
      'Writer',
      rights('Top__c', 'allowRead', 'allowEdit') +
        field('Top__c.Member__c', true) +
        field('Top__c.System__c', false) +
        field('Top__c.Sum__c', false),
    ),
    set(
      'Loader',
      rights('Top__c', 'allowRead', 'allowCreate', 'allowEdit', 'allowDelete') + field('Top__c.System__c', true),
    ),
  );
  const session = newUser(admin, 'rep@example.com', 'Minimum Access - Salesforce');
  admin.put('insert', 'Top__c', [{ Key__c: 'A', System__c: 1, Member__c: 2 }]);
  return {
    admin,
    person: admin.as(session),
    assign: (name) => {
      const [found] = admin.rows(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
      admin.put('insert', 'PermissionSetAssignment', [{ AssigneeId: session.userId, PermissionSetId: found?.['Id'] }]);
    },
  };
}

test('an object without rights is as if it were not there', () => {
  const { person } = openOrg();
  assert.throws(() => person.rows('SELECT Id FROM Top__c'), { errorCode: 'INVALID_TYPE', status: 400 });
  assert.throws(() => person.engine.object(person.session, 'Top__c'), { errorCode: 'INVALID_TYPE', status: 404 });
  assert.throws(() => person.save('insert', 'Top__c', [{}]), { errorCode: 'INVALID_TYPE' });
});

test('a permission set counts from its assignment on, fields outside of it do not exist', () => {
  const { person, assign } = openOrg();
  assign('Reader');
  assert.deepEqual(person.rows('SELECT Key__c, Name, System__c, CreatedBy.Name FROM Top__c'), [
    {
      Key__c: 'A',
      Name: person.rows('SELECT Name FROM Top__c')[0]?.['Name'],
      System__c: 1,
      CreatedBy: { Name: 'Admin Ada' },
    },
  ]);
  for (const soql of [
    'SELECT Member__c FROM Top__c',
    'SELECT Id FROM Top__c WHERE Member__c = 2',
    'SELECT Id FROM Top__c ORDER BY Member__c',
    'SELECT SUM(Member__c) FROM Top__c',
    'SELECT Sum__c FROM Top__c',
  ]) {
    assert.throws(() => person.rows(soql), { errorCode: 'INVALID_FIELD', message: /No such column/ }, soql);
  }
  assert.throws(() => person.rows('SELECT Account__r.Name FROM Top__c'), { message: /Didn't understand relationship/ });
  assert.throws(() => person.rows('SELECT (SELECT Id FROM Lows__r) FROM Top__c'), {
    message: /Didn't understand relationship/,
  });
});

test('permission sets add up, and a taken one is gone at once', () => {
  const { admin, person, assign } = openOrg();
  assign('Reader');
  assign('Writer');
  assert.deepEqual(person.rows('SELECT System__c, Member__c, Sum__c FROM Top__c'), [
    { System__c: 1, Member__c: 2, Sum__c: 3 },
  ]);
  const top = person.engine.object(person.session, 'Top__c');
  const access = person.engine.access(person.session, top);
  const may = (name: string): readonly boolean[] => {
    const one = fieldOf(top, name);
    assert.ok(one);
    return [access.canRead(one), access.canEdit(one)];
  };
  assert.deepEqual([access.read, access.create, access.edit, access.remove], [true, false, true, false]);
  assert.deepEqual(['Key__c', 'System__c', 'Member__c', 'Sum__c', 'Account__c'].map(may), [
    [true, true],
    [true, false],
    [true, true],
    [true, false],
    [false, false],
  ]);
  const [assignment] = admin.rows("SELECT Id FROM PermissionSetAssignment WHERE PermissionSet.Name = 'Writer'");
  admin.put('delete', 'PermissionSetAssignment', [{ Id: assignment?.['Id'] }]);
  assert.throws(() => person.rows('SELECT Member__c FROM Top__c'), { errorCode: 'INVALID_FIELD' });
});

test('what may not be written fails its row', () => {
  const { admin, person, assign } = openOrg();
  assign('Writer');
  const [top] = admin.rows('SELECT Id FROM Top__c');
  const denied =
    'Please check the security settings of this field and verify that it is read/write for your profile or permission set.';
  assert.deepEqual(complaints(person.save('update', 'Top__c', [{ Id: top?.['Id'], System__c: 9 }])), [
    [`INVALID_FIELD_FOR_INSERT_UPDATE: Unable to create/update fields: System__c. ${denied}`],
  ]);
  assert.deepEqual(complaints(person.save('update', 'Top__c', [{ Id: top?.['Id'], Account__c: null }])), [
    ["INVALID_FIELD: No such column 'Account__c' on sobject of type Top__c"],
  ]);
  person.put('update', 'Top__c', [{ Id: top?.['Id'], Member__c: 7 }]);
  assert.deepEqual(complaints(person.save('insert', 'Top__c', [{ Key__c: 'B' }])), [
    ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: entity type cannot be inserted: Top'],
  ]);
  assert.deepEqual(complaints(person.save('delete', 'Top__c', [{ Id: top?.['Id'] }])), [
    ['INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id'],
  ]);
});

test('a loader writes its own fields and never those of a person', () => {
  const { person, assign } = openOrg();
  assign('Loader');
  const upsert = (row: object): readonly (readonly string[])[] =>
    complaints(person.save('upsert', 'Top__c', [{ Key__c: 'A', ...row }], { externalIdField: 'Key__c' }));
  assert.deepEqual(upsert({ System__c: 5 }), [[]]);
  assert.match(upsert({ Member__c: 5 })[0]?.[0] ?? '', /^INVALID_FIELD: No such column 'Member__c'/);
});

test('a standard user works with standard objects and no custom ones', () => {
  const { admin } = openOrg();
  const person = admin.as(newUser(admin, 'standard@example.com', 'Standard User'));
  person.put('insert', 'Account', [{ Name: 'Acme', Industry: 'Media' }]);
  assert.deepEqual(person.rows('SELECT Name, Industry, Owner.Name FROM Account'), [
    { Name: 'Acme', Industry: 'Media', Owner: { Name: 'standard@example.com' } },
  ]);
  assert.throws(() => person.rows('SELECT Id FROM Top__c'), { errorCode: 'INVALID_TYPE' });
});

test('everyone reads who is who, only those who manage users change it', () => {
  const { person } = openOrg();
  assert.deepEqual(person.rows("SELECT Name FROM User WHERE Username = 'admin@todoku.local'"), [{ Name: 'Admin Ada' }]);
  assert.equal(person.save('update', 'User', [{ Id: person.session.userId, LastName: 'x' }])[0]?.success, false);
});

test('a profile of a package gives its rights to those who have it', () => {
  const { admin, person } = openOrg();
  admin.deploy(
    file(
      'profiles/Minimum Access - Salesforce.profile',
      'Profile',
      rights('Top__c', 'allowRead') + field('Top__c.System__c', false),
    ),
  );
  assert.deepEqual(person.rows('SELECT System__c FROM Top__c'), [{ System__c: 1 }]);
});

test('the same set is not assigned twice', () => {
  const { assign } = openOrg();
  assign('Reader');
  assert.throws(() => {
    assign('Reader');
  }, /Duplicate PermissionSetAssignment/);
});

test('a session of nobody is no session', () => {
  const { person } = openOrg();
  assert.throws(() => person.engine.user({ userId: '005000000000999AAA' }), {
    status: 401,
    errorCode: 'INVALID_SESSION_ID',
  });
});
