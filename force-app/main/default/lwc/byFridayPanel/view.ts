/** What must happen by Friday, in words. Pure. */
import { ENOUGH, type Line, type Now, type Outcome, type Reason } from 'c/byFriday';
import { formatMonth } from 'c/dateFormat';
import { counted, fill, labels, sentences } from 'c/labels';
import { formatCount, formatMoney, formatRate, type Unit } from 'c/moneyFormat';
import { detailOf, subjectOf } from './words';

export interface LineView {
  readonly key: string;
  /** One record for it in a week. */
  readonly recordKey: string;
  /** Without amounts: those are fields of the record. */
  readonly subject: string;
  readonly detail: string;
  readonly isRecorded: boolean;
  readonly cannotTick: boolean;
  readonly boxLabel: string;
}

export interface View {
  /** Nothing is to be done, and why. */
  readonly heading: string;
  readonly next: string;
  readonly facts: readonly string[];
  /** Why it cannot be reached; the lines are then what can be done instead. */
  readonly reason: string;
  readonly listName: string;
  readonly lines: readonly LineView[];
  readonly isWaiting: boolean;
  readonly noLines: string;
  readonly notes: readonly string[];
}

export interface Shown {
  readonly now: Now;
  readonly isPastRead: boolean;
  readonly outcome: Outcome;
  readonly unit: Unit;
  readonly expectedBias: number | undefined;
  readonly mayRecord: boolean;
}

type Needed = Extract<Outcome, { kind: 'needed' }>;

const NOTHING_TO_DO = { facts: [], reason: '', listName: '', lines: [], isWaiting: false, noLines: '', notes: [] };

export function viewOf(shown: Shown): View {
  const { outcome, unit } = shown;
  if (outcome.kind === 'noTarget') {
    return { ...NOTHING_TO_DO, heading: labels.byFridayNoTarget, next: labels.byFridayNoTargetNext };
  }
  if (outcome.kind === 'onPlan') {
    return { ...NOTHING_TO_DO, heading: labels.byFridayOnPlan, next: labels.byFridayOnPlanNext };
  }
  if (outcome.kind === 'over') {
    const short = formatMoney(outcome.short, unit);
    return { ...NOTHING_TO_DO, heading: labels.byFridayOver, next: fill(labels.byFridayOverNext, short) };
  }
  return neededView(shown, outcome);
}

function neededView(shown: Shown, outcome: Needed): View {
  const { isPastRead } = shown;
  const hasLines = outcome.lines.length > 0;
  return {
    heading: '',
    next: '',
    facts: factsOf(shown, outcome),
    reason: outcome.reason === undefined ? '' : reasonOf(outcome.reason),
    listName: outcome.reason === undefined ? labels.byFridayTitle : labels.byFridayInstead,
    lines: outcome.lines.map((line) => lineView(line, shown)),
    isWaiting: !isPastRead,
    noLines: isPastRead && !hasLines ? labels.byFridayNoLines : '',
    notes: isPastRead ? notesOf(outcome) : [],
  };
}

/** Why more is missing than the gap says stands right below what is missing. */
function factsOf(
  { now, unit, isPastRead, expectedBias }: Shown,
  { need, daysLeft, perDay }: Needed,
): readonly string[] {
  const left = counted(labels.byFridayDaysOne, labels.byFridayDaysMany, daysLeft);
  return [
    fill(labels.byFridayNeed, formatMoney(need, unit), formatMonth(now.month)),
    perDay === undefined ? left : sentences(left, fill(labels.byFridayPerDay, formatMoney(perDay, unit))),
    ...(isPastRead && expectedBias !== undefined
      ? [fill(labels.byFridayBias, formatRate(1 / (1 + expectedBias)))]
      : []),
  ];
}

function reasonOf(reason: Reason): string {
  if (reason.kind === 'noDay') return labels.byFridayNoDay;
  if (reason.kind === 'noTime') return fill(labels.byFridayNoTime, formatRate(reason.share));
  const perWeek = formatCount(Math.ceil(reason.perWeek));
  return fill(labels.byFridayCapacity, perWeek, formatCount(reason.best), formatCount(reason.weeks));
}

function notesOf({ closed, lines }: Needed): readonly string[] {
  const isFew = closed < ENOUGH;
  const isLagKnown = lines.every((line) => !('history' in line) || line.history.lags >= ENOUGH);
  return [
    ...(isFew ? [fill(labels.byFridayTooFew, formatCount(closed), formatCount(ENOUGH))] : []),
    ...(isLagKnown ? [] : [labels.byFridayLagUnknown]),
    labels.byFridayNotCounted,
  ];
}

function lineView(line: Line, { now, unit, mayRecord }: Shown): LineView {
  const subject = subjectOf(line, now);
  const recordKey = ['ByFriday', now.id, line.due, line.key].join('|');
  const isRecorded = now.recorded.has(recordKey);
  return {
    key: line.key,
    recordKey,
    subject,
    detail: detailOf(line, now, unit),
    isRecorded,
    cannotTick: isRecorded || !mayRecord,
    boxLabel: fill(isRecorded ? labels.byFridayRecordedOf : labels.byFridayRecord, subject),
  };
}
