/** What Bulk API 2.0 asks a permission for: hard deletion, and the jobs of others. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';
import { allResults, codes, createJob, depotCsv, depotUpsert, results, runJob } from './jobs.ts';

const parts = new AsyncDisposableStack();
let world: World;

before(async () => {
  world = parts.use(await startWorld({ deploy: parcels }));
});
after(() => parts.disposeAsync());

async function grant(permission: string, userId: string): Promise<void> {
  const connection = world.connect();
  const set = await connection
    .sobject('PermissionSet')
    .create({ Name: permission, Label: permission, [`Permissions${permission}`]: true });
  await connection.sobject('PermissionSetAssignment').create({ PermissionSetId: set.id ?? '', AssigneeId: userId });
}

async function loaded(count: number): Promise<readonly string[]> {
  const job = await runJob(world, depotUpsert, depotCsv(count));
  return (await results(world, job.id, 'successfulResults')).map((row) => row['sf__Id'] ?? '');
}

const all = (soql: string): Promise<number> =>
  world
    .connect()
    .query(soql, { scanAll: true })
    .then(({ totalSize }) => totalSize);

/** hardDelete: "the deleted records aren't stored in the Recycle Bin"; the sf CLI looks for the code of the refusal. */
test('a hard delete needs its permission, and then leaves nothing in the recycle bin', async () => {
  const [first = '', second = ''] = await loaded(2);
  await world.connect().sobject('Parcel__c').create({ Name: 'P', Depot__c: first });
  const job = { object: 'Depot__c', operation: 'hardDelete' };
  const refused = await world.ask('POST', 'jobs/ingest', job);
  assert.deepEqual([refused.status, codes(refused.json)], [400, ['FEATURENOTENABLED']]);
  await grant('BulkApiHardDelete', world.org.admin.id);
  const wrong = await runJob(world, job, 'Id,Name\n1,x\n');
  assert.equal(wrong.errorMessage, "InvalidBatch : The 'hardDelete' batch must contain only ids.");
  const done = await runJob(world, job, `Id\n${first}\n${first.slice(0, 3)}000000999999\n`);
  assert.deepEqual([done.state, done['operation'], done.numberRecordsFailed], ['JobComplete', 'hardDelete', 1]);
  const { good, bad } = await allResults(world, done.id);
  assert.deepEqual([good[0]?.['sf__Id'], good[0]?.['sf__Created']], [first, 'false']);
  assert.match(bad[0]?.['sf__Error'] ?? '', /^INVALID_CROSS_REFERENCE_KEY:/);
  assert.equal(await all(`SELECT Id FROM Depot__c WHERE Id = '${first}'`), 0);
  assert.equal(await all('SELECT Id FROM Parcel__c'), 0);
  const soft = await runJob(world, { ...job, operation: 'delete' }, `Id\n${second}\n`);
  assert.equal(soft.numberRecordsFailed, 0);
  assert.equal(await all(`SELECT Id FROM Depot__c WHERE Id = '${second}' AND IsDeleted = true`), 1);
});

/** Upload Job Data, Close or Abort a Job: "creator, or user with Manage Data Integrations". */
test('the job of another is changed by its creator and by those who manage data integrations', async () => {
  const { id } = await createJob(world, depotUpsert);
  const username = 'other@example.com';
  const { records } = await world.connect().query("SELECT Id FROM Profile WHERE Name = 'Standard User'");
  const user = await world
    .connect()
    .sobject('User')
    .create({
      Username: username,
      LastName: 'Other',
      Alias: 'other',
      Email: 'other@example.com',
      ProfileId: String(records[0]?.['Id']),
      TimeZoneSidKey: 'Asia/Tokyo',
      LocaleSidKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      LanguageLocaleKey: 'en_US',
    });
  const headers = { Authorization: `Bearer ${world.org.tokenFor(username)}` };
  const abort = (): ReturnType<World['ask']> => world.ask('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' }, headers);
  const refused = await abort();
  assert.deepEqual([refused.status, codes(refused.json)], [400, ['INVALIDUSER']]);
  await grant('ManageDataIntegrations', user.id ?? '');
  assert.equal((await abort()).status, 200);
});
