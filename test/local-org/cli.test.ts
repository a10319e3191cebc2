import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { inFolder, parcelsZip, serving, start } from './serving.ts';

async function output(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null]; // `close` gives the exit code first
  return { code, out: out.join(''), err: err.join('') };
}

test('the command prints one JSON line with all that a client needs, and ends cleanly', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'org.sqlite');
    const first = await serving(['--file', file, '--package', parcelsZip(folder)]);
    const { ready } = first;
    assert.match(ready.instanceUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(statSync(ready.jwtKeyFile).mode & 0o777, 0o600);
    const describe = await fetch(`${ready.instanceUrl}/services/data/v62.0/sobjects/Depot__c/describe`, {
      headers: { Authorization: `Bearer ${ready.accessToken}` },
    });
    assert.equal(describe.status, 200);

    const claims = {
      iss: ready.clientId,
      sub: ready.username,
      aud: ready.loginUrl,
      exp: Math.floor(Date.now() / 1000) + 120,
    };
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const signed = `${encode({ alg: 'RS256' })}.${encode(claims)}`;
    const signature = sign('RSA-SHA256', Buffer.from(signed), createPrivateKey(readFileSync(ready.jwtKeyFile)));
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    const assertion = `${signed}.${signature.toString('base64url')}`;
    const login = await fetch(`${ready.loginUrl}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type, assertion }),
    });
    assert.equal(login.status, 200);
    assert.equal(await first.stop(), 0);

    const second = await serving(['--file', file]);
    assert.equal(second.ready.organizationId, ready.organizationId);
    assert.equal(second.ready.clientSecret, ready.clientSecret, 'a client keeps its secret over a restart');
    const still = await fetch(`${second.ready.instanceUrl}/services/data/v62.0/sobjects/Depot__c/describe`, {
      headers: { Authorization: `Bearer ${ready.accessToken}` },
    });
    assert.equal(still.status, 200, 'a session outlives a restart');
    assert.equal(await second.stop(), 0);
  });
});

test('an org in memory leaves nothing behind', async () => {
  const { ready, stop } = await serving([]);
  assert.ok(existsSync(ready.jwtKeyFile));
  assert.equal(await stop(), 0);
  assert.ok(!existsSync(ready.jwtKeyFile));
});

test('what a person can put right ends with exit code 2 and says how', async () => {
  await inFolder(async (folder) => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const address = busy.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    writeFileSync(join(folder, 'text'), 'this is no SQLite file at all');
    writeFileSync(join(folder, 'broken'), `SQLite format 3\0${'x'.repeat(5000)}`);
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'text.zip'), 'no zip');
    writeFileSync(join(folder, 'users.json'), '[{ "username": "a@b.c", "name": "A", "profile": "Nobody" }]');
    const cases: readonly [readonly string[], RegExp][] = [
      [['--port', port], /Port \d+ is in use.*--port/],
      [['--port', 'x'], /--port x is no port/],
      [['--wrong'], /usage: local-org/],
      [['--file', join(folder, 'text')], /is no org: it is not an SQLite file/],
      [['--file', join(folder, 'broken')], /cannot be used as an org/],
      [['--file', join(folder, 'folder')], /cannot be opened/],
      [['--file', join(folder, 'missing', 'org.sqlite')], /does not exist/],
      [['--package', join(folder, 'missing.zip')], /cannot be read/],
      [['--users', join(folder, 'missing.json')], /missing\.json cannot be added.*\n.*ENOENT/],
      [['--users', join(folder, 'users.json')], /people\[0\]\.profile: the org has no profile Nobody/],
      [['--callback', 'nowhere'], /--callback nowhere is no URL/],
      [['--package', join(folder, 'text.zip')], /not a zip/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await output(start(args));
      assert.deepEqual([args[0], code, out], [args[0], 2, ''], err);
      assert.match(err, message);
    }
    busy.close();
  });
});
