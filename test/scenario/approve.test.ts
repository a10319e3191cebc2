import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openDuckWarehouse } from '../../server/warehouse/duckdb/duckdb.ts';
import { serve } from './service.ts';
import type { Ended } from './stage.ts';
import { Stage } from './stage.ts';

const resources = new AsyncDisposableStack();
let stage: Stage;
before(async () => {
  stage = resources.use(await Stage.open());
  stage.edit('syncs/menu-amount/sync.yml', (text) => `${text}guards: { maxDeletes: { rows: 0 } }\n`);
  assert.equal((await stage.push()).state, 'matched');
});
after(() => resources.disposeAsync());

/** A member of the JSON answer, by its path. */
function at({ json, stdout, stderr }: Ended, ...path: readonly (string | number)[]): unknown {
  let found = json;
  for (const step of path) {
    assert.ok(typeof found === 'object' && found !== null, `${path.join('.')}: ${stdout}\n${stderr}`);
    found = Reflect.get(found, step);
  }
  return found;
}

async function lastRun(): Promise<string> {
  const warehouse = await openDuckWarehouse(stage.warehouseFile);
  const [run] = await warehouse.ledger.runs(1);
  await warehouse.close();
  return run?.run ?? '';
}

function remove(booking: string): void {
  stage.edit('raw/bookings.csv', (text) => text.replace(new RegExp(`^${booking},.*\n`, 'm'), ''));
}

describe('a guard holds until a person approves by name', () => {
  let refusedRun = '';

  test('a push that would delete too much is refused, and says how it can be approved', async () => {
    remove('b06');
    const refused = await stage.run('push');
    assert.equal(refused.exitCode, 3);
    assert.deepEqual(
      [at(refused, 'error', 'refusals', 0, 'code'), at(refused, 'error', 'refusals', 0, 'amount')],
      ['too-many-deletes', 1],
    );
    refusedRun = await lastRun();
    assert.match(refused.stderr, new RegExp(`todoku approve ${refusedRun} --reason`));
    assert.equal(await stage.count('Menu_Amount__c'), 8);
  });

  test('an approval needs a run that was refused, and a reason', async () => {
    const nameless = await stage.run('approve', refusedRun, '--reason', ' ');
    assert.deepEqual([nameless.exitCode, at(nameless, 'error', 'code')], [2, 'approval-nameless']);
    const unknown = await stage.run('approve', '20260101T000000Z-abcdef', '--reason', 'meant');
    assert.deepEqual([unknown.exitCode, at(unknown, 'error', 'code')], [2, 'run-unknown']);
    const other = await stage.run('approve', refusedRun, '--reason', 'meant', '--only', 'target');
    assert.deepEqual([other.exitCode, at(other, 'error', 'code')], [2, 'nothing-to-approve']);
  });

  test('more than was approved is refused again', async () => {
    const approved = await stage.run('approve', refusedRun, '--reason', 'booking cancelled', '--by', 'Sato');
    assert.equal(approved.exitCode, 0, approved.stderr);
    remove('b09');
    assert.equal(at(await stage.run('push'), 'error', 'code'), 'too-many-deletes');
    assert.equal(await stage.count('Menu_Amount__c'), 8);
    stage.edit('raw/bookings.csv', (text) => `${text}b09,WEST,chiba,"de ""luxe""",video,2026-04,300,-20.5,280,false\n`);
  });

  test('what was approved goes through once, with the name in the plan, the result and the warehouse', async () => {
    const planned = await stage.run('plan');
    assert.deepEqual([planned.exitCode, at(planned, 'plan', 'approved', 0, 'approval', 'by')], [0, 'Sato']);
    const pushed = await stage.run('push');
    assert.deepEqual(at(pushed, 'approved'), [
      { sync: 'menu-amount', guard: 'too-many-deletes', by: 'Sato', reason: 'booking cancelled' },
    ]);
    assert.deepEqual([pushed.exitCode, await stage.count('Menu_Amount__c')], [0, 7]);
    const late = await stage.run('approve', refusedRun, '--reason', 'again');
    assert.equal(at(late, 'error', 'code'), 'run-superseded');
    remove('b09');
    assert.equal(at(await stage.run('push'), 'error', 'code'), 'too-many-deletes');
  });

  test('the service takes an approval too, from the command line and over HTTP', async () => {
    const run = await lastRun();
    const service = await serve(stage);
    const { status, json } = await service.ask('POST', `/runs/${run}/approvals`, { by: 'Ito', reason: 'cancelled' });
    assert.equal(status, 201, JSON.stringify(json));
    const again = await stage.run('approve', run, '--reason', 'cancelled as well', '--by', 'Abe');
    assert.deepEqual([at(again, 'approvals', 0, 'by'), at(again, 'approvals', 0, 'amount')], ['Abe', 1]);
    const pushed = await stage.run('push');
    assert.deepEqual([pushed.exitCode, at(pushed, 'approved', 0, 'by')], [0, 'Ito']);
    await service.process.stop();
  });
});
