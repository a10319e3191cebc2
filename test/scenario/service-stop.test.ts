import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import type { ServiceProcess } from './service.ts';
import { serve } from './service.ts';
import type { Running } from './command.ts';
import { Stage, sentBy } from './stage.ts';

const composite = { method: 'POST', path: '/services/data/v*/composite' } as const;

let reference: Promise<unknown> | undefined;

/** What a push that nobody disturbed leaves; made once for this file. */
function undisturbed(): Promise<unknown> {
  reference ??= (async () => {
    await using stage = await Stage.pushed();
    return await stage.businessState();
  })();
  return reference;
}

/** A push through the service whose fourth call the org keeps waiting: some rows are there, others are not. */
async function halfWay(stage: Stage): Promise<{ readonly service: ServiceProcess; readonly command: Running }> {
  const service = await serve(stage);
  stage.world.org.troubles.add({ kind: 'delay', waitMs: 1, times: 3, ...composite });
  const held = stage.world.org.troubles.add({ kind: 'hold', times: 9, ...composite });
  const command = stage.start('push');
  await held.hit;
  return { service, command };
}

test('a service that is told to stop ends the part that is under way, leaves the rest to the next push, and ends with 0', async () => {
  await using stage = await Stage.open();
  const { service, command } = await halfWay(stage);
  const stopped = service.process.stop();
  await service.process.line((line) => line['type'] === 'service' && line['state'] === 'stopping');
  const late = await service.ask('POST', '/runs', { command: 'verify' });
  assert.equal(late.status, 503);
  stage.world.org.troubles.clear();

  const { exitCode, stderr } = await stopped;
  assert.equal(exitCode, 0, stderr);
  assert.equal(existsSync(`${stage.warehouseFile}.lock`), false);
  assert.equal((await command.ended).exitCode, 6, 'the command says that it may be tried again');
  const [run] = await stage.with((parts) => parts.warehouse.ledger.runs(1));
  assert.equal(run?.state, 'failed');
  const there = await stage.count('Department__c');
  assert.ok(there > 0, 'what was sent is there');
  assert.equal(await stage.count('Menu_Amount__c'), 0, 'what was not begun is not');

  const rest = await stage.push();
  assert.equal(rest.state, 'matched');
  assert.equal(sentBy(rest)['department'], undefined, 'what was sent is not sent again');
  assert.equal(sentBy(rest)['menu-amount'], 8);
  assert.deepEqual(await stage.businessState(), await undisturbed());
});

test('a service that was killed leaves a lock that holds nobody up, and a push that the next one finishes', async () => {
  await using stage = await Stage.open();
  const { service, command } = await halfWay(stage);
  await service.process.kill();
  stage.world.org.troubles.clear();
  assert.equal((await command.ended).exitCode, 6);
  assert.equal(existsSync(`${stage.warehouseFile}.lock`), true);

  const next = await serve(stage);
  const ended = await stage.run('push');
  assert.equal(ended.exitCode, 0, ended.stderr);
  const { recovered } = ended.json as { readonly recovered: readonly string[] };
  assert.equal(recovered.length, 1);
  assert.equal((await next.process.stop()).exitCode, 0);
  assert.deepEqual(await stage.businessState(), await undisturbed());
  const idle = await stage.run('push');
  assert.equal(idle.exitCode, 0, 'without any service the command does it itself');
});

test('a service that waits for nothing stops at once', async () => {
  await using stage = await Stage.open();
  const service = await serve(stage);
  assert.equal((await service.process.stop()).exitCode, 0);
  assert.equal(existsSync(`${stage.warehouseFile}.lock`), false);
});
