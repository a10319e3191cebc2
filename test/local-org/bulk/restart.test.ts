import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { heldClock, startWorld } from '../../world/world.ts';
import { inFolder, parcelsZip, serving } from '../serving.ts';
import { allResults, createJob, depotCsv, depotUpsert, ended, type JobInfo, jobInfo, runJob, upload } from './jobs.ts';

test('an org with a file goes on with a job after a restart, exactly where it was', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'org.sqlite');
    const first = await startWorld({ deploy: parcels, file });
    const done = await runJob(first, { object: 'Depot__c', operation: 'insert' }, depotCsv(3, 90_000));
    const open = await createJob(first, depotUpsert);
    const { id } = await createJob(first, { object: 'Depot__c', operation: 'insert' });
    await upload(first, id, depotCsv(5000));
    await first.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
    while ((await jobInfo(first, id)).numberRecordsProcessed === 0);
    await first.close();

    await using second = await startWorld({ file });
    const before = await jobInfo(second, id);
    assert.notEqual(before.numberRecordsProcessed, 0);
    const info = await ended(second, id);
    assert.deepEqual([info.state, info.numberRecordsProcessed, info.numberRecordsFailed], ['JobComplete', 5000, 0]);
    const { good } = await allResults(second, id);
    assert.equal(new Set(good.map((row) => row['External_Key__c'])).size, 5000);
    assert.equal((await second.connect().query('SELECT COUNT() FROM Depot__c')).totalSize, 5003);
    assert.equal((await allResults(second, done.id)).good.length, 3);
    assert.equal(await upload(second, open.id, depotCsv(1)), 201);
  });
});

test('a job and its data are gone seven days after its end', async () => {
  const clock = heldClock();
  await using world = await startWorld({ deploy: parcels, clock, sessionMs: 1e12 });
  const { id } = await runJob(world, depotUpsert, depotCsv(1));
  clock.advance(7 * 24 * 60 * 60 * 1000 + 1);
  await createJob(world, depotUpsert);
  assert.equal((await world.ask('GET', `jobs/ingest/${id}`)).status, 404);
});

test('an org that is killed in the middle of a job loses and doubles nothing', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'org.sqlite');
    const first = await serving(['--file', file, '--package', parcelsZip(folder)]);
    const { accessToken, instanceUrl } = first.ready;
    const ask = async (method: string, path: string, body?: string, type = 'application/json'): Promise<unknown> => {
      const headers = { Authorization: `Bearer ${accessToken}`, 'Content-Type': type };
      const address = `${instanceUrl}/services/data/v62.0/jobs/ingest${path}`;
      const response = await fetch(address, { method, headers, ...(body === undefined ? {} : { body }) });
      const text = await response.text();
      return text === '' ? undefined : JSON.parse(text);
    };
    // Inserts without a unique key: a chunk that ran twice would be seen.
    const csv = `Name\n${Array.from({ length: 4000 }, (_, index) => `Depot ${index}`).join('\n')}\n`;
    const { id } = (await ask('POST', '', '{"object":"Depot__c","operation":"insert"}')) as JobInfo; // job JSON
    await ask('PUT', `/${id}/batches`, csv, 'text/csv');
    await ask('PATCH', `/${id}`, '{"state":"UploadComplete"}');
    while (((await ask('GET', `/${id}`)) as JobInfo).numberRecordsProcessed < 400);
    await first.stop('SIGKILL');

    await using second = await startWorld({ file });
    const info = await ended(second, id);
    assert.deepEqual([info.state, info.numberRecordsProcessed, info.numberRecordsFailed], ['JobComplete', 4000, 0]);
    const { good } = await allResults(second, id);
    assert.equal(new Set(good.map((row) => row['sf__Id'])).size, 4000);
    assert.equal(new Set(good.map((row) => row['Name'])).size, 4000);
    assert.equal((await second.connect().query('SELECT COUNT() FROM Depot__c')).totalSize, 4000);
  });
});
