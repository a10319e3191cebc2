import type { Counts } from './outcome.ts';
import type { MatchState } from './verdict.ts';

/**
 * `running` is the only state a crash can leave behind; the next push turns it into `interrupted` and finishes it.
 * `deferred`: the org has no API calls left for us today. What was not sent waits; it is never a success.
 */
export type RunState =
  'running' | 'matched' | 'partial' | 'mismatch' | 'refused' | 'deferred' | 'failed' | 'interrupted';

/** One line of the result table: an object and what became of its rows. */
export interface SyncResult extends Counts {
  readonly sync: string;
  readonly object: string;
  readonly sent: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** Rejected and unprocessed rows together. */
  readonly failed: number;
  readonly state: MatchState;
  readonly matched: boolean;
}

/** A raw table and where its rows went. */
export interface CoverageResult {
  readonly table: string;
  readonly rows: number;
  /** Placement → rows. */
  readonly placed: Readonly<Record<string, number>>;
  readonly unplaced: number;
  /** Reason → rows of what could not be placed. */
  readonly reasons: Readonly<Record<string, number>>;
}
