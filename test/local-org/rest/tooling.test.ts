/** Tooling API Developer Guide: what clients ask about an org by `tooling/query`. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';

const stack = new AsyncDisposableStack();
let world: World;

before(async () => {
  world = stack.use(await startWorld({ deploy: parcels }));
});
after(() => stack.disposeAsync());

interface Page {
  readonly totalSize: number;
  readonly nextRecordsUrl?: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

async function ask(soql: string, resource = 'tooling/query', headers = {}): Promise<Page> {
  const { status, json } = await world.ask('GET', `${resource}?q=${encodeURIComponent(soql)}`, undefined, headers);
  assert.equal(status, 200, JSON.stringify(json));
  return json as Page; // a query's reply
}

const values = ({ records }: Page): readonly unknown[] =>
  records.map(({ attributes: _attributes, ...record }) => Object.values(record));

test('objects are described by EntityDefinition, in both kinds of queries', async () => {
  const soql =
    "SELECT QualifiedApiName, DeveloperName, Label, PluralLabel, IsQueryable FROM EntityDefinition WHERE QualifiedApiName IN ('Depot__c', 'Account') ORDER BY QualifiedApiName";
  const expected = [
    ['Account', 'Account', 'Account', 'Accounts', true],
    ['Depot__c', 'Depot', 'Depot', 'Depots', true],
  ];
  assert.deepEqual(values(await ask(soql)), expected);
  assert.deepEqual(values(await ask(soql, 'query')), expected);
});

test('fields are described by FieldDefinition, object by object', async () => {
  const soql =
    "SELECT QualifiedApiName, DataType, EntityDefinition.QualifiedApiName FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Parcel__c' AND QualifiedApiName LIKE '%\\_\\_c' ORDER BY QualifiedApiName";
  const page = await ask(soql);
  assert.deepEqual(
    page.records.map((record) => [record['QualifiedApiName'], record['DataType']]),
    [
      ['Depot__c', 'Master-Detail(Depot__c)'],
      ['External_Key__c', 'Text(80) (External ID) (Unique Case Insensitive)'],
      ['Follows__c', 'Lookup(Parcel__c)'],
      ['Kind__c', 'Picklist'],
      ['Note__c', 'Long Text Area(32768)'],
      ['Sent__c', 'Date'],
      ['Urgent__c', 'Checkbox'],
      ['Weight__c', 'Number(16, 2)'],
    ],
  );
  const unbound = await world.ask('GET', 'tooling/query?q=SELECT+Id+FROM+FieldDefinition');
  assert.match(unbound.text, /FieldDefinition: a filter on a reified column is required/);
});

/** Tooling API Developer Guide, "SOQL Operation Limitations". */
test('what describes objects and fields is neither counted nor asked for alternatives', async () => {
  const refused: readonly (readonly [soql: string, message: RegExp])[] = [
    ['SELECT COUNT() FROM EntityDefinition', /not yet supported by this SObject storage type/],
    ['SELECT COUNT(Id), Label FROM EntityDefinition GROUP BY Label', /not yet supported by this SObject storage type/],
    ["SELECT Id FROM EntityDefinition WHERE QualifiedApiName != 'Account'", /Only equals comparisons permitted/],
    ["SELECT Id FROM EntityDefinition WHERE NOT QualifiedApiName = 'Account'", /Only equals comparisons permitted/],
    ["SELECT Id FROM EntityDefinition WHERE KeyPrefix = '001' OR KeyPrefix = '003'", /Disjunctions not supported/],
  ];
  for (const [soql, message] of refused) {
    for (const resource of ['query', 'tooling/query']) {
      const { status, text } = await world.ask('GET', `${resource}?q=${encodeURIComponent(soql)}`);
      assert.equal(status, 400, soql);
      assert.match(text, message);
    }
  }
});

