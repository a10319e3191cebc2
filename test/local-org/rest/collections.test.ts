import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';

interface Outcome {
  readonly id?: string;
  readonly success: boolean;
  readonly created?: boolean;
  readonly errors: readonly {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
  }[];
}

const outcomes = (json: unknown): readonly Outcome[] => json as Outcome[]; // a collection answers a list of these
const codes = (json: unknown): readonly string[] => (json as { errorCode: string }[]).map(({ errorCode }) => errorCode); // a refusal's body
const typed = (type: string, row: object): object => ({ attributes: { type }, ...row });

async function count(world: World, object: string): Promise<number> {
  return (await world.connect().query(`SELECT COUNT() FROM ${object}`)).totalSize;
}

test('a collection saves what it can, in the order of the request', async () => {
  await using world = await startWorld();
  const { status, json } = await world.ask('POST', 'composite/sobjects', {
    allOrNone: false,
    records: [typed('Account', { Name: 'a' }), typed('Account', {}), typed('Account', { Name: 'c' })],
  });
  assert.equal(status, 200);
  const [first, second, third] = outcomes(json);
  assert.deepEqual([first?.success, second?.success, third?.success], [true, false, true]);
  assert.deepEqual(second, {
    success: false,
    errors: [
      { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Name]', fields: ['Name'] },
    ],
  });
  assert.deepEqual(Object.keys(first ?? {}), ['id', 'success', 'errors']);
  assert.equal(await count(world, 'Account'), 2);
});

test('all or none leaves nothing and tells the innocent rows why', async () => {
  await using world = await startWorld();
  const { status, json } = await world.ask('POST', 'composite/sobjects', {
    allOrNone: true,
    records: [typed('Account', { Name: 'a' }), typed('Contact', { FirstName: 'no last name' })],
  });
  assert.equal(status, 200);
  assert.deepEqual(
    outcomes(json).map(({ success, errors }) => [success, errors[0]?.statusCode]),
    [
      [false, 'ALL_OR_NONE_OPERATION_ROLLED_BACK'],
      [false, 'REQUIRED_FIELD_MISSING'],
    ],
  );
  assert.equal(await count(world, 'Account'), 0);
});

test('a flag that is neither true nor false is refused, and nothing is saved', async () => {
  await using world = await startWorld();
  const records = [typed('Account', { Name: 'a' })];
  const url = '/services/data/v62.0/sobjects/Account';
  const compositeRequest = [{ method: 'POST', url, referenceId: 'a', body: { Name: 'a' } }];
  for (const [path, body] of [
    ['composite/sobjects', { allOrNone: 'yes', records }],
    ['composite/sobjects', { allOrNone: 1, records }],
    ['composite', { allOrNone: 'yes', compositeRequest }],
  ] as const) {
    assert.equal((await world.ask('POST', path, body)).status, 400, JSON.stringify(body));
  }
  assert.equal((await world.ask('DELETE', 'composite/sobjects?ids=001000000000001AAA&allOrNone=maybe')).status, 400);
  assert.equal(await count(world, 'Account'), 0);
});

test('200 records are taken, 201 are not', async () => {
  await using world = await startWorld();
  const records = Array.from({ length: 201 }, (_, index) => typed('Account', { Name: `a${index}` }));
  const refused = await world.ask('POST', 'composite/sobjects', { records });
  assert.deepEqual([refused.status, codes(refused.json)], [400, ['EXCEEDED_ID_LIMIT']]);
  assert.equal(await count(world, 'Account'), 0);
  const { json } = await world.ask('POST', 'composite/sobjects', { records: records.slice(1) });
  assert.equal(outcomes(json).filter(({ success }) => success).length, 200);
});

/** Create Records Using sObject Collections: ten chunks of one type at most. */
test('more than ten runs of one type are refused', async () => {
  await using world = await startWorld();
  const records = Array.from({ length: 11 }, (_, index) =>
    index % 2 === 0 ? typed('Account', { Name: 'a' }) : typed('Contact', { LastName: 'c' }),
  );
  assert.equal((await world.ask('POST', 'composite/sobjects', { records })).status, 400);
  const { json } = await world.ask('POST', 'composite/sobjects', { records: records.slice(0, 10) });
  assert.ok(outcomes(json).every(({ success }) => success));
});

