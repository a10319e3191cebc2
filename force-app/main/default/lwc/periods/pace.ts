import { addDays, businessDays, dayAt, type Calendar, type Span } from 'c/businessDays';
import * as math from 'c/gapMath';
import type { Figures } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { formatAmount, type Unit } from 'c/moneyFormat';

/** Where the period stands, counted in business days. */
export interface PaceFacts {
  /** The day of the source's as-of: business days before it are closed, and the actual is compared with them alone. */
  readonly asOfDay: string;
  readonly elapsedDays: number;
  readonly businessDays: number;
  /** From today on, or from the as-of should that be later: old numbers do not give days back. */
  readonly daysLeft: number;
  readonly share: number;
  /** M7. */
  readonly due: number;
  /** T ÷ D: what every business day has to bring from the beginning. */
  readonly duePerDay: number;
  /** M8; undefined when it is too early to tell. */
  readonly pace: math.Pace | undefined;
  /** M9. */
  readonly runRate: number | undefined;
  /** M10. */
  readonly required: math.RequiredRate;
}

/** A month of the period with its own target. */
export interface PhasedMonth extends Span {
  readonly target: number | null;
}

interface Reckoning {
  readonly calendar: Calendar;
  readonly asOf: string | null;
  readonly nowMs: number;
  /** Where the months of the period have targets of their own, they are the phasing of the whole (M7). */
  readonly months?: readonly PhasedMonth[];
}

/**
 * The actual is as old as the source, so the pace is that of the as-of; without one it is today's. `undefined` without
 * a target or business days.
 */
export function paceOf(
  { target, actual }: Pick<Figures, 'target' | 'actual'>,
  span: Span,
  { calendar, asOf, nowMs, months = [] }: Reckoning,
): PaceFacts | undefined {
  const days = businessDays(span.from, span.to, calendar).length;
  if (target === null || days === 0) return undefined;
  const asOfDay = dayAt(asOf ?? new Date(nowMs).toISOString(), calendar.zone);
  const closed = addDays(asOfDay, -1);
  const elapsedDays = businessDays(span.from, closed < span.to ? closed : span.to, calendar).length;
  const shareOf = ({ from, to }: Span): number => {
    const elapsed = businessDays(from, closed < to ? closed : to, calendar).length;
    return math.elapsedShare(elapsed, businessDays(from, to, calendar).length) ?? 0;
  };
  const phased = months.map((month) => math.expectedByNow(month.target ?? 0, shareOf(month)));
  const today = dayAt(new Date(nowMs).toISOString(), calendar.zone);
  const [first = span.from] = [span.from, asOfDay, today].toSorted().slice(-1);
  const daysLeft = businessDays(first, span.to, calendar).length;
  const share = phased.length === 0 || target === 0 ? shareOf(span) : math.sum(phased) / target;
  return {
    asOfDay,
    elapsedDays,
    businessDays: days,
    daysLeft,
    share,
    due: math.expectedByNow(target, share),
    duePerDay: target / days,
    pace: math.pace(actual, target, share),
    runRate: math.runRateLanding(actual, share),
    required: math.requiredRate({ target, actual, businessDays: elapsedDays + daysLeft, elapsedDays }),
  };
}

/** M10 in words: an amount a day with its multiple of the pace so far, or that there is nothing left to do. */
export function requiredText(required: PaceFacts['required'], unit: Unit): string {
  if (required.kind === 'reached') return labels.paceReached;
  if (required.kind === 'closedShort') return labels.paceClosedShort;
  const amount = fill(labels.pacePerDay, formatAmount(required.perDay, unit));
  return required.multiple === undefined ? amount : fill(labels.paceTimes, amount, required.multiple.toFixed(1));
}
