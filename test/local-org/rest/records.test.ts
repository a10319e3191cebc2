import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { startWorld, type World } from '../../world/world.ts';

/** Replies of single-record calls; the tests look at these keys. */
interface Saved {
  readonly id: string;
  readonly success: boolean;
  readonly errors: readonly unknown[];
  readonly created?: boolean;
}

const codes = (json: unknown): readonly string[] => (json as { errorCode: string }[]).map(({ errorCode }) => errorCode); // a refusal's body

async function depot(world: World, key: string): Promise<string> {
  const { json } = await world.ask('POST', 'sobjects/Depot__c', { Name: key, External_Key__c: key });
  return (json as Saved).id;
}

test('a record is created with 201, read, changed with 204 and deleted with 204', async () => {
  await using world = await startWorld();
  const created = await world.ask('POST', 'sobjects/Account', { Name: 'Acme' });
  assert.equal(created.status, 201);
  const { id } = created.json as Saved;
  assert.match(id, /^001[a-zA-Z0-9]{15}$/);
  assert.equal(created.text, `{"id":"${id}","success":true,"errors":[]}`);
  assert.equal(created.headers.get('location'), `/services/data/v62.0/sobjects/Account/${id}`);

  const changed = await world.ask('PATCH', `sobjects/Account/${id}`, { Name: 'Acme Ltd' });
  assert.deepEqual([changed.status, changed.text], [204, '']);
  const read = await world.ask('GET', `sobjects/Account/${id}?fields=Id,Name`);
  assert.deepEqual(read.json, {
    attributes: { type: 'Account', url: `/services/data/v62.0/sobjects/Account/${id}` },
    Id: id,
    Name: 'Acme Ltd',
  });
  const whole = await world.ask('GET', `sobjects/Account/${id.slice(0, 15)}`);
  assert.equal((whole.json as Record<string, unknown>)['Name'], 'Acme Ltd');
  assert.ok('SystemModstamp' in (whole.json as object));

  const removed = await world.ask('DELETE', `sobjects/Account/${id}`);
  assert.deepEqual([removed.status, removed.text], [204, '']);
  const gone = await world.ask('GET', `sobjects/Account/${id}`);
  assert.deepEqual([gone.status, codes(gone.json)], [404, ['NOT_FOUND']]);
  const again = await world.ask('DELETE', `sobjects/Account/${id}`);
  assert.deepEqual([again.status, codes(again.json)], [404, ['ENTITY_IS_DELETED']]);
});

test('a refused record says its code, its message and the fields', async () => {
  await using world = await startWorld({ deploy: parcels });
  const missing = await world.ask('POST', 'sobjects/Account', {});
  assert.equal(missing.status, 400);
  assert.equal(
    missing.text,
    '[{"message":"Required fields are missing: [Name]","errorCode":"REQUIRED_FIELD_MISSING","fields":["Name"]}]',
  );
  const depotId = await depot(world, 'd');
  const heavy = await world.ask('POST', 'sobjects/Parcel__c', { Depot__c: depotId, Name: 'p', Weight__c: 1001 });
  assert.deepEqual(heavy.json, [
    {
      message: 'A parcel weighs 1,000 at most.',
      errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      fields: ['Weight__c'],
    },
  ]);
});

test('an object that does not exist is 404 in a path and 400 in a query', async () => {
  await using world = await startWorld();
  const path = await world.ask('GET', 'sobjects/Nothing__c/describe');
  assert.deepEqual([path.status, codes(path.json)], [404, ['NOT_FOUND']]);
  // sf-clients.md, pitfall 6: below 400 the CLI takes the org for a Dev Hub.
  const query = await world.ask('GET', `query?q=${encodeURIComponent('SELECT Id FROM ScratchOrgInfo limit 1')}`);
  assert.deepEqual([query.status, codes(query.json)], [400, ['INVALID_TYPE']]);
});

test('an upsert by external id creates with 201 and changes with 200, and says which', async () => {
  await using world = await startWorld({ deploy: parcels });
  const path = 'sobjects/Depot__c/External_Key__c/D%2F1';
  const created = await world.ask('PATCH', path, { Name: 'One' });
  assert.equal(created.status, 201);
  const { id } = created.json as Saved;
  assert.deepEqual(created.json, { id, success: true, errors: [], created: true });
  const changed = await world.ask('PATCH', path, { Name: 'Uno' });
  assert.deepEqual([changed.status, changed.json], [200, { id, success: true, errors: [], created: false }]);
  const read = await world.ask('GET', `${path}?fields=Name,External_Key__c`);
  assert.deepEqual([(read.json as Record<string, unknown>)['External_Key__c']], ['D/1']);
  assert.equal((await world.ask('DELETE', path)).status, 204);
  assert.equal((await world.ask('GET', path)).status, 404);
});

