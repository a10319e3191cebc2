/** The command line as a person starts it: a process for each command, which ends by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ended } from './command.ts';
import { Stage } from './stage.ts';

const byItself = (stage: Stage, ...args: readonly string[]): Promise<Ended> => stage.start(...args).ended;

/** A member of a command's JSON answer. */
function at(json: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    json,
  );
}

test('plan shows old and new values and the cost, in text and in JSON, and writes nothing', async () => {
  await using stage = await Stage.pushed();
  stage.edit('raw/bookings.csv', (text) => text.replace('1000,800.5,1200', ',801,').replace(/^b07.*\n/m, ''));
  const before = await stage.businessState();
  const ended = await byItself(stage, 'plan');
  assert.equal(ended.exitCode, 0, ended.stderr);
  const syncs = at(ended.json, 'plan', 'syncs');
  assert.ok(Array.isArray(syncs));
  const menu: unknown = syncs.find((item) => at(item, 'sync') === 'menu-amount');
  assert.deepEqual([at(menu, 'updates'), at(menu, 'deletes'), at(menu, 'unchanged'), at(menu, 'calls')], [1, 1, 6, 2]);
  assert.deepEqual(at(menu, 'sample', 'changes', 0), {
    operation: 'update',
    key: 'EAST|2026-04|aoki|alpha|search',
    fields: { Actual__c: { from: '800.50', to: '801.00' }, Budget_Amount__c: { from: '1000.00', to: null } },
  });
  assert.deepEqual(await stage.businessState(), before);
});

test('a plan that a guard refuses is shown all the same, with exit code 3', async () => {
  await using stage = await Stage.open();
  stage.edit('raw/targets.csv', (text) => `${text}EAST,AOKI,2026-04,1,1\n`);
  const ended = await byItself(stage, 'plan');
  assert.equal(ended.exitCode, 3);
  assert.equal(at(ended.json, 'plan', 'refusals', 0, 'code'), 'duplicate-key');
});

test('validate needs no data and no org; coverage needs no org', async () => {
  await using stage = await Stage.open();
  const valid = await byItself(stage, 'validate');
  assert.deepEqual([valid.exitCode, at(valid.json, 'valid'), at(valid.json, 'syncs', 0, 'sync')], [0, true, 'budget']);
  stage.edit('syncs/target/sync.yml', (text) => text.replace('target\n', 'targett\n'));
  const wrong = await byItself(stage, 'validate');
  assert.deepEqual([wrong.exitCode, at(wrong.json, 'error', 'code')], [2, 'column-missing']);
  const coverage = await byItself(stage, 'coverage');
  assert.deepEqual(at(coverage.json, 'coverage', 0, 'listed'), [{ key: 'b10', reason: 'booking without a project' }]);
});

test('runs lists what was pushed, with its result', async () => {
  await using stage = await Stage.open();
  const result = await stage.push();
  const ended = await byItself(stage, 'runs');
  assert.equal(at(ended.json, 'runs', 0, 'run'), result.run);
  assert.equal(at(ended.json, 'runs', 0, 'state'), 'matched');
  assert.deepEqual(at(ended.json, 'runs', 0, 'result', 'objects', 0), JSON.parse(JSON.stringify(result.objects[0])));
});

test('while one push runs a second one is told who has the warehouse, with exit code 6', async () => {
  await using stage = await Stage.open();
  const { hit } = stage.world.org.troubles.add({ kind: 'hold', method: 'GET', path: '/services/data/v*/query' });
  const first = stage.start('push');
  await hit;
  const second = await byItself(stage, 'push');
  assert.deepEqual([second.exitCode, at(second.json, 'error', 'code')], [6, 'warehouse-in-use']);
  stage.world.org.troubles.clear();
  assert.equal((await first.ended).exitCode, 0);
});

test('a child whose parent is nowhere is parked and named by the plan', async () => {
  await using stage = await Stage.open();
  stage.edit('raw/targets.csv', (text) => text.replace(/^WEST.*\n/m, ''));
  const ended = await byItself(stage, 'plan');
  const syncs = at(ended.json, 'plan', 'syncs');
  assert.ok(Array.isArray(syncs));
  const project: unknown = syncs.find((item) => at(item, 'sync') === 'project-amount');
  assert.equal(at(project, 'parked'), 2);
  assert.deepEqual(at(project, 'sample', 'parked', 1), {
    key: 'WEST|2026-04|chiba|delta',
    field: 'Target__r.External_Key__c',
    parentKey: 'WEST|2026-04|chiba',
  });
});

test('every other command ends by itself too, with an answer', async () => {
  await using stage = await Stage.pushed();
  const { run } = await stage.push();
  const exitCodes: Record<string, number | null> = {};
  for (const args of [
    ['verify'],
    ['pull'],
    ['failed', run],
    ['resume', run],
    ['retry', run],
    ['rollback', run, '--plan'],
    ['approve', run, '--reason', 'none was refused'],
    ['doctor'],
    ['cycle', 'status'],
  ] as const) {
    const ended = await byItself(stage, ...args);
    assert.ok(ended.json !== undefined, `${args.join(' ')}: ${ended.stderr}`);
    exitCodes[args[0]] = ended.exitCode;
  }
  // Nothing was refused or is left to send, and the test project neither pulls nor keeps a week.
  const expected = { verify: 0, pull: 2, failed: 0, resume: 0, retry: 2, rollback: 0, approve: 2, doctor: 0, cycle: 2 };
  assert.deepEqual(exitCodes, expected);
});
