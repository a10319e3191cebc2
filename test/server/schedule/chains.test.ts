/** Pushes that come after others. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { MatchState } from '../../../server/model/model.ts';
import type { RunResult } from '../../../server/run/run.ts';
import { Desk, Timetable, keepChains, type JobStore, type Order } from '../../../server/schedule/schedule.ts';
import { endJobs, heldClock, jobsOf, readLog } from './stand.ts';

after(endJobs);

const chain = { name: 'totals', after: 'menu-amount', syncs: ['budget'] } as const;

function resultOf(order: Order, state: MatchState): RunResult {
  const verdict = {
    ...{ sync: 'menu-amount', object: 'Menu_Amount__c', state, booksClosed: true, warehouseRows: 1, salesforceRows: 1 },
    ...{ totals: [], keysCompared: true, missing: 0, extra: 0, different: 0, causes: [], drift: [] },
    rollups: { compared: 0, different: 0 },
  };
  const at = '2026-04-06T06:00:00.000Z';
  return {
    ...{
      command: 'push',
      run: order.id,
      project: 'x',
      state: 'matched',
      sourceAsOf: at,
      startedAt: at,
      finishedAt: at,
    },
    ...{
      calls: 1,
      objects: [],
      coverage: [],
      approved: [],
      held: [],
      corrected: [],
      faults: [],
      warnings: [],
      recovered: [],
    },
    verdicts: order.only.includes('budget') ? [] : [verdict],
  };
}

/** Orders as they are carried out, with how the first sync of each compares. */
async function orders(project: string, state: MatchState, count: number): Promise<readonly Order[]> {
  const { log } = readLog();
  const store: JobStore = await jobsOf(project, log);
  const seen: Order[] = [];
  const enough = Promise.withResolvers<undefined>();
  const desk = new Desk({
    store,
    clock: heldClock('2026-04-06T06:00:00Z'),
    log,
    carryOut: async (order) => {
      seen.push(order);
      if (seen.length === count) enough.resolve(undefined);
      return { result: resultOf(order, state) };
    },
  });
  const schedules = [chain];
  const timetable = await Timetable.open({
    schedules,
    timeZone: 'UTC',
    store,
    desk,
    clock: heldClock('2026-04-06T06:00:00Z'),
    log,
  });
  keepChains(schedules, desk, timetable);
  await desk.start();
  await desk.ask({ command: 'push', only: [], isDeep: false });
  await enough.promise;
  await desk.stop();
  await store.close();
  return seen;
}

test('a push in which the sync matched is followed by the push that waits for it, and the chain ends there', async () => {
  const [first, second, ...more] = await orders('chain', 'Matched', 2);
  assert.equal(first?.due, undefined);
  assert.deepEqual([second?.only, second?.due?.schedule], [['budget'], 'totals']);
  assert.deepEqual(more, []);
});

test('a push in which the sync did not match is followed by nothing', async () => {
  assert.equal((await orders('unmatched', 'Mismatch', 1)).length, 1);
});
