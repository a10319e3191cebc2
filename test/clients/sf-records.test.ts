/** `sf data` for single records and queries, and how each fails. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parcels } from '../world/parcels.ts';
import { assertRefused, signedIn, type Sf, type SignedIn } from './sf.ts';

let opened: SignedIn;
let sf: Sf;
before(async () => {
  opened = await signedIn({ deploy: parcels });
  ({ sf } = opened);
});
after(() => opened[Symbol.asyncDispose]());

interface Saved {
  readonly id: string;
  readonly success: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const create = (object: string, values: string): readonly string[] => [
  'data',
  'create',
  'record',
  '-s',
  object,
  '-v',
  values,
];
const query = (soql: string, ...more: readonly string[]): readonly string[] => ['data', 'query', '-q', soql, ...more];

test('a record is created, read, changed and deleted', async () => {
  const { id, success } = await sf.result<Saved>(create('Account', "Name='Orchard Media' NumberOfEmployees=12"));
  assert.match(id, /^001\w{15}$/);
  assert.ok(success);
  const read = await sf.result<Fields>(['data', 'get', 'record', '-s', 'Account', '-i', id]);
  assert.partialDeepStrictEqual(read, { Name: 'Orchard Media', NumberOfEmployees: 12 });
  await sf.result(['data', 'update', 'record', '-s', 'Account', '-w', "Name='Orchard Media'", '-v', 'Site=Osaka']);
  const changed = await sf.result<Fields>(['data', 'get', 'record', '-s', 'Account', '-w', 'Site=Osaka']);
  assert.equal(changed['Id'], id);
  await sf.result(['data', 'delete', 'record', '-s', 'Account', '-i', id]);
  const [gone, kept] = await Promise.all([
    sf.json(['data', 'get', 'record', '-s', 'Account', '-i', id]),
    sf.result<{ records: readonly Fields[] }>(query('SELECT Name, IsDeleted FROM Account', '--all-rows')),
  ]);
  assert.deepEqual([gone.code, gone.name], [1, 'NOT_FOUND']);
  assert.partialDeepStrictEqual(kept.records, [{ Name: 'Orchard Media', IsDeleted: true }]);
});

test('a query is shown as a table, as CSV and as JSON: parents, children and groups', async () => {
  const depot = await opened.world
    .connect()
    .create('Depot__c', { Name: 'North', External_Key__c: 'N', Code__c: 'a,"b' });
  const rows = ['P1', 'P2'].map((key) => ({ External_Key__c: key, Depot__c: depot.id ?? '', Weight__c: 1.5 }));
  await opened.world.connect().create('Parcel__c', rows);
  const parents =
    'SELECT External_Key__c, Depot__r.Name, Depot__r.Code__c, Weight__c FROM Parcel__c ORDER BY External_Key__c';
  const children =
    'SELECT Name, Weight__c, (SELECT External_Key__c FROM Parcels__r ORDER BY External_Key__c) FROM Depot__c';
  const groups = 'SELECT Depot__r.Name depot, COUNT(Id) parcels, SUM(Weight__c) FROM Parcel__c GROUP BY Depot__r.Name';
  const [table, csv, nested, grouped, counted, none] = await Promise.all([
    sf.run(query(parents)),
    sf.run(query(parents, '-r', 'csv')),
    sf.run(query(children, '-r', 'csv')),
    sf.result<{ records: readonly Fields[] }>(query(groups)),
    sf.result<{ totalSize: number }>(query('SELECT COUNT() FROM Parcel__c')),
    sf.run(query("SELECT Id FROM Parcel__c WHERE Name = 'none'")),
  ]);
  assert.match(table.out, /EXTERNAL_KEY__C\s*│ DEPOT__R\.NAME/);
  assert.match(table.out, /P2\s*│ North/);
  assert.deepEqual(csv.out.trim().split('\n'), [
    'External_Key__c,Depot__r.Name,Depot__r.Code__c,Weight__c',
    'P1,North,"a,""b",1.5',
    'P2,North,"a,""b",1.5',
  ]);
  assert.deepEqual(nested.out.trim().split('\n'), [
    // The CLI repeats totalSize for each child.
    'Name,Weight__c,Parcels__r.totalSize,Parcels__r.records.0.External_Key__c,Parcels__r.totalSize,Parcels__r.records.1.External_Key__c',
    'North,3,2,P1,2,P2',
  ]);
  assert.partialDeepStrictEqual(grouped.records, [{ depot: 'North', parcels: 2, expr0: 3 }]);
  assert.equal(counted.totalSize, 2);
  assert.deepEqual([none.code, none.out.includes('Total number of records retrieved: 0')], [0, true]);
});

test('what the org refuses ends with exit code 1 and the org’s own code', async () => {
  await opened.world.connect().create('Depot__c', { Name: 'South', External_Key__c: 'S' });
  const depot = "External_Key__c='X'";
  await assertRefused(sf, [
    {
      args: query('SELECT Nope FROM Account'),
      name: 'INVALID_FIELD',
      message: /No such column 'Nope' on entity 'Account'/,
    },
    { args: query('SELECT Id FROM Nope__c'), name: 'INVALID_TYPE', message: /sObject type 'Nope__c' is not supported/ },
    { args: query('SELECT Id FORM Account'), name: 'MALFORMED_QUERY', message: /unexpected token/ },
    {
      args: create('Account', 'Nope=1'),
      name: 'INVALID_FIELD',
      message: /No such column 'Nope' on sobject of type Account/,
    },
    { args: create('Nope__c', 'Name=x'), name: 'NOT_FOUND', message: /The requested resource does not exist/ },
    {
      args: create('Account', 'Site=Kyoto'),
      name: 'REQUIRED_FIELD_MISSING',
      message: /Required fields are missing: \[Name\]/,
    },
    {
      args: create('Depot__c', "Name=x External_Key__c='s'"),
      name: 'DUPLICATE_VALUE',
      message: /duplicate value found: External_Key__c/,
    },
    {
      args: create('Parcel__c', "Name=x Kind__c='Crate'"),
      name: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      message: /Crate/,
    },
    {
      args: create('Parcel__c', "Name=x Depot__c='003000000000001AAA'"),
      name: 'MALFORMED_ID',
      message: /id value of incorrect type/,
    },
    {
      args: ['data', 'update', 'record', '-s', 'Account', '-i', '001000000000099AAA', '-v', 'Name=x'],
      name: 'NOT_FOUND',
    },
    { args: ['data', 'delete', 'record', '-s', 'Account', '-i', '001000000000099AAA'], name: 'NOT_FOUND' },
    {
      args: ['data', 'delete', 'record', '-s', 'Depot__c', '-w', depot],
      name: 'DataRecordGetNoRecord',
      message: /No matching record found/,
    },
  ]);
});
