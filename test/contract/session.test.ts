/** What the loader relies on in an org, asked through the Org port: signing in, refusals and silence. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { Fault } from '../../server/faults.ts';
import { OrgRefused, OrgSilent } from '../../server/org/org.ts';
import { salesforceOrg } from '../../server/org/salesforce.ts';
import { impatientClock } from '../scenario/stage.ts';
import { department, open, rows, upsert } from './site.ts';

test('a refusal names its code, silence is told apart from it, and reading is repeated when it fails in passing', async () => {
  await using site = await open();
  await assert.rejects(
    rows(site.org, 'SELECT Nonsense__c FROM Department__c'),
    (error) => error instanceof OrgRefused && error.code === 'INVALID_FIELD' && error.status === 400,
  );
  const { troubles } = site.world.org;
  troubles.add({ kind: 'drop', when: 'after', method: 'GET', path: '/services/data/v*/query', times: 2 });
  troubles.add({
    kind: 'answer',
    status: 503,
    errorCode: 'SERVER_UNAVAILABLE',
    method: 'GET',
    path: '/services/data/v*/query',
    times: 2,
  });
  assert.deepEqual(await rows(site.org, 'SELECT Id FROM Department__c'), []);
  troubles.add({ kind: 'drop', when: 'after', method: 'POST', path: '/services/data/v*/composite' });
  await assert.rejects(upsert(site.org, 'Department__c', [department('a')]), OrgSilent);
  assert.equal((await rows(site.org, 'SELECT Id FROM Department__c')).length, 1, 'it had been carried out');
});

test('many requests that find the token expired sign in once', async () => {
  await using site = await open();
  await site.org.describe('Department__c');
  let signIns = 0;
  const { troubles } = site.world.org;
  troubles.add({ kind: 'delay', waitMs: 1, times: 99, method: 'POST', path: '/services/oauth2/token' });
  troubles.add({ kind: 'expire', method: 'GET', path: '/services/data/v*/query' });
  await Promise.all(Array.from({ length: 8 }, () => rows(site.org, 'SELECT Id FROM Department__c')));
  signIns = troubles.list()[0]?.hits ?? 0;
  assert.equal(signIns, 1);
});

test('a sign-in that was refused when the token had expired is forgotten: the next request signs in again', async () => {
  await using site = await open();
  await site.org.describe('Department__c');
  const { troubles } = site.world.org;
  troubles.add({ kind: 'expire', method: 'GET', path: '/services/data/v*/query' });
  const refused = { status: 400, errorCode: 'invalid_grant', method: 'POST', path: '/services/oauth2/token' } as const;
  troubles.add({ kind: 'answer', ...refused });
  await assert.rejects(rows(site.org, 'SELECT Id FROM Department__c'), OrgRefused);
  assert.deepEqual(await rows(site.org, 'SELECT Id FROM Department__c'), []);
});

test('a key signs in by JWT, without a secret', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await using site = await open({ client: { publicKey: pem } });
  const keyFile = site.file('key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const { clientId } = site.world.org.client;
  const credentials = {
    kind: 'jwt',
    url: site.world.url,
    clientId,
    username: site.world.org.admin.username,
    keyFile,
    audience: site.world.url,
  } as const;
  const org = salesforceOrg(credentials, impatientClock);
  assert.deepEqual(await rows(org, 'SELECT Id FROM Department__c'), []);
  const stranger = salesforceOrg({ ...credentials, username: 'nobody@nowhere.example' }, impatientClock);
  await assert.rejects(
    rows(stranger, 'SELECT Id FROM Department__c'),
    (error) => error instanceof Fault && error.kind === 'setup' && error.code === 'invalid_grant',
  );
});

test('a token that was handed in and has expired cannot be renewed, and says what to do', async () => {
  await using site = await open();
  const org = salesforceOrg({ kind: 'token', url: site.world.url, accessToken: site.world.token }, impatientClock);
  assert.deepEqual(await rows(org, 'SELECT Id FROM Department__c'), []);
  site.world.org.troubles.add({ kind: 'expire' });
  await assert.rejects(rows(org, 'SELECT Id FROM Department__c'), { code: 'token-expired', kind: 'setup' });
});

test('each request is counted, and the org says how many of the day are used', async () => {
  await using site = await open();
  await rows(site.org, 'SELECT Id FROM Department__c');
  const { calls, daily } = site.org.usage();
  assert.equal(calls, 2, 'signing in and one query');
  assert.ok(daily !== undefined && daily.used >= 1 && daily.allowed > daily.used);
});
