/** What leads from one record to others, and what happened to them (REST API Developer Guide). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parcels } from '../../world/parcels.ts';
import { heldClock, startWorld, type World } from '../../world/world.ts';

const stack = new AsyncDisposableStack();
const clock = heldClock('2026-11-24T10:00:30Z');
let world: World;
let depot = '';
let parcel = '';

const idOf = (json: unknown): string => (json as { id: string }).id; // the body of a 201
const code = (json: unknown): string | undefined => (json as { errorCode: string }[])[0]?.errorCode; // a refusal's body

before(async () => {
  world = stack.use(await startWorld({ deploy: parcels, clock, sessionMs: 1e12 }));
  depot = idOf((await world.ask('POST', 'sobjects/Depot__c', { Name: 'D', Code__c: 'same' })).json);
  parcel = idOf((await world.ask('POST', 'sobjects/Parcel__c', { Name: 'P', Depot__c: depot })).json);
});
after(() => stack.disposeAsync());

interface Row {
  readonly attributes: { readonly type: string; readonly url: string };
  readonly Id: string;
  readonly Name: string;
}

/** "Traverse Relationships with Friendly URLs". */
test('a relationship in the path leads to the parent and to the children', async () => {
  const up = await world.ask('GET', `sobjects/Parcel__c/${parcel}/Depot__r?fields=Name`);
  assert.deepEqual(up.json, {
    attributes: { type: 'Depot__c', url: `/services/data/v62.0/sobjects/Depot__c/${depot}` },
    Name: 'D',
  });
  const down = await world.ask('GET', `sobjects/Depot__c/${depot}/Parcels__r?fields=Id,Name`);
  const page = down.json as { totalSize: number; done: boolean; records: Row[] }; // children are a query's reply
  assert.deepEqual([page.totalSize, page.done, page.records.map(({ Name }) => Name)], [1, true, ['P']]);
  const owner = await world.ask('GET', `sobjects/Depot__c/${depot}/Owner?fields=Username`);
  assert.equal((owner.json as { Username: string }).Username, world.org.admin.username);
});

test('a parent is changed and deleted through its child, and an empty relationship is 404', async () => {
  const other = idOf((await world.ask('POST', 'sobjects/Parcel__c', { Name: 'F', Depot__c: depot })).json);
  await world.ask('PATCH', `sobjects/Parcel__c/${parcel}`, { Follows__c: other });
  const path = `sobjects/Parcel__c/${parcel}/Follows__r`;
  assert.equal((await world.ask('PATCH', path, { Name: 'changed' })).status, 204);
  assert.equal(((await world.ask('GET', path)).json as Row).Name, 'changed');
  assert.equal((await world.ask('DELETE', path)).status, 204);
  assert.equal((await world.ask('GET', path)).status, 404);
  assert.equal((await world.ask('GET', `sobjects/Parcel__c/${parcel}/Nothing__r`)).status, 404);
  assert.equal((await world.ask('DELETE', `sobjects/Depot__c/${depot}/Parcels__r`)).status, 404);
});

test('what is no id is taken for a key field that is not there', async () => {
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const { status, json } = await world.ask(method, 'sobjects/Account/nonsense', method === 'PATCH' ? {} : undefined);
    assert.deepEqual(
      [status, json],
      [
        404,
        [
          {
            message: 'Provided external ID field does not exist or is not accessible: nonsense',
            errorCode: 'NOT_FOUND',
          },
        ],
      ],
    );
  }
  assert.equal((await world.ask('GET', 'sobjects/Account/001000000000001')).status, 404);
});

test('?fields= names each field once, and an unknown one is refused', async () => {
  const { json } = await world.ask('GET', `sobjects/Depot__c/${depot}?fields=name,Name,Code__c`);
  assert.deepEqual(Object.keys(json as object), ['attributes', 'Name', 'Code__c']);
  const refused = await world.ask('GET', `sobjects/Depot__c/${depot}?fields=Foo`);
  assert.deepEqual(
    [refused.status, refused.json],
    [400, [{ message: "No such column 'Foo' on sobject of type Depot__c", errorCode: 'INVALID_FIELD' }]],
  );
});

/** "Upsert": a key that is not unique. */
test('a key that several records have answers 300 with their addresses and changes nothing', async () => {
  const second = idOf((await world.ask('POST', 'sobjects/Depot__c', { Name: 'E', Code__c: 'SAME' })).json);
  const addresses = [depot, second].map((id) => `/services/data/v62.0/sobjects/Depot__c/${id}`);
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const { status, json } = await world.ask(
      method,
      'sobjects/Depot__c/Code__c/same',
      method === 'PATCH' ? { Name: 'x' } : undefined,
    );
    assert.deepEqual([status, json], [300, addresses], method);
  }
});

