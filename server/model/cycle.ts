/** As `Forecast_Cycle__c.State__c`. */
export type CycleState = 'Planned' | 'Held' | 'Open' | 'Late' | 'Frozen' | 'Closed';

/**
 * `running`: under way, or left behind by a process that has gone. `held`: done, and the week waits for a person.
 * `overtaken`: needless, because the week has gone on. `missed`: its week was over before anybody could do it.
 */
export type StepOutcome = 'running' | 'done' | 'held' | 'failed' | 'overtaken' | 'missed';

/** What somebody wants of the weekly cycle; without a step: whatever is due. */
export interface CycleOrder {
  readonly step?: string | undefined;
  /** `2026-W48`; the week that is under way when undefined. */
  readonly week?: string | undefined;
  /** Who answers for it, and why: needed where a person opens the week. */
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
  /** ISO instant. Lives through all that is due until then, and sets the clock to it: where the clock can be moved. */
  readonly until?: string | undefined;
}

/** An attempt at a step, for whoever asks. ISO instants. */
export interface StepReport {
  readonly cycle: string;
  readonly step: string;
  readonly attempt: number;
  readonly outcome: StepOutcome;
  readonly dueAt: string;
  readonly startedAt: string;
  readonly finishedAt: string | undefined;
  readonly runs: readonly string[];
  readonly by: string | undefined;
  readonly reason: string | undefined;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export interface CycleResult {
  readonly command: 'cycle';
  readonly project: string;
  /** What was done, in its order; empty when nothing was due. */
  readonly steps: readonly StepReport[];
  /** Syncs of the project that Monday's load has sent and found to match. */
  readonly matched: readonly string[];
}
