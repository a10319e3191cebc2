/** One table, an API a row: a session that has expired or was revoked is worth nothing, and a refreshed one goes on. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { heldClock, startWorld, type World } from '../../world/world.ts';

const clock = heldClock();
let world: World;
let token = '';
const opened = new AsyncDisposableStack();
before(async () => {
  world = opened.use(await startWorld({ clock }));
});
after(() => opened.disposeAsync());

const data = '/services/data/v66.0';

/** Method, path, body. */
type Door = readonly [method: string, path: string, body?: unknown];

const doors: Readonly<Record<string, Door>> = {
  'REST resources': ['GET', data],
  limits: ['GET', `${data}/limits`],
  'describe global': ['GET', `${data}/sobjects`],
  describe: ['GET', `${data}/sobjects/Account/describe`],
  'REST create': ['POST', `${data}/sobjects/Account`, { Name: 'Nobody' }],
  SOQL: ['GET', `${data}/query?q=SELECT+Id+FROM+Account`],
  queryAll: ['GET', `${data}/queryAll?q=SELECT+Id+FROM+Account`],
  SOSL: ['GET', `${data}/search?q=FIND+%7Bnobody%7D`],
  Tooling: ['GET', `${data}/tooling/query?q=SELECT+Id+FROM+ApexClass`],
  Collections: [
    'POST',
    `${data}/composite/sobjects`,
    { records: [{ attributes: { type: 'Account' }, Name: 'Nobody' }] },
  ],
  Composite: [
    'POST',
    `${data}/composite`,
    {
      compositeRequest: [
        { method: 'POST', url: `${data}/sobjects/Account`, referenceId: 'a', body: { Name: 'Nobody' } },
      ],
    },
  ],
  Batch: ['POST', `${data}/composite/batch`, { batchRequests: [{ method: 'GET', url: 'v66.0/limits' }] }],
  Graph: ['POST', `${data}/composite/graph`, { graphs: [] }],
  Tree: [
    'POST',
    `${data}/composite/tree/Account`,
    { records: [{ attributes: { type: 'Account', referenceId: 'a' }, Name: 'Nobody' }] },
  ],
  'Bulk ingest': ['POST', `${data}/jobs/ingest`, { object: 'Account', operation: 'insert' }],
  'Bulk query': ['POST', `${data}/jobs/query`, { operation: 'query', query: 'SELECT Id FROM Account' }],
  'UI API object info': ['GET', `${data}/ui-api/object-info/Account`],
  'UI API create': ['POST', `${data}/ui-api/records`, { apiName: 'Account', fields: { Name: 'Nobody' } }],
  'UI API list': ['GET', `${data}/ui-api/list-records/Account/All`],
  GraphQL: ['POST', `${data}/graphql`, { query: '{ uiapi { query { Account { edges { node { Id } } } } } }' }],
  'Metadata by REST': ['GET', `${data}/metadata/deployRequest/0Af000000000001AAA`],
};

async function knock([method, path, body]: Door): Promise<{ status: number; text: string }> {
  const { status, text } = await world.ask(method, path, body, { Authorization: `Bearer ${token}` });
  return { status, text };
}

async function post(path: string, form: Record<string, string>): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(world.url + path, { method: 'POST', body: new URLSearchParams(form) });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return text === '' ? {} : (JSON.parse(text) as Record<string, string>); // a token's reply
}

const app = (): Record<string, string> => ({
  client_id: world.org.client.clientId,
  client_secret: world.org.client.clientSecret,
});

beforeEach(async () => {
  ({ access_token: token = '' } = await post('/services/oauth2/token', { grant_type: 'client_credentials', ...app() }));
});

async function assertEnded(): Promise<void> {
  for (const [api, door] of Object.entries(doors)) {
    const { status, text } = await knock(door);
    assert.equal(status, 401, `${api}: ${text}`);
    assert.equal(text, '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]', api);
  }
}

async function assertAlive(): Promise<void> {
  for (const [api, door] of Object.entries(doors)) {
    const { status, text } = await knock(door);
    assert.notEqual(status, 401, `${api}: ${text}`);
  }
}

const accounts = (): number => {
  const { engine, admin } = world.org;
  return engine.query({ userId: admin.id }, "SELECT COUNT() FROM Account WHERE Name = 'Nobody'").totalSize;
};

test('a session that has expired opens no API and writes nothing; a new one opens all', async () => {
  clock.advance(2 * 60 * 60 * 1000 + 1000);
  const before = accounts();
  await assertEnded();
  assert.equal(accounts(), before);
  ({ access_token: token = '' } = await post('/services/oauth2/token', { grant_type: 'client_credentials', ...app() }));
  await assertAlive();
  assert.ok(accounts() > before);
});

test('a revoked token opens no API, nor does one that was never given', async () => {
  await assertAlive();
  await post('/services/oauth2/revoke', { token });
  await assertEnded();
  token = '00D000000000001!never';
  await assertEnded();
});

const soapQuery = (): string => `<?xml version="1.0" encoding="UTF-8"?>
  <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:met="http://soap.sforce.com/2006/04/metadata">
  <soapenv:Header><met:SessionHeader><met:sessionId>${token}</met:sessionId></met:SessionHeader></soapenv:Header>
  <soapenv:Body><met:describeMetadata><met:asOfVersion>66.0</met:asOfVersion></met:describeMetadata></soapenv:Body></soapenv:Envelope>`;

test('Metadata by SOAP, where the session is in the envelope, says so in a fault', async () => {
  const ask = (): Promise<{ status: number; text: string }> =>
    world.ask('POST', '/services/Soap/m/66.0', soapQuery(), { 'Content-Type': 'text/xml', SOAPAction: '""' });
  assert.equal((await ask()).status, 200);
  await post('/services/oauth2/revoke', { token });
  const { status, text } = await ask();
  assert.equal(status, 500);
  assert.match(text, /<faultcode>sf:INVALID_SESSION_ID<\/faultcode>/);
});