test('components are found by their names, with ids that stay', async () => {
  const object = await ask("SELECT Id, DeveloperName FROM CustomObject WHERE DeveloperName = 'Depot'");
  assert.match(String(object.records[0]?.['Id']), /^01I\w{15}$/);
  assert.match(
    JSON.stringify(object.records[0]?.['attributes']),
    /\/services\/data\/v62\.0\/tooling\/sobjects\/CustomObject\/01I/,
  );
  assert.deepEqual(object, await ask("SELECT Id, DeveloperName FROM CustomObject WHERE DeveloperName = 'Depot'"));
  const rules = await ask(
    "SELECT ValidationName, Active FROM ValidationRule WHERE EntityDefinition.DeveloperName = 'Parcel'",
  );
  assert.deepEqual(values(rules), [['Not_Too_Heavy', true]]);
  const count = "SELECT COUNT() FROM CustomField WHERE EntityDefinition.QualifiedApiName = 'Depot__c'";
  assert.equal((await ask(count)).totalSize, 3);
});

test('there is no code, and setup objects are read as in any query', async () => {
  for (const name of ['ApexClass', 'ApexTrigger', 'Flow', 'FlexiPage']) {
    assert.equal((await ask(`SELECT Id FROM ${name}`)).totalSize, 0, name);
  }
  assert.equal((await ask('SELECT Id, Name, Body, ApiVersion FROM ApexClass', 'query')).totalSize, 0);
  assert.ok((await ask("SELECT Id FROM Profile WHERE Name = 'System Administrator'")).totalSize === 1);
  const { status, json } = await world.ask('GET', 'tooling/query?q=SELECT+Id+FROM+SourceMember');
  assert.deepEqual([status, (json as { errorCode: string }[])[0]?.errorCode], [400, 'INVALID_TYPE']);
  assert.equal((await world.ask('GET', 'query?q=SELECT+Id+FROM+CustomField')).status, 400);
});

test('pages and columns work as in any query', async () => {
  const soql = 'SELECT QualifiedApiName FROM FieldDefinition WHERE EntityDefinitionId IN (';
  const names = ['User', 'Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Campaign', 'Task', 'Event', 'Product2'];
  const all = `${soql}${names.map((name) => `'${name}'`).join(', ')})`;
  const first = await ask(all, 'tooling/query', { 'Sforce-Query-Options': 'batchSize=200' });
  assert.match(first.nextRecordsUrl ?? '', /^\/services\/data\/v62\.0\/tooling\/query\/01g\w+-200$/);
  const { json } = await world.ask('GET', first.nextRecordsUrl ?? '');
  assert.equal(first.records.length + (json as Page).records.length, first.totalSize);
  const columns = await world.ask('GET', `tooling/query?columns=true&q=${encodeURIComponent(all)}`);
  assert.equal((columns.json as { entityName: string }).entityName, 'FieldDefinition');
});

test('what is deployed later is seen at once', async () => {
  const before = await ask('SELECT COUNT() FROM CustomField');
  const field = `<?xml version="1.0"?><CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><fields><fullName>Late__c</fullName><label>Late</label><type>Checkbox</type><defaultValue>false</defaultValue></fields></CustomObject>`;
  const manifest = `<?xml version="1.0"?><Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>Depot__c.Late__c</members><name>CustomField</name></types><version>62.0</version></Package>`;
  const file = (path: string, text: string): { path: string; content: Uint8Array } => ({
    path,
    content: new TextEncoder().encode(text),
  });
  const files = [file('package.xml', manifest), file('objects/Depot__c.object', field)];
  assert.ok(world.org.engine.deploy(files, { checkOnly: false }).success);
  assert.equal((await ask('SELECT COUNT() FROM CustomField')).totalSize, before.totalSize + 1);
});

test('jsforce asks by its tooling part', async () => {
  const { records } = await world
    .connect()
    .tooling.query("SELECT QualifiedApiName FROM EntityDefinition WHERE KeyPrefix = '001'");
  assert.equal(records[0]?.['QualifiedApiName'], 'Account');
});
