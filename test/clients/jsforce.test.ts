/** jsforce as it comes from the registry, through its own calls: the rest of its suites ask for one thing each. */
import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { Connection, OAuth2, type Record as Row } from 'jsforce';
import { parcels } from '../world/parcels.ts';
import { heldClock, startWorld, type World } from '../world/world.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const clock = heldClock();
let world: World;
let connection: Connection;
before(async () => {
  world = await startWorld({ clock, deploy: parcels, client: { publicKey } });
  connection = world.connect();
  connection.bulk2.pollInterval = 5;
});
after(() => world.close());

const depots = (first: number, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ Name: 'Depot', External_Key__c: `D${first + index}` }));

test('lists are created, upserted, updated and deleted, row by row or all or none', async () => {
  const depot = connection.sobject('Depot__c');
  const created = await depot.create(depots(0, 3));
  assert.ok(created.every(({ success }) => success));
  const upserted = await depot.upsert([...depots(2, 2), { Name: 'x', External_Key__c: 'X', Code__c: 'far too long a code' }], 'External_Key__c'); // prettier-ignore
  assert.partialDeepStrictEqual(upserted, [
    { success: true, created: false },
    { success: true, created: true },
    { success: false, errors: [{ statusCode: 'STRING_TOO_LONG', fields: ['Code__c'] }] },
  ]);
  const [one = '', two = ''] = created.map(({ id }) => id ?? '');
  const none = await depot.update([{ Id: one, Name: 'Changed' }, { Id: two, Code__c: 'far too long a code' }], { allOrNone: true }); // prettier-ignore
  assert.partialDeepStrictEqual(none, [
    { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
    { success: false, errors: [{ statusCode: 'STRING_TOO_LONG' }] },
  ]);
  const single = await depot.upsert({ Name: 'Renamed', External_Key__c: 'D0' }, 'External_Key__c');
  assert.partialDeepStrictEqual(single, { id: one, success: true, created: false });
  assert.partialDeepStrictEqual(await depot.retrieve([one, two]), [{ Name: 'Renamed' }, { Name: 'Depot' }]);
  const removed = await depot.destroy([one, two]);
  assert.ok(removed.every(({ success }) => success));
  await assert.rejects(depot.retrieve(one), { errorCode: 'NOT_FOUND' });
  await assert.rejects(async () => connection.query('SELECT Nope FROM Depot__c'), { errorCode: 'INVALID_FIELD' });
});

test('rows are loaded in bulk, and queried with events and in bulk over several pages', async () => {
  const rows = depots(10_000, 4500);
  const loaded = await connection.bulk2.loadAndWaitForResults({ object: 'Depot__c', operation: 'insert', input: rows });
  assert.deepEqual([loaded.successfulResults.length, loaded.failedResults.length], [4500, 0]);
  const soql =
    "SELECT Name, External_Key__c FROM Depot__c WHERE External_Key__c LIKE 'D1____' ORDER BY External_Key__c";
  const first = await connection.query(soql);
  assert.deepEqual([first.totalSize, first.records.length, first.done], [4500, 2000, false]);
  const second = await connection.queryMore(first.nextRecordsUrl ?? '');
  assert.equal(second.records[0]?.['External_Key__c'], 'D12000');
  const events: string[] = [];
  const query = connection
    .query(soql, { autoFetch: true, maxFetch: 10_000 })
    .on('record', ({ External_Key__c }: Row) => events.push(String(External_Key__c)))
    .on('fetch', () => events.push('fetch'));
  await Promise.all([once(query, 'end'), query]);
  assert.deepEqual([events.filter((event) => event === 'fetch').length, events.length], [3, 4503]);
  const inBulk = await connection.bulk2.query(soql);
  const found = (await inBulk.toArray()) as Row[]; // records, one object each
  const keysOf = (records: readonly Readonly<{ [name: string]: unknown }>[]): readonly unknown[] =>
    records.map((row) => row['External_Key__c']);
  assert.deepEqual(keysOf(found), keysOf(rows));
});

test('an org says who one is, what is left of its limits, and what it is made of', async () => {
  const identity = await connection.identity();
  assert.partialDeepStrictEqual(identity, { username: world.org.admin.username, organization_id: world.org.organizationId }); // prettier-ignore
  const { DailyApiRequests } = await connection.limits();
  assert.equal(DailyApiRequests?.Max, 100_000);
  assert.ok((connection.limitInfo.apiUsage?.used ?? 0) > 0);
  const listed = await connection.metadata.list([{ type: 'CustomObject' }], '62.0');
  assert.ok(listed.some(({ fullName }) => fullName === 'Depot__c'));
  const { metadataObjects } = await connection.metadata.describe('62.0');
  assert.ok(metadataObjects.some(({ xmlName }) => xmlName === 'PermissionSet'));
  const retrieved = await connection.metadata
    .retrieve({
      apiVersion: '62.0',
      unpackaged: [{ types: [{ name: 'CustomObject', members: ['Depot__c'] }], version: '62.0' }],
    } as never) // its type wants fields that the API has not
    .complete();
  assert.equal(String(retrieved.success), 'true');
});

function assertion(): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: 'todoku', sub: world.org.admin.username, aud: world.url, exp: Math.floor(clock.now() / 1000) + 180 }; // prettier-ignore
  const text = `${encode({ alg: 'RS256' })}.${encode(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

test('each OAuth flow gives a session; a refresh token, a new one', async () => {
  const { clientId, clientSecret } = world.org.client;
  const redirectUri = 'http://localhost:1717/OauthRedirect';
  const oauth2 = { loginUrl: world.url, clientId, clientSecret, redirectUri };
  const whoIs = async (signedIn: Connection): Promise<string> => (await signedIn.identity()).username;
  const jwt = new Connection({ oauth2: { loginUrl: world.url } });
  await jwt.authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertion() });
  const credentials = new Connection({ oauth2 });
  await credentials.authorize({ grant_type: 'client_credentials' });
  const page = new OAuth2(oauth2).getAuthorizationUrl({ scope: 'api id refresh_token', state: 's' });
  const person = `&local_org_user=${encodeURIComponent(world.org.admin.username)}`;
  const answer = await fetch(page + person, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const web = new Connection({ oauth2, version: '62.0' });
  await web.authorize(code);
  for (const one of [jwt, credentials, web]) assert.equal(await whoIs(one), world.org.admin.username);
  let refreshed = 0;
  web.on('refresh', () => (refreshed += 1));
  clock.advance(3 * 60 * 60 * 1000);
  await web.limits(); // identity() alone asks an address whose refusal jsforce does not take for an ended session
  assert.deepEqual([await whoIs(web), refreshed], [world.org.admin.username, 1]);
  await assert.rejects(async () => connection.query('SELECT Id FROM Account'), { errorCode: 'INVALID_SESSION_ID' });
  const wrong = new Connection({ oauth2: { ...oauth2, clientSecret: 'no' } });
  await assert.rejects(wrong.authorize({ grant_type: 'client_credentials' }), { name: 'invalid_client' });
});
