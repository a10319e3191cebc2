import type { RunState } from '../model/model.ts';

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
  /** `steps` stand in `todoku.steps`; a run that did nothing has none. */
  end(run: string, state: RunState, at: Date, result: unknown, steps?: readonly StepRecord[]): Promise<void>;
  /** Newest first. Does not wait for a statement that is under way. */
  runs(limit: number): Promise<readonly RunRecord[]>;
  /** As `runs`; undefined when no run has that name. */
  find(run: string): Promise<RunRecord | undefined>;
  /** Runs that a crash left behind, or that stopped with an answer outstanding; oldest first. */
  unfinished(): Promise<readonly RunRecord[]>;
  setBatch(run: string, sync: string, salesforceId: string): Promise<void>;
  batches(run: string): Promise<ReadonlyMap<string, string>>;
  /** The batch that last carried rows of each sync. */
  lastBatches(): Promise<ReadonlyMap<string, string>>;
  /** Notes the accepted plan: from here on `change.<sync>` belongs to this run. */
  setPlanned(run: string, syncs: readonly string[]): Promise<void>;
  /** The run of a project that planned last, whether or not it came to its end. */
  lastPush(project: string): Promise<string | undefined>;
  /** Syncs whose changes belong to the run, parents first. */
  planned(run: string): Promise<readonly string[]>;
  /** Keys of the reconciliation rows whose content differs from what Salesforce has. */
  changedReconciliations(rows: readonly ReconciliationNote[]): Promise<ReadonlySet<string>>;
  setReconciliations(rows: readonly ReconciliationNote[]): Promise<void>;
  /** Keys below a prefix that Salesforce was told of. */
  reconciliationKeys(prefix: string): Promise<readonly string[]>;
  removeReconciliations(keys: readonly string[]): Promise<void>;
}

export interface StepRecord {
  readonly step: string;
  readonly startedAt: Date;
  /** Undefined: the run was stopped in it. */
  readonly finishedAt: Date | undefined;
  /** Requests sent to Salesforce. */
  readonly calls: number;
}

export const stepColumns = ['place', 'step', 'started_at', 'finished_at', 'calls'] as const;

/** As texts, for a parameter that carries rows. */
export function stepRows(steps: readonly StepRecord[]): string {
  return JSON.stringify(
    steps.map(({ step, startedAt, finishedAt, calls }, place) => ({
      ...{ place: String(place), step, calls: String(calls) },
      ...{ started_at: startedAt.toISOString(), finished_at: finishedAt?.toISOString() ?? null },
    })),
  );
}

export interface ReconciliationNote {
  readonly key: string;
  /** Everything about the record that matters, as one text. */
  readonly content: string;
}
