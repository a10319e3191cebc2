/** This project's force-app in the local org, by the APIs that the loader uses and with the rights it will have. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from 'jsforce';
import { startWorld, type World } from '../world/world.ts';
import { allResults, runJob } from './bulk/jobs.ts';

const loader = 'loader@todoku.local';

/** A user of the smallest profile who has the permission set of the integration, as a customer sets it up. */
async function addLoader(world: World): Promise<void> {
  const admin = world.connect();
  const idOf = async (soql: string): Promise<string> => (await admin.query(soql)).records[0]?.Id ?? '';
  const user = await admin.sobject('User').create({
    Username: loader,
    LastName: 'Loader',
    Alias: 'loader',
    Email: 'loader@example.com',
    ProfileId: await idOf("SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'"),
    TimeZoneSidKey: 'Asia/Tokyo',
    LocaleSidKey: 'ja_JP',
    LanguageLocaleKey: 'ja',
    EmailEncodingKey: 'UTF-8',
  });
  await admin.sobject('PermissionSetAssignment').create({
    AssigneeId: user.id ?? '',
    PermissionSetId: await idOf("SELECT Id FROM PermissionSet WHERE Name = 'Todoku_Integration'"),
  });
}

async function signIn(world: World): Promise<Connection> {
  const { clientId, clientSecret } = world.org.client;
  const connection = new Connection({ oauth2: { loginUrl: world.url, clientId, clientSecret }, version: '62.0' });
  await connection.authorize({ grant_type: 'client_credentials' });
  return connection;
}

test('the integration sees what it loads, in Japanese, and cannot write what people enter', async () => {
  await using world = await startWorld({ deploy: true, client: { runAs: loader } });
  await addLoader(world);
  const { label, fields } = await (await signIn(world)).describe('Project_Amount__c');
  assert.notEqual(label, 'Project Amount');
  const mayWrite = (name: string): boolean | undefined => fields.find((field) => field.name === name)?.updateable;
  assert.equal(mayWrite('Closed__c'), true);
  assert.notEqual(mayWrite('Expected_Member__c'), true);
  assert.equal(mayWrite('Actual__c'), false, 'a roll-up');
});

test('amounts loaded in bulk by keys roll up through all three levels', async () => {
  await using world = await startWorld({ deploy: true });
  const load = async (object: string, csv: string): Promise<void> => {
    const job = { object, operation: 'upsert', externalIdFieldName: 'External_Key__c' };
    const { id, state, numberRecordsFailed } = await runJob(world, job, csv);
    const { bad } = await allResults(world, id);
    assert.deepEqual([state, numberRecordsFailed], ['JobComplete', 0], JSON.stringify(bad[0]));
  };
  const period = '2026-11-01';
  await load('Department__c', 'External_Key__c,Name,Active__c\nSALES,Sales,true\n');
  await load(
    'Budget__c',
    `External_Key__c,Department__r.External_Key__c,Period_Start__c,Measure__c\nB,SALES,${period},Revenue\n`,
  );
  await load(
    'Target__c',
    `External_Key__c,Budget__r.External_Key__c,Rep__r.Username\nT,B,${world.org.admin.username}\n`,
  );
  await load('Project__c', 'External_Key__c,Name\nP,Campaign\n');
  await load(
    'Project_Amount__c',
    'External_Key__c,Target__r.External_Key__c,Project__r.External_Key__c,Closed__c\nPA,T,P,true\n',
  );
  await load('Product2', 'External_Key__c,Name\nM1,Search\nM2,Video\n');
  await load(
    'Menu_Amount__c',
    'External_Key__c,Project_Amount__r.External_Key__c,Menu__r.External_Key__c,Actual__c\nMA1,PA,M1,1000\nMA2,PA,M2,250.5\n',
  );
  const { records } = await world
    .connect()
    .query('SELECT Actual__c, Target__r.Actual__c, Target__r.Budget__r.Actual__c FROM Project_Amount__c');
  const [amount] = records as {
    Actual__c: number;
    Target__r: { Actual__c: number; Budget__r: { Actual__c: number } };
  }[]; // the fields of the query
  assert.deepEqual(
    [amount?.Actual__c, amount?.Target__r.Actual__c, amount?.Target__r.Budget__r.Actual__c],
    [1250.5, 1250.5, 1250.5],
  );
});

test('a target tells its measure and a budget its department in the language of whoever looks', async () => {
  await using world = await startWorld({ deploy: true });
  const api = world.connect();
  const insert = async (object: string, fields: Readonly<Record<string, unknown>>): Promise<string | undefined> =>
    (await api.sobject(object).create(fields)).id;
  const Period_Start__c = '2026-11-01';
  const sales = await insert('Department__c', { External_Key__c: 'SALES-1', Name: 'Sales 1', Name_Ja__c: '第1営業部' });
  const other = await insert('Department__c', { External_Key__c: 'OTHER', Name: 'Other' });
  const budget = { Period_Start__c, Measure__c: 'Gross_Profit' };
  const Budget__c = await insert('Budget__c', { ...budget, External_Key__c: 'B1', Department__c: sales });
  await insert('Budget__c', { ...budget, External_Key__c: 'B2', Department__c: other });
  const { Id } = (await api.query<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${world.org.admin.username}'`))
    .records[0] ?? { Id: '' };
  await insert('Target__c', { External_Key__c: 'T', Budget__c, Rep__c: Id });
  const told = async (): Promise<readonly unknown[]> => {
    const { records: targets } = await api.query<{ Measure__c: string }>('SELECT Measure__c FROM Target__c');
    const { records: budgets } = await api.query<{ Department_Name__c: string }>(
      'SELECT Department_Name__c FROM Budget__c ORDER BY External_Key__c',
    );
    return [...targets.map((one) => one.Measure__c), ...budgets.map((one) => one.Department_Name__c)];
  };
  assert.deepEqual(await told(), ['Gross Profit', 'Sales 1', 'Other']);
  await api.sobject('User').update({ Id, LanguageLocaleKey: 'ja' });
  assert.deepEqual(await told(), ['粗利', '第1営業部', 'Other']);
});
