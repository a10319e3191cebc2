/** What a step works with, and the week as the warehouse knows it. */
import { Fault } from '../faults.ts';
import type { Mail } from '../mail/mail.ts';
import type { OnEvent, Parts, RunResult } from '../run/run.ts';
import type { Project } from '../syncs/syncs.ts';
import type { CycleRecord, StepNote } from '../warehouse/warehouse.ts';
import type { Calendar, Week } from './calendar.ts';
import { stepAt } from './calendar.ts';

export interface CycleParts extends Parts {
  readonly project: Project;
  /** Folder of the raw files; the project's own when undefined. */
  readonly rawDir?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: OnEvent | undefined;
  /** Undefined: none was configured. */
  readonly mail?: Mail | undefined;
  /** Told of Monday's load. */
  readonly onLoaded?: ((result: RunResult) => void) | undefined;
}

/** Faults when the project has no cycle. */
export function calendarOf({ cycle, timeZone, name }: Project): Calendar {
  if (cycle !== undefined) return { rules: cycle, timeZone };
  throw new Fault('setup', 'cycle-none', `Project ${name} has no weekly cycle.`, {
    next: 'Add cycle: to todoku.yml; docs/service.md tells what it takes.',
    place: 'todoku.yml',
  });
}

/** A week with what is known of it. */
export interface Known {
  readonly week: Week;
  /** Undefined: nobody has planned it yet. */
  readonly record: CycleRecord | undefined;
  /** Attempts at its steps, in their order. */
  readonly notes: readonly StepNote[];
}

/** A week's times are those of todoku.yml as it is now; what has become of the week is kept. */
export function recordOf({ week, record }: Pick<Known, 'week' | 'record'>, { rules, timeZone }: Calendar): CycleRecord {
  return {
    key: week.key,
    weekStart: week.start,
    periodStart: week.period,
    zone: timeZone,
    opensAt: stepAt(week, 'open'),
    unitDeadline: stepAt(week, 'carry'),
    freezeAt: stepAt(week, 'freeze'),
    meetingAt: stepAt(week, 'meeting'),
    snapshotAt: stepAt(week, 'snapshot'),
    state: record?.state ?? 'Planned',
    openedAt: record?.openedAt,
    frozenAt: record?.frozenAt,
    snapshotTakenAt: record?.snapshotTakenAt,
    tolerance: rules.tolerance,
    message: record?.message,
  };
}
