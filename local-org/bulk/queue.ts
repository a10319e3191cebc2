import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiError } from '../engine/engine.ts';
import { runIngest, type Work } from './ingest.ts';
import { isOver, type Job } from './job.ts';
import { runQuery } from './queries.ts';

/** Jobs that are worked off at the same time; the platform's own number is not published. */
const mostAtOnce = 5;

/** Works the jobs off in the background, several at once, each in turns of the event loop. */
export interface Queue {
  add(job: Job): void;
  /** Resolves when the running jobs have come to rest between two chunks. */
  close(): Promise<void>;
}

async function runJob(work: Work, job: Job): Promise<void> {
  job.state = 'InProgress';
  job.startedAt ??= work.clock.now();
  work.store.save(job);
  await nextTurn();
  if (work.isClosing() || isOver(job)) return;
  if (job.kind === 'ingest') {
    await runIngest(work, job);
  } else {
    runQuery(work, job);
    job.state = 'JobComplete';
  }
}

/** An error that no document foresees fails the job, as it would on the platform, and is told to the operator. */
function failJob(job: Job, error: unknown): void {
  job.state = 'Failed';
  job.errorMessage =
    error instanceof ApiError
      ? `${error.errorCode} : ${error.message}`
      : 'InternalServerError : see the log of this org';
}

export function openQueue(work: Work, report: (error: unknown) => void): Queue {
  const waiting: Job[] = [];
  const running = new Set<Promise<void>>();
  const drain = async (): Promise<void> => {
    await nextTurn(); // the reply that closed the job leaves first: it says UploadComplete
    for (let job = waiting.shift(); job !== undefined && !work.isClosing(); job = waiting.shift()) {
      if (isOver(job)) continue;
      try {
        await runJob(work, job);
      } catch (error) {
        failJob(job, error);
        if (!(error instanceof ApiError)) report(error);
      }
      if (isOver(job)) job.finishedAt ??= work.clock.now();
      if (work.store.get(job.id) !== undefined) work.store.save(job);
    }
  };
  const start = (): void => {
    const one = drain().finally(() => running.delete(one));
    running.add(one);
  };
  return {
    add: (job) => {
      waiting.push(job);
      if (running.size < mostAtOnce) start();
    },
    close: async () => {
      await Promise.all(running);
    },
  };
}
