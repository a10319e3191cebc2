import type { Change, Counts, MappedSync, Operation, OutcomeStatus, Route } from '../model/model.ts';

/** How far a part has come. Written before the step's effect can be lost, so that a killed process can be followed up. */
export type PartStep =
  | 'planned'
  | 'written'
  | 'creating'
  | 'created'
  | 'uploaded'
  | 'closed'
  | 'finished'
  | 'stored'
  /** A Collections call is about to be sent: from here on its rows may be in Salesforce. */
  | 'sending'
  | 'applied';

/** Some rows of one sync that travel together: one Bulk job, or one Composite call. */
export interface Part {
  readonly run: string;
  readonly sync: string;
  readonly number: number;
  readonly object: string;
  readonly key: string;
  /** `update` and `delete` name their records by Id, `upsert` by the key. */
  readonly operation: 'upsert' | 'update' | 'delete';
  readonly route: Route;
  /** Columns of the file or the records, mapped fields only. */
  readonly fields: readonly string[];
  readonly rows: number;
  readonly step: PartStep;
  readonly jobId: string | undefined;
  /** Path of the CSV, once written. */
  readonly file: string | undefined;
  readonly checksum: string | undefined;
  /** When the step was reached, by our clock. */
  readonly at: Date;
}

export interface StampValues {
  readonly sourceAsOf: Date;
  readonly loadBatch: string;
}

/** Salesforce's answer about one row. */
export interface Answer {
  readonly key: string;
  readonly salesforceId: string | undefined;
  readonly status: 'created' | 'updated' | 'deleted' | 'rejected' | 'unprocessed';
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export interface ResultFiles {
  readonly successful: string;
  readonly failed: string;
  readonly unprocessed: string;
}

/** One changed row with what has to travel besides its cells. */
export interface Sendable {
  readonly change: Change;
  readonly hash: string | undefined;
}

/** Where a part ends: whichever limit is reached first. */
export interface PartLimits {
  readonly rows: number;
  readonly bytes: number;
}

/** A record that Salesforce has, found by its batch or its key. */
export interface LookedUp {
  readonly key: string;
  readonly salesforceId: string;
  readonly hash: string | null;
}

export interface Journal {
  /** Cuts the unsent rows of a sync into parts and notes them. */
  plan(
    run: string,
    mapped: MappedSync,
    operation: Part['operation'],
    route: Route,
    limits: PartLimits,
  ): Promise<readonly Part[]>;
  /** New small parts for the rows that were not written and have one of the codes. */
  replan(
    run: string,
    mapped: MappedSync,
    codes: readonly string[],
    route: Route,
    limits: PartLimits,
  ): Promise<readonly Part[]>;
  /** Writes the part's file: UTF-8, LF, `#N/A` where a field is cleared. */
  write(part: Part, stamps: StampValues, file: string): Promise<Part>;
  step(part: Part, step: PartStep, facts?: { readonly jobId?: string }): Promise<Part>;
  sendables(mapped: MappedSync, part: Part): Promise<readonly Sendable[]>;
  /** Salesforce Ids of the records a part deletes. */
  idsOf(part: Part): AsyncIterable<readonly string[]>;
  /** One outcome for each row of the part, from a job's three result files, matched by Id, for an upsert by key. */
  applyFiles(part: Part, files: ResultFiles, goneCodes: readonly string[]): Promise<Counts>;
  applyAnswers(part: Part, answers: readonly Answer[]): Promise<Counts>;
  /** Outcomes of a part whose answer was lost, from what Salesforce has: a record with our hash was written. */
  applyLookup(part: Part, found: AsyncIterable<readonly LookedUp[]>): Promise<Counts>;
  /** Settles what the plan held or parked, and parks the rows whose parent's insert failed in this run (field → syncs of the parent). */
  parkOrphans(run: string, mapped: MappedSync, parents: ReadonlyMap<string, readonly string[]>): Promise<number>;
  /**
   * Parks the deletion of each record on which a record hangs that this run was to move away or delete and did not
   * (sync of the children → their lookups): Salesforce would delete a detail with its master.
   */
  parkParents(run: string, sync: string, children: ReadonlyMap<string, readonly string[]>): Promise<void>;
  /** Rows that never got an outcome become unprocessed. */
  closeBooks(run: string, sync: string, code: string): Promise<Counts>;
  /** What became of a run's rows, by sync; one without outcomes is not there. */
  counts(run: string): Promise<ReadonlyMap<string, Counts>>;
  /** Rows that were planned as an update and that Salesforce has created: what the update left alone is empty there. */
  recreated(run: string, sync: string): Promise<number>;
  /** Codes of rows that were not written, most frequent first. */
  codes(run: string, sync: string): Promise<readonly CodeCount[]>;
  /** Rows of a run that are not in Salesforce as planned, by sync and key. */
  failed(run: string, limit: number): Promise<readonly FailedRow[]>;
  parts(run: string): Promise<readonly Part[]>;
  /** Every planned row has exactly one outcome, and every outcome a planned row. */
  isBalanced(run: string, sync: string): Promise<boolean>;
}

export interface FailedRow {
  readonly sync: string;
  readonly key: string;
  readonly operation: Operation;
  readonly status: OutcomeStatus;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export interface CodeCount {
  readonly code: string;
  readonly status: OutcomeStatus;
  readonly rows: number;
}
