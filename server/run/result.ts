import type { Usage } from '../warehouse/warehouse.ts';
import type { CoverageResult, GuardCode, HeldRow, RunState, SyncResult, SyncVerdict } from '../model/model.ts';

/** A fault as data: for the result object, the ledger and the service. */
export interface FaultReport {
  readonly code: string;
  readonly message: string;
  readonly next: string;
  /** The sync it stopped; undefined when it concerned the whole run. */
  readonly sync: string | undefined;
}

export interface CoverageReport extends CoverageResult {
  /** The first of the rows that went nowhere; `coverage.<table>` of the warehouse has all. */
  readonly listed: readonly { readonly key: string; readonly reason: string }[];
}

/** What may write to Salesforce. */
export type WritingCommand = 'push' | 'retry' | 'resume' | 'rollback';

export interface ApprovedReport {
  /** Empty for a guard of the whole project. */
  readonly sync: string;
  readonly guard: GuardCode;
  readonly by: string;
  readonly reason: string;
}

/** How a push or a verification ended: printed as JSON, kept in `todoku.runs`, answered by the service. */
export interface RunResult {
  readonly command: WritingCommand | 'verify';
  readonly run: string;
  readonly project: string;
  readonly state: RunState;
  /** ISO instants. */
  readonly sourceAsOf: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  /** HTTP requests sent to Salesforce. */
  readonly calls: number;
  /** What the warehouse has processed for it; undefined where nothing is billed by the byte. */
  readonly processed?: Usage | undefined;
  readonly objects: readonly SyncResult[];
  readonly verdicts: readonly SyncVerdict[];
  readonly coverage: readonly CoverageReport[];
  /** What a guard had refused and a person approved. */
  readonly approved: readonly ApprovedReport[];
  /** The first of the rows that wait for a person; `todoku.held` has all. */
  readonly held: readonly HeldRow[];
  /** What a person had corrected in the file of a retry: rows, and values in them. */
  readonly corrected: readonly { readonly sync: string; readonly rows: number; readonly values: number }[];
  /** Why syncs were left before their last row. */
  readonly faults: readonly FaultReport[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  /** Runs left behind by a crash that this one finished. */
  readonly recovered: readonly string[];
}

/** The state of a run from its results: a mismatch outweighs rows that are merely outstanding. */
export function runState(objects: readonly SyncResult[], verdicts: readonly SyncVerdict[]): RunState {
  if (verdicts.some((verdict) => verdict.state === 'Mismatch')) return 'mismatch';
  const isOpen = objects.some((item) => item.failed + item.parked + item.held + item.quarantined > 0);
  return isOpen || verdicts.some((verdict) => verdict.state !== 'Matched') ? 'partial' : 'matched';
}