test('updateOnly changes what is there and makes nothing', async () => {
  const missing = await world.ask('PATCH', 'sobjects/Depot__c/External_Key__c/new?updateOnly=true', { Name: 'n' });
  assert.deepEqual([missing.status, code(missing.json)], [404, 'NOT_FOUND']);
  await world.ask('PATCH', 'sobjects/Depot__c/External_Key__c/new', { Name: 'n' });
  const there = await world.ask('PATCH', 'sobjects/Depot__c/External_Key__c/new?updateOnly=true', { Name: 'm' });
  assert.deepEqual([there.status, (there.json as { created: boolean }).created], [200, false]);
});

/** SOAP API Developer Guide, "getUpdated()" and "getDeleted()". */
test('what changed and what was deleted is told for a span of time', async () => {
  clock.advance(120_000);
  const kept = idOf((await world.ask('POST', 'sobjects/Contact', { LastName: 'Kept' })).json);
  const gone = idOf((await world.ask('POST', 'sobjects/Contact', { LastName: 'Gone' })).json);
  await world.ask('DELETE', `sobjects/Contact/${gone}`);
  clock.advance(120_000);
  const span = 'start=2026-11-24T10:02:00%2B00:00&end=2026-11-24T10:04:00Z';
  const updated = await world.ask('GET', `sobjects/Contact/updated/?${span}`);
  assert.deepEqual(updated.json, { ids: [kept], latestDateCovered: '2026-11-24T10:04:00.000+0000' });
  const deleted = await world.ask('GET', `sobjects/Contact/deleted?${span}`);
  assert.deepEqual(deleted.json, {
    deletedRecords: [{ deletedDate: '2026-11-24T10:02:30.000+0000', id: gone }],
    earliestDateAvailable: '2026-11-09T10:04:30.000+0000',
    latestDateCovered: '2026-11-24T10:04:00.000+0000',
  });
});

test('jsforce asks the same', async () => {
  const contacts = world.connect().sobject('Contact');
  const start = new Date('2026-11-24T10:00:00Z');
  const end = new Date('2026-11-24T10:10:00Z');
  assert.equal((await contacts.updated(start, end)).ids.length, 1);
  assert.equal((await contacts.deleted(start, end)).deletedRecords.length, 1);
});

test('a span that the platform does not look at is refused', async () => {
  const refusals: readonly (readonly [query: string, code: string])[] = [
    ['start=2026-11-24T10:00:00Z&end=2026-11-24T10:00:59Z', 'INVALID_REPLICATION_DATE'],
    ['start=2026-11-24T10:00:00Z&end=2026-11-23T10:00:00Z', 'INVALID_REPLICATION_DATE'],
    ['start=2026-10-24T10:00:00Z&end=2026-11-24T10:00:00Z', 'INVALID_REPLICATION_DATE'],
    ['start=2026-11-24&end=2026-11-25', 'INVALID_ARGUMENT'],
    ['end=2026-11-24T10:00:00Z', 'MISSING_ARGUMENT'],
  ];
  for (const [query, expected] of refusals) {
    const { status, json } = await world.ask('GET', `sobjects/Contact/updated?${query}`);
    assert.deepEqual([status, code(json)], [400, expected], query);
  }
  assert.equal((await world.ask('GET', 'sobjects/Nothing/updated?start=a&end=b')).status, 404);
});

/** "Recently Viewed Items" and the header Sforce-Mru. */
test('records count as recently seen by FOR VIEW and by the header Sforce-Mru', async () => {
  const soql = encodeURIComponent("SELECT Name FROM Depot__c WHERE Name = 'D' FOR VIEW");
  await world.ask('GET', `query?q=${soql}`);
  const mru = { 'Sforce-Mru': 'updateMru=true' };
  const contact = idOf((await world.ask('POST', 'sobjects/Contact', { LastName: 'Seen' }, mru)).json);
  await world.ask('POST', 'sobjects/Contact', { LastName: 'Unseen' });
  const seen = (await world.ask('GET', 'recent')).json as Row[];
  assert.deepEqual(
    seen.map(({ Id, Name, attributes }) => [Id, Name, attributes.type]),
    [
      [contact, 'Seen', 'Contact'],
      [depot, 'D', 'Depot__c'],
    ],
  );
  assert.equal(((await world.ask('GET', 'recent?limit=1')).json as Row[]).length, 1);
  const { json } = await world.ask('GET', 'sobjects/Depot__c');
  const { objectDescribe, recentItems } = json as { objectDescribe: { name: string }; recentItems: Row[] };
  assert.deepEqual([objectDescribe.name, recentItems.map(({ Id }) => Id)], ['Depot__c', [depot]]);
});
