/** `sf data export tree` and `import tree`: records with their parents leave one org and come into another. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parcels } from '../world/parcels.ts';
import { startWorld, type World } from '../world/world.ts';
import { assertRefused, login, signedIn, type Sf, type SignedIn } from './sf.ts';

const stack = new AsyncDisposableStack();
let from: SignedIn;
let to: World;
let sf: Sf;
before(async () => {
  from = stack.use(await signedIn({ deploy: parcels }));
  to = stack.use(await startWorld({ deploy: parcels }));
  ({ sf } = from);
});
after(() => stack.disposeAsync());

const soql = `SELECT Name, External_Key__c,
  (SELECT Name, External_Key__c, Weight__c, Sent__c, Urgent__c, Note__c, Kind__c FROM Parcels__r) FROM Depot__c`;

async function tree(world: World): Promise<unknown> {
  const { records } = await world.connect().query(`${soql} ORDER BY External_Key__c`);
  return JSON.parse(JSON.stringify(records, (key, value: unknown) => (key === 'attributes' ? undefined : value)));
}

test('a tree with a plan keeps parents and children together', async () => {
  const connection = from.world.connect();
  const { id } = await connection.create('Depot__c', { Name: 'North', External_Key__c: 'N' });
  const parcel = { Depot__c: id ?? '', Sent__c: '2026-01-02', Urgent__c: true, Note__c: 'a\n"b"', Kind__c: 'Box' };
  await connection.create('Parcel__c', [
    { ...parcel, Name: 'P1', External_Key__c: 'P1', Weight__c: 12.5 },
    { ...parcel, Name: 'P2', External_Key__c: 'P2', Urgent__c: false },
  ]);
  await sf.result(['data', 'export', 'tree', '-q', soql, '--plan', '-d', 'planned']);
  await sf.result(['data', 'export', 'tree', '-q', 'SELECT Name, Site FROM Account', '-d', 'plain']);
  await login(sf, to.url, to.token);
  const imported = await sf.result<readonly { readonly refId: string; readonly type: string }[]>([
    'data',
    'import',
    'tree',
    '--plan',
    'planned/Depot__c-Parcel__c-plan.json',
  ]);
  assert.deepEqual(
    imported.map(({ refId, type }) => [refId, type]),
    [
      ['Depot__cRef1', 'Depot__c'],
      ['Parcel__cRef1', 'Parcel__c'],
      ['Parcel__cRef2', 'Parcel__c'],
    ],
  );
  assert.deepEqual(await tree(to), await tree(from.world));
});

test('one record that is refused keeps the whole tree out', async () => {
  await login(sf, to.url, to.token);
  const attributes = (type: string, referenceId: string): object => ({ attributes: { type, referenceId } });
  const write = (name: string, records: readonly object[]): string => sf.write(name, JSON.stringify({ records }));
  const [parent, child] = [attributes('Account', 'a1'), attributes('Contact', 'c1')];
  const nested = [{ ...parent, Name: 'Tree', Contacts: { records: [{ ...child, LastName: 'Branch' }] } }];
  await sf.result(['data', 'import', 'tree', '--files', write('nested.json', nested)]);
  const bad = [
    { ...parent, Name: 'Never' },
    { ...attributes('Account', 'a2'), Name: 'Never', Nope: 1 },
  ];
  const required = [{ ...parent, Name: 'Never' }, attributes('Account', 'a2')];
  const twice = [
    { ...parent, Name: 'Never' },
    { ...parent, Name: 'Never' },
  ];
  const args = ['data', 'import', 'tree', '--files'];
  await assertRefused(sf, [
    { args: [...args, write('bad.json', bad)], name: 'FlsError', message: /Nope.*Account/s },
    { args: [...args, write('twice.json', twice)], name: 'INVALID_INPUT', message: /referenceId/ },
  ]);
  const refused = await sf.json([...args, write('required.json', required)]);
  assert.deepEqual([refused.code, refused.name], [1, 'SfError']);
  assert.partialDeepStrictEqual(refused.data, [{ referenceId: 'a2', StatusCode: 'REQUIRED_FIELD_MISSING' }]);
  const { records } = await to.connect().query<{ Name: string }>('SELECT Name FROM Account');
  assert.deepEqual(
    records.map(({ Name }) => Name),
    ['Tree'],
  );
});
