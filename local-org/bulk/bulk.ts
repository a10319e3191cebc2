/** Bulk API 2.0: ingest and query jobs, worked off in the background while clients poll. */
import { type Request, Router } from 'express';
import type { Clock, Engine } from '../engine/engine.ts';
import { answerError, type Usage } from '../http/http.ts';
import type { Work } from './ingest.ts';
import { ingestRoutes } from './ingest-routes.ts';
import { isOver } from './job.ts';
import { openQueue, type Queue } from './queue.ts';
import { queryRoutes } from './query-routes.ts';
import { openStore, type Store } from './store.ts';

export interface BulkOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly usage: Usage;
  /** Where the data of jobs is kept; absent for an org in memory. */
  readonly folder?: string;
  /** The message of a job that has to fail now, on request. */
  readonly failure: (object: string, rowsDone: number) => string | undefined;
  /** Told about defects of this org; a job that ran into one is Failed. */
  readonly report: (error: unknown) => void;
}

export interface Bulk extends BulkOptions {
  readonly store: Store;
  readonly queue: Queue;
  readonly work: Work;
  /** By job: the request that brings its data right now, and when that is over. */
  readonly uploading: Map<string, { readonly request: Request; readonly end: Promise<undefined> }>;
  /** Mount at `/services/data`, behind the authentication. */
  readonly router: Router;
  /** Stops the running jobs between two chunks; with a folder, the next start goes on with it. */
  close(): Promise<void>;
}

export function openBulk(options: BulkOptions): Bulk {
  let isClosing = false;
  const store = openStore(options.engine, options.clock, options.folder);
  const work: Work = { ...options, store, isClosing: () => isClosing };
  const queue = openQueue(work, options.report);
  const router = Router();
  const bulk: Bulk = {
    ...options,
    store,
    queue,
    work,
    uploading: new Map(),
    router,
    close: async () => {
      isClosing = true;
      await queue.close();
      store.close();
    },
  };
  router.use(ingestRoutes(bulk), queryRoutes(bulk), answerError);
  for (const job of store.list()) if (job.state !== 'Open' && !isOver(job)) queue.add(job);
  return bulk;
}
