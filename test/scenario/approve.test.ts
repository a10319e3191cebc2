import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openDuckWarehouse } from '../../server/warehouse/duckdb/duckdb.ts';
import { serve } from './service.ts';
import type { Ended } from './command.ts';
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

describe('an implausible amount waits for a person', () => {
  const key = 'EAST|2026-04|aoki|alpha|search';
  const actual = async (): Promise<number> => {
    const [row] = await stage.rows(`SELECT Actual__c FROM Menu_Amount__c WHERE External_Key__c = '${key}'`);
    return Number(row?.['Actual__c']);
  };
  let holding = '';

  test('the row is held and shown with what it breaks; the rest goes on, and the run is no success', async () => {
    stage.edit(
      'syncs/menu-amount/sync.yml',
      (text) => `${text}plausible: { Actual__c: { change: { percent: 300 } } }\n`,
    );
    stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '80050').replace('450.25', '451.25'));
    const planned = await stage.runAsText('plan');
    assert.match(
      planned.stdout,
      /held EAST\|2026-04\|aoki\|alpha\|search: Actual__c 800\.50 → 80050\.00, changed by more than 300 %/,
    );
    const pushed = await stage.run('push');
    assert.deepEqual([pushed.exitCode, at(pushed, 'state')], [4, 'partial']);
    assert.deepEqual([at(pushed, 'held', 0, 'key'), at(pushed, 'held', 0, 'values', 0, 'bound')], [key, 'change']);
    assert.deepEqual(at(pushed, 'verdicts', 4, 'causes'), [{ cause: 'HELD', code: 'IMPLAUSIBLE', rows: 1 }]);
    assert.equal(await actual(), 800.5);
    holding = String(at(pushed, 'run'));
  });

  test('it is loaded as it was seen when its key is approved, and another key is told', async () => {
    const wrong = await stage.run('approve', holding, '--rows', 'nobody', '--reason', 'invoice seen');
    assert.deepEqual([wrong.exitCode, at(wrong, 'error', 'code')], [2, 'row-not-held']);
    const approved = await stage.run('approve', holding, '--rows', key, '--reason', 'invoice seen', '--by', 'Sato');
    assert.deepEqual([approved.exitCode, at(approved, 'rows', 0, 'row', 'key')], [0, key], approved.stderr);
    const pushed = await stage.run('push');
    assert.deepEqual([pushed.exitCode, at(pushed, 'held'), await actual()], [0, [], 80050]);
  });
});
