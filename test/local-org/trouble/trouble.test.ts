import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';
import { allResults, codes, depotCsv, depotUpsert, runJob } from '../bulk/jobs.ts';

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
