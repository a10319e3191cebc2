/** A ceiling of the warehouse that is met when rows have been sent already: nothing is lost, nothing is told wrongly. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fault } from '../../server/faults.ts';
import { approve, push } from '../../server/run/run.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import { OverCeiling } from '../../server/warehouse/warehouse.ts';
import { Stage } from './stage.ts';

async function over(): Promise<never> {
  throw new OverCeiling('run-bytes-over-ceiling', 20, 'To look would bring the run to 10 bytes', 'maxBytesPerRun', {
    run: undefined,
    place: undefined,
  });
}

test('a run that meets its ceiling while it verifies has failed, not refused, and can be approved', async () => {
  await using stage = await Stage.open();
  await stage.with(async (parts) => {
    const { warehouse } = parts;
    const comparison = { ...warehouse.comparison, intended: over };
    const pushing = push(readProject(stage.project), { ...parts, warehouse: { ...warehouse, comparison } });
    await assert.rejects(pushing, (error) => {
      assert.ok(error instanceof Fault);
      assert.deepEqual([error.kind, error.code], ['setup', 'run-bytes-over-ceiling']);
      return true;
    });
    const [run] = await warehouse.ledger.runs(1);
    assert.equal(run?.state, 'failed');
    const { approvals } = await approve({ run: run.run, by: 'Sato', reason: 'once a year' }, warehouse, new Date(0));
    assert.deepEqual(
      approvals.map(({ guard, amount }) => [guard, amount]),
      [['run-bytes-over-ceiling', 20]],
    );
  });

  // Where not even what was sent can be noted, the next run does it, and the warehouse is free for it.
  stage.edit('raw/bookings.csv', (text) => text.replace('800.5', '801'));
  await stage.with(async (parts) => {
    const { warehouse } = parts;
    let holds = 0;
    const state = { ...warehouse.state, acknowledge: over };
    const hold = async (): Promise<AsyncDisposable> => {
      const held = await warehouse.hold();
      holds += 1;
      return {
        [Symbol.asyncDispose]: async () => {
          holds -= 1;
          await held[Symbol.asyncDispose]();
        },
      };
    };
    const pushing = push(readProject(stage.project), { ...parts, warehouse: { ...warehouse, state, hold } });
    await assert.rejects(pushing, { code: 'run-bytes-over-ceiling' });
    assert.equal(holds, 0);
    const [left] = await warehouse.ledger.runs(1);
    assert.equal(left?.state, 'running');
    const next = await push(readProject(stage.project), parts);
    assert.deepEqual([next.state, next.recovered], ['matched', [left.run]]);
  });
});
