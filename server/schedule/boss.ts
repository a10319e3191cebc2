/** Side door: the job database by pg-boss, in a folder (PGlite) or on a PostgreSQL server. */
import { createHash } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { PgBoss, fromPglite } from 'pg-boss';
import type { ConstructorOptions, JobWithMetadata } from 'pg-boss';
import { z } from 'zod';
import { Fault } from '../faults.ts';
import type { Logger } from '../log.ts';
import { retriedKinds } from '../run/run.ts';
import { takeLock } from './lock.ts';
import { createNotes, readNotes, readStanding, register, writeNote } from './notes.ts';
import type { Sql } from './notes.ts';
import type { DueTime, Order } from './order.ts';
import type { JobStore } from './store.ts';

/** A folder is locked against other processes; a PGlite that is handed in stays open; an address is a PostgreSQL server. */
export type JobPlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'opened'; readonly pglite: PGlite }
  | { readonly kind: 'url'; readonly url: string };

export interface BossOptions {
  readonly place: JobPlace;
  readonly project: string;
  readonly log: Logger;
  /** How often to look for orders; in a folder, new ones are told at once and only further attempts are looked for. */
  readonly lookSeconds?: number;
  /** A process that has not been heard of for so long has gone, and its order is handed on; ten at least. */
  readonly heartbeatSeconds?: number;
}

/**
 * pg-boss keeps the queue, the turn and the attempts. Its own cron is not used: it drops a due time that finds a job
 * in its place, and those that fell into downtime, without a word. `timetable.ts` computes due times instead.
 */
const usual: ConstructorOptions = { schema: 'todoku_jobs', schedule: false };

/**
 * pg-boss 12.35 listens to PostgreSQL on a connection of its own, and takes the error listener off it before it ends
 * it: a server that goes away in that moment would end our process, in the middle of a push. So there we only look.
 */
const looksEverySeconds = { folder: 10, opened: 10, url: 2 } as const;

/** A day less one hour; pg-boss accepts up to a day. A process that has gone is told by its missing heartbeat. */
const longestRunSeconds = 23 * 3600;
const usualHeartbeatSeconds = 60;
/** How often a backend looks whether another one has gone. */
const superviseSeconds = 5;
/** Between two attempts. */
const longestDelaySeconds = 3600;
/** What became of an order stands in the warehouse, not here. */
const keptSeconds = 3600;

/**
 * Whoever has a folder has the project to itself: an order that is still under way there has lost its process. On a
 * server other backends may be at work, and one that has gone is told by its missing heartbeat.
 */
export async function openJobs(options: BossOptions): Promise<JobStore> {
  await using opening = new AsyncDisposableStack();
  const { boss, sql } = await connect(options, opening);
  const queue = `runs-${options.project}`;
  await createNotes(sql);
  await boss.createQueue(queue, {
    policy: 'singleton',
    notify: true,
    expireInSeconds: longestRunSeconds,
    heartbeatSeconds: options.heartbeatSeconds ?? usualHeartbeatSeconds,
    deleteAfterSeconds: keptSeconds,
  });
  if (options.place.kind !== 'url') await giveBack(boss, queue);
  const resources = opening.move();
  const heard = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (cause) {
      throw options.place.kind === 'url' ? unreachable(options.place, cause) : cause;
    }
  };
  return {
    add: async (order, { limit, delaySeconds }) => {
      const backoff = limit > 0 ? { retryBackoff: true, retryDelayMax: longestDelaySeconds } : {};
      const attempts = { retryLimit: limit, retryDelay: delaySeconds, ...backoff };
      const { due } = order;
      const once = due === undefined ? {} : { id: dueId(options.project, due) };
      const id = await heard(boss.send(queue, order, { singletonKey: options.project, ...attempts, ...once }));
      return id !== null;
    },
    open: async () => {
      const found = await heard(jobs(boss, queue, ['created', 'active']));
      return found.map((job) => ({ order: toOrder(job.data), isUnderWay: job.state === 'active' }));
    },
    work: async (carryOut) => {
      const lookSeconds = options.lookSeconds ?? looksEverySeconds[options.place.kind];
      const how = {
        includeMetadata: true,
        pollingIntervalSeconds: lookSeconds,
        notifyPollingIntervalSeconds: lookSeconds,
      } as const;
      await boss.work<unknown, undefined, typeof how>(queue, how, async ([job]) => {
        if (job === undefined) return undefined;
        const { retryCount, retryLimit } = job;
        await carryOut({ order: toOrder(job.data), attempt: retryCount + 1, isLast: retryCount >= retryLimit });
        return undefined;
      });
    },
    register: (schedules, now) => heard(register(sql, options.project, schedules, now)),
    standing: () => heard(readStanding(sql, options.project)),
    note: (note) => heard(writeNote(sql, options.project, note)),
    notes: (schedule, limit) => heard(readNotes(sql, options.project, schedule, limit)),
    close: () => resources.disposeAsync(),
  };
}

