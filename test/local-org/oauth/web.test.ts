/** The web server flow: a person on the page, an app at its address, and the code between them. */
import assert from 'node:assert/strict';
import { createHash, createPublicKey, type JsonWebKey, randomBytes, verify } from 'node:crypto';
import { test } from 'node:test';
import { OAuth2 } from 'jsforce';
import { heldClock, startWorld, type World } from '../../world/world.ts';

const callback = 'http://localhost:1717/OauthRedirect';
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

const asCli = {
  response_type: 'code',
  client_id: 'PlatformCLI',
  redirect_uri: callback,
  scope: 'refresh_token api web',
  state: 'a state & more',
  code_challenge: challenge,
};

async function authorize(world: World, query: Record<string, string>, headers: Record<string, string> = {}) {
  const search = new URLSearchParams(query).toString();
  return fetch(`${world.url}/services/oauth2/authorize?${search}`, { redirect: 'manual', headers });
}

async function token(world: World, form: Record<string, string>) {
  const response = await fetch(`${world.url}/services/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  // The token endpoint answers JSON with texts only, refusals included.
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const answerOf = (response: Response): URLSearchParams => new URL(response.headers.get('location') ?? '').searchParams;

/** A code for the administrator, answered without a click. */
async function codeFor(world: World, changes: Record<string, string> = {}): Promise<string> {
  const response = await authorize(world, { ...asCli, local_org_user: world.org.admin.username, ...changes });
  assert.equal(response.status, 302, await response.text());
  return answerOf(response).get('code') ?? '';
}

const exchange = (code: string): Record<string, string> => ({
  grant_type: 'authorization_code',
  client_id: 'PlatformCLI',
  redirect_uri: callback,
  code_verifier: verifier,
  code,
});

test('a person chooses their name on the page, and the app gets tokens for them', async () => {
  await using world = await startWorld();
  const shown = await authorize(world, { ...asCli, prompt: 'login' });
  const page = await shown.text();
  assert.equal(shown.status, 200);
  assert.match(page, /Salesforce CLI asks for access/);
  assert.match(page, /<button name="username" value="admin@todoku\.local">Ada Admin<small>/);
  assert.equal(shown.headers.get('x-frame-options'), 'DENY');
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const form = Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]));
  const post = (username: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${world.url}/services/oauth2/authorize`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams({ ...form, username }),
    });
  const allowed = await post(world.org.admin.username, { Origin: world.url });
  const answer = answerOf(allowed);
  assert.equal(answer.get('state'), asCli.state);
  assert.match(allowed.headers.get('set-cookie') ?? '', /^sid=00D/, 'the browser is signed in from now on');
  const { status, body } = await token(world, exchange(answer.get('code') ?? ''));
  assert.equal(status, 200);
  assert.equal(body['id'], `${world.url}/id/${world.org.organizationId}/${world.org.admin.id}`);
  assert.equal(body['scope'], 'refresh_token api web');
  assert.match(body['refresh_token'] ?? '', /^5Aep/);
  const denied = answerOf(await post('', { Origin: world.url }));
  assert.deepEqual(
    [denied.get('error'), denied.get('error_description'), denied.get('state')],
    ['access_denied', 'end-user denied authorization', asCli.state],
  );
  const forged = await post(world.org.admin.username, { Origin: 'https://example.com' });
  assert.deepEqual([forged.status, forged.headers.get('location')], [400, null]);
});

test('the page speaks Japanese to a Japanese browser, and puts the hinted person first', async () => {
  await using world = await startWorld();
  const query = { ...asCli, login_hint: world.org.admin.username };
  const page = await (await authorize(world, query, { 'Accept-Language': 'ja' })).text();
  assert.match(page, /<html lang="ja">/);
  assert.match(page, /アクセスを許可しますか/);
});

test('a browser that is signed in is sent on without a click, unless the app insists', async () => {
  await using world = await startWorld();
  const headers = { Cookie: `sid=${world.token}` };
  const passed = await authorize(world, asCli, headers);
  assert.ok(answerOf(passed).get('code'));
  for (const prompt of ['login', 'consent', 'select_account']) {
    assert.equal((await authorize(world, { ...asCli, prompt }, headers)).status, 200, prompt);
  }
  const nobody = answerOf(await authorize(world, { ...asCli, prompt: 'none' }));
  assert.equal(nobody.get('error'), 'immediate_unsuccessful');
});

