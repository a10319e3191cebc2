import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Desk, Timetable } from '../../../server/schedule/schedule.ts';
import type { JobStore } from '../../../server/schedule/schedule.ts';
import type { Schedule } from '../../../server/syncs/syncs.ts';
import { endJobs, heldClock, jobsOf, readLog } from './stand.ts';
import type { HeldClock, ReadLog } from './stand.ts';
import type { HeldWork } from './work.ts';
import { heldWork } from './work.ts';

after(endJobs);

const monday: Schedule = { name: 'monday', cron: '0 6 * * 1', syncs: undefined };
const hourly: Schedule = { name: 'hourly', cron: '0 * * * *', syncs: ['target'] };

interface Stand extends AsyncDisposable {
  readonly timetable: Timetable;
  readonly desk: Desk;
  readonly work: HeldWork;
  readonly clock: HeldClock;
  readonly log: ReadLog;
  /** Outcome, due time, number and reason of the newest notes. */
  notes(schedule: string): Promise<readonly unknown[]>;
}

/** A service as it starts at a moment; the job database is there from the one before. */
async function service(
  project: string,
  at: string,
  schedules: readonly Schedule[],
  timeZone = 'Asia/Tokyo',
): Promise<Stand> {
  const [work, log, clock] = [heldWork(), readLog(), heldClock(at)];
  const store: JobStore = await jobsOf(project, log.log);
  const desk = new Desk({ store, clock, log: log.log, carryOut: work.carryOut });
  await desk.start();
  const timetable = await Timetable.open({ schedules, timeZone, store, desk, clock, log: log.log });
  return {
    ...{ timetable, desk, work, clock, log },
    notes: async (schedule) => {
      const view = (await timetable.view()).find((item) => item.name === schedule);
      return (
        view?.recent.map(({ outcome, dueAt, times, reason }) => [outcome, dueAt.toISOString(), times, reason]) ?? []
      );
    },
    [Symbol.asyncDispose]: async () => {
      await desk.stop();
      await store.close();
    },
  };
}

const pulling: Schedule = { ...monday, pull: ['amounts'] };

test('a schedule that pulls orders it with its push, and a push that pulls the same covers it', async () => {
  await using at = await service('pulling', '2026-04-05T21:00:00Z', [pulling]);
  at.clock.setTo('2026-04-12T21:00:00Z');
  await at.timetable.look();
  const work = await at.work.begun();
  assert.deepEqual([work.order.command, work.order.pull], ['push', ['amounts']]);
  at.clock.setTo('2026-04-19T21:00:00Z');
  await at.timetable.look();
  assert.deepEqual(
    (await at.notes('monday')).map((note) => (note as readonly unknown[])[0]),
    ['skipped', 'started'],
  ); // a note is a list
  work.finish();
});

test('a push that does not pull covers no due time that does', async () => {
  await using at = await service('not-pulling', '2026-04-05T20:59:00Z', [pulling]);
  await at.desk.ask({ command: 'push', only: [], isDeep: false });
  const plain = await at.work.begun();
  at.clock.setTo('2026-04-05T21:00:00Z');
  await at.timetable.look();
  const open = await at.desk.open();
  plain.finish();
  assert.deepEqual(
    open.map(({ pull }) => pull),
    [undefined, ['amounts']],
  );
});

test('a push is ordered when its time has come in the zone of the project, once', async () => {
  await using at = await service('due', '2026-04-05T20:59:00Z', [monday]);
  await at.timetable.look();
  assert.equal(at.work.count, 0);
  at.clock.setTo('2026-04-05T21:00:00Z');
  await at.timetable.look();
  const work = await at.work.begun();
  assert.deepEqual([work.order.command, work.order.only], ['push', []]);
  assert.deepEqual(work.order.due, { schedule: 'monday', at: '2026-04-05T21:00:00.000Z' });
  work.finish();
  at.clock.advance(60_000);
  await at.timetable.look();
  assert.deepEqual(await at.notes('monday'), [['started', '2026-04-05T21:00:00.000Z', 1, undefined]]);
  const [view] = await at.timetable.view();
  assert.deepEqual(view?.next[0], new Date('2026-04-12T21:00:00Z'));
});

