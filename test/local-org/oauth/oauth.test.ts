import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { Connection } from 'jsforce';
import { heldClock, startWorld, type World } from '../../world/world.ts';

const jwtGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

function assertion(claims: object, privateKey = keys.privateKey, alg = 'RS256'): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg })}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

async function token(world: World, form: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${world.url}/services/oauth2/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(form),
  });
  // The token endpoint answers JSON with texts only, refusals included.
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

test('client credentials give a token of the one form that the sf CLI takes', async () => {
  await using world = await startWorld();
  const { clientId, clientSecret } = world.org.client;
  const { status, body } = await token(world, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  });
  assert.equal(status, 200);
  assert.match(body['access_token'] ?? '', /^(00D\w{12,15})![.\w]*$/);
  assert.equal(body['instance_url'], world.url);
  assert.equal(body['id'], `${world.url}/id/${world.org.organizationId}/${world.org.admin.id}`);
  assert.equal(body['token_type'], 'Bearer');
  assert.equal(body['refresh_token'], undefined);
});

test('client credentials are taken as Basic, too, and a wrong secret is refused', async () => {
  await using world = await startWorld();
  const { clientId, clientSecret } = world.org.client;
  const basic = (secret: string): Record<string, string> => ({
    Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
  });
  const good = await token(world, { grant_type: 'client_credentials' }, basic(clientSecret));
  assert.equal(good.status, 200);
  const bad = await token(world, { grant_type: 'client_credentials' }, basic('wrong'));
  assert.deepEqual(bad, {
    status: 400,
    body: { error: 'invalid_client', error_description: 'invalid client credentials' },
  });
});

test('a grant that the org does not know is refused with its OAuth error', async () => {
  await using world = await startWorld();
  const { status, body } = await token(world, { grant_type: 'device' });
  assert.deepEqual([status, body['error']], [400, 'unsupported_grant_type']);
});

/** sf-clients.md, pitfall 12: the CLI signs `exp` in milliseconds and an audience with a trailing slash. */
test('a JWT is taken as the sf CLI signs it: exp in milliseconds, audience with a slash', async () => {
  await using world = await startWorld({ client: { publicKey: keys.publicKey } });
  const claims = { iss: 'todoku', sub: world.org.admin.username, aud: `${world.url}/`, exp: Date.now() + 300 };
  const { status, body } = await token(world, { grant_type: jwtGrant, assertion: assertion(claims) });
  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(body['instance_url'], world.url);
  assert.equal(body['refresh_token'], undefined);
});

test('a JWT is refused for another key, algorithm, audience, client, user, or when it has expired', async () => {
  await using world = await startWorld({ client: { publicKey: keys.publicKey } });
  const other = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const seconds = Math.floor(Date.now() / 1000);
  const good = { iss: 'todoku', sub: world.org.admin.username, aud: world.url, exp: seconds + 180 };
  const refusals: readonly [string, string, string][] = [
    ['another key', assertion(good, other.privateKey), 'invalid_grant'],
    ['another algorithm', assertion(good, keys.privateKey, 'none'), 'invalid_grant'],
    ['another audience', assertion({ ...good, aud: 'https://login.salesforce.com' }), 'invalid_grant'],
    ['another client', assertion({ ...good, iss: 'other' }), 'invalid_client_id'],
    ['another user', assertion({ ...good, sub: 'nobody@example.com' }), 'invalid_grant'],
    ['expired', assertion({ ...good, exp: seconds - 1 }), 'invalid_grant'],
    ['no JWT', 'text', 'invalid_grant'],
  ];
  for (const [why, text, error] of refusals) {
    const { status, body } = await token(world, { grant_type: jwtGrant, assertion: text });
    assert.deepEqual([why, status, body['error']], [why, 400, error]);
  }
  const { status } = await token(world, { grant_type: jwtGrant, assertion: assertion(good) });
  assert.equal(status, 200);
});

