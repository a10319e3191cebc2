/** A backend for a test to kill: begins the order of a due time, says its id, and never ends. */
import { openJobs } from '../../../server/schedule/boss.ts';
import { createLog } from '../../../server/log.ts';

const [url = '', project = ''] = process.argv.slice(2);
const store = await openJobs({
  place: { kind: 'url', url },
  project,
  log: createLog(),
  lookSeconds: 0.5,
  heartbeatSeconds: 10,
});
await store.work(({ order }) => {
  process.stdout.write(`${order.id}\n`);
  return new Promise(() => undefined);
});
const due = { schedule: 'hourly', at: '2026-04-06T01:00:00.000Z' };
const order = {
  id: '20260406T010000Z-abcdef',
  command: 'push',
  only: [],
  isDeep: false,
  due,
  askedAt: due.at,
} as const;
await store.add(order, { limit: 3, delaySeconds: 0 });
