/** Where a week stands, for whoever asks. */
import type { CycleState, StepReport } from '../model/model.ts';
import { reportOf } from './carry-out.ts';
import { notesOf } from './due.ts';
import type { CycleParts } from './parts.ts';
import { calendarOf, recordOf } from './parts.ts';
import { knownWeek, weeksAt } from './weeks.ts';

export interface WeekView {
  readonly key: string;
  readonly zone: string;
  readonly state: CycleState;
  /** First day of the first month that is forecast. */
  readonly period: string;
  readonly message: string | undefined;
  /** ISO instants. */
  readonly openedAt: string | undefined;
  readonly frozenAt: string | undefined;
  readonly snapshotTakenAt: string | undefined;
  readonly now: string;
  readonly steps: readonly StepView[];
}

export interface StepView {
  readonly name: string;
  /** ISO instant. */
  readonly at: string;
  readonly isPast: boolean;
  /** Oldest first. */
  readonly attempts: readonly StepReport[];
}

/** The week that is named; otherwise the one that something is owed in, or that is under way or comes next. */
export async function weekView(
  parts: Pick<CycleParts, 'project' | 'warehouse'>,
  key: string | undefined,
  now: Date,
): Promise<WeekView> {
  const found = key === undefined ? (await weeksAt(parts, now)).at(-1) : undefined;
  const known = found ?? (await knownWeek(parts, key, now));
  const record = recordOf(known, calendarOf(parts.project));
  return {
    key: record.key,
    zone: record.zone,
    state: record.state,
    period: record.periodStart,
    message: record.message,
    openedAt: record.openedAt?.toISOString(),
    frozenAt: record.frozenAt?.toISOString(),
    snapshotTakenAt: record.snapshotTakenAt?.toISOString(),
    now: now.toISOString(),
    steps: known.week.steps.map(({ name, at }) => ({
      name,
      at: at.toISOString(),
      isPast: at <= now,
      attempts: notesOf(known.notes, name).map(reportOf),
    })),
  };
}