test('a session ends two hours after its last request, by the clock of the org', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock });
  const hour = 60 * 60 * 1000;
  clock.advance(hour * 1.5);
  assert.equal((await world.ask('GET', 'limits')).status, 200);
  clock.advance(hour * 1.5);
  assert.equal((await world.ask('GET', 'limits')).status, 200, 'the request in between moved the end');
  clock.advance(hour * 2);
  const expired = await world.ask('GET', 'limits');
  assert.equal(expired.status, 401);
  assert.equal(expired.text, '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]');
});

test('the file of an org holds no token, only hashes', async () => {
  await using world = await startWorld();
  const kept = world.org.engine.settings.get('oauth.tokens') ?? '';
  assert.ok(kept.length > 0);
  assert.ok(!kept.includes(world.token.split('!')[1] ?? ''));
});

test('a revoked token is worth nothing', async () => {
  await using world = await startWorld();
  const revoke = (): Promise<Response> =>
    fetch(`${world.url}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: world.token }),
    });
  assert.equal((await revoke()).status, 200);
  assert.equal((await world.ask('GET', 'limits')).status, 401);
  assert.equal((await revoke()).status, 400);
});

test('jsforce reads who it is, and userinfo says the same', async () => {
  await using world = await startWorld();
  const identity = await world.connect().identity();
  assert.equal(identity.user_id, world.org.admin.id);
  assert.equal(identity.organization_id, world.org.organizationId);
  assert.equal(identity.username, world.org.admin.username);
  assert.equal(identity.urls.rest, `${world.url}/services/data/v{version}/`);
  // userinfo answers these three, which `sf org login access-token` reads.
  const info = (await world.ask('GET', '/services/oauth2/userinfo')).json as Record<string, string>;
  assert.deepEqual(
    [info['user_id'], info['organization_id'], info['preferred_username']],
    [world.org.admin.id, world.org.organizationId, world.org.admin.username],
  );
  const stranger = await fetch(`${world.url}/services/oauth2/userinfo`);
  assert.deepEqual([stranger.status, await stranger.text()], [403, 'Missing_OAuth_Token']);
});

test('jsforce signs in by client credentials and fetches a new token through its refreshFn', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock });
  const { clientId, clientSecret } = world.org.client;
  const oauth2 = { loginUrl: world.url, clientId, clientSecret };
  const signIn = async (): Promise<string> => {
    const connection = new Connection({ oauth2 });
    await connection.authorize({ grant_type: 'client_credentials' });
    return connection.accessToken ?? '';
  };
  let refreshes = 0;
  const connection = new Connection({
    instanceUrl: world.url,
    accessToken: await signIn(),
    version: '62.0',
    refreshFn: (_connection, done) => {
      refreshes += 1;
      signIn().then(
        (fresh) => {
          done(null, fresh);
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
  });
  await connection.limits();
  clock.advance(3 * 60 * 60 * 1000);
  await connection.limits();
  assert.equal(refreshes, 1);
});

test('the front door gives the browser its cookie and leads to a page of this org only', async () => {
  await using world = await startWorld();
  const open = async (retURL: string): Promise<Response> =>
    fetch(`${world.url}/secur/frontdoor.jsp?${new URLSearchParams({ sid: world.token, retURL }).toString()}`, {
      redirect: 'manual',
    });
  const own = await open('/lightning/n/Home?a=1');
  assert.equal(own.status, 302);
  assert.equal(own.headers.get('location'), '/lightning/n/Home?a=1');
  const cookie = own.headers.get('set-cookie') ?? '';
  assert.match(cookie, /^sid=00D/);
  assert.match(cookie, /HttpOnly/);
  for (const foreign of ['https://example.com/', '//example.com/x', 'javascript:alert(1)', 'http://']) {
    assert.equal((await open(foreign)).headers.get('location'), '/', foreign);
  }
  const sid = cookie.split(';')[0] ?? '';
  const read = await fetch(`${world.url}/services/data/v62.0/limits`, { headers: { Cookie: sid } });
  assert.equal(read.status, 200);
  const foreignPage = await fetch(`${world.url}/services/data/v62.0/sobjects/Account`, {
    method: 'POST',
    headers: { Cookie: sid, Origin: 'https://example.com', 'Content-Type': 'application/json' },
    body: '{"Name":"Forged"}',
  });
  assert.equal(foreignPage.status, 401, 'a page of another site cannot write with the cookie');
});
