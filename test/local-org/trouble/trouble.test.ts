import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { heldClock, startWorld, type World } from '../../world/world.ts';
import { allResults, codes, createJob, depotCsv, depotUpsert, ended, jobInfo, runJob, upload } from '../bulk/jobs.ts';
import { steppedTimer } from '../locks/timer.ts';

const trouble = (world: World, rule: object): Promise<{ status: number }> =>
  world.ask('POST', '/local-org/trouble', rule);

async function accounts(world: World): Promise<number> {
  return (await world.connect().query('SELECT COUNT() FROM Account')).totalSize;
}

test('the next matching requests are refused with the code and status asked for', async () => {
  await using world = await startWorld();
  const path = '/services/data/v*.0/sobjects/*';
  const rule = { kind: 'answer', method: 'POST', path, times: 2, status: 503, errorCode: 'SERVER_UNAVAILABLE' };
  assert.equal((await trouble(world, rule)).status, 201);
  assert.equal((await world.ask('GET', 'limits')).status, 200);
  for (let turn = 0; turn < 2; turn += 1) {
    const refused = await world.ask('POST', 'sobjects/Account', { Name: 'a' });
    assert.deepEqual([refused.status, codes(refused.json)], [503, ['SERVER_UNAVAILABLE']]);
  }
  assert.equal((await world.ask('POST', 'sobjects/Account', { Name: 'a' })).status, 201);
  const standing = (await world.ask('GET', '/local-org/trouble')).json as { rules: { hits: number; left: number }[] }; // the reply's one key
  assert.deepEqual(
    standing.rules.map(({ hits, left }) => [hits, left]),
    [[2, 0]],
  );
});

test('a connection is cut before the request is applied, or after it', async () => {
  await using world = await startWorld();
  const create = (): Promise<unknown> => world.ask('POST', 'sobjects/Account', { Name: 'a' });
  await trouble(world, { kind: 'drop', when: 'before', path: '*/sobjects/Account' });
  await assert.rejects(create(), TypeError);
  assert.equal(await accounts(world), 0);
  await trouble(world, { kind: 'drop', when: 'after', path: '*/sobjects/Account' });
  await assert.rejects(create(), TypeError);
  assert.equal(await accounts(world), 1);
});

test('a token ends in the middle', async () => {
  await using world = await startWorld();
  await trouble(world, { kind: 'expire', path: '*/limits' });
  assert.equal((await world.ask('GET', 'sobjects')).status, 200);
  const expired = await world.ask('GET', 'limits');
  assert.deepEqual([expired.status, codes(expired.json)], [401, ['INVALID_SESSION_ID']]);
  assert.equal((await world.ask('GET', 'sobjects')).status, 401);
});

test('the requests of the day are used up', async () => {
  await using world = await startWorld();
  await trouble(world, { kind: 'exhaust' });
  const refused = await world.ask('GET', 'limits');
  assert.deepEqual([refused.status, codes(refused.json)], [403, ['REQUEST_LIMIT_EXCEEDED']]);
});

test('a request is held until the rules are cleared, and the test knows when it has come', async () => {
  await using world = await startWorld();
  const { hit } = world.org.troubles.add({ kind: 'hold', path: '*/limits' });
  let isAnswered = false;
  const held = world.ask('GET', 'limits').then((answer) => {
    isAnswered = true;
    return answer;
  });
  await hit;
  assert.equal((await world.ask('GET', 'sobjects')).status, 200);
  assert.equal(isAnswered, false);
  assert.equal((await world.ask('DELETE', '/local-org/trouble')).status, 204);
  assert.equal((await held).status, 200);
});

test('a delayed request is answered all the same', async () => {
  await using world = await startWorld();
  await trouble(world, { kind: 'delay', path: '*/limits', waitMs: 30 });
  const started = performance.now();
  assert.equal((await world.ask('GET', 'limits')).status, 200);
  assert.ok(performance.now() - started >= 29);
});

test('a rule for every path leaves the rules themselves within reach', async () => {
  await using world = await startWorld();
  await trouble(world, [{ kind: 'exhaust', times: 9 }]);
  assert.equal((await world.ask('GET', 'limits')).status, 403);
  assert.equal((await world.ask('GET', '/local-org/trouble')).status, 200);
  assert.equal((await world.ask('DELETE', '/local-org/trouble')).status, 204);
  assert.equal((await world.ask('GET', 'limits')).status, 200);
});

test('an org with a held request closes', async () => {
  const world = await startWorld();
  const { hit } = world.org.troubles.add({ kind: 'hold', path: '*/limits' });
  const held = world.ask('GET', 'limits').then(
    ({ status }) => status,
    () => 'cut',
  );
  await hit;
  await world.close();
  assert.ok([200, 'cut'].includes(await held));
});

