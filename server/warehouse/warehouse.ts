/**
 * The warehouse in our words: what a project's SQL says, what Salesforce last acknowledged, and what differs. Rows stay
 * inside; only changed rows leave. `duckdb/` and `bigquery/` are the adapters.
 */
import type { Approvals } from './approvals.ts';
import type { Changes } from './changes.ts';
import type { Comparison } from './comparison.ts';
import type { Cycles } from './cycles.ts';
import type { Corrections } from './corrections.ts';
import type { Journal } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { Pulls } from './pulls.ts';
import type { Sources } from './sources.ts';

export type { Approvals } from './approvals.ts';
export { OverCeiling, bytesText } from './bytes.ts';
export * from './changes.ts';
export * from './comparison.ts';
export * from './cycles.ts';
export { takenBackReason } from './corrections.ts';
export { driftCauses, markedCauses } from './drift.ts';
export type { Correction, Corrections, PlannedRow } from './corrections.ts';
export * from './journal.ts';
export * from './ledger.ts';
export { writeOf } from './part-fields.ts';
export * from './pulls.ts';
export * from './sources.ts';

export interface Warehouse {
  readonly sources: Sources;
  readonly pulls: Pulls;
  readonly changes: Changes;
  readonly journal: Journal;
  readonly state: State;
  readonly comparison: Comparison;
  readonly ledger: Ledger;
  readonly approvals: Approvals;
  readonly cycles: Cycles;
  readonly corrections: Corrections;
  /** Keeps other runners out until it is disposed of. Faults when one is at work. */
  hold(): Promise<AsyncDisposable>;
  /** What the run that is under way has cost so far; undefined where nothing is billed by the byte. */
  usage(): Usage | undefined;
  close(): Promise<void>;
}

export interface Usage {
  /** Bytes that queries have processed since the run began. */
  readonly bytes: number;
  readonly jobs: number;
}

/** What Salesforce has acknowledged; moved only by `acknowledge`. */
export interface State {
  /** Moves the state for the rows of the run that Salesforce acknowledged, once, and keeps before-images. */
  acknowledge(run: string, sync: string): Promise<void>;
  /** Somebody has agreed that these fields are no longer maintained. */
  forget(sync: string, fields: readonly string[]): Promise<void>;
  /** Marks rows that verify found changed (in other fields than those flagged) or missing: the next plan sends them again. */
  markDrift(run: string, sync: string, flagged: readonly string[]): Promise<number>;
  /**
   * Lets go of the rows whose records are gone, as verify found or as the run was told by one of the codes: a sync that
   * never creates has nothing to say about them.
   */
  forgetMissing(run: string, sync: string, goneCodes: readonly string[]): Promise<void>;
}
