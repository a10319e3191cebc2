/** `sf org login` in its three ways, and what the CLI then says of the org; how a session ends and begins again. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { test } from 'node:test';
import { serving } from '../local-org/serving.ts';
import { heldClock, startWorld } from '../world/world.ts';
import { login, openSf, type Sf } from './sf.ts';

const jwtKeys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

interface Org {
  readonly username: string;
  readonly alias?: string;
  readonly connectedStatus: string;
  readonly isDevHub: boolean;
  readonly isSandbox: boolean;
  readonly orgId: string;
}

function jwt(url: string, username: string, keyFile: string): readonly string[] {
  const app = ['--client-id', 'todoku', '--jwt-key-file', keyFile];
  return ['org', 'login', 'jwt', '--instance-url', url, '--username', username, '--alias', 'jwt', ...app];
}

/** A browser for `sf org login web`: it goes on in the background, as a real one does, and the person is `username`. */
function browserOf(sf: Sf, username: string): string {
  const visit = sf.write(
    'visit.mjs',
    `await fetch(process.argv[2] + '&local_org_user=' + encodeURIComponent(${JSON.stringify(username)}));\n`,
  );
  const browser = sf.write('browser.sh', `#!/bin/sh\n"${process.execPath}" "${visit}" "$1" > /dev/null 2>&1 &\n`);
  chmodSync(browser, 0o755);
  return browser;
}

function web(sf: Sf, url: string, username: string): Promise<{ readonly username: string }> {
  const args = ['org', 'login', 'web', '--instance-url', url, '--alias', 'web'];
  return sf.result(args, { env: { BROWSER: browserOf(sf, username) } });
}

const count = ['data', 'query', '-q', 'SELECT COUNT() FROM User', '-o'];

test('the command’s own line is all that the CLI needs, by token and by JWT', async () => {
  await using opened = new AsyncDisposableStack();
  const { ready, stop } = await serving(['--empty'], 'scripts/local-org.ts');
  opened.defer(async () => {
    assert.equal(await stop(), 0);
  });
  const sf = opened.use(openSf());
  await login(sf, ready.instanceUrl, ready.accessToken);
  await sf.result(jwt(ready.instanceUrl, ready.username, ready.jwtKeyFile));
  const [shown, list] = await Promise.all([
    sf.result<Record<string, unknown>>(['org', 'display', '-o', 'jwt']),
    sf.result<{ nonScratchOrgs: readonly Org[] }>(['org', 'list']),
  ]);
  assert.partialDeepStrictEqual(shown, {
    id: ready.organizationId,
    username: ready.username,
    instanceUrl: ready.instanceUrl,
    connectedStatus: 'Connected',
    alias: 'jwt',
  });
  assert.partialDeepStrictEqual(list.nonScratchOrgs, [
    { username: ready.username, connectedStatus: 'Connected', isDevHub: false, isSandbox: false, alias: 'jwt' },
  ]);
});

test('the web login goes through the page, and opens the pages of the org', async () => {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await startWorld());
  const sf = opened.use(openSf());
  assert.equal((await web(sf, world.url, world.org.admin.username)).username, world.org.admin.username);
  const open = ['org', 'open', '--url-only', '--path', 'lightning/o/Account/list', '-o', 'web'];
  const { url } = await sf.result<{ url: string }>(open);
  const door = await fetch(url, { redirect: 'manual' });
  assert.deepEqual([door.status, door.headers.get('location')], [302, '/lightning/o/Account/list']);
  const [cookie = ''] = (door.headers.get('set-cookie') ?? '').split(';');
  const signedIn = await world.ask('GET', 'limits', undefined, { Authorization: '', Cookie: cookie });
  assert.equal(signedIn.status, 200);
});

test('after two hours without a request the CLI fetches a new session, where it can', async () => {
  const clock = heldClock();
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await startWorld({ clock, client: { publicKey: jwtKeys.publicKey } }));
  const [byToken, byKey, byWeb] = [openSf(), openSf(), openSf()].map((sf) => opened.use(sf)) as [Sf, Sf, Sf]; // three in, three out
  const { username } = world.org.admin;
  await Promise.all([
    login(byToken, world.url, world.token),
    byKey.result(jwt(world.url, username, byKey.write('key.pem', jwtKeys.privateKey))),
    web(byWeb, world.url, username),
  ]);
  clock.advance(3 * 60 * 60 * 1000);
  const [token, key, page] = await Promise.all([
    byToken.json([...count, username]),
    byKey.json([...count, 'jwt']),
    byWeb.json([...count, 'web']),
  ]);
  assert.deepEqual([token.code, token.name], [1, 'INVALID_SESSION_ID'], token.message);
  assert.deepEqual([key.code, page.code], [0, 0]);
});

test('a login is refused for a wrong token, user, key or app, in the CLI’s own words', async () => {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await startWorld({ client: { publicKey: jwtKeys.publicKey } }));
  const sf = opened.use(openSf());
  const key = sf.write('key.pem', jwtKeys.privateKey);
  const strange = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const other = sf.write('other.pem', strange.export({ type: 'pkcs8', format: 'pem' }).toString());
  const { username } = world.org.admin;
  const byToken = ['org', 'login', 'access-token', '--no-prompt', '--instance-url', world.url];
  const [token, user, signature, app] = await Promise.all([
    sf.json(byToken, { env: { SF_ACCESS_TOKEN: `${world.org.organizationId}!wrong` } }),
    sf.json(jwt(world.url, 'nobody@example.com', key)),
    sf.json(jwt(world.url, username, other)),
    sf.json(jwt(world.url, username, key).map((arg) => (arg === 'todoku' ? 'unknown' : arg))),
  ]);
  assert.deepEqual([token.code, token.name], [1, 'AuthCodeUsernameRetrievalError']);
  assert.match(token.message ?? '', /Bad_OAuth_Token/);
  for (const [told, text] of [
    [user, /user hasn't approved this consumer/],
    [signature, /invalid assertion/],
    [app, /client identifier invalid/],
  ] as const) {
    assert.deepEqual([told.code, told.name], [1, 'JwtGrantError']);
    assert.match(told.message ?? '', text);
  }
});
