import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ServiceProcess } from './service.ts';
import { serve } from './service.ts';
import type { Ended } from './command.ts';
import { Stage } from './stage.ts';

/** A day's work on the command line: everything a command can end with. */
async function work(stage: Stage): Promise<readonly Ended[]> {
  const ended: Ended[] = [];
  const run = async (...args: readonly string[]): Promise<void> => {
    ended.push(await stage.run(...args));
  };
  const say = async (...args: readonly string[]): Promise<void> => {
    ended.push(await stage.runAsText(...args));
  };
  await say('plan');
  await run('push');
  stage.edit('raw/bookings.csv', (text) => text.replace('1000,800.5,1200', ',801,').replace(/^b07.*\n/m, ''));
  await run('plan', '--only', 'menu-amount');
  await say('push');
  const [row] = await stage.rows(
    "SELECT Id FROM Menu_Amount__c WHERE External_Key__c = 'EAST|2026-04|aoki|alpha|search'",
  );
  await stage.world.ask('PATCH', `sobjects/Menu_Amount__c/${row?.['Id'] ?? ''}`, { Actual__c: 1 });
  await say('verify');
  await run('push', '--only', 'nothing');
  stage.edit('raw/targets.csv', (text) => `${text}EAST,AOKI,2026-04,1,1\n`);
  await say('plan');
  await say('push');
  await say('runs', '--limit', '3');
  await run('runs');
  return ended;
}

/** Without what differs from one push to the next anyway: names of runs, times, folders, Ids. */
function lasting(stage: Stage, { exitCode, stdout, stderr }: Ended): readonly unknown[] {
  const cleaned = [stdout, stderr].map((text) =>
    text
      .replaceAll(stage.dir, 'DIR')
      .replaceAll(/\d{8}T\d{6}Z-[0-9a-f]{6}/g, 'RUN')
      .replaceAll(/(?!2026-04-30)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'TIME')
      .replaceAll(/\b[a-z0-9]{3}[0-9]{9}[0-9A-Za-z]{3}(?:[0-9A-Za-z]{3})?\b/g, 'ID'),
  );
  const lines = cleaned.flatMap((text) => text.split('\n'));
  return [exitCode, ...lines.map((line): unknown => (line.startsWith('{') ? JSON.parse(line) : line))];
}

test('plan, push, verify and runs answer the same, and end the same, whether or not a service has the warehouse', async () => {
  await using alone = await Stage.open();
  const wanted = await work(alone);
  assert.deepEqual(
    wanted.map(({ exitCode }) => exitCode),
    [0, 0, 0, 0, 5, 2, 3, 3, 0, 0],
  );
  await using served = await Stage.open();
  const service = await serve(served);
  const found = await work(served);
  for (const [index, ended] of found.entries()) {
    const other = wanted[index];
    assert.ok(other);
    assert.deepEqual(lasting(served, ended), lasting(alone, other), `command ${index}`);
  }
  assert.deepEqual(await served.businessState(), await alone.businessState());
  assert.equal((await service.process.stop()).exitCode, 0);
});

test('one who asks the service by HTTP gets what the command line gets; the token is for its owner alone and never logged', async () => {
  await using stage = await Stage.open();
  const service = await serve(stage);
  assert.equal(statSync(service.tokenFile).mode & 0o777, 0o600);
  assert.equal((await service.ask('GET', '/ready')).status, 200);
  const push = await service.ask('POST', '/runs', { command: 'push' });
  assert.equal(push.status, 202);
  const { id } = push.json as { readonly id: string };
  const end = await ended(service, id);
  assert.equal(end.result?.state, 'matched');
  assert.equal(end.result.run, id);
  const { runs } = (await service.ask('GET', '/runs?limit=1')).json as { readonly runs: readonly { run: string }[] };
  assert.equal(runs[0]?.run, id);
  const { stdout, stderr, exitCode } = await service.process.stop();
  assert.equal(exitCode, 0);
  const token = readFileSync(service.tokenFile, 'utf8').trim();
  assert.ok(!`${stdout}${stderr}`.includes(token));
});

test('a project that is changed while the service runs is read anew by the next run', async () => {
  await using stage = await Stage.open();
  const service = await serve(stage);
  stage.edit('syncs/target/sync.yml', (text) => text.replace('object: Target__c', 'object: Targett__c'));
  const push = await service.ask('POST', '/runs', { command: 'push' });
  const end = await ended(service, (push.json as { readonly id: string }).id);
  assert.equal(end.fault?.kind, 'setup');
  assert.equal(end.result, undefined);
  assert.equal((await service.process.stop()).exitCode, 0);
});

test('a second service of the same warehouse is told of the first, with exit code 6', async () => {
  await using stage = await Stage.open();
  const service = await serve(stage);
  const second = await stage.run('serve');
  assert.equal(second.exitCode, 6);
  assert.match(second.stderr, new RegExp(`the service at ${service.url}`));
  assert.equal((await service.process.stop()).exitCode, 0);
});

test('a lock that names a foreign machine gets no token: the command goes on as if there were no service', async () => {
  await using stage = await Stage.open();
  const lock = { pid: 1, startedAt: 1, address: 'http://192.0.2.1:8040' };
  writeFileSync(`${stage.warehouseFile}.lock`, JSON.stringify(lock));
  assert.equal((await stage.run('push')).exitCode, 0);
});

interface End {
  readonly result?: { readonly run: string; readonly state: string };
  readonly fault?: { readonly kind: string; readonly code: string };
}

async function ended(service: ServiceProcess, id: string): Promise<End> {
  await service.runEnded(id);
  const { phase, end } = (await service.ask('GET', `/runs/${id}`)).json as {
    readonly phase: string;
    readonly end: End;
  };
  assert.equal(phase, 'ended');
  return end;
}
