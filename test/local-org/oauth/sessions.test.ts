/** What becomes of a session: refreshed, looked into, revoked, carried into a browser; and the logins with a password. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection, OAuth2 } from 'jsforce';
import { heldClock, startWorld, type World } from '../../world/world.ts';

const hourMs = 60 * 60 * 1000;
const redirectUri = 'http://localhost:8080/back';

async function post(world: World, path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(world.url + path, { method: 'POST', headers, body: new URLSearchParams(form) });
  const text = await response.text();
  return { status: response.status, text, json: text.startsWith('{') ? (JSON.parse(text) as unknown) : undefined };
}

const appOf = (world: World): Record<string, string> => ({
  client_id: world.org.client.clientId,
  client_secret: world.org.client.clientSecret,
});

interface Given {
  readonly access_token: string;
  readonly refresh_token: string;
}

/** Signs in as the administrator by the web flow, with PKCE, and gives what jsforce got. */
async function signIn(world: World, scope: string): Promise<{ oauth2: OAuth2; given: Given }> {
  const { clientId } = world.org.client;
  const oauth2 = new OAuth2({ loginUrl: world.url, clientId, redirectUri, useVerifier: true });
  const address = `${oauth2.getAuthorizationUrl({ scope })}&local_org_user=${world.org.admin.username}`;
  const answer = await fetch(address, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return { oauth2, given: (await oauth2.requestToken(code)) as unknown as Given }; // jsforce's type leaves the second out
}

test('jsforce refreshes an expired session by its refresh token, as often as it has to', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock });
  const { oauth2, given } = await signIn(world, 'api refresh_token');
  const connection = new Connection({
    oauth2,
    instanceUrl: world.url,
    accessToken: given.access_token,
    refreshToken: given.refresh_token,
    version: '62.0',
  });
  const fresh: string[] = [];
  connection.on('refresh', (token: string) => fresh.push(token));
  for (const expected of [0, 1, 2]) {
    assert.equal((await connection.query('SELECT Id FROM User')).totalSize, 1);
    assert.equal(fresh.length, expected);
    clock.advance(3 * hourMs);
  }
  await oauth2.revokeToken(given.refresh_token);
  const message = 'Unable to refresh session due to: expired access/refresh token';
  await assert.rejects(async () => connection.query('SELECT Id FROM User'), { message });
});

test('a refresh is refused for another app, a wrong secret, more scopes, and when it was revoked', async () => {
  await using world = await startWorld();
  const { given } = await signIn(world, 'api refresh_token');
  const form = { grant_type: 'refresh_token', refresh_token: given.refresh_token };
  const ask = async (changes: Record<string, string>): Promise<unknown> =>
    (await post(world, '/services/oauth2/token', { ...form, ...appOf(world), ...changes })).json;
  assert.partialDeepStrictEqual(await ask({ scope: 'api' }), { scope: 'api' });
  const expired = { error: 'invalid_grant', error_description: 'expired access/refresh token' };
  assert.deepEqual(await ask({ client_id: 'PlatformCLI', client_secret: '' }), expired);
  assert.deepEqual(await ask({ refresh_token: given.access_token }), expired);
  assert.partialDeepStrictEqual(await ask({ client_secret: 'wrong' }), { error: 'invalid_client' });
  assert.partialDeepStrictEqual(await ask({ scope: 'api web' }), { error: 'invalid_scope' });
  assert.equal((await post(world, '/services/oauth2/revoke', { token: given.refresh_token })).status, 200);
  assert.deepEqual(await ask({}), expired);
});

test('a revoked refresh token takes its access tokens with it, and revoking tells what it cannot revoke', async () => {
  await using world = await startWorld();
  const { given } = await signIn(world, 'api refresh_token');
  const form = { grant_type: 'refresh_token', refresh_token: given.refresh_token, ...appOf(world) };
  const { json } = await post(world, '/services/oauth2/token', form);
  const { access_token } = json as Given; // a token reply
  const limits = async (token: string): Promise<number> =>
    (await world.ask('GET', 'limits', undefined, { Authorization: `Bearer ${token}` })).status;
  assert.equal(await limits(access_token), 200);
  const blind = await fetch(`${world.url}/services/oauth2/revoke?token=${encodeURIComponent(given.refresh_token)}`);
  assert.equal(blind.status, 200);
  assert.equal(await limits(access_token), 401);
  const again = await post(world, '/services/oauth2/revoke', { token: given.refresh_token });
  assert.deepEqual(
    [again.status, again.json],
    [400, { error: 'invalid_token', error_description: 'token was invalid' }],
  );
  const other = await post(world, '/services/oauth2/revoke', { token: 'something' });
  assert.partialDeepStrictEqual(other, { status: 400, json: { error: 'unsupported_token_type' } });
});