test('rows of an object cannot be locked, in collections and in jobs', async () => {
  await using world = await startWorld({ deploy: parcels });
  await trouble(world, { kind: 'row', object: 'depot__c', times: 2 });
  const records = ['a', 'b', 'c'].map((Name) => ({ attributes: { type: 'Depot__c' }, Name }));
  const { json } = await world.ask('POST', 'composite/sobjects', { records });
  assert.deepEqual(
    (json as { errors: { statusCode: string }[] }[]).map(({ errors }) => errors[0]?.statusCode), // a collection's outcomes
    ['UNABLE_TO_LOCK_ROW', 'UNABLE_TO_LOCK_ROW', undefined],
  );
  await trouble(world, { kind: 'row', object: 'Depot__c', times: 1 });
  const { id, state, numberRecordsFailed } = await runJob(world, depotUpsert, depotCsv(3));
  assert.deepEqual([state, numberRecordsFailed], ['JobComplete', 1]);
  const { bad } = await allResults(world, id);
  assert.equal(
    bad[0]?.['sf__Error'],
    'UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 1 records:--',
  );
});

test('a struck row rolls back a collection that is all or none', async () => {
  await using world = await startWorld();
  await trouble(world, { kind: 'row', object: 'Account' });
  const records = ['a', 'b'].map((Name) => ({ attributes: { type: 'Account' }, Name }));
  const { json } = await world.ask('POST', 'composite/sobjects', { allOrNone: true, records });
  assert.deepEqual(
    (json as { errors: { statusCode: string }[] }[]).map(({ errors }) => errors[0]?.statusCode), // a collection's outcomes
    ['UNABLE_TO_LOCK_ROW', 'ALL_OR_NONE_OPERATION_ROLLED_BACK'],
  );
  assert.equal(await accounts(world), 0);
});

test('a job fails half way and keeps what it has done', async () => {
  await using world = await startWorld({ deploy: parcels });
  await trouble(world, { kind: 'failJob', object: 'Depot__c', afterRows: 400 });
  const job = await runJob(world, depotUpsert, depotCsv(1000));
  assert.deepEqual(
    [job.state, job.numberRecordsProcessed, job.errorMessage],
    ['Failed', 400, 'InternalServerError : Trouble on request'],
  );
  const { good, left } = await allResults(world, job.id);
  assert.deepEqual([good.length, left.length], [400, 600]);
  assert.equal((await runJob(world, depotUpsert, depotCsv(1000))).state, 'JobComplete');
});

test('a rule that is not understood is refused with its place, and only the administrator may ask', async () => {
  await using world = await startWorld();
  const { status, json } = await world.ask('POST', '/local-org/trouble', { kind: 'drop' });
  assert.deepEqual([status, codes(json)], [400, ['INVALID_TROUBLE']]);
  assert.match((json as { message: string }[])[0]?.message ?? '', /rule 0\.when/);
  const stranger = await fetch(`${world.url}/local-org/trouble`);
  assert.equal(stranger.status, 401);
});

test('a connection is cut in the middle of an upload: nothing of it remains, and the job takes it again', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { id } = await createJob(world, depotUpsert);
  await trouble(world, { kind: 'drop', when: 'upload', afterBytes: 20_000, path: '*/batches' });
  const csv = depotCsv(5000);
  await assert.rejects(upload(world, id, csv), TypeError);
  assert.equal((await jobInfo(world, id)).state, 'Open');
  assert.equal(await upload(world, id, csv), 201);
  await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  assert.equal((await ended(world, id)).numberRecordsProcessed, 5000);
});

test('a connection is cut in the middle of an answer, after the request was applied', async () => {
  await using world = await startWorld();
  await trouble(world, { kind: 'drop', when: 'answer', afterBytes: 10, method: 'POST', path: '*/sobjects/Account' });
  await assert.rejects(world.ask('POST', 'sobjects/Account', { Name: 'a' }), TypeError);
  assert.equal(await accounts(world), 1);
  await trouble(world, { kind: 'drop', when: 'answer', afterBytes: 1_000_000, path: '*/limits' });
  await assert.rejects(world.ask('GET', 'limits'), TypeError);
});

test('a rule may let the first ones pass', async () => {
  await using world = await startWorld();
  await trouble(world, { kind: 'answer', path: '*/limits', after: 2, status: 503, errorCode: 'SERVER_UNAVAILABLE' });
  const statuses = [];
  for (let turn = 0; turn < 4; turn += 1) statuses.push((await world.ask('GET', 'limits')).status);
  assert.deepEqual(statuses, [200, 200, 503, 200]);
});

