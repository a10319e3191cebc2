/** The port by which verify compares both sides; the comparing itself is SQL (`compare.ts`). */
import type { Draft } from './changes.ts';
import type { Attribution, Drifted } from './drift.ts';
import type { Entered } from './entered.ts';
import type { Cause, CauseCount, DriftCount, MappedField, MappedSync, Overwritten, Total } from '../model/model.ts';

export type { Attribution, Drifted } from './drift.ts';
export type { Entered } from './entered.ts';

export interface Comparison {
  /** Counts and sums that the warehouse wants Salesforce to hold: over all records and, where declared, by period. */
  intended(mapped: MappedSync): Promise<readonly IntendedTotal[]>;
  /** Keeps both sides of each total with the run. */
  keepTotals(run: string, sync: string, totals: readonly Total[]): Promise<void>;
  /** Reads the org's records into `extract.<sync>`; gives their number. */
  extract(mapped: MappedSync, pages: AsyncIterable<readonly ExtractRow[]>, file: string): Promise<number>;
  /**
   * Compares keys, hashes and fields of the extract with what is intended and acknowledged; fills `todoku.gaps`. Causes
   * come from the outcomes of the run that loaded last, and from the gaps of the parents, which are compared before.
   */
  compareKeys(run: string, mapped: MappedSync, books: Books): Promise<KeyComparison>;
  /** Compares declared roll-ups record by record; gaps get the cause given. */
  compareRollups(
    run: string,
    mapped: MappedSync,
    cause: Cause,
  ): Promise<{ readonly compared: number; readonly different: number }>;
  /** Every declared roll-up of every record, as compared last. */
  rollups(mapped: MappedSync): AsyncIterable<readonly RollupLine[]>;
  /** A gap that concerns no single record. */
  addGap(run: string, sync: string, gap: Omit<Gap, 'sync'>): Promise<void>;
  /** Records that somebody has changed or added; at most `limit`, in the order of their keys. */
  drifted(run: string, sync: string, limit: number): Promise<readonly Drifted[]>;
  /** Notes who that was; gives them by cause and person. */
  attribute(run: string, sync: string, attributions: readonly Attribution[]): Promise<readonly DriftCount[]>;
  /** Values of the extract that are not those acknowledged and that the draft changes or deletes; in the order of keys. */
  entered(mapped: MappedSync, draft: Draft): Promise<readonly Entered[]>;
  /** Notes with the run which values of people it is about to put others over. */
  keepOverwritten(run: string, sync: string, values: readonly Overwritten[]): Promise<void>;
  overwritten(run: string, limit: number): Promise<readonly Overwritten[]>;
  causes(run: string, sync: string): Promise<readonly CauseCount[]>;
  /** Record → key of its parent, as the model says it or, for records it does not have, as Salesforce does. */
  parentKeys(mapped: MappedSync, field: MappedField, records: readonly string[]): Promise<ReadonlyMap<string, string>>;
  gaps(run: string, limit: number): Promise<readonly Gap[]>;
}

/** Where the causes of gaps are looked up. */
export interface Books {
  /** The run whose outcomes explain gaps; the run itself when undefined. */
  readonly loadedBy: string | undefined;
  /** The syncs of the records that these belong to. */
  readonly above: readonly string[];
}

export interface IntendedTotal {
  /** A mapped field, or `COUNT`. */
  readonly measure: string;
  /** ISO date; undefined over all records, `null` text never occurs: records without a period are under ''. */
  readonly period: string | undefined;
  readonly value: string;
}

/** Columns of `extract.<sync>` besides the mapped fields. */
export const extractColumns = {
  key: '_key',
  salesforceId: '_salesforce_id',
  hash: '_hash',
  period: '_period',
} as const;

/** Column of a roll-up: the warehouse's own total in `stage.<sync>`, Salesforce's in `extract.<sync>`. */
export function rollupColumn(field: string): string {
  return `_rollup_${field}`;
}

/** Column of the extract → text as Salesforce returned it. */
export type ExtractRow = Readonly<Record<string, string | null>>;

export interface KeyComparison {
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
}

export interface RollupLine {
  readonly key: string;
  readonly salesforceId: string;
  readonly field: string;
  readonly warehouse: string;
  readonly salesforce: string;
  readonly matches: boolean;
}

export interface Gap {
  readonly sync: string;
  readonly key: string | undefined;
  readonly salesforceId: string | undefined;
  readonly field: string | undefined;
  readonly warehouse: string | undefined;
  readonly salesforce: string | undefined;
  readonly cause: Cause;
  readonly code: string | undefined;
}
