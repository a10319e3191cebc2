/** `sf org`, `sf sobject`, `sf api`: what the CLI learns of an org, and who gets which permission set. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPeople } from '../../local-org/people/people.ts';
import { assertRefused, signedIn, type Sf, type SignedIn } from './sf.ts';

let opened: SignedIn;
let sf: Sf;
before(async () => {
  opened = await signedIn();
  ({ sf } = opened);
});
after(() => opened[Symbol.asyncDispose]());

type Fields = Readonly<Record<string, unknown>>;

test('objects are listed and described', async () => {
  const [all, custom, account] = await Promise.all([
    sf.result<readonly string[]>(['sobject', 'list', '-s', 'all']),
    sf.result<readonly string[]>(['sobject', 'list', '-s', 'custom']),
    sf.result<Fields>(['sobject', 'describe', '-s', 'Account']),
  ]);
  const standard = [
    'Account',
    'Campaign',
    'Case',
    'Contact',
    'Event',
    'Group',
    'Lead',
    'Opportunity',
    'OpportunityLineItem',
  ];
  const more = ['Organization', 'Pricebook2', 'PricebookEntry', 'Product2', 'Profile', 'RecordType', 'Task', 'User'];
  const missing = [...standard, ...more].filter((name) => !all.includes(name));
  assert.deepEqual([missing, custom], [[], []]);
  assert.partialDeepStrictEqual(account, { name: 'Account', keyPrefix: '001', queryable: true });
  const fields = account['fields'] as readonly { readonly name: string; readonly nameField: boolean }[]; // a describe
  assert.deepEqual(
    fields.filter(({ nameField }) => nameField).map(({ name }) => name),
    ['Name'],
  );
});

test('limits and record counts are told', async () => {
  await opened.world.connect().create('Account', [{ Name: 'a' }, { Name: 'b' }]);
  const [limits, counts] = await Promise.all([
    sf.result<readonly Fields[]>(['org', 'list', 'limits']),
    sf.result<readonly Fields[]>(['org', 'list', 'sobject', 'record-counts', '-s', 'Account', '-s', 'Contact']),
  ]);
  const requests = limits.find(({ name }) => name === 'DailyApiRequests');
  assert.equal(requests?.['max'], 100_000);
  assert.deepEqual(counts, [
    { name: 'Account', count: 2 },
    { name: 'Contact', count: 0 },
  ]);
});

test('a permission set is assigned once to whom it is meant for', async () => {
  const { world } = opened;
  const people = [{ username: 'rep@example.com', lastName: 'Rep', email: 'rep@example.com', profile: 'Standard User' }];
  const defaults = { permissionSets: [], language: 'en_US', locale: 'en_US', active: true };
  const [rep] = addPeople(
    world.org.engine,
    { userId: world.org.admin.id },
    {
      roles: [],
      people: people.map((person) => ({ ...person, ...defaults })),
    },
  );
  await world.connect().create('PermissionSet', [
    { Name: 'Pilots', Label: 'Pilots' },
    { Name: 'Crew', Label: 'Crew' },
  ]);
  const assign = ['org', 'assign', 'permset', '-n', 'Pilots', '-n', 'Crew', '-b', 'rep@example.com'];
  const assigned = await sf.result<{ successes: readonly Fields[] }>(assign);
  assert.deepEqual(assigned.successes, [
    { name: 'rep@example.com', value: 'Pilots' },
    { name: 'rep@example.com', value: 'Crew' },
  ]);
  const soql = `SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE AssigneeId = '${rep?.id ?? ''}' AND PermissionSet.IsOwnedByProfile = false ORDER BY PermissionSet.Name`;
  const [listed, users] = await Promise.all([
    sf.result<{ records: readonly unknown[] }>(['data', 'query', '-q', soql]),
    sf.result<readonly Fields[]>(['org', 'list', 'users']),
  ]);
  assert.partialDeepStrictEqual(listed.records, [
    { PermissionSet: { Name: 'Crew' } },
    { PermissionSet: { Name: 'Pilots' } },
  ]);
  // The CLI lists whom it is signed in as.
  assert.partialDeepStrictEqual(users, [{ username: world.org.admin.username, profileName: 'System Administrator' }]);
  const unknown = await sf.json<{ failures: readonly Fields[] }>(['org', 'assign', 'permset', '-n', 'Nope']);
  assert.equal(unknown.code, 1);
  assert.match(String(unknown.result.failures[0]?.['message']), /Permission set "Nope" not found in target org/);
  const own = await sf.result<Fields>(['org', 'display', 'user']);
  assert.partialDeepStrictEqual(own, { username: world.org.admin.username, profileName: 'System Administrator' });
});

test('any REST resource can be asked, with any method', async () => {
  const data = 'services/data/v62.0';
  const body = '{ "Name": "From a body" }';
  const created = await sf.run(['api', 'request', 'rest', `${data}/sobjects/Account`, '-X', 'POST', '--body', body]);
  assert.match(created.out, /"success": true/);
  const asked = await sf.run(['api', 'request', 'rest', `/${data}/query?q=SELECT+Name+FROM+Account`, '-i']);
  assert.match(asked.out, /HTTP\/1\.1 200/);
  assert.match(asked.out, /From a body/);
  const refused = await sf.run(['api', 'request', 'rest', `${data}/sobjects/Nope`]);
  assert.deepEqual([refused.code, /NOT_FOUND/.test(refused.out + refused.err)], [1, true]);
});

test('what the org does not have is refused', async () => {
  await assertRefused(sf, [
    {
      args: ['sobject', 'describe', '-s', 'Nope'],
      name: 'NOT_FOUND',
      message: /The requested resource does not exist/,
    },
    { args: ['org', 'display', '-o', 'nobody'], name: 'NamedOrgNotFoundError', code: 2 },
  ]);
});
