/**
 * 200 clients on one master at the same moment: single records, collections, changes of the master itself and bulk jobs,
 * as fetch and jsforce send them. The ten seconds of waiting are those of a clock that the test moves.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';
import { allResults, createJob, ended, upload } from '../bulk/jobs.ts';
import { steppedTimer } from './timer.ts';

const [singles, collections, masters, jobs] = [140, 40, 10, 10];
const [collectionRows, jobRows] = [5, 450];
/** Jobs that run at the same time; the others wait for their turn, not for a row. */
const runningJobs = 5;

const timer = steppedTimer();
const parts = new AsyncDisposableStack();
let world: World;
let depot: string;
let message: string;

before(async () => {
  world = parts.use(await startWorld({ deploy: parcels, locks: { timer } }));
  depot = await newDepot('D');
  message = `unable to obtain exclusive access to this record or 1 records: ${depot}`;
});
after(() => parts.disposeAsync());

async function newDepot(key: string): Promise<string> {
  const created = await world.connect().sobject('Depot__c').create({ Name: key, External_Key__c: key });
  return created.id ?? '';
}

/** What became of a row: undefined for success. */
type Ends = Map<string, string | undefined>;

const parcel = (key: string, to = depot): Record<string, unknown> => ({
  External_Key__c: key,
  Depot__c: to,
  Weight__c: 1.1,
});

async function single(ends: Ends, key: string): Promise<void> {
  const { status, json } = await world.ask('POST', 'sobjects/Parcel__c', parcel(key));
  const refusals = status === 201 ? [] : (json as { errorCode: string; message: string }[]); // the body of a refusal
  ends.set(key, refusals.map((one) => `${one.errorCode}: ${one.message}`)[0]);
}

async function collection(ends: Ends, name: string): Promise<void> {
  const keys = Array.from({ length: collectionRows }, (_, row) => `${name}-${row}`);
  const results = await world
    .connect()
    .sobject('Parcel__c')
    .create(keys.map((key) => parcel(key)));
  for (const [row, { errors }] of results.entries()) {
    // What jsforce types as text are the errors of the reply.
    const [error] = errors as unknown as readonly { statusCode: string; message: string }[];
    ends.set(keys[row] ?? '', error === undefined ? undefined : `${error.statusCode}: ${error.message}`);
  }
}

async function master(ends: Ends, key: string): Promise<void> {
  const { status, json } = await world.ask('PATCH', `sobjects/Depot__c/${depot}`, { Code__c: key });
  const refusals = status === 204 ? [] : (json as { errorCode: string; message: string }[]); // the body of a refusal
  ends.set(key, refusals.map((one) => `${one.errorCode}: ${one.message}`)[0]);
}

async function job(ends: Ends, name: string): Promise<void> {
  const { id } = await createJob(world, { object: 'Parcel__c', operation: 'insert' });
  const lines = Array.from({ length: jobRows }, (_, row) => `${name}-${row},${depot},1.1`);
  await upload(world, id, `External_Key__c,Depot__c,Weight__c\n${lines.join('\n')}\n`);
  await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  const info = await ended(world, id);
  const { good, bad, left } = await allResults(world, id);
  assert.deepEqual([info.state, good.length + bad.length, left.length], ['JobComplete', jobRows, 0]);
  assert.equal(info.numberRecordsFailed, bad.length);
  for (const row of good) ends.set(row['External_Key__c'] ?? '', undefined);
  for (const row of bad) {
    ends.set(row['External_Key__c'] ?? '', row['sf__Error']?.replace(':', ': ').replace(/:--$/, ''));
  }
}

/** Moves the clock on until everybody has an answer. */
async function moveOn<T>(work: Promise<T>, step: number): Promise<T> {
  const end = new AbortController();
  const watched = work.finally(() => {
    end.abort();
  });
  while (!end.signal.aborted) {
    await timer.advance(step);
    await nextTurn();
  }
  return watched;
}

async function total(): Promise<unknown> {
  const { records } = await world.connect().query(`SELECT Weight__c FROM Depot__c WHERE Id = '${depot}'`);
  return records[0]?.['Weight__c'];
}

const times = (count: number, work: (one: number) => Promise<void>): readonly Promise<void>[] =>
  Array.from({ length: count }, (_, one) => work(one));

test('200 writers come to a master that is held: all wait, some come through, the rest is refused after ten seconds', async () => {
  const ends: Ends = new Map();
  const held = world.org.engine.locks.hold([depot]);
  const work = Promise.all([
    ...times(jobs, (one) => job(ends, `job${one}`)),
    ...times(singles, (one) => single(ends, `single${one}`)),
    ...times(collections, (one) => collection(ends, `collection${one}`)),
    ...times(masters, (one) => master(ends, `M${one}`)),
  ]);
  while (timer.waiting < singles + collections + masters + runningJobs) await nextTurn();
  await timer.advance(4000);
  assert.equal(ends.size, 0, 'nobody is refused before the ten seconds are over');
  held.release();
  await moveOn(work, 75);
  const told = new Set(ends.values());
  assert.deepEqual(told, new Set([undefined, `UNABLE_TO_LOCK_ROW: ${message}`]));
  const rows = [...ends].filter(([key]) => !key.startsWith('M'));
  assert.equal(rows.length, singles + collections * collectionRows + jobs * jobRows);
  const saved = rows.filter(([, end]) => end === undefined).map(([key]) => key);
  const refused = rows.filter(([, end]) => end !== undefined).map(([key]) => key);
  const { records } = await world
    .connect()
    .query('SELECT External_Key__c FROM Parcel__c', { autoFetch: true, maxFetch: 10_000 });
  assert.deepEqual(
    new Set(records.map((row) => String(row['External_Key__c']))),
    new Set(saved),
    'no row is lost, none is doubled',
  );
  assert.equal(await total(), (saved.length * 11) / 10);
  assert.ok(refused.length > 0 && saved.length > 0, `${refused.length} refused, ${saved.length} saved`);
});
