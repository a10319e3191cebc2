import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { parseOptions } from '../../local-org/cli/cli.ts';
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

/** Arguments that are wrong in themselves, whatever else there is on the machine. */
const misuse: readonly (readonly [args: readonly string[], message: RegExp])[] = [
  [['--wrong'], /Unknown option '--wrong'.*\nusage: local-org/s],
  [['org.sqlite'], /Unexpected argument 'org\.sqlite'.*usage: local-org/s],
  [['--port', 'x'], /--port x is no port/],
  [['--port', '70000'], /--port 70000 is no port: give a whole number from 0 to 65535/],
  [['--port='], /--port {2}is no port/],
  [['--port'], /'--port <value>' argument missing.*usage: local-org/s],
  [['--empty=yes'], /'--empty' does not take an argument.*usage: local-org/s],
  [['--empty', '--package', 'a.zip'], /--empty and --package contradict each other/],
  [['--file='], /--file needs the path of a file/],
  [['--callback', 'nowhere'], /--callback nowhere is no URL/],
];

async function assertRefused(args: readonly string[], message: RegExp): Promise<void> {
  const { code, out, err } = await output(start(args));
  assert.deepEqual([args, code, out], [args, 2, ''], err);
  assert.match(err, message);
  assert.doesNotMatch(err, /\n {4}at /, 'no stack is shown for what a person can put right');
}

for (const [args, message] of misuse) {
  test(`"${args.join(' ')}" is refused with the way it is meant`, () => {
    assert.throws(() => parseOptions(args), message);
  });
}

test('arguments that are wrong end with exit code 2, the question what there is with 0', async () => {
  await assertRefused(['--wrong'], /Unknown option '--wrong'.*\nusage: local-org/s);
  const { code, out, err } = await output(start(['--help']));
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /^usage: local-org \[--port N\] \[--file org\.sqlite\] \[--empty \| --package package\.zip\]/);
});

test('files that are not what they are given for end with exit code 2, and are left alone', async () => {
  await inFolder(async (folder) => {
    const path = (name: string): string => join(folder, name);
    writeFileSync(path('text'), 'this is no SQLite file at all');
    writeFileSync(path('broken'), `SQLite format 3\0${'x'.repeat(5000)}`);
    const foreign = new DatabaseSync(path('foreign'));
    foreign.exec('CREATE TABLE invoices (number INTEGER)');
    foreign.close();
    writeFileSync(path('nobody.json'), '[{ "username": "a@b.c", "name": "A", "profile": "Nobody" }]');
    writeFileSync(path('half.json'), '{ "people": [');
    const names = readdirSync(folder);
    const cases: readonly (readonly [args: readonly string[], message: RegExp])[] = [
      [['--file', path('text')], /is no org: it is not an SQLite file/],
      [['--file', path('broken')], /cannot be used as an org.*Name another file/],
      [['--file', path('foreign')], /foreign is no org: it holds the tables of something else/],
      [['--file', path('missing/org.sqlite')], /the folder .*missing does not exist. Make it first/],
      [['--package', path('missing.zip')], /cannot be read/],
      [['--users', path('half.json')], /half\.json cannot be added.*\n.*JSON/],
      [['--users', path('nobody.json')], /people\[0\]\.profile: the org has no profile Nobody/],
    ];
    await Promise.all(cases.map(([args, message]) => assertRefused(args, message)));
    assert.deepEqual(readdirSync(folder), names);
  });
});

test('a port or a file that another process has is told so', async () => {
  await inFolder(async (folder) => {
    const file = join(folder, 'org.sqlite');
    const first = await serving(['--file', file]);
    await assertRefused(
      ['--file', file],
      /org\.sqlite is in use by another process. Stop that one, or name another file/,
    );
    await assertRefused(['--port', new URL(first.ready.instanceUrl).port], /Port \d+ is in use.*--port/);
    assert.equal(await first.stop('SIGKILL'), null);
    const second = await serving(['--file', file]);
    assert.equal(second.ready.organizationId, first.ready.organizationId, 'a killed process leaves no lock');
    assert.equal(await second.stop(), 0);
  });
});
