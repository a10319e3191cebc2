/** The weekly forecast cycle as the warehouse keeps it: weeks, what became of their steps, and what was kept of them. */

import type { CycleState, StepOutcome } from '../model/model.ts';

export interface CycleRecord {
  /** `2026-W48`. */
  readonly key: string;
  /** Days, `YYYY-MM-DD`. */
  readonly weekStart: string;
  readonly periodStart: string;
  readonly zone: string;
  readonly opensAt: Date;
  readonly unitDeadline: Date;
  readonly freezeAt: Date;
  readonly meetingAt: Date;
  readonly snapshotAt: Date;
  readonly state: CycleState;
  readonly openedAt: Date | undefined;
  readonly frozenAt: Date | undefined;
  readonly snapshotTakenAt: Date | undefined;
  readonly tolerance: number;
  readonly message: string | undefined;
}

/** One attempt at a step: a row of `todoku.cycle_steps`. */
export interface StepNote {
  readonly cycle: string;
  readonly step: string;
  /** Counts from 1. */
  readonly attempt: number;
  readonly dueAt: Date;
  readonly startedAt: Date;
  readonly finishedAt: Date | undefined;
  readonly outcome: StepOutcome;
  /** The runs it led to, in their order. */
  readonly runs: readonly string[];
  /** Who asked; undefined for a schedule. */
  readonly by: string | undefined;
  readonly reason: string | undefined;
  /** Why it ended as it did, and the same in words. */
  readonly code: string | undefined;
  readonly message: string | undefined;
}

export interface Cycles {
  /** Milliseconds between two looks that nobody waits for, at least: each may have its price. */
  readonly restMs: number;
  find(key: string): Promise<CycleRecord | undefined>;
  /** Makes the record, or replaces it. */
  put(cycle: CycleRecord): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<readonly CycleRecord[]>;
  /** Begins an attempt, or says how it ended: one row an attempt. */
  note(note: StepNote): Promise<void>;
  /** In the order in which they were begun; of all weeks from `since` on, a key. */
  steps(since: string): Promise<readonly StepNote[]>;
  readonly pictures: Pictures;
  /** Usernames of those to whom the report of a week was sent. */
  mailed(cycle: string): Promise<ReadonlySet<string>>;
  noteMail(mail: SentMail): Promise<void>;
}

/** A report that a mail server has taken over: a row of `todoku.cycle_mails`. */
export interface SentMail {
  /** The week that it is about. */
  readonly cycle: string;
  readonly username: string;
  readonly address: string;
  readonly at: Date;
}

/** What was kept of a moment of a week, for good: the tables `todoku.kept_…` and `todoku.cycle_pictures`. */
export interface Pictures {
  isTaken(cycle: string, picture: string): Promise<boolean>;
  /** Whether none was ever taken. */
  isEmpty(): Promise<boolean>;
  /** Rows of a model. */
  count(model: string): Promise<number>;
  /** Adds the rows of the models to the tables of their names, all or none. */
  keep(models: readonly string[]): Promise<void>;
}
