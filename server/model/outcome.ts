/** What happened to one key, exactly once per run: the books close only when every planned key has one of these. */
export type OutcomeStatus =
  | 'created'
  | 'updated'
  | 'deleted'
  /** Salesforce said no; the row keeps its acknowledged state and comes back in the next run. */
  | 'rejected'
  /** Salesforce never looked at it (job failed or aborted, or an earlier fault stopped the sync). */
  | 'unprocessed'
  /** Not sent, because its parent is not there. */
  | 'parked'
  /** Not sent, because a value is implausible and nobody has approved it. */
  | 'held';

export const acknowledgedStatuses = ['created', 'updated', 'deleted'] as const satisfies readonly OutcomeStatus[];

/** By consequence: tried again in this run, waits for the row or the metadata, stops the sync, stops the run. */
export type ErrorClass = 'transient' | 'data' | 'configuration' | 'fatal';

export interface Outcome {
  readonly key: string;
  readonly status: OutcomeStatus;
  readonly salesforceId: string | undefined;
  /** Salesforce's code for a rejected row; our own for a parked or unprocessed one. */
  readonly code: string | undefined;
  readonly message: string | undefined;
}

/** Rows of one sync by what became of them. */
export interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly rejected: number;
  readonly unprocessed: number;
  readonly parked: number;
  readonly held: number;
}

export const noCounts: Counts = { created: 0, updated: 0, deleted: 0, rejected: 0, unprocessed: 0, parked: 0, held: 0 };