async function connect(
  { place, log }: BossOptions,
  opening: AsyncDisposableStack,
): Promise<{ readonly boss: PgBoss; readonly sql: Sql }> {
  const boss = await bossAt(place, opening);
  boss.on('error', (error) => {
    log.error({ type: 'jobs', reason: error.message });
  });
  boss.on('warning', ({ message }) => {
    log.warn({ type: 'jobs', reason: message });
  });
  try {
    await boss.start();
  } catch (cause) {
    throw unreachable(place, cause);
  }
  opening.defer(() => boss.stop());
  return { boss, sql: (text, values) => boss.getDb().executeSql(text, values) };
}

async function bossAt(place: JobPlace, opening: AsyncDisposableStack): Promise<PgBoss> {
  if (place.kind === 'url') {
    const supervision = { superviseIntervalSeconds: superviseSeconds, monitorIntervalSeconds: superviseSeconds };
    return new PgBoss({ ...usual, ...supervision, connectionString: place.url, max: 4, application_name: 'todoku' });
  }
  const pglite = place.kind === 'opened' ? place.pglite : await openFolder(place, opening);
  return new PgBoss({ ...usual, db: fromPglite(pglite), backend: 'pglite', useListenNotify: true });
}

/** A second process is not refused by PGlite, and loses what it writes: so the lock comes first and goes last. */
async function openFolder(
  place: Extract<JobPlace, { kind: 'folder' }>,
  opening: AsyncDisposableStack,
): Promise<PGlite> {
  opening.use(takeLock(`${place.folder}.lock`));
  try {
    const pglite = await PGlite.create(place.folder);
    opening.defer(() => pglite.close());
    return pglite;
  } catch (cause) {
    throw unreachable(place, cause);
  }
}

/** The address is not told: it carries the password. */
function unreachable(place: JobPlace, cause: unknown): Fault {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (place.kind === 'url') {
    return new Fault('transient', 'jobs-unreachable', `The job database cannot be used: ${reason}`, {
      next: 'Check TODOKU_JOBS_URL and that the server is up.',
      cause,
    });
  }
  return new Fault('setup', 'jobs-unreadable', `The job database cannot be opened: ${reason}`, {
    next: 'Remove its folder: it holds schedules and orders only, and is made anew.',
    ...(place.kind === 'folder' ? { place: place.folder } : {}),
    cause,
  });
}

/** One due time is one job, however many backends order it: the second one finds the id taken. A UUID in form alone. */
function dueId(project: string, { schedule, at }: DueTime): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([project, schedule, at]))
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Counts as a failed attempt: a schedule's order is tried again, one that somebody waited for has failed. */
async function giveBack(boss: PgBoss, queue: string): Promise<void> {
  const left = await jobs(boss, queue, ['active']);
  const ids = left.map((job) => job.id);
  if (ids.length > 0) await boss.fail(queue, ids, { code: 'left-behind' });
}

async function jobs(
  boss: PgBoss,
  queue: string,
  states: readonly JobWithMetadata['state'][],
): Promise<readonly JobWithMetadata<unknown>[]> {
  const all = await boss.findJobs<unknown>(queue);
  return all
    .filter((job) => states.includes(job.state))
    .sort((one, other) => one.createdOn.getTime() - other.createdOn.getTime());
}

const text = z.string().optional();
const cycleOrder = z.object({ step: text, week: text, by: text, reason: text, until: text });

const orderData = z.object({
  id: z.string(),
  command: z.enum(['push', 'verify', 'plan', 'retry', 'resume', 'rollback', 'pull', 'cycle']),
  only: z.array(z.string()),
  pull: z.array(z.string()).optional(),
  isDeep: z.boolean(),
  of: z.string().optional(),
  kinds: z.array(z.enum(retriedKinds)).optional(),
  corrections: z.object({ file: z.string(), by: z.string() }).optional(),
  cycle: cycleOrder.optional(),
  due: z.object({ schedule: z.string(), at: z.string() }).optional(),
  askedAt: z.string(),
});

function toOrder(data: unknown): Order {
  const { due, ...order } = orderData.parse(data);
  return { ...order, due };
}
