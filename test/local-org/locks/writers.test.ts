/** Many writers on one master, over HTTP: what each is told, and what the roll-up says in the end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type Answer, type World } from '../../world/world.ts';
import { steppedTimer } from './timer.ts';

interface Refusal {
  readonly errorCode: string;
  readonly message: string;
}

const refusals = ({ json }: Answer): readonly Refusal[] => json as Refusal[]; // the body of a refusal

async function newDepot(world: World): Promise<string> {
  const { json } = await world.ask('POST', 'sobjects/Depot__c', { Name: 'D', External_Key__c: 'D' });
  return (json as { id: string }).id; // a created record
}

const send = (world: World, depot: string, key: number): Promise<Answer> =>
  world.ask('POST', 'sobjects/Parcel__c', { External_Key__c: `P${key}`, Depot__c: depot, Weight__c: key + 0.1 });

async function weight(world: World): Promise<unknown> {
  const { records } = await world.connect().query('SELECT Weight__c FROM Depot__c');
  return records[0]?.['Weight__c'];
}

const exact = (keys: readonly number[]): number => keys.reduce((sum, key) => sum + key * 10 + 1, 0) / 10;

test('120 writers on one master: success or UNABLE_TO_LOCK_ROW, nothing lost, the total right', async () => {
  const timer = steppedTimer();
  await using world = await startWorld({ deploy: parcels, locks: { holdMs: 10, waitMs: 600, timer } });
  const depot = await newDepot(world);
  const keys = Array.from({ length: 120 }, (_, key) => key);
  const other = world.org.engine.locks.hold([depot]);
  let answers: readonly Answer[] = [];
  const sent = Promise.all(keys.map((key) => send(world, depot, key))).then((all) => {
    answers = all;
  });
  while (timer.waiting < keys.length) await nextTurn();
  other.release();
  while (answers.length === 0) {
    await timer.advance(10);
    await nextTurn();
  }
  await sent;
  const done = keys.filter((key) => answers[key]?.status === 201);
  const locked = keys.filter((key) => !done.includes(key));
  for (const key of locked) {
    const answer = answers[key];
    assert.ok(answer);
    assert.deepEqual(refusals(answer), [
      {
        message: `unable to obtain exclusive access to this record or 1 records: ${depot}`,
        errorCode: 'UNABLE_TO_LOCK_ROW',
        fields: [],
      },
    ]);
  }
  // 600 ms hold sixty transactions of 10 ms and those that did not have to wait.
  assert.ok(locked.length > 20, `${locked.length} were locked out`);
  assert.ok(done.length > 20, `${done.length} came through`);
  assert.equal(await weight(world), exact(done));
  for (const key of locked) assert.equal((await send(world, depot, key)).status, 201);
  assert.equal(await weight(world), exact(keys));
});

test('a writer alone is never kept waiting', async () => {
  await using world = await startWorld({ deploy: parcels, locks: { timer: steppedTimer() } });
  const depot = await newDepot(world);
  const keys = Array.from({ length: 30 }, (_, key) => key);
  for (const key of keys) assert.equal((await send(world, depot, key)).status, 201);
  assert.equal(await weight(world), exact(keys));
});

test('an update locks the record itself, a lookup the record it is set to, and other rows of a collection go through', async () => {
  const timer = steppedTimer();
  await using world = await startWorld({ deploy: parcels, locks: { timer } });
  const depot = await newDepot(world);
  const created = [await send(world, depot, 1), await send(world, depot, 2)];
  const [first = '', second = ''] = created.map(({ json }) => (json as { id: string }).id); // created records
  const held = world.org.engine.locks.hold([first]);
  const records = [
    { attributes: { type: 'Parcel__c' }, Id: first, Weight__c: 5 },
    { attributes: { type: 'Parcel__c' }, Id: second, Follows__c: first },
  ];
  const isWaiting = timer.awaited(10_000);
  const update = world.ask('PATCH', 'composite/sobjects', { records });
  await isWaiting;
  await timer.advance(10_000);
  const message = `unable to obtain exclusive access to this record or 1 records: ${first}`;
  const errors = [{ statusCode: 'UNABLE_TO_LOCK_ROW', message, fields: [] }];
  assert.deepEqual((await update).json, [
    { id: first, success: false, errors },
    { id: second, success: false, errors },
  ]);
  const other = [{ attributes: { type: 'Parcel__c' }, Id: second, Weight__c: 7 }];
  const free = await world.ask('PATCH', 'composite/sobjects', { records: other });
  assert.deepEqual(free.json, [{ id: second, success: true, errors: [] }]);
  held.release();
});
