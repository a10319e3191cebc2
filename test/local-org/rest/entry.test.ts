import assert from 'node:assert/strict';
import { request as rawRequest } from 'node:http';
import { test } from 'node:test';
import { heldClock, startWorld } from '../../world/world.ts';

/** Asks with headers that fetch would not send. */
function statusOf(address: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = rawRequest(address, { headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

test('the versions are an array that needs no session, v31.0 to v68.0 with their releases', async () => {
  await using world = await startWorld();
  const response = await fetch(`${world.url}/services/data`);
  // An array of these objects, as the sf CLI requires.
  const list = (await response.json()) as { label: string; url: string; version: string }[];
  assert.equal(list.length, 38);
  assert.deepEqual(list[0], { label: "Summer '14", url: '/services/data/v31.0', version: '31.0' });
  assert.deepEqual(list.at(-2), { label: "Summer '26", url: '/services/data/v67.0', version: '67.0' });
  assert.deepEqual(list.at(-1), { label: "Winter '27", url: '/services/data/v68.0', version: '68.0' });
});

/** Salesforce Help 000354473, "Salesforce Platform API Versions 21.0 through 30.0 Retirement". */
test('any version from v31 to v68 answers, older ones are gone, others do not exist', async () => {
  await using world = await startWorld();
  for (const version of ['v7.0', 'v20.0', 'v30.0']) {
    const { status, json } = await world.ask('GET', `/services/data/${version}/limits`);
    assert.deepEqual([status, (json as { errorCode: string }[])[0]?.errorCode], [410, 'UNSUPPORTED_API_VERSION']);
  }
  const soap = await world.ask('POST', '/services/Soap/m/30.0', {});
  assert.equal(soap.status, 500);
  assert.match(soap.text, /UNSUPPORTED_API_VERSION/);
  for (const version of ['31', '50', '51', '68']) {
    const { status, json } = await world.ask('GET', `/services/data/v${version}.0`);
    assert.equal(status, 200);
    // The map of resources; jsforce follows `identity`.
    const map = json as Record<string, string>;
    assert.equal(map['query'], `/services/data/v${version}.0/query`);
    assert.equal(map['identity'], `${world.url}/id/${world.org.organizationId}/${world.org.admin.id}`);
  }
  for (const version of ['v6.0', 'v69.0', 'v62.1', 'v062.0', 'latest']) {
    const { status, text } = await world.ask('GET', `/services/data/${version}/limits`);
    assert.equal(status, 404, version);
    assert.equal(text, '[{"message":"The requested resource does not exist","errorCode":"NOT_FOUND"}]');
  }
});

/** sf-clients.md, pitfall 1. */
test('repeated slashes are one, as the sf CLI sends them', async () => {
  await using world = await startWorld();
  const { status } = await world.ask('GET', '//services//data/v62.0///limits/');
  assert.equal(status, 200);
});

test('without a session, and with a wrong one, every resource answers 401 INVALID_SESSION_ID', async () => {
  await using world = await startWorld();
  for (const headers of [{}, { Authorization: 'Bearer 00D!wrong' }, { Cookie: 'sid=wrong' }]) {
    const response = await fetch(`${world.url}/services/data/v62.0/sobjects`, { headers });
    assert.equal(response.status, 401);
    assert.deepEqual(await response.json(), [
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
  }
  const oauth = await world.ask('GET', 'limits', undefined, { Authorization: `OAuth ${world.token}` });
  assert.equal(oauth.status, 200);
});

test('a path that no resource answers is 404, a method that it does not have 405', async () => {
  await using world = await startWorld();
  const missing = await world.ask('GET', 'tooling/sobjects/SourceMember/describe');
  assert.deepEqual(missing.json, [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }]);
  assert.equal(missing.status, 404);
  const unknown = await world.ask('GET', '/services/nothing');
  assert.deepEqual([unknown.status, unknown.json], [404, missing.json]);
  const wrong = await world.ask('PUT', 'sobjects/Account', {});
  assert.equal(wrong.status, 405);
  assert.equal((wrong.json as { errorCode: string }[])[0]?.errorCode, 'METHOD_NOT_ALLOWED');
});

test('a body that is no JSON is JSON_PARSER_ERROR', async () => {
  await using world = await startWorld();
  const { status, json } = await world.ask('POST', 'sobjects/Account', '{"Name":');
  assert.equal(status, 400);
  assert.equal((json as { errorCode: string }[])[0]?.errorCode, 'JSON_PARSER_ERROR');
});

test('each request counts, the reply says how many, and the next day begins anew', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock, sessionMs: 1e12, allowances: { DailyApiRequests: 3 } });
  assert.equal((await world.ask('GET', 'limits')).headers.get('sforce-limit-info'), 'api-usage=1/3');
  const second = await world.ask('GET', 'limits');
  assert.equal(second.headers.get('sforce-limit-info'), 'api-usage=2/3');
  assert.deepEqual((second.json as Record<string, unknown>)['DailyApiRequests'], { Max: 3, Remaining: 1 });
  await world.ask('GET', 'limits');
  const refused = await world.ask('GET', 'limits');
  assert.equal(refused.status, 403);
  assert.deepEqual(refused.json, [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }]);
  clock.advance(24 * 60 * 60 * 1000);
  assert.equal((await world.ask('GET', 'limits')).status, 200);
});

test('jsforce reads the limits and the usage', async () => {
  await using world = await startWorld();
  const connection = world.connect();
  const limits = await connection.limits();
  assert.equal(limits['DailyBulkApiBatches']?.Max, 15_000);
  assert.equal(limits['DailyBulkV2QueryJobs']?.Max, 10_000);
  assert.deepEqual(connection.limitInfo, { apiUsage: { used: 1, limit: 100_000 } });
});

test('a URI over 16,384 bytes is 414, and URI and headers together over 16,384 are 431', async () => {
  await using world = await startWorld();
  const ask = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
    statusOf(world.url + path, headers);
  assert.equal(await ask(`/services/data/v62.0/query?q=${'x'.repeat(16_384)}`, {}), 414);
  assert.equal(await ask('/services/data/v62.0/limits', { 'X-Long': 'x'.repeat(16_384) }), 431);
});

test('a foreign name that resolves to this machine is refused', async () => {
  await using world = await startWorld();
  const { port } = new URL(world.url);
  assert.equal(await statusOf(`${world.url}/services/data`, { Host: `example.com:${port}` }), 421);
  assert.equal(await statusOf(`${world.url}/services/data`, { Host: `localhost:${port}` }), 200);
});

/** "Record Count": of the objects that are asked for, or of all. */
test('records are counted by object; one that does not exist is left out', async () => {
  await using world = await startWorld();
  await world.ask('POST', 'sobjects/Account', { Name: 'a' });
  const some = await world.ask('GET', 'limits/recordCount?sObjects=account,Nothing,Contact');
  assert.deepEqual(some.json, {
    sObjects: [
      { count: 1, name: 'Account' },
      { count: 0, name: 'Contact' },
    ],
  });
  const all = await world.ask('GET', 'limits/recordCount');
  // The reply's one key.
  const { sObjects } = all.json as { sObjects: { name: string; count: number }[] };
  assert.ok(sObjects.some(({ name, count }) => name === 'User' && count === 1));
});
