/** Bulk jobs whose rows somebody else holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';
import { steppedTimer } from '../locks/timer.ts';
import { allResults, createJob, ended, runJob, upload } from './jobs.ts';

const parcelUpsert = { object: 'Parcel__c', operation: 'upsert', externalIdFieldName: 'External_Key__c' };

async function newDepot(world: World, key: string): Promise<string> {
  const { json } = await world.ask('POST', 'sobjects/Depot__c', { Name: key, External_Key__c: key });
  return (json as { id: string }).id; // a created record
}

async function start(world: World, csv: string): Promise<string> {
  const { id } = await createJob(world, parcelUpsert);
  await upload(world, id, csv);
  await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  return id;
}

const csv = 'External_Key__c,Depot__r.External_Key__c,Weight__c\nA,D,1\nB,E,2\n';

test('a chunk waits twice for a master that stays held, then its rows fail and the others are saved', async () => {
  const timer = steppedTimer();
  await using world = await startWorld({ deploy: parcels, locks: { timer } });
  const depot = await newDepot(world, 'D');
  await newDepot(world, 'E');
  world.org.engine.locks.hold([depot]);
  const isWaiting = timer.awaited(10_000);
  const id = await start(world, csv);
  await isWaiting;
  await timer.advance(10_000);
  await timer.advance(10_000);
  const job = await ended(world, id);
  assert.deepEqual([job.state, job.numberRecordsProcessed, job.numberRecordsFailed], ['JobComplete', 2, 1]);
  assert.equal(job['retries'], 1);
  const { bad } = await allResults(world, id);
  assert.equal(
    bad[0]?.['sf__Error'],
    `UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 1 records: ${depot}:--`,
  );
});

test('a chunk goes on when the row is released in time', async () => {
  const timer = steppedTimer();
  await using world = await startWorld({ deploy: parcels, locks: { timer } });
  const held = world.org.engine.locks.hold([await newDepot(world, 'D'), await newDepot(world, 'E')]);
  const isWaiting = timer.awaited(10_000);
  const id = await start(world, csv);
  await isWaiting;
  held.release();
  const job = await ended(world, id);
  assert.deepEqual([job.state, job.numberRecordsFailed, job['retries']], ['JobComplete', 0, 0]);
});

test('a job that is aborted while it waits writes nothing', async () => {
  const timer = steppedTimer();
  await using world = await startWorld({ deploy: parcels, locks: { timer } });
  const held = world.org.engine.locks.hold([await newDepot(world, 'D')]);
  const isWaiting = timer.awaited(10_000);
  const id = await start(world, csv);
  await isWaiting;
  assert.equal((await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'Aborted' })).status, 200);
  held.release();
  await timer.advance(20_000);
  assert.equal((await world.connect().query('SELECT COUNT() FROM Parcel__c')).totalSize, 0);
  assert.equal((await ended(world, id)).numberRecordsProcessed, 0);
});

test('an org closes while a job waits for a row', async () => {
  const world = await startWorld({ deploy: parcels, locks: { timer: steppedTimer() } });
  world.org.engine.locks.hold([await newDepot(world, 'D')]);
  await start(world, csv);
  await world.close();
});

test('jobs run at the same time and keep their rows apart', async () => {
  await using world = await startWorld({ deploy: parcels, locks: { holdMs: 1 } });
  await newDepot(world, 'D');
  const rows = (name: string): string =>
    `External_Key__c,Depot__r.External_Key__c,Weight__c\n${Array.from({ length: 600 }, (_, row) => `${name}${row},D,1`).join('\n')}\n`;
  const jobs = await Promise.all(['A', 'B', 'C'].map((name) => runJob(world, parcelUpsert, rows(name))));
  assert.deepEqual(
    jobs.map(({ state, numberRecordsFailed }) => [state, numberRecordsFailed]),
    [
      ['JobComplete', 0],
      ['JobComplete', 0],
      ['JobComplete', 0],
    ],
  );
  const { records } = await world.connect().query('SELECT Weight__c FROM Depot__c');
  assert.equal(records[0]?.['Weight__c'], 1800);
});
