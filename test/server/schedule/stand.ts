/** For tests of schedules: a clock that is held, one PGlite for a whole file, and a log that is read. */
import { Writable } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';
import { pino } from 'pino';
import type { Clock } from '../../../server/clock.ts';
import type { Logger } from '../../../server/log.ts';
import { openJobs } from '../../../server/schedule/boss.ts';
import type { JobStore } from '../../../server/schedule/schedule.ts';
import { pgliteInMemory } from '../../world/pglite.ts';

export interface HeldClock extends Clock {
  advance(ms: number): void;
  setTo(at: string): void;
  /** Resolves as soon as somebody sleeps. */
  asleep(): Promise<void>;
}

/** Stands still until it is told to go on; whoever sleeps wakes when it has come far enough. */
export function heldClock(start: string): HeldClock {
  let instant = Date.parse(start);
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  let watchers: (() => void)[] = [];
  const wakeDue = (): void => {
    const due = sleepers.filter((sleeper) => sleeper.until <= instant);
    sleepers = sleepers.filter((sleeper) => sleeper.until > instant);
    for (const sleeper of due) sleeper.wake();
  };
  return {
    now: () => instant,
    sleep: (waitMs, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
        sleepers.push({ until: instant + waitMs, wake: resolve });
        for (const watcher of watchers.splice(0)) watcher();
        wakeDue();
      }),
    advance: (ms) => {
      instant += ms;
      wakeDue();
    },
    setTo: (at) => {
      instant = Date.parse(at);
      wakeDue();
    },
    asleep: () =>
      sleepers.length > 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            watchers = [...watchers, resolve];
          }),
  };
}

export interface ReadLog {
  readonly log: Logger;
  readonly lines: Readonly<Record<string, unknown>>[];
}

export function readLog(): ReadLog {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push({ ...(JSON.parse(chunk.toString()) as object) });
      done();
    },
  });
  return { log: pino({ base: null }, stream), lines };
}

let pglite: Promise<PGlite> | undefined;

/**
 * Job databases of one test file share an engine, which takes seconds to start; each has a project of its own. The file
 * ends it after its tests (`endJobs`).
 */
export async function jobsOf(project: string, log: Logger = readLog().log): Promise<JobStore> {
  pglite ??= pgliteInMemory();
  return openJobs({ place: { kind: 'opened', pglite: await pglite }, project, log, lookSeconds: 0.5 });
}

export async function endJobs(): Promise<void> {
  const ended = pglite;
  pglite = undefined;
  await (await ended)?.close();
}