test('introspection tells an app about its own tokens alone', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock });
  const { given } = await signIn(world, 'api refresh_token');
  const ask = async (form: Record<string, string>, headers: Record<string, string> = {}): Promise<unknown> =>
    (await post(world, '/services/oauth2/introspect', form, headers)).json;
  const seconds = clock.now() / 1000;
  const about = {
    active: true,
    scope: 'api refresh_token',
    client_id: 'todoku',
    username: world.org.admin.username,
    sub: `${world.url}/id/${world.org.organizationId}/${world.org.admin.id}`,
    token_type: 'access_token',
    exp: seconds + 2 * 60 * 60,
    iat: seconds,
    nbf: seconds,
  };
  const { client_id: id = '', client_secret: secret = '' } = appOf(world);
  const basic = { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
  assert.deepEqual(await ask({ token: given.access_token, token_type_hint: 'access_token' }, basic), about);
  const { exp: _, ...withoutEnd } = about;
  const refresh = await ask({ token: given.refresh_token, ...appOf(world) });
  assert.deepEqual(refresh, { ...withoutEnd, token_type: 'refresh_token' });
  const cli = await ask({ token: given.access_token, client_id: 'PlatformCLI' });
  assert.deepEqual(cli, { active: false });
  clock.advance(3 * hourMs);
  assert.deepEqual(await ask({ token: given.access_token, ...appOf(world) }), { active: false });
  const wrong = await ask({ token: given.access_token, client_id: id, client_secret: 'x' });
  assert.partialDeepStrictEqual(wrong, { error: 'invalid_client' });
});

test('a single-access link opens the pages once, within a minute, at the page it names', async () => {
  const clock = heldClock();
  await using world = await startWorld({ clock });
  const link = async (path?: string, token = world.token): Promise<string> => {
    const query = path === undefined ? '' : `?redirect_uri=${encodeURIComponent(path)}`;
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${world.url}/services/oauth2/singleaccess${query}`, { headers });
    return response.status === 200 ? ((await response.json()) as { frontdoor_uri: string }).frontdoor_uri : '';
  };
  const open = (uri: string): Promise<Response> => fetch(uri, { redirect: 'manual' });
  const uri = await link('/lightning/o/Account/list');
  assert.ok(uri.startsWith(`${world.url}/secur/frontdoor.jsp?otp=`));
  const opened = await open(uri);
  assert.deepEqual([opened.status, opened.headers.get('location')], [302, '/lightning/o/Account/list']);
  const [sid = ''] = (opened.headers.get('set-cookie') ?? '').split(';');
  assert.equal((await world.ask('GET', 'limits', undefined, { Authorization: '', Cookie: sid })).status, 200);
  assert.equal((await open(uri)).status, 401, 'once');
  const late = await link();
  clock.advance(60_000);
  assert.equal((await open(late)).status, 401);
  const { given } = await signIn(world, 'api');
  assert.equal(await link('/', given.access_token), '', 'neither web nor full was allowed');
  assert.equal(await link('/', 'unknown'), '');
  const sent = await open(`${world.url}/secur/frontdoor.jsp?sid=${encodeURIComponent(given.access_token)}`);
  assert.equal(sent.status, 401);
});

test('an identity is one’s own, with addresses of the version that was asked for', async () => {
  await using world = await startWorld();
  const path = `/id/${world.org.organizationId}/${world.org.admin.id}`;
  const own = (await world.ask('GET', `${path}?version=latest`)).json;
  assert.partialDeepStrictEqual(own, {
    display_name: 'Ada Admin',
    first_name: 'Ada',
    last_name: 'Admin',
    utcOffset: 9 * hourMs,
    urls: { rest: `${world.url}/services/data/v68.0/` },
  });
  const refused: readonly [string, number, string][] = [
    [`/id/${world.org.organizationId}/005000000000009AAA`, 404, 'Bad_Id'],
    [`/id/00D000000000009EAA/${world.org.admin.id}`, 403, 'Wrong_Org'],
    [`${path}?oauth_token=unknown`, 403, 'Bad_OAuth_Token'],
  ];
  for (const [address, status, text] of refused) {
    const answer = await world.ask('GET', address);
    assert.deepEqual([answer.status, answer.text], [status, text], address);
  }
});

test('jsforce signs in with a password, by SOAP and by OAuth, once the user has one', async () => {
  await using world = await startWorld();
  const { clientId, clientSecret, runAs } = world.org.client;
  const soap = new Connection({ loginUrl: world.url, version: '62.0' });
  const oauth = new Connection({ oauth2: { loginUrl: world.url, clientId, clientSecret }, version: '62.0' });
  const invalid = 'INVALID_LOGIN: Invalid username, password, security token; or user locked out.';
  await assert.rejects(soap.login(runAs, 'secret'), { message: invalid });
  world.org.setPassword(runAs, 'secret');
  await assert.rejects(soap.login(runAs, 'wrong'), { message: invalid });
  await assert.rejects(oauth.login(runAs, 'wrong'), { name: 'invalid_grant', message: 'authentication failure' });
  for (const connection of [soap, oauth]) {
    const { id } = await connection.login(runAs, 'secret');
    assert.equal(id, world.org.admin.id);
    assert.equal((await connection.identity()).username, runAs);
    await connection.logout();
    assert.equal(connection.accessToken, null);
  }
  const later = new Connection({ loginUrl: world.url, version: '65.0' });
  await assert.rejects(later.login(runAs, 'secret'), /UNSUPPORTED_API_VERSION/);
});
