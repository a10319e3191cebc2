/** A week in words: where it stands, the time that is left, its steps. Pure: the clock is given. */
import lang from '@salesforce/i18n/lang';
import { formatDay, formatDuration, formatMoment, formatWeekTime, isUsersTime, zoneName } from 'c/dateFormat';
import { messageIn, nextEvent, type Cycle, type NextEvent, type Phase } from 'c/forecastCycle';
import { fill, labels } from 'c/labels';

export type Urgency = 'calm' | 'soon' | 'late';

export interface WeekStep {
  readonly name: string;
  readonly time: string;
  /** Said aloud and shown beside the colour; empty for what is still to come. */
  readonly told: string;
  readonly icon: string;
  readonly className: string;
}

export interface WeekView {
  readonly week: string;
  /** One line: what is left, or what is the case. */
  readonly headline: string;
  readonly urgency: Urgency;
  /** When that is, with the name of the business zone. */
  readonly moment: string;
  /** What the backend says of the week, and what to do. */
  readonly message: string;
  readonly next: string;
  readonly steps: readonly WeekStep[];
}

/** What to do, where nothing can be done now. */
const NEXT: Readonly<Partial<Record<Phase, string>>> = {
  none: labels.cycleNoneNext,
  held: labels.cycleHeldNext,
  closed: labels.cycleClosedNext,
};

const SOON_MS = 4 * 60 * 60 * 1000;

export function weekView(cycle: Cycle | undefined, phase: Phase, nowMs: number): WeekView {
  const next = cycle === undefined ? undefined : nextEvent(cycle, phase, nowMs);
  return {
    week: cycle?.weekStart == null ? '' : fill(labels.cycleWeek, formatDay(cycle.weekStart)),
    headline: headlineOf(phase, next),
    urgency: urgencyOf(phase, next),
    moment: cycle === undefined || next === undefined ? '' : momentOf(next.at, cycle.zone),
    message: cycle === undefined || phase === 'past' ? '' : messageIn(cycle.message, lang),
    next: NEXT[phase] ?? '',
    steps: cycle === undefined || phase === 'past' ? [] : stepsOf(cycle, phase, nowMs),
  };
}

function headlineOf(phase: Phase, next: NextEvent | undefined): string {
  const left = formatDuration(Math.abs(next?.leftMs ?? 0));
  const isDue = next !== undefined && next.leftMs < 0;
  const words: Readonly<Record<Phase, string>> = {
    none: labels.cycleNone,
    past: labels.cyclePast,
    planned: isDue ? labels.cyclePlannedDue : labels.cyclePlanned,
    held: labels.cycleHeld,
    open: labels.cycleOpen,
    late: isDue ? labels.cycleLateDue : labels.cycleLate,
    frozen: next === undefined ? labels.cycleFrozenNow : labels.cycleFrozen,
    closed: labels.cycleClosed,
  };
  return fill(words[phase], left);
}

function urgencyOf(phase: Phase, next: NextEvent | undefined): Urgency {
  if (phase === 'late') return 'late';
  if (phase === 'held') return 'soon';
  return phase === 'open' && next !== undefined && next.leftMs < SOON_MS ? 'soon' : 'calm';
}

/** In the viewer's time, and in that of the business where the two differ (N7). */
function momentOf(at: string, zone: string): string {
  const name = zoneName(zone, at);
  if (isUsersTime(zone, at)) return fill(labels.cycleMoment, formatMoment(at), name);
  return fill(labels.cycleMomentBoth, formatMoment(at), formatMoment(at, zone), name);
}

const STEPS_DONE: Readonly<Record<Phase, number>> = {
  none: 0,
  past: 0,
  planned: 0,
  held: 0,
  open: 1,
  late: 2,
  frozen: 3,
  closed: 4,
};

function stepsOf(cycle: Cycle, phase: Phase, nowMs: number): readonly WeekStep[] {
  const hasMet = phase === 'frozen' && nextEvent(cycle, phase, nowMs) === undefined;
  const done = hasMet ? 4 : STEPS_DONE[phase];
  const named: readonly (readonly [string, string | null])[] = [
    [labels.cycleStepOpens, cycle.openedAt ?? cycle.opensAt],
    [labels.cycleStepDeadline, cycle.deadline],
    [labels.cycleStepFreeze, cycle.frozenAt ?? cycle.freezeAt],
    [labels.cycleStepMeeting, cycle.meetingAt],
  ];
  return named.map(([name, at], index) => {
    const time = at === null ? '' : formatWeekTime(at);
    if (index < done) return { name, time, told: labels.cycleStepDone, icon: 'utility:check', className: 'step done' };
    if (index > done) return { name, time, told: '', icon: '', className: 'step' };
    return { name, time, told: labels.cycleStepNow, icon: 'utility:clock', className: 'step now' };
  });
}
