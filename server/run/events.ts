import type { Counts, Route } from '../model/model.ts';
import type { PartStep } from '../warehouse/warehouse.ts';

export type RunStep = 'pull' | 'ingest' | 'build' | 'plan' | 'load' | 'verify' | 'record';

/** What a run tells whoever watches: a person's progress bars, a log, the service's event stream. Never a value of a row. */
export type RunEvent =
  | { readonly type: 'run'; readonly run: string; readonly project: string }
  /** An earlier run was left behind and is followed to its end first. */
  | { readonly type: 'recovering'; readonly run: string }
  | { readonly type: 'step'; readonly step: RunStep; readonly state: 'started' | 'finished' }
  /** `done` of `total` syncs of a step, or rows of a sync while loading. */
  | {
      readonly type: 'progress';
      readonly step: RunStep;
      readonly sync: string;
      readonly done: number;
      readonly total: number;
    }
  /** A journal step of a part has been noted. */
  | {
      readonly type: 'part';
      readonly run: string;
      readonly sync: string;
      readonly part: number;
      readonly operation: 'upsert' | 'update' | 'delete';
      readonly route: Route;
      readonly rows: number;
      readonly step: PartStep;
      readonly jobId: string | undefined;
      readonly counts: Counts | undefined;
    }
  | { readonly type: 'warning'; readonly code: string; readonly message: string };

export type OnEvent = (event: RunEvent) => void;
