/** The HTTP application on a free port, with a desk whose work the test ends. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ApprovalOrder, ApprovalReport, RunRecord } from '../../../server/run/run.ts';
import type { Readiness } from '../../../server/http/http.ts';
import { Fault } from '../../../server/faults.ts';
import { httpApplication } from '../../../server/http/http.ts';
import { Desk, Timetable } from '../../../server/schedule/schedule.ts';
import type { HeldClock, ReadLog } from '../schedule/stand.ts';
import { heldClock, jobsOf, readLog } from '../schedule/stand.ts';
import type { HeldWork } from '../schedule/work.ts';
import { heldWork } from '../schedule/work.ts';

export const hookSecret = 'a-secret-of-thirty-two-letters-or-more';
export const token = 'a-token-of-thirty-two-letters-or-more';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

export interface Http extends AsyncDisposable {
  readonly url: string;
  readonly desk: Desk;
  readonly timetable: Timetable;
  readonly work: HeldWork;
  readonly clock: HeldClock;
  readonly log: ReadLog;
  /** What the ledger has. */
  readonly records: RunRecord[];
  readiness: () => Promise<Readiness>;
  approve: (order: ApprovalOrder) => Promise<ApprovalReport>;
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
}

export async function http(project: string, { hasHooks = false } = {}): Promise<Http> {
  const [work, log, clock] = [heldWork(), readLog(), heldClock('2026-04-06T00:30:00Z')];
  const store = await jobsOf(project, log.log);
  const desk = new Desk({ store, clock, log: log.log, carryOut: work.carryOut });
  await desk.start();
  const hooked = [
    { name: 'warehouse', hook: 'signed', syncs: ['target'] },
    { name: 'dbt', hook: 'dbt', syncs: undefined },
  ] as const;
  const schedules = [{ name: 'hourly', cron: '0 * * * *', syncs: undefined }, ...(hasHooks ? hooked : [])];
  const timetable = await Timetable.open({ schedules, timeZone: 'Asia/Tokyo', store, desk, clock, log: log.log });
  const records: RunRecord[] = [];
  const found: Readiness = { warehouse: undefined, org: undefined };
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const at: Http = {
    ...{ url, desk, timetable, work, clock, log, records },
    readiness: async () => found,
    approve: async ({ run, by, reason }) => ({
      approvals: [{ run, sync: '', guard: 'too-many-calls', amount: 1, by, reason, at: new Date(clock.now()) }],
      rows: [],
    }),
    ask: async (method, path, body, headers = {}) => {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : undefined };
    },
    [Symbol.asyncDispose]: async () => {
      await desk.stop();
      server.close();
      server.closeAllConnections();
      await store.close();
    },
  };
  const app = httpApplication({
    ...{ desk, timetable, token, clock, log: log.log },
    records: async (limit) => records.slice(0, limit),
    record: async (run) => records.find((item) => item.run === run),
    failed: async () => [],
    approve: (order) => at.approve(order),
    readiness: () => at.readiness(),
    cycle: async () => {
      throw new Fault('setup', 'cycle-none', 'No cycle.', { next: 'Add one.' });
    },
    overview: () => ({ name: project, timeZone: 'Asia/Tokyo', syncs: [{ name: 'target', object: 'Target__c' }] }),
    hooks: { schedules: hooked, secret: hookSecret },
    project: { dir: '/projects/one', rawDir: '/projects/one/raw' },
  });
  // Express answers by itself what goes wrong in it: nothing is left to await.
  server.on('request', (request, response) => void app(request, response));
  return at;
}

/** The members of a problem that programs and people act on. */
export function problemOf({ status, headers, json }: Reply): readonly [number, string | null, unknown, boolean] {
  const problem = { ...(json as Readonly<Record<string, unknown>>) };
  const isWhole = ['type', 'title', 'detail', 'next'].every((name) => typeof problem[name] === 'string');
  return [status, headers.get('content-type'), problem['code'], isWhole && problem['status'] === status];
}