test('held rows are refused to everybody until the rules are cleared', async () => {
  await using world = await startWorld({ locks: { waitMs: 1 } });
  const { json } = await world.ask('POST', 'sobjects/Account', { Name: 'a' });
  const { id } = json as { id: string }; // a created record
  await trouble(world, { kind: 'lock', ids: [id.slice(0, 15)] });
  const refused = await world.ask('PATCH', `sobjects/Account/${id}`, { Name: 'b' });
  assert.deepEqual([refused.status, codes(refused.json)], [500, ['UNABLE_TO_LOCK_ROW']]);
  assert.equal((await world.ask('POST', 'sobjects/Account', { Name: 'c' })).status, 201);
  await world.ask('DELETE', '/local-org/trouble');
  assert.equal((await world.ask('PATCH', `sobjects/Account/${id}`, { Name: 'b' })).status, 204);
});

test('a row rule is not used up by a save that had to wait for its rows', async () => {
  const timer = steppedTimer();
  await using world = await startWorld({ locks: { timer } });
  const { json } = await world.ask('POST', 'sobjects/Account', { Name: 'a' });
  const { id } = json as { id: string }; // a created record
  const held = world.org.engine.locks.hold([id]);
  await trouble(world, { kind: 'row', object: 'Account', after: 1 });
  const isWaiting = timer.awaited(10_000);
  const update = world.ask('PATCH', `sobjects/Account/${id}`, { Name: 'b' });
  await isWaiting;
  held.release();
  assert.equal((await update).status, 204);
  assert.equal((await world.ask('PATCH', `sobjects/Account/${id}`, { Name: 'c' })).status, 500);
});

test("a job that meets the end of a day's records is Failed, and what it did stays", async () => {
  await using world = await startWorld({ deploy: parcels });
  await trouble(world, { kind: 'limit', allowance: 'DailyBulkIngestRecords', left: 450 });
  const job = await runJob(world, depotUpsert, depotCsv(1000));
  assert.deepEqual([job.state, job.numberRecordsProcessed], ['Failed', 400]);
  assert.match(job.errorMessage ?? '', /^ExceededQuota : /);
  const { good, left } = await allResults(world, job.id);
  assert.deepEqual([good.length, left.length], [400, 600]);
  await world.ask('DELETE', '/local-org/trouble');
  assert.equal((await runJob(world, depotUpsert, depotCsv(1000))).state, 'JobComplete');
});

test('so many requests are left today, and the limits say so', async () => {
  await using world = await startWorld();
  await trouble(world, { kind: 'limit', allowance: 'DailyApiRequests', left: 1 });
  const { json } = await world.ask('GET', 'limits');
  assert.equal((json as { DailyApiRequests: { Remaining: number } }).DailyApiRequests.Remaining, 0); // the resource's shape
  assert.deepEqual(codes((await world.ask('GET', 'limits')).json), ['REQUEST_LIMIT_EXCEEDED']);
  await world.ask('DELETE', '/local-org/trouble');
  assert.equal((await world.ask('GET', 'limits')).status, 200);
});

test('of two limits the smaller counts, and both end with the rules', async () => {
  await using world = await startWorld();
  const mostAndLeft = async (): Promise<readonly number[]> => {
    const { json } = await world.ask('GET', 'limits');
    const { Max, Remaining } = (json as { DailyBulkApiBatches: { Max: number; Remaining: number } })
      .DailyBulkApiBatches;
    return [Max, Remaining];
  };
  const usual = await mostAndLeft();
  for (const left of [7, 3, 5]) await trouble(world, { kind: 'limit', allowance: 'DailyBulkApiBatches', left });
  assert.equal((await mostAndLeft())[1], 3);
  await world.ask('DELETE', '/local-org/trouble');
  assert.deepEqual(await mostAndLeft(), usual);
});

test('a record is stamped before the moment from which it can be seen, so that a reader who has gone on misses it', async () => {
  const clock = heldClock('2026-11-02T00:01:00Z');
  await using world = await startWorld({ clock });
  await trouble(world, { kind: 'late', object: 'Account', byMs: 30_000 });
  await world.ask('POST', 'sobjects/Account', { Name: 'late' });
  await world.ask('POST', 'sobjects/Account', { Name: 'in time' });
  const soql = 'SELECT Name FROM Account WHERE SystemModstamp > 2026-11-02T00:00:45Z';
  const seen = (await world.connect().query(soql)).records.map((record) => String(record['Name']));
  assert.deepEqual(seen, ['in time']);
  assert.equal(await accounts(world), 2);
});

test('the rules and what they have done are listed', async () => {
  await using world = await startWorld();
  await trouble(world, [
    { kind: 'row', object: 'Account', times: 3 },
    { kind: 'limit', allowance: 'DailyBulkApiBatches' },
  ] as object);
  await world.ask('POST', 'sobjects/Account', { Name: 'a' });
  const { json } = await world.ask('GET', '/local-org/trouble');
  assert.deepEqual(
    (json as { rules: { rule: { kind: string }; hits: number; left: number }[] }).rules.map(({ rule, hits, left }) => [
      rule.kind,
      hits,
      left,
    ]),
    [
      ['row', 1, 2],
      ['limit', 0, null],
    ],
  );
});
