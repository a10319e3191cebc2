import assert from 'node:assert/strict';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { orgAccess, mailSettings, serviceSettings } from '../../server/config.ts';
import { Fault } from '../../server/faults.ts';

function problems(environment: Readonly<Record<string, string>>): readonly string[] {
  try {
    orgAccess(environment);
  } catch (error) {
    assert.ok(error instanceof Fault);
    assert.equal(error.code, 'org-not-configured');
    return error.message.split('\n');
  }
  return [];
}

const url = 'https://company.my.salesforce.com';

test('client id and secret sign in; the address is cut to its origin', () => {
  const access = orgAccess({
    TODOKU_ORG_URL: `${url}/lightning`,
    TODOKU_ORG_CLIENT_ID: 'id',
    TODOKU_ORG_CLIENT_SECRET: 's',
  });
  assert.deepEqual(access, { kind: 'client-credentials', url, clientId: 'id', clientSecret: 's' });
});

test('a key and a username sign in, with the org as audience unless another is named', () => {
  const dir = mkdtempSync(join(tmpdir(), 'todoku-config-'));
  const keyFile = join(dir, 'key.pem');
  writeFileSync(keyFile, 'key');
  const access = orgAccess({
    TODOKU_ORG_URL: url,
    TODOKU_ORG_CLIENT_ID: 'id',
    TODOKU_ORG_JWT_KEY_FILE: keyFile,
    TODOKU_ORG_USERNAME: 'u',
  });
  assert.deepEqual(access, { kind: 'jwt', url, clientId: 'id', username: 'u', keyFile, audience: url });
  rmSync(dir, { recursive: true });
});

test('everything that is missing or wrong is told at once', () => {
  assert.deepEqual(problems({}), [
    'TODOKU_ORG_URL is not set: the address of the org (My Domain).',
    'TODOKU_ORG_CLIENT_ID is not set: the consumer key of the app.',
    'TODOKU_ORG_CLIENT_SECRET is not set: the consumer secret of the app.',
  ]);
  assert.deepEqual(
    problems({ TODOKU_ORG_URL: 'company', TODOKU_ORG_JWT_KEY_FILE: '/nowhere/key.pem', TODOKU_ORG_CLIENT_ID: ' ' }),
    [
      'TODOKU_ORG_URL: "company" is not an address such as https://company.my.salesforce.com.',
      'TODOKU_ORG_JWT_KEY_FILE: there is no file /nowhere/key.pem.',
      'TODOKU_ORG_CLIENT_ID is not set: the consumer key of the app.',
      'TODOKU_ORG_USERNAME is not set: who signs in with the key.',
    ],
  );
});

test('http is for this machine only', () => {
  assert.deepEqual(problems({ TODOKU_ORG_URL: 'http://company.example', TODOKU_ORG_ACCESS_TOKEN: 't' }), [
    'TODOKU_ORG_URL: use https.',
  ]);
  assert.deepEqual(problems({ TODOKU_ORG_URL: 'http://127.0.0.1:8080', TODOKU_ORG_ACCESS_TOKEN: 't' }), []);
});

test('a service listens on this machine alone unless it is told otherwise', () => {
  assert.deepEqual(serviceSettings({}), {
    host: '127.0.0.1',
    port: 8040,
    token: undefined,
    jobsUrl: undefined,
    hookSecret: undefined,
    mail: undefined,
  });
  const token = 'x'.repeat(32);
  const told = {
    TODOKU_HTTP_HOST: '0.0.0.0',
    TODOKU_HTTP_PORT: '0',
    TODOKU_API_TOKEN: token,
    TODOKU_JOBS_URL: 'postgres://u:p@db/jobs',
    TODOKU_HOOK_SECRET: `y${token}`,
    TODOKU_SMTP_URL: 'smtps://u:p@mail.example.com',
    TODOKU_MAIL_FROM: 'Todoku <todoku@example.com>',
  };
  assert.deepEqual(serviceSettings(told), {
    host: '0.0.0.0',
    port: 0,
    token,
    jobsUrl: 'postgres://u:p@db/jobs',
    hookSecret: `y${token}`,
    mail: { url: 'smtps://u:p@mail.example.com', from: 'Todoku <todoku@example.com>' },
  });
});

test('a port that is none, a token or secret that can be guessed and a foreign database are told at once, without their values', () => {
  const wrong = {
    TODOKU_HTTP_PORT: '80a',
    TODOKU_API_TOKEN: 'hunter2',
    TODOKU_JOBS_URL: 'mysql://u:hunter2@db/jobs',
    TODOKU_HOOK_SECRET: 'hunter2',
  };
  assert.throws(
    () => serviceSettings(wrong),
    (error) => {
      assert.ok(error instanceof Fault);
      assert.equal(error.message.split('\n').length, 4);
      assert.doesNotMatch(error.message, /hunter2/);
      return true;
    },
  );
});

test('a mail server is an address and a sender; what is wrong is told without the password', () => {
  assert.equal(mailSettings({ TODOKU_SMTP_URL: ' ' }), undefined);
  const from = 'todoku@example.com';
  assert.deepEqual(mailSettings({ TODOKU_SMTP_URL: 'smtp://mail:587', TODOKU_MAIL_FROM: from }), {
    url: 'smtp://mail:587',
    from,
  });
  for (const wrong of [
    { TODOKU_SMTP_URL: 'https://u:hunter2@mail', TODOKU_MAIL_FROM: from },
    { TODOKU_SMTP_URL: 'smtps://u:hunter2@mail' },
    { TODOKU_SMTP_URL: 'smtps://u:hunter2@mail', TODOKU_MAIL_FROM: 'nobody' },
    { TODOKU_SMTP_URL: 'smtps://u:hunter2@mail', TODOKU_MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' },
    { TODOKU_MAIL_FROM: from },
  ]) {
    assert.throws(
      () => mailSettings(wrong),
      (error) => {
        assert.ok(error instanceof Fault);
        assert.equal(error.code, 'mail-not-configured');
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      },
    );
  }
});
