/** How the two sides compare. Ordered from best to worst. */
export type MatchState =
  /** Every record, sum and roll-up equals the warehouse. */
  | 'Matched'
  /** They differ, and our own books say why for every gap. */
  | 'Explained'
  /** They differ, and something other than this load is the reason. */
  | 'Mismatch'
  | 'Not_Checked';

/** Why the two sides differ. Closed on purpose: a gap that fits none of these is a fault of ours. */
export type Cause =
  | 'NOT_SENT'
  | 'QUARANTINED'
  | 'REJECTED'
  | 'PARKED'
  | 'HELD'
  | 'UNPROCESSED'
  | 'NOT_OURS_TO_DELETE'
  | 'KEPT'
  | 'CORRECTED_BY_HAND'
  | 'ROLLUP_BEHIND'
  | 'PARENT_BEHIND'
  | 'EDITED_IN_SALESFORCE'
  | 'DELETED_IN_SALESFORCE'
  | 'EXTRA_IN_SALESFORCE'
  | 'DUPLICATE_IN_SALESFORCE'
  | 'PERIOD_DIFFERS'
  | 'ROLLUP_DIFFERS'
  | 'SUM_DIFFERS'
  | 'BOOKS_OPEN';

/** The causes our own books account for: the next push, or a corrected row, closes the gap. */
export const explainedCauses: readonly Cause[] = [
  'NOT_SENT',
  'QUARANTINED',
  'REJECTED',
  'PARKED',
  'HELD',
  'UNPROCESSED',
  'NOT_OURS_TO_DELETE',
  'KEPT',
  'CORRECTED_BY_HAND',
  'ROLLUP_BEHIND',
  'PARENT_BEHIND',
];

/** One total of one measure: over the whole object (period undefined) or one period. `COUNT` counts records. */
export interface Total {
  readonly measure: string;
  readonly period: string | undefined;
  /** Decimal text. */
  readonly warehouse: string;
  readonly salesforce: string;
  readonly matches: boolean;
}

export interface CauseCount {
  readonly cause: Cause;
  /** Salesforce's code for a rejected row. */
  readonly code: string | undefined;
  readonly rows: number;
}

/** Who made records differ: the last to save them. */
export interface DriftCount {
  readonly cause: Cause;
  /** Name of the user. */
  readonly by: string;
  readonly rows: number;
  /** When the latest of the records was saved. */
  readonly last: Date;
}

export interface SyncVerdict {
  readonly sync: string;
  readonly object: string;
  readonly state: MatchState;
  /** Planned rows equal the rows with an outcome, each exactly once. */
  readonly booksClosed: boolean;
  readonly warehouseRows: number;
  readonly salesforceRows: number;
  readonly totals: readonly Total[];
  /** False when the totals agreed and the object was too large to compare key by key on every push. */
  readonly keysCompared: boolean;
  readonly missing: number;
  readonly extra: number;
  readonly different: number;
  readonly rollups: { readonly compared: number; readonly different: number };
  readonly causes: readonly CauseCount[];
  /** What people, or automation in their name, have done to records since they were loaded, most rows first. */
  readonly drift: readonly DriftCount[];
}

export function worstState(states: readonly MatchState[]): MatchState {
  for (const state of ['Mismatch', 'Not_Checked', 'Explained'] as const) if (states.includes(state)) return state;
  return 'Matched';
}
