import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Fault } from '../../../server/faults.ts';
import type { JobStore, Request, Retry } from '../../../server/schedule/schedule.ts';
import { Desk } from '../../../server/schedule/schedule.ts';
import { endJobs, heldClock, jobsOf, readLog } from './stand.ts';
import type { ReadLog } from './stand.ts';
import type { HeldWork } from './work.ts';
import { faultCodeOf, heldWork } from './work.ts';

after(endJobs);

const push: Request = { command: 'push', only: [], isDeep: false };
const due = { schedule: 'monday', at: '2026-04-06T06:00:00.000Z' };
const silent = new Fault('transient', 'org-silent', 'No answer.', { next: 'Try again.' });

interface Stand extends AsyncDisposable {
  readonly desk: Desk;
  readonly work: HeldWork;
  readonly store: JobStore;
  readonly log: ReadLog;
}

async function stand(project: string, retry: Retry = { limit: 2, delaySeconds: 0 }): Promise<Stand> {
  const [work, log] = [heldWork(), readLog()];
  const store = await jobsOf(project, log.log);
  const clock = heldClock('2026-04-06T06:00:00Z');
  const desk = new Desk({ store, clock, log: log.log, carryOut: work.carryOut, retry });
  await desk.start();
  return {
    desk,
    work,
    store,
    log,
    [Symbol.asyncDispose]: async () => {
      await desk.stop();
      await store.close();
    },
  };
}

async function ordered(desk: Desk, request: Request = push): Promise<string> {
  const asked = await desk.ask(request);
  assert.ok('status' in asked);
  return asked.status.id;
}

test('an order waits, runs under its own name, and ends with its result', async () => {
  await using at = await stand('whole');
  const id = await ordered(at.desk, { command: 'verify', only: ['target'], isDeep: true });
  assert.match(id, /^20260406T060000Z-[0-9a-f]{6}$/);
  const work = await at.work.begun();
  assert.deepEqual(
    [work.name, work.order.command, work.order.only, work.order.isDeep],
    [id, 'verify', ['target'], true],
  );
  assert.equal(at.desk.find(id)?.phase, 'running');
  work.finish();
  await at.desk.stop();
  const status = at.desk.find(id);
  assert.equal(status?.phase, 'ended');
  assert.ok(status.end !== undefined && 'preview' in status.end);
});

test('whoever asks while a run is under way is told which, and orders nothing', async () => {
  await using at = await stand('busy');
  const id = await ordered(at.desk);
  const work = await at.work.begun();
  const asked = await at.desk.ask(push);
  assert.ok('busy' in asked);
  assert.deepEqual([asked.busy.id, asked.busy.phase], [id, 'running']);
  work.finish();
});

test('two who ask at the same moment get one run', async () => {
  await using at = await stand('together');
  const answers = await Promise.all([at.desk.ask(push), at.desk.ask(push)]);
  assert.deepEqual(
    answers.map((answer) => 'status' in answer),
    [true, false],
  );
  (await at.work.begun()).finish();
});

test('one run after the other can be ordered as soon as the first has ended', async () => {
  await using at = await stand('sequence');
  for (const attempt of [1, 2, 3]) {
    const id = await ordered(at.desk);
    const work = await at.work.begun();
    assert.equal(work.name, id);
    work.tell({ type: 'run', run: id, project: 'sequence' });
    work.finish();
    while (at.desk.find(id)?.phase !== 'ended') await new Promise(setImmediate);
    assert.equal(at.work.count, attempt);
  }
});

test('events are numbered, so that who looks again misses none', async () => {
  await using at = await stand('events');
  const id = await ordered(at.desk);
  const work = await at.work.begun();
  work.tell({ type: 'run', run: id, project: 'events' });
  work.tell({ type: 'step', step: 'ingest', state: 'started' });
  assert.deepEqual(at.desk.events(id, 1), [{ number: 2, event: { type: 'step', step: 'ingest', state: 'started' } }]);
  assert.deepEqual(at.desk.events(id, 2), []);
  assert.equal(at.desk.find(id)?.run, id);
  work.finish();
});

test("a due push that fails in passing is tried again, each attempt as a run of its own; somebody's own is not", async () => {
  await using at = await stand('retry');
  const asked = await at.desk.askDue(due, []);
  assert.ok('status' in asked);
  const { id } = asked.status;
  (await at.work.begun()).fail(silent);
  const second = await at.work.begun();
  assert.equal(second.name, `${id}-2`);
  second.fail(silent);
  const third = await at.work.begun();
  assert.equal(third.name, `${id}-3`);
  third.fail(silent);
  while (at.desk.find(id)?.phase !== 'ended') await new Promise(setImmediate);
  assert.equal(faultCodeOf(at.desk.find(id)?.end), 'org-silent');

  const own = await ordered(at.desk);
  (await at.work.begun()).fail(silent);
  while (at.desk.find(own)?.phase !== 'ended') await new Promise(setImmediate);
  assert.equal(at.work.count, 4);
});

