/**
 * The warehouse in our words: what a project's SQL says, what Salesforce last acknowledged, and what differs. Rows stay
 * inside; only changed rows leave, as files. `duckdb.ts` is the adapter.
 */
import type {
  Change,
  Counts,
  CoverageResult,
  MappedField,
  MappedSync,
  OutcomeStatus,
  Parked,
  Quarantined,
  Route,
  RunState,
} from '../model/model.ts';
import type { Coverage, Model, Project, RawTable, Sql } from '../syncs/syncs.ts';
import type { Comparison } from './comparison.ts';

export * from './comparison.ts';

export interface Warehouse {
  readonly sources: Sources;
  readonly changes: Changes;
  readonly journal: Journal;
  readonly state: State;
  readonly comparison: Comparison;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** Raw files in, models built. */
export interface Sources {
  /** Reads the CSV files into `raw.*`, every column as text, an empty cell as NULL. Faults name file and line. */
  ingest(tables: readonly RawTable[], dir: string): Promise<Ingested>;
  /** Empty `raw.*` tables, so that the SQL of a project can be checked without any data. */
  declare(tables: readonly RawTable[]): Promise<void>;
  /** Builds `mart.*` in the given order. */
  build(models: readonly Model[], params: Project['params']): Promise<void>;
  columnsOf(model: string): Promise<readonly Column[]>;
  /** The one moment that a query returns. */
  moment(sql: Sql, params: Project['params'], timeZone: string): Promise<Date>;
  /** Where each raw row went. Faults when a row is missing, counted twice, or left out without a reason. */
  cover(coverage: Coverage, params: Project['params']): Promise<CoverageResult>;
  unplaced(table: string): AsyncIterable<readonly Unplaced[]>;
}

export interface Ingested {
  readonly rows: ReadonlyMap<string, number>;
  /** When the newest file changed. */
  readonly modifiedAt: Date;
}

export interface Column {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

export interface Unplaced {
  readonly key: string;
  readonly reason: string;
}

/** `change` is what a push is about to write and what recovery reads; `preview` is what `plan` shows. */
export type Draft = 'change' | 'preview';

/** From a sync's model to the rows that differ from what Salesforce acknowledged. */
export interface Changes {
  /** Brings each value to the form that Salesforce stores and sets aside what cannot be sent. */
  stage(mapped: MappedSync, timeZone: string): Promise<{ readonly rows: number }>;
  /** Finds inserts, updates and deletes by set difference with the acknowledged state. */
  diff(mapped: MappedSync, draft: Draft): Promise<void>;
  /** Keys planned as inserts: the org may know them although we do not. */
  insertKeys(sync: string, draft: Draft): AsyncIterable<readonly string[]>;
  /** Turns planned inserts whose record already exists into updates. `isOurs`: an earlier load of this sync wrote it. */
  adopt(mapped: MappedSync, draft: Draft, found: readonly Found[]): Promise<void>;
  /** Parent keys that changed rows need and that are neither planned nor acknowledged in the syncs named. */
  unknownParents(
    sync: string,
    draft: Draft,
    field: MappedField,
    parents: readonly ParentSync[],
  ): AsyncIterable<readonly string[]>;
  /** Parks the rows whose parent is neither known to us nor among the keys the org has. */
  park(
    sync: string,
    draft: Draft,
    field: MappedField,
    parents: readonly ParentSync[],
    inOrg: readonly string[],
  ): Promise<void>;
  /** Sets the order inside a sync whose records have parents among themselves; rows in a circle are parked. */
  layer(sync: string, draft: Draft, field: MappedField): Promise<void>;
  count(mapped: MappedSync, draft: Draft): Promise<ChangeCount>;
  /** Changed rows for a reader: old → new by field, parked rows left out. */
  rows(mapped: MappedSync, draft: Draft, limit: number): Promise<readonly Change[]>;
  parked(sync: string, draft: Draft, limit: number): Promise<readonly Parked[]>;
  quarantined(sync: string, limit: number): Promise<readonly Quarantined[]>;
}

export interface Found {
  readonly key: string;
  readonly salesforceId: string;
  readonly isOurs: boolean;
}

/** A sync that writes the parent's object by the key the child refers to. */
export interface ParentSync {
  readonly sync: string;
  /** False when this run leaves that sync out: only what is acknowledged counts then. */
  readonly isPlanned: boolean;
}

export interface ChangeCount {
  readonly rows: number;
  readonly acknowledged: number;
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly parked: number;
  /** Sets of columns among the rows to be sent: each needs a file of its own. */
  readonly signatures: number;
  readonly resent: readonly { readonly reason: string; readonly rows: number }[];
}

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
  readonly operation: 'upsert' | 'delete';
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
  idsOf(part: Part): Promise<readonly string[]>;
  /** One outcome for each row of the part, from a job's three result files, matched by key (by Id for deletes). */
  applyFiles(part: Part, files: ResultFiles, goneCodes: readonly string[]): Promise<Counts>;
  applyAnswers(part: Part, answers: readonly Answer[]): Promise<Counts>;
  /** Outcomes of a part whose answer was lost, from what Salesforce has: a record with our hash was written. */
  applyLookup(part: Part, found: AsyncIterable<readonly LookedUp[]>): Promise<Counts>;
  /** Parks what the plan parked, and the rows whose parent's insert failed in this run (field → syncs of the parent). */
  parkOrphans(run: string, mapped: MappedSync, parents: ReadonlyMap<string, readonly string[]>): Promise<number>;
  /** Rows that never got an outcome become unprocessed. */
  closeBooks(run: string, sync: string, code: string): Promise<Counts>;
  counts(run: string, sync: string): Promise<Counts>;
  /** Codes of rows that were not written, most frequent first. */
  codes(run: string, sync: string): Promise<readonly CodeCount[]>;
  parts(run: string): Promise<readonly Part[]>;
  /** Every planned row has exactly one outcome, and every outcome a planned row. */
  isBalanced(run: string, sync: string): Promise<boolean>;
}

export interface CodeCount {
  readonly code: string;
  readonly status: OutcomeStatus;
  readonly rows: number;
}

/** What Salesforce has acknowledged; moved only by `acknowledge`. */
export interface State {
  /** Moves the state for the rows of the run that Salesforce acknowledged, once, and keeps before-images. */
  acknowledge(run: string, sync: string): Promise<void>;
  /** Marks rows that verify found changed or missing in Salesforce, so that the next plan sends them again. */
  markDrift(run: string, sync: string): Promise<number>;
}

export interface RunRecord {
  readonly run: string;
  readonly project: string;
  readonly state: RunState;
  readonly startedAt: Date;
  readonly finishedAt: Date | undefined;
  readonly sourceAsOf: Date | undefined;
  /** The result object as the command line prints it; undefined while running. */
  readonly result: unknown;
}

export interface Ledger {
  begin(run: string, project: string, at: Date): Promise<void>;
  setSource(run: string, sourceAsOf: Date): Promise<void>;
  end(run: string, state: RunState, at: Date, result: unknown): Promise<void>;
  /** Newest first. Does not wait for a statement that is under way. */
  runs(limit: number): Promise<readonly RunRecord[]>;
  /** As `runs`; undefined when no run has that name. */
  find(run: string): Promise<RunRecord | undefined>;
  /** Runs that a crash left behind, or that stopped with an answer outstanding; oldest first. */
  unfinished(): Promise<readonly RunRecord[]>;
  setBatch(run: string, sync: string, salesforceId: string): Promise<void>;
  batches(run: string): Promise<ReadonlyMap<string, string>>;
  /** The batch that last carried rows of a sync. */
  lastBatch(sync: string): Promise<string | undefined>;
  /** Notes the accepted plan: from here on `change.<sync>` belongs to this run. */
  setPlanned(run: string, syncs: readonly string[]): Promise<void>;
  /** The run that planned last, whether or not it came to its end. */
  lastPush(): Promise<string | undefined>;
  /** Syncs whose changes belong to the run, parents first. */
  planned(run: string): Promise<readonly string[]>;
  /** Keys of the reconciliation rows whose content differs from what Salesforce has. */
  changedReconciliations(rows: readonly ReconciliationNote[]): Promise<ReadonlySet<string>>;
  setReconciliations(rows: readonly ReconciliationNote[]): Promise<void>;
  /** Keys below a prefix that Salesforce was told of. */
  reconciliationKeys(prefix: string): Promise<readonly string[]>;
  removeReconciliations(keys: readonly string[]): Promise<void>;
}

export interface ReconciliationNote {
  readonly key: string;
  /** Everything about the record that matters, as one text. */
  readonly content: string;
}
