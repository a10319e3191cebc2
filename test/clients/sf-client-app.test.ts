/** `npm run client-app`: the External Client App that the CLI deploys lets the loading user in, and nobody else. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import type { OrgAccess } from '../../server/config.ts';
import { salesforceOrg } from '../../server/org/salesforce.ts';
import { addLoader, loader } from '../scenario/loader.ts';
import { impatientClock } from '../scenario/stage.ts';
import { output, signedIn, type Ran, type SignedIn } from './sf.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const opened = new AsyncDisposableStack();
let org: SignedIn;
before(async () => {
  org = opened.use(await signedIn({ deploy: true }));
  await addLoader(org.world);
});
after(() => opened.disposeAsync());

const clientApp = (...args: readonly string[]): Promise<Ran> => {
  const target = ['--target-org', org.world.org.admin.username];
  return output(process.execPath, ['scripts/client-app.ts', ...target, ...args], root, org.sf.env);
};

/** The value of a variable among the lines that the command prints. */
const told = ({ out }: Ran, name: string): string => new RegExp(`${name}=(\\S+)`).exec(out)?.[1] ?? '';

async function whoSignsIn(access: OrgAccess): Promise<string> {
  const { username } = await salesforceOrg(access, impatientClock).identity();
  return username;
}

test('what is wrong is said before the org is changed', async () => {
  const [usage, rep] = await Promise.all([
    clientApp('--run-as', loader, '--key', 'a', '--client-credentials'),
    clientApp('--run-as', org.world.org.admin.username, '--client-credentials'),
  ]);
  assert.deepEqual([usage.code, rep.code], [2, 2]);
  assert.match(usage.err, /Give either --key FILE or --client-credentials/);
  assert.match(rep.err, /does not hold Todoku Integration\.\n→ .*sf org assign permset --name Todoku_Integration/);
});

test('by JWT: the key is made for its owner alone, and signs in the loading user, no one else', async () => {
  const keyFile = join(org.sf.folder, 'todoku.key');
  const ran = await clientApp('--run-as', loader, '--key', keyFile);
  assert.equal(ran.code, 0, ran.out + ran.err);
  assert.equal(statSync(keyFile).mode & 0o777, 0o600);
  const clientId = told(ran, 'TODOKU_ORG_CLIENT_ID');
  const as = (username: string): OrgAccess => ({
    kind: 'jwt',
    url: told(ran, 'TODOKU_ORG_URL'),
    clientId,
    keyFile: told(ran, 'TODOKU_ORG_JWT_KEY_FILE'),
    username,
    audience: told(ran, 'TODOKU_ORG_URL'),
  });
  assert.equal(await whoSignsIn(as(loader)), loader);
  await assert.rejects(whoSignsIn(as(org.world.org.admin.username)), { kind: 'setup' });
  assert.doesNotMatch(ran.out + ran.err, /BEGIN|[0-9A-F]{64}/, 'neither key nor secret is printed');
});

test('by client credentials: the consumer key stays when the app is deployed again, and the secret is not printed', async () => {
  const args = ['--run-as', loader, '--client-credentials', '--contact', 'revops@example.com'];
  const [first, second] = [await clientApp(...args), await clientApp(...args)];
  assert.deepEqual([first.code, second.code], [0, 0], first.out + first.err + second.err);
  const clientId = told(first, 'TODOKU_ORG_CLIENT_ID');
  assert.equal(told(second, 'TODOKU_ORG_CLIENT_ID'), clientId);
  assert.match(first.out, /TODOKU_ORG_CLIENT_SECRET=\(Setup/);
  const [global] = org.world.org.engine.deployed('extlClntAppGlobalOauthSets');
  const text = new TextDecoder().decode(global?.content);
  const clientSecret = /<consumerSecret>([^<]+)</.exec(text)?.[1] ?? '';
  const access = { kind: 'client-credentials', url: org.world.url, clientId, clientSecret } as const;
  assert.equal(await whoSignsIn(access), loader);
  await assert.rejects(whoSignsIn({ ...access, clientSecret: 'wrong' }), { kind: 'setup' });
});