test('a due push that waits for the API calls of the org is tried further than one in passing trouble', async () => {
  const [work, log] = [heldWork(), readLog()];
  await using store = closing(await jobsOf('deferred', log.log));
  // The waits between attempts grow to an hour: here the attempts are handed out by hand.
  const handed = Promise.withResolvers<Parameters<JobStore['work']>[0]>();
  const byHand: JobStore = {
    ...store,
    work: async (carryOut) => {
      handed.resolve(carryOut);
    },
  };
  const clock = heldClock('2026-04-06T06:00:00Z');
  const desk = new Desk({ store: byHand, clock, log: log.log, carryOut: work.carryOut });
  await desk.start();
  const carryOut = await handed.promise;
  const order = { ...push, id: '20260406T060000Z-aaaaaa', due, askedAt: '2026-04-06T06:00:00.000Z' };
  const isTriedAgain = async (attempt: number, fault: Fault): Promise<boolean> => {
    const attempted = carryOut({ order, attempt, isLast: false });
    (await work.begun()).fail(fault);
    const [outcome] = await Promise.allSettled([attempted]);
    return outcome.status === 'rejected';
  };
  const spent = new Fault('transient', 'deferred-by-budget', 'Spent.', { next: 'Wait.' });
  assert.deepEqual([await isTriedAgain(6, silent), await isTriedAgain(7, silent)], [true, false]);
  assert.deepEqual([await isTriedAgain(7, spent), await isTriedAgain(29, spent)], [true, true]);
});

function closing(store: JobStore): JobStore & AsyncDisposable {
  return { ...store, [Symbol.asyncDispose]: () => store.close() };
}

test('what no attempt can change is not tried again', async () => {
  await using at = await stand('setup');
  const asked = await at.desk.askDue(due, []);
  assert.ok('status' in asked);
  (await at.work.begun()).fail(new Fault('refused', 'too-many-deletes', 'Too many.', { next: 'Look.' }));
  while (at.desk.find(asked.status.id)?.phase !== 'ended') await new Promise(setImmediate);
  const verify = await ordered(at.desk, { ...push, command: 'verify' });
  const work = await at.work.begun();
  assert.equal(work.name, verify);
  work.finish();
});

test('a due push stands back for a push that covers it, and waits behind anything else', async () => {
  await using at = await stand('cover');
  const plan = await ordered(at.desk, { ...push, command: 'plan' });
  const first = await at.work.begun();
  const asked = await at.desk.askDue(due, ['target', 'budget']);
  assert.ok('status' in asked, 'a plan sends nothing, so the push waits');
  const narrow = await at.desk.askDue({ ...due, schedule: 'hourly' }, ['target']);
  assert.ok('busy' in narrow);
  assert.equal(narrow.busy.id, asked.status.id);
  const wide = await at.desk.askDue({ ...due, schedule: 'all' }, []);
  assert.ok('status' in wide, 'a push of all syncs is more than the one that waits');
  assert.equal(first.name, plan);
  first.finish();
  (await at.work.begun()).finish();
  (await at.work.begun()).finish();
});

test('who stops the desk tells the run, waits for its end, and takes no more orders', async () => {
  await using at = await stand('stop');
  const id = await ordered(at.desk);
  const work = await at.work.begun();
  let isStopped = false;
  const stopped = at.desk.stop().then(() => {
    isStopped = true;
  });
  assert.ok(work.signal.reason instanceof Fault && work.signal.reason.code === 'interrupted');
  await assert.rejects(at.desk.ask(push), (error) => error instanceof Fault && error.code === 'stopping');
  assert.equal(isStopped, false);
  work.fail(new Fault('transient', 'interrupted', 'Stopped.', { next: 'Again.' }));
  await stopped;
  assert.equal(faultCodeOf(at.desk.find(id)?.end), 'interrupted');
});

test('a fault of ours is logged with its stack, and told without', async () => {
  await using at = await stand('bug');
  const id = await ordered(at.desk);
  (await at.work.begun()).fail(new TypeError('undefined is not a function'));
  while (at.desk.find(id)?.phase !== 'ended') await new Promise(setImmediate);
  assert.equal(faultCodeOf(at.desk.find(id)?.end), 'unexpected');
  assert.match(String(at.log.lines.find((line) => line['type'] === 'failed')?.['stack']), /desk\.test\.ts/);
});