test('what is wrong with the request is told to the app, unless its address is what is wrong', async () => {
  await using world = await startWorld();
  const { code_challenge: _, ...withoutChallenge } = asCli;
  const told: readonly [Record<string, string>, string][] = [
    [{ ...asCli, response_type: 'token' }, 'unsupported_response_type'],
    [{ ...asCli, scope: 'api everything' }, 'invalid_scope'],
    [{ ...asCli, code_challenge: 'short' }, 'invalid_request'],
    [{ ...asCli, code_challenge_method: 'plain' }, 'invalid_request'],
    [withoutChallenge, 'invalid_request'],
  ];
  for (const [query, error] of told) {
    const answer = answerOf(await authorize(world, query));
    assert.deepEqual([answer.get('error'), answer.get('state')], [error, asCli.state]);
  }
  const shown: readonly [Record<string, string>, RegExp][] = [
    [{ ...asCli, client_id: 'unknown' }, /error=invalid_client_id/],
    [{ ...asCli, redirect_uri: 'http://localhost:1718/OauthRedirect' }, /error=redirect_uri_mismatch/],
    [{ ...asCli, client_id: 'todoku', redirect_uri: 'https://example.com/' }, /error=redirect_uri_mismatch/],
    [{ ...asCli, client_id: 'todoku', redirect_uri: 'javascript:alert(1)' }, /error=redirect_uri_mismatch/],
    [{ ...asCli, local_org_user: 'nobody' }, /error=inactive_user/],
  ];
  for (const [query, text] of shown) {
    const response = await authorize(world, query);
    assert.equal(response.status, 400);
    assert.match(await response.text(), text);
  }
});

test('a code is good once, for fifteen minutes, for its app, its address and its verifier', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock });
  const used = await codeFor(world);
  assert.equal((await token(world, exchange(used))).status, 200);
  const late = await codeFor(world);
  clock.advance(15 * 60 * 1000);
  const { client_id: _, ...others } = exchange(await codeFor(world));
  const todoku = { ...others, client_id: 'todoku', client_secret: world.org.client.clientSecret };
  const refused: readonly [Record<string, string>, string, string][] = [
    [exchange(used), 'invalid_grant', 'invalid authorization code'],
    [exchange(late), 'invalid_grant', 'invalid authorization code'],
    [todoku, 'invalid_grant', 'invalid authorization code'],
    [{ ...exchange(await codeFor(world)), code_verifier: 'another' }, 'invalid_grant', 'invalid code verifier'],
    [
      { ...exchange(await codeFor(world)), redirect_uri: 'http://localhost:1718/' },
      'redirect_uri_mismatch',
      'redirect_uri must match configuration',
    ],
    [{ ...exchange(await codeFor(world)), client_secret: 'x' }, 'invalid_client', 'invalid client credentials'],
  ];
  for (const [form, error, description] of refused) {
    assert.deepEqual(await token(world, form), { status: 400, body: { error, error_description: description } });
  }
});

test('an app with a secret signs in without PKCE, and then has to send the secret', async () => {
  await using world = await startWorld({ client: { callbacks: ['https://app.example.com/back'] } });
  const { clientId, clientSecret } = world.org.client;
  for (const redirectUri of ['https://app.example.com/back', 'http://127.0.0.1:8080/any/path']) {
    const signIn = async (secret: string): Promise<unknown> => {
      const oauth2 = new OAuth2({ loginUrl: world.url, clientId, clientSecret: secret, redirectUri });
      const address = oauth2.getAuthorizationUrl({ scope: 'api id', state: 'x' });
      const answer = await fetch(`${address}&local_org_user=${world.org.admin.username}`, { redirect: 'manual' });
      return oauth2.requestToken(answerOf(answer).get('code') ?? '');
    };
    assert.partialDeepStrictEqual(await signIn(clientSecret), { scope: 'api id', instance_url: world.url });
    await assert.rejects(signIn(''), { name: 'invalid_client' });
  }
});

test('an id token is signed with the key that the org publishes', async () => {
  await using world = await startWorld();
  const code = await codeFor(world, { scope: 'openid' });
  const { body } = await token(world, exchange(code));
  const [header = '', payload = '', signature = ''] = (body['id_token'] ?? '').split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  assert.partialDeepStrictEqual(read(payload), { iss: world.url, aud: 'PlatformCLI', sub: body['id'] ?? '' });
  const found = (await world.ask('GET', '/.well-known/openid-configuration')).json as Record<string, string>;
  const { keys } = (await (await fetch(found['jwks_uri'] ?? '')).json()) as { keys: (JsonWebKey & { kid: string })[] };
  const key = keys.find(({ kid }) => kid === (read(header) as { kid: string }).kid);
  assert.ok(key);
  const publicKey = createPublicKey({ key, format: 'jwk' });
  const signed = Buffer.from(`${header}.${payload}`);
  assert.ok(verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url')));
  assert.equal(body['refresh_token'], undefined, 'no scope asked for one');
  const api = await world.ask('GET', 'limits', undefined, { Authorization: `Bearer ${body['access_token'] ?? ''}` });
  assert.deepEqual(
    [api.status, api.text],
    [401, '[{"message":"This session is not valid for use with the REST API","errorCode":"INVALID_SESSION_ID"}]'],
  );
});