test('the timetable sleeps until the next due time, in naps, and ends when it is told to', async () => {
  await using at = await service('naps', '2026-04-05T20:59:10Z', [monday]);
  const stop = new AbortController();
  const keeping = at.timetable.keep(stop.signal);
  await at.clock.asleep();
  at.clock.advance(30_000);
  await at.clock.asleep();
  assert.equal(at.work.count, 0);
  at.clock.advance(20_000);
  (await at.work.begun()).finish();
  stop.abort();
  await keeping;
});

test('a due time that falls into a push that covers it is skipped, with that push as the reason', async () => {
  await using at = await service('skipped', '2026-04-06T00:30:00Z', [hourly]);
  const asked = await at.desk.ask({ command: 'push', only: [], isDeep: false });
  assert.ok('status' in asked);
  const work = await at.work.begun();
  at.clock.setTo('2026-04-06T01:00:02Z');
  await at.timetable.look();
  const reason = `Push ${asked.status.id}, ordered by request, was running.`;
  assert.deepEqual(await at.notes('hourly'), [['skipped', '2026-04-06T01:00:00.000Z', 1, reason]]);
  const line = at.log.lines.find((item) => item['type'] === 'due');
  assert.deepEqual([line?.['outcome'], line?.['reason'], line?.['level']], ['skipped', reason, 40]);
  work.finish();
});

test('of two schedules due at one moment the wide one runs and says why the narrow one does not', async () => {
  await using at = await service('wide', '2026-04-05T20:59:00Z', [hourly, monday]);
  at.clock.setTo('2026-04-05T21:00:00Z');
  await at.timetable.look();
  const work = await at.work.begun();
  assert.equal(work.order.due?.schedule, 'monday');
  const [note] = await at.notes('hourly');
  assert.match(JSON.stringify(note), /ordered by schedule monday/);
  work.finish();
});

test('a due time during which no service ran is missed, and said so when the service is back', async () => {
  {
    await using before = await service('missed', '2026-04-05T20:00:00Z', [monday]);
    await before.timetable.look();
  }
  await using at = await service('missed', '2026-04-20T12:00:00Z', [monday]);
  await at.timetable.look();
  const reason = 'The service was not running from 2026-04-05T21:00:00.000Z to 2026-04-19T21:00:00.000Z.';
  assert.deepEqual(await at.notes('monday'), [['missed', '2026-04-19T21:00:00.000Z', 3, reason]]);
  assert.equal(at.work.count, 0);
  assert.equal(at.log.lines.filter((line) => line['type'] === 'due' && line['outcome'] === 'missed').length, 1);
  await at.timetable.look();
  assert.equal((await at.notes('monday')).length, 1);
});

test('a restart at the wrong moment is no reason to miss a week: a due time of the last minutes is kept', async () => {
  {
    await using before = await service('grace', '2026-04-05T20:59:59Z', [monday]);
    await before.timetable.look();
  }
  await using at = await service('grace', '2026-04-05T21:03:00Z', [monday]);
  await at.timetable.look();
  (await at.work.begun()).finish();
  assert.deepEqual(await at.notes('monday'), [['started', '2026-04-05T21:00:00.000Z', 1, undefined]]);
});

test('after a machine has slept the last due time is kept if it is recent, and the others are missed', async () => {
  await using at = await service('slept', '2026-04-06T00:30:00Z', [hourly]);
  at.clock.setTo('2026-04-06T04:02:00Z');
  await at.timetable.look();
  (await at.work.begun()).finish();
  const reason =
    'The service was held up (machine asleep, or clock set) from 2026-04-06T01:00:00.000Z to 2026-04-06T03:00:00.000Z, and woke at 2026-04-06T04:02:00.000Z.';
  assert.deepEqual(await at.notes('hourly'), [
    ['started', '2026-04-06T04:00:00.000Z', 1, undefined],
    ['missed', '2026-04-06T03:00:00.000Z', 3, reason],
  ]);
});

test('a schedule that was written anew starts anew: nothing is missed that nobody had ordered', async () => {
  {
    await using before = await service('anew', '2026-04-06T00:00:00Z', [hourly]);
    await before.timetable.look();
  }
  await using at = await service('anew', '2026-04-08T00:30:00Z', [{ ...hourly, cron: '30 * * * *' }, monday]);
  await at.timetable.look();
  assert.deepEqual([await at.notes('hourly'), await at.notes('monday')], [[], []]);
});