/** REST API Developer Guide, Insert or Update (Upsert): 204 without a body up to v45. */
test('before v46 an upsert that changes answers 204', async () => {
  await using world = await startWorld({ deploy: parcels });
  const path = '/services/data/v45.0/sobjects/Depot__c/External_Key__c/D1';
  const created = await world.ask('PATCH', path, { Name: 'One' });
  assert.deepEqual(Object.keys(created.json as object), ['id', 'success', 'errors']);
  const changed = await world.ask('PATCH', path, { Name: 'Uno' });
  assert.deepEqual([changed.status, changed.text], [204, '']);
});

test('a key that several records have is 300 with their addresses, and nothing is written', async () => {
  await using world = await startWorld({ deploy: parcels });
  const ids = [];
  for (const key of ['a', 'b']) {
    const { json } = await world.ask('POST', 'sobjects/Depot__c', { Name: key, External_Key__c: key, Code__c: 'same' });
    ids.push((json as Saved).id);
  }
  const { status, json } = await world.ask('PATCH', 'sobjects/Depot__c/Code__c/same', { Name: 'c' });
  assert.equal(status, 300);
  assert.deepEqual(new Set(json as string[]), new Set(ids.map((id) => `/services/data/v62.0/sobjects/Depot__c/${id}`)));
  const connection = world.connect();
  await assert.rejects(connection.sobject('Depot__c').upsert({ Name: 'c', Code__c: 'same' }, 'Code__c'), {
    name: 'MULTIPLE_CHOICES',
  });
});

test('updateOnly forbids an upsert to create', async () => {
  await using world = await startWorld({ deploy: parcels });
  const { status } = await world.ask('PATCH', 'sobjects/Depot__c/External_Key__c/D1?updateOnly=true', { Name: 'x' });
  assert.equal(status, 404);
});

test('an upsert by a field that is no key, or with the key in the body as well, is refused', async () => {
  await using world = await startWorld({ deploy: parcels });
  const noKey = await world.ask('PATCH', 'sobjects/Depot__c/Weight__c/1', {});
  assert.deepEqual(noKey.json, [
    {
      message: 'Provided external ID field does not exist or is not accessible: Weight__c',
      errorCode: 'NOT_FOUND',
    },
  ]);
  for (const field of ['External_Key__c', 'external_key__c', 'Id']) {
    const twice = await world.ask('PATCH', 'sobjects/Depot__c/External_Key__c/D1', { Name: 'x', [field]: 'D1' });
    assert.deepEqual([field, twice.status, codes(twice.json)], [field, 400, ['INVALID_FIELD']]);
  }
});

test('a parent is named by its external id in the body', async () => {
  await using world = await startWorld({ deploy: parcels });
  const depotId = await depot(world, 'D1');
  const { status, json } = await world.ask('POST', 'sobjects/Parcel__c', {
    Name: 'p',
    Depot__r: { External_Key__c: 'D1' },
  });
  assert.equal(status, 201, JSON.stringify(json));
  const read = await world.ask('GET', `sobjects/Parcel__c/${(json as Saved).id}?fields=Depot__c`);
  assert.equal((read.json as Record<string, unknown>)['Depot__c'], depotId);
  const orphan = await world.ask('POST', 'sobjects/Parcel__c', { Name: 'p', Depot__r: { External_Key__c: 'D2' } });
  assert.deepEqual(orphan.json, [
    {
      message: 'Foreign key external ID: D2 not found for field External_Key__c in entity Depot__c',
      errorCode: 'INVALID_FIELD',
      fields: ['Depot__c'],
    },
  ]);
});

test('POST to the Id path inserts (from v37)', async () => {
  await using world = await startWorld();
  assert.equal((await world.ask('POST', 'sobjects/Account/Id', { Name: 'Acme' })).status, 201);
});

test('jsforce creates, reads, changes, upserts and deletes one record', async () => {
  await using world = await startWorld({ deploy: parcels });
  const depots = world.connect().sobject('Depot__c');
  const created = await depots.create({ Name: 'One', External_Key__c: 'D1' });
  assert.equal(created.success, true);
  const id = created.id;
  assert.equal((await depots.update({ Id: id, Name: 'Two' })).success, true);
  const upserted = await depots.upsert({ External_Key__c: 'D1', Name: 'Three' }, 'External_Key__c');
  assert.deepEqual([upserted.success, 'created' in upserted && upserted.created], [true, false]);
  assert.equal((await depots.retrieve(id))['Name'], 'Three');
  assert.equal((await depots.destroy(id)).success, true);
});
