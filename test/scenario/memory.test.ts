/** A push of many rows in a process that may not hold them. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Stage } from './stage.ts';

const rows = 1_000_000;
/** Characters of a key: all keys together are more than the process may hold. */
const keyLength = 64;
const keyOf = (row: number): string => `D-${String(row).padStart(keyLength - 2, '0')}`;

describe('with 72 MB for values of its own', () => {
  let stage: Stage;

  before(async () => {
    stage = await Stage.open();
    stage.edit(
      'syncs/department/model.sql',
      () =>
        `SELECT 'D-' || lpad(CAST(i AS VARCHAR), ${keyLength - 2}, '0') AS code, 'Department ' || i AS name, NULL AS parent, true AS active
         FROM range(${rows}) t(i)`,
    );
    stage.environment = { NODE_OPTIONS: '--max-old-space-size=72' };
  });
  after(() => stage[Symbol.asyncDispose]());

  test('a million new rows are planned, and the one that is there already is recognised', async () => {
    await stage.world.ask('POST', 'sobjects/Department__c', {
      External_Key__c: keyOf(rows - 1).toLowerCase(),
      Name: 'By hand',
    });
    const ended = await stage.run('plan', '--only', 'department');
    assert.equal(ended.exitCode, 0, ended.stderr.slice(-2000));
    const { plan } = ended.json as { plan: { syncs: readonly { inserts: number; updates: number }[] } }; // as `plan --json` prints it
    const [department] = plan.syncs;
    assert.deepEqual([department?.inserts, department?.updates], [rows - 1, 1]);
  });
});
