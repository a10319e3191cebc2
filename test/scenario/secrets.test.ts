/** Secrets stay where they were given: not in what is printed, not on disk, not in a table, whatever goes wrong. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Ended } from './command.ts';
import { Stage } from './stage.ts';

const wrongSecret = 'wrong-secret-that-nobody-may-read-5d1f';
/** As an access token of Salesforce begins: the org's id and an exclamation mark. */
const accessToken = /00D[A-Za-z0-9]{12,15}![\w.]{20,}/;

/** Everything below the folder, file by file. */
function files(folder: string): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'latin1') }));
}

function assertKept(
  secrets: readonly string[],
  places: readonly { readonly name: string; readonly text: string }[],
): void {
  for (const { name, text } of places) {
    for (const secret of secrets) assert.ok(!text.includes(secret), `${name} has a secret`);
    assert.doesNotMatch(text, accessToken, `${name} has an access token`);
  }
}

const printed = (ended: readonly Ended[]): readonly { readonly name: string; readonly text: string }[] =>
  ended.map(({ stdout, stderr }, index) => ({ name: `output ${index}`, text: `${stdout}\n${stderr}` }));

test('a secret and the token it was given for are in no output, no file and no table, also when calls fail', async () => {
  await using stage = await Stage.open();
  const { clientSecret } = stage.world.org.client;
  const { troubles } = stage.world.org;
  troubles.add({ kind: 'expire', method: 'POST', path: '/services/data/v*/composite' });
  const ended = [await stage.run('push')];
  troubles.add({
    kind: 'answer',
    status: 403,
    errorCode: 'API_DISABLED_FOR_ORG',
    path: '/services/data/v*/query',
    times: 40,
  });
  ended.push(await stage.run('verify'), await stage.run('doctor'), await stage.runAsText('runs'));
  assert.deepEqual(ended.map(({ exitCode }) => exitCode).slice(0, 1), [0], ended[0]?.stderr);
  const kept = files(stage.dir);
  assert.ok(kept.some(({ name }) => name === 'warehouse.duckdb'));
  assertKept([clientSecret], [...printed(ended), ...kept]);
});

test('a secret that is refused is not told back', async () => {
  await using stage = await Stage.open();
  stage.environment = { TODOKU_ORG_CLIENT_SECRET: wrongSecret };
  const ended = [await stage.run('push'), await stage.run('doctor'), await stage.runAsText('push')];
  assert.deepEqual(
    ended.map(({ exitCode }) => exitCode),
    [2, 2, 2],
  );
  assertKept([wrongSecret], [...printed(ended), ...files(stage.dir)]);
});

test('a token that was given by itself is not told when it is refused, nor kept when it is taken', async () => {
  await using stage = await Stage.open();
  const token = stage.world.org.tokenFor('loader@todoku.example');
  assert.match(token, accessToken);
  stage.environment = { TODOKU_ORG_ACCESS_TOKEN: token, TODOKU_ORG_CLIENT_ID: '', TODOKU_ORG_CLIENT_SECRET: '' };
  const taken = await stage.run('push');
  assert.equal(taken.exitCode, 0, taken.stderr);
  stage.environment = { ...stage.environment, TODOKU_ORG_ACCESS_TOKEN: `${token}x` };
  const refused = [await stage.run('push'), await stage.run('doctor')];
  assert.deepEqual(
    refused.map(({ exitCode }) => exitCode),
    [2, 2],
  );
  assertKept([token], [...printed([taken, ...refused]), ...files(stage.dir)]);
});