test('a collection is changed, upserted with parents by key, read and deleted', async () => {
  await using world = await startWorld({ deploy: parcels });
  const depots = await world.ask('PATCH', 'composite/sobjects/Depot__c/External_Key__c', {
    records: ['D1', 'D2'].map((key) => typed('Depot__c', { Name: key, External_Key__c: key })),
  });
  assert.deepEqual(
    outcomes(depots.json).map(({ created }) => created),
    [true, true],
  );
  const saved = await world.ask('PATCH', 'composite/sobjects/Parcel__c/External_Key__c', {
    records: ['P1', 'P2'].map((key) =>
      typed('Parcel__c', { Name: key, External_Key__c: key, Weight__c: 2.5, Depot__r: { External_Key__c: 'D1' } }),
    ),
  });
  const ids = outcomes(saved.json).map(({ id }) => id ?? '');
  const changed = await world.ask('PATCH', 'composite/sobjects', {
    records: [typed('Parcel__c', { id: ids[0], Weight__c: 4 })],
  });
  assert.deepEqual(outcomes(changed.json), [{ id: ids[0], success: true, errors: [] }]);

  const missing = `${ids[0]?.slice(0, 12) ?? ''}zzz`;
  const read = await world.ask('POST', 'composite/sobjects/Parcel__c', {
    ids: [ids[1], missing, ids[0]],
    fields: ['Name', 'Weight__c'],
  });
  const record = (id: string | undefined, name: string, weight: number): object => ({
    attributes: { type: 'Parcel__c', url: `/services/data/v62.0/sobjects/Parcel__c/${id ?? ''}` },
    Name: name,
    Weight__c: weight,
  });
  assert.deepEqual(read.json, [record(ids[1], 'P2', 2.5), null, record(ids[0], 'P1', 4)]);
  const byUrl = await world.ask('GET', `composite/sobjects/Parcel__c?ids=${ids.join(',')}&fields=Name,Weight__c`);
  assert.deepEqual(byUrl.json, [record(ids[0], 'P1', 4), record(ids[1], 'P2', 2.5)]);

  const rollup = await world.connect().query("SELECT Weight__c FROM Depot__c WHERE External_Key__c = 'D1'");
  assert.equal(rollup.records[0]?.['Weight__c'], 6.5);
  const removed = await world.ask('DELETE', `composite/sobjects?ids=${ids.join(',')}&allOrNone=true`);
  assert.ok(outcomes(removed.json).every(({ success }) => success));
  assert.equal(await count(world, 'Parcel__c'), 0);
});

/** jsforce's own tests against an org: `created` stands in refused rows, too. */
test('a refused upsert tells of each row whether it would have been created', async () => {
  await using world = await startWorld({ deploy: parcels });
  const upsert = (records: readonly object[], allOrNone: boolean): ReturnType<World['ask']> =>
    world.ask('PATCH', 'composite/sobjects/Depot__c/External_Key__c', { allOrNone, records });
  const depot = (key: string, more = {}): object => typed('Depot__c', { Name: key, External_Key__c: key, ...more });
  await upsert([depot('D1')], false);
  const wrong = { OwnerId: 'INVALID_OWNER' };
  const told = async (rows: readonly object[]): Promise<unknown> =>
    outcomes((await upsert(rows, true)).json).map(({ success, created, errors }) => [
      success,
      created,
      errors[0]?.statusCode,
    ]);
  assert.deepEqual(await told([depot('D1'), depot('D2'), depot('D3', wrong)]), [
    [false, false, 'ALL_OR_NONE_OPERATION_ROLLED_BACK'],
    [false, true, 'ALL_OR_NONE_OPERATION_ROLLED_BACK'],
    [false, true, 'MALFORMED_ID'],
  ]);
  assert.equal(await count(world, 'Depot__c'), 1);
});

/** Third-party reports: every row with the key is rejected, not just the second. */
test('a key that comes twice in one upsert fails both rows', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { json } = await world.ask('PATCH', 'composite/sobjects/Depot__c/External_Key__c', {
    records: ['D1', 'd1', 'D2'].map((key) => typed('Depot__c', { Name: key, External_Key__c: key })),
  });
  assert.deepEqual(
    outcomes(json).map(({ success, errors }) => [success, errors[0]?.statusCode]),
    [
      [false, 'DUPLICATE_VALUE'],
      [false, 'DUPLICATE_VALUE'],
      [true, undefined],
    ],
  );
});

test('jsforce saves, upserts, reads and deletes lists', async () => {
  await using world = await startWorld({ deploy: parcels });
  const depots = world.connect().sobject('Depot__c');
  const created = await depots.create([
    { Name: 'a', External_Key__c: 'a' },
    { Name: 'b', External_Key__c: 'b' },
  ]);
  assert.deepEqual(
    created.map(({ success }) => success),
    [true, true],
  );
  const ids = created.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const changed = await depots.update(ids.map((Id) => ({ Id, Code__c: 'x' })));
  assert.ok(changed.every(({ success }) => success));
  const upserted = await depots.upsert(
    [
      { Name: 'a2', External_Key__c: 'a' },
      { Name: 'c', External_Key__c: 'c' },
    ],
    'External_Key__c',
  );
  assert.deepEqual(
    upserted.map((one) => 'created' in one && one.created),
    [false, true],
  );
  const read = await depots.retrieve(ids);
  assert.deepEqual(
    read.map((record: Record<string, unknown>) => [record['Name'], record['Code__c']]),
    [
      ['a2', 'x'],
      ['b', 'x'],
    ],
  );
  const removed = await depots.destroy(ids);
  assert.ok(removed.every(({ success }) => success));
});
