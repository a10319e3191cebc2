import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import { openJobs } from '../../../server/schedule/boss.ts';
import type { Order } from '../../../server/schedule/schedule.ts';
import { endJobs, jobsOf, readLog } from './stand.ts';

after(endJobs);

const dir = mkdtempSync(join(tmpdir(), 'todoku-jobs-'));
after(() => {
  rmSync(dir, { recursive: true });
});

const { log } = readLog();
const never = { limit: 0, delaySeconds: 0 };

function order(id: string): Order {
  return { id, command: 'push', only: [], isDeep: false, due: undefined, askedAt: '2026-04-06T06:00:00.000Z' };
}

const hasCode =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Fault && error.code === code;

test('orders are handed out one at a time, in the order in which they came', async () => {
  const store = await jobsOf('turns');
  const seen: string[] = [];
  const done = Promise.withResolvers<undefined>();
  let underWay = 0;
  for (const id of ['a', 'b', 'c']) await store.add(order(id), never);
  assert.deepEqual(
    (await store.open()).map(({ order: { id } }) => id),
    ['a', 'b', 'c'],
  );
  await store.work(async (attempt) => {
    underWay += 1;
    assert.equal(underWay, 1);
    await store.open();
    seen.push(attempt.order.id);
    underWay -= 1;
    if (seen.length === 3) done.resolve(undefined);
  });
  await done.promise;
  assert.deepEqual(seen, ['a', 'b', 'c']);
  await store.close();
});

test("an order whose process has gone is tried again if a schedule's, and has failed if somebody waited for it", async () => {
  // Two stores of one project play the process that died and the one that follows it.
  const died = await jobsOf('adopt');
  await died.add(order('somebody'), never);
  const taken = Promise.withResolvers<undefined>();
  const gone = Promise.withResolvers<undefined>();
  await died.work(() => {
    taken.resolve(undefined);
    return gone.promise;
  });
  await taken.promise;
  assert.deepEqual(
    (await died.open()).map(({ order: { id } }) => id),
    ['somebody'],
  );

  const next = await jobsOf('adopt');
  assert.deepEqual(await next.open(), []);
  await next.add(
    { ...order('schedule'), due: { schedule: 'monday', at: '2026-04-06T06:00:00.000Z' } },
    { limit: 2, delaySeconds: 0 },
  );
  const attempts: number[] = [];
  const again = Promise.withResolvers<undefined>();
  await next.work(async ({ order: { id, due }, attempt, isLast }) => {
    assert.deepEqual([id, due?.schedule, isLast], ['schedule', 'monday', attempt === 3]);
    attempts.push(attempt);
    if (attempt === 3) again.resolve(undefined);
    else throw new Error('in passing');
  });
  await again.promise;
  assert.deepEqual(attempts, [1, 2, 3]);
  gone.resolve(undefined);
  await next.close();
  await died.close();
});

test('a folder keeps its orders and notes from one service to the next, and two services cannot have it', async () => {
  const place = { kind: 'folder', folder: join(dir, 'jobs') } as const;
  const first = await openJobs({ place, project: 'kept', log });
  await assert.rejects(openJobs({ place, project: 'kept', log }), hasCode('jobs-in-use'));
  const now = new Date('2026-04-06T06:00:00Z');
  const monday = { name: 'monday', cron: '0 6 * * 1', timeZone: 'Asia/Tokyo' };
  await first.register([monday], now);
  assert.deepEqual(await first.standing(), new Map([['monday', now]]));
  await first.add(order('waiting'), never);
  const dueAt = new Date('2026-04-06T21:00:00Z');
  await first.note({ schedule: 'monday', dueAt, times: 1, outcome: 'skipped', run: 'other', reason: 'because' });
  await first.close();

  const second = await openJobs({ place, project: 'kept', log });
  assert.deepEqual(
    (await second.open()).map(({ order: { id } }) => id),
    ['waiting'],
  );
  const later = new Date('2026-04-08T06:00:00Z');
  await second.register([monday], later);
  assert.deepEqual(await second.standing(), new Map([['monday', dueAt]]));
  assert.deepEqual(await second.notes('monday', 5), [
    { schedule: 'monday', dueAt, times: 1, outcome: 'skipped', run: 'other', reason: 'because' },
  ]);
  const moved = { ...monday, timeZone: 'Europe/Berlin' };
  await second.register([moved], later);
  assert.deepEqual(await second.standing(), new Map([['monday', later]]));
  await second.register([], later);
  assert.deepEqual(await second.standing(), new Map());
  await second.close();
});

test('a folder that is no job database says that it may be removed', async () => {
  const folder = join(dir, 'broken');
  const first = await openJobs({ place: { kind: 'folder', folder }, project: 'broken', log });
  await first.close();
  writeFileSync(join(folder, 'global', 'pg_control'), 'nothing');
  await assert.rejects(
    openJobs({ place: { kind: 'folder', folder }, project: 'broken', log }),
    hasCode('jobs-unreadable'),
  );
});

test('a server that does not answer is told without its address', async () => {
  const url = 'postgres://todoku:secret@127.0.0.1:1/jobs';
  await assert.rejects(openJobs({ place: { kind: 'url', url }, project: 'away', log }), (error) => {
    assert.ok(error instanceof Fault);
    assert.equal(error.code, 'jobs-unreachable');
    assert.doesNotMatch(`${error.message} ${error.next}`, /secret/);
    return true;
  });
});
