/** Two backends on one PostgreSQL: they share the work and never do it twice. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { openJobs } from '../../../server/schedule/boss.ts';
import { Desk, Timetable } from '../../../server/schedule/schedule.ts';
import type { JobStore } from '../../../server/schedule/schedule.ts';
import { startPostgres, type Postgres } from '../../world/postgres.ts';
import { heldClock, readLog } from './stand.ts';
import type { HeldClock } from './stand.ts';
import type { HeldWork } from './work.ts';
import { heldWork } from './work.ts';

let postgres: Postgres;
const opened = new AsyncDisposableStack();
before(async () => {
  postgres = opened.use(await startPostgres());
});
after(() => opened.disposeAsync());

interface Backend extends AsyncDisposable {
  readonly desk: Desk;
  readonly timetable: Timetable;
  readonly work: HeldWork;
  readonly store: JobStore;
  readonly clock: HeldClock;
}

const shortest = { lookSeconds: 0.5, heartbeatSeconds: 10 };

async function backend(project: string): Promise<Backend> {
  const [work, { log }, clock] = [heldWork(), readLog(), heldClock('2026-04-06T00:30:00Z')];
  const place = { kind: 'url', url: postgres.url } as const;
  const store = await openJobs({ place, project, log, ...shortest });
  const desk = new Desk({ store, clock, log, carryOut: work.carryOut, retry: { limit: 3, delaySeconds: 0 } });
  await desk.start();
  const schedules = [{ name: 'hourly', cron: '0 * * * *', syncs: undefined }];
  const timetable = await Timetable.open({ schedules, timeZone: 'UTC', store, desk, clock, log });
  return {
    ...{ desk, timetable, work, store, clock },
    [Symbol.asyncDispose]: async () => {
      await desk.stop();
      await store.close();
    },
  };
}

test(
  'a due time that both backends see is ordered once, and carried out by one of them',
  { timeout: 120_000 },
  async () => {
    await using one = await backend('share');
    await using other = await backend('share');
    for (const { clock } of [one, other]) clock.setTo('2026-04-06T01:00:01Z');
    await Promise.all([one.timetable.look(), other.timetable.look()]);
    const work = await Promise.race([one.work.begun(), other.work.begun()]);
    assert.deepEqual(work.order.due, { schedule: 'hourly', at: '2026-04-06T01:00:00.000Z' });
    assert.equal((await one.desk.open()).length, 1);
    const [shown] = await other.desk.open();
    assert.equal(shown?.phase, 'running', 'who does not carry it out shows it all the same');
    for (const { timetable } of [one, other]) await timetable.look();
    assert.equal((await one.desk.open()).length, 1);
    work.finish();
    assert.equal(one.work.count + other.work.count, 1);
    const [view] = await one.timetable.view();
    assert.deepEqual(
      view?.recent.map(({ outcome }) => outcome),
      ['started'],
    );
  },
);

test(
  'of two backends that are asked at the same moment one carries out a run at a time',
  { timeout: 120_000 },
  async () => {
    await using one = await backend('turns');
    await using other = await backend('turns');
    const request = { command: 'push', only: [], isDeep: false } as const;
    await one.desk.ask(request);
    const first = await Promise.race([one.work.begun(), other.work.begun()]);
    const busy = await other.desk.ask(request);
    assert.ok('busy' in busy, 'the other one is told what is under way');
    assert.equal(busy.busy.id, first.order.id);
    first.finish();
  },
);

test('the order of a backend that was killed is handed to the other one', { timeout: 120_000 }, async () => {
  const script = fileURLToPath(new URL('./killed-backend.ts', import.meta.url));
  const child = spawn(process.execPath, [script, postgres.url, 'handover'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  await using next = await backend('handover');
  const work = await next.work.begun();
  assert.equal(work.order.id, line, 'the very order that the killed one had begun');
  assert.notEqual(work.name, line, 'as a run of its own, since the first one has begun in the ledger');
  work.finish();
});
