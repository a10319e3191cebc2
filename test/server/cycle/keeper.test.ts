/** The keeper orders what a week has due: once among several backends, and what fell into downtime. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { keepCycle, lookAtCycle } from '../../../server/cycle/cycle.ts';
import { openJobs } from '../../../server/schedule/boss.ts';
import { Desk } from '../../../server/schedule/schedule.ts';
import type { Warehouse } from '../../../server/warehouse/warehouse.ts';
import { openDuckWarehouse } from '../../../server/warehouse/duckdb/duckdb.ts';
import type { Postgres } from '../../world/postgres.ts';
import { startPostgres } from '../../world/postgres.ts';
import { heldClock, readLog } from '../schedule/stand.ts';
import type { HeldWork } from '../schedule/work.ts';
import { heldWork } from '../schedule/work.ts';
import { projectWithCycle } from './rules.ts';

let postgres: Postgres;
let warehouse: Warehouse;
const opened = new AsyncDisposableStack();
before(async () => {
  postgres = opened.use(await startPostgres());
  warehouse = await openDuckWarehouse(undefined);
  opened.defer(() => warehouse.close());
});
after(() => opened.disposeAsync());

const project = projectWithCycle({});
/** A minute past the opening of 2026-W20. */
const clock = heldClock('2026-05-10T21:01:00Z');

interface Backend extends AsyncDisposable {
  readonly desk: Desk;
  readonly work: HeldWork;
  readonly look: () => Promise<void>;
}

async function backend(name: string): Promise<Backend> {
  const [work, { log }] = [heldWork(), readLog()];
  const place = { kind: 'url', url: postgres.url } as const;
  const store = await openJobs({ place, project: name, log, lookSeconds: 0.5, heartbeatSeconds: 10 });
  const desk = new Desk({ store, clock, log, carryOut: work.carryOut });
  await desk.start();
  return {
    ...{ desk, work },
    look: () => lookAtCycle({ project, warehouse, desk, clock, log }),
    [Symbol.asyncDispose]: async () => {
      await desk.stop();
      await store.close();
    },
  };
}

test('of two backends that see a step due one carries it out', { timeout: 120_000 }, async () => {
  await using one = await backend('two');
  await using other = await backend('two');
  await Promise.all([one.look(), other.look()]);
  const work = await Promise.race([one.work.begun(), other.work.begun()]);
  assert.deepEqual([work.order.command, work.order.cycle], ['cycle', {}]);
  assert.deepEqual(work.order.due, { schedule: 'cycle 2026-W20 open 1', at: '2026-05-10T21:00:00.000Z' });
  await Promise.all([one.look(), other.look()]);
  assert.equal((await one.desk.open()).length, 1, 'nor is it ordered again while it is under way');
  work.finish();
  assert.equal(one.work.count + other.work.count, 1);
});

test(
  'nothing is ordered while nothing is due, and a step that failed only after a while',
  { timeout: 120_000 },
  async () => {
    await using one = await backend('quiet');
    const note = {
      ...{ cycle: '2026-W20', step: 'open', dueAt: new Date('2026-05-10T21:00:00Z'), runs: [] },
      ...{ by: undefined, reason: undefined, code: 'org-silent', message: 'No answer.' },
      ...{ attempt: 1, outcome: 'failed' as const },
      ...{ startedAt: new Date(clock.now()), finishedAt: new Date(clock.now()) },
    };
    await warehouse.cycles.note(note);
    await one.look();
    assert.deepEqual(await one.desk.open(), []);
    clock.advance(5 * 60_000);
    await one.look();
    const work = await one.work.begun();
    assert.equal(work.order.due?.schedule, 'cycle 2026-W20 open 2');
    work.finish();
  },
);

test('a warehouse whose looks have a price is looked at less often, and still when the next step is due', async () => {
  await using one = await backend('priced');
  const { log } = readLog();
  const waits = async (restMs: number, now: string): Promise<number> => {
    const stop = new AbortController();
    const waited: number[] = [];
    const resting = { ...warehouse, cycles: { ...warehouse.cycles, restMs } };
    const still = {
      now: () => Date.parse(now),
      sleep: (waitMs: number) => {
        waited.push(waitMs);
        stop.abort();
        return Promise.resolve();
      },
    };
    await keepCycle({ project, warehouse: resting, desk: one.desk, clock: still, log }, stop.signal);
    return waited[0] ?? 0;
  };
  assert.equal(await waits(0, '2026-05-10T21:01:00Z'), 30_000);
  assert.equal(await waits(300_000, '2026-05-10T21:01:00Z'), 300_000);
  assert.equal(await waits(300_000, '2026-05-10T20:59:00Z'), 60_000, 'Monday 06:00 in Tokyo');
});
