import { businessDays, lastOfMonth, mondayOf, monthsOfYear, weeksOf, type Calendar, type Span } from 'c/businessDays';
import { cumulative } from 'c/forecastMath';
import { expectedByNow, minus, type Amount } from 'c/gapMath';
import type { Figures } from 'c/gapQuery';
import type { Choice } from './choice';
import type { Known } from './known';
import { totalFigures, type MonthFacts } from './months';

/** One day, week, month or quarter; null is not known, or not yet. */
export interface CourseRow {
  readonly from: string;
  readonly to: string;
  readonly target: Amount;
  readonly actual: Amount;
  readonly landing: Amount;
  /** The one that the page is about, or that is now. */
  readonly isCurrent: boolean;
  /** Record of the row, where there is exactly one. */
  readonly recordId: string | undefined;
}

export interface Course {
  readonly rows: readonly CourseRow[];
  /** Rows whose actual should be there and is not. */
  readonly unknown: number;
  /** Months without any record. */
  readonly missing: number;
}

interface Part {
  readonly from: string;
  readonly to: string;
  readonly months: readonly MonthFacts[];
}

/** The months or quarters of the fiscal year; a cumulative row is the sum of all up to it (M11). */
export function courseOfMonths(
  months: readonly MonthFacts[],
  { month, firstMonth, today }: { readonly month: string; readonly firstMonth: number; readonly today: string },
  choice: Choice,
): Course {
  const year = monthsOfYear(month, firstMonth);
  const size = choice.unit === 'quarter' ? 3 : 1;
  const parts: Part[] = [];
  for (let start = 0; start < year.length; start += size) {
    const covered = year.slice(start, start + size);
    const [from = month] = covered;
    parts.push({
      from,
      to: lastOfMonth(covered.at(-1) ?? from),
      months: months.filter((one) => covered.includes(one.month)),
    });
  }
  const figures = parts.map(({ months: own }) => {
    const all = own.map((one) => one.figures);
    return all.length === 0 ? undefined : totalFigures(all);
  });
  const amounts = amountsOf(figures, choice.isCumulative);
  const rows = parts.map(({ from, to, months: own }, index): CourseRow => {
    const hasBegun = from <= today;
    const [target = null, actual = null, landing = null] = amounts.map((column) => column[index]);
    return {
      from: choice.isCumulative ? (year[0] ?? from) : from,
      to,
      target,
      actual: hasBegun ? actual : null,
      landing,
      isCurrent: from <= month && month <= to,
      recordId: own.length === 1 ? own[0]?.id : undefined,
    };
  });
  const missing = year.filter((one) => !months.some((facts) => facts.month === one)).length;
  return { rows, unknown: 0, missing };
}

/** Targets, actuals and landings; added up to each place when cumulative, where what is missing counts as nothing. */
function amountsOf(all: readonly (Figures | undefined)[], isCumulative: boolean): readonly (readonly Amount[])[] {
  return (['target', 'actual', 'landing'] as const).map((name) => {
    const single = all.map((figures) => figures?.[name] ?? null);
    return isCumulative ? cumulative(single) : single;
  });
}

/** A month that begins on a weekend has no week of that alone: nobody is due anything in it. */
function workingWeeks(month: string, calendar: Calendar): readonly Span[] {
  const [first, second, ...others] = weeksOf(month);
  if (first === undefined || second === undefined) return [];
  const isEmpty = businessDays(first.from, first.to, calendar).length === 0;
  return isEmpty ? [{ from: first.from, to: second.to }, ...others] : [first, second, ...others];
}

interface MonthNow {
  readonly month: string;
  readonly target: Amount;
  readonly actual: number;
  readonly calendar: Calendar;
  readonly today: string;
}

/**
 * The weeks of the month. What is due is spread over its business days (M7); what was booked in a week is the snapshot
 * of that week less the one before, so a week without its snapshot is not known.
 */
export function courseOfWeeks(facts: MonthNow, known: readonly Known[], isCumulative: boolean): Course {
  const { month, target, calendar, today } = facts;
  const weeks = workingWeeks(month, calendar);
  const days = weeks.map(({ from, to }) => businessDays(from, to, calendar).length);
  const due = spread(target, isCumulative ? cumulative(days) : days, sumOf(days));
  const booked = weeks.map(({ from, to }) => bookedBy(facts, known, { from: mondayOf(to), to: from, end: to }));
  const rows = weeks.map(({ from, to }, index): CourseRow => {
    const before = index === 0 ? 0 : (booked[index - 1] ?? null);
    const now = booked[index] ?? null;
    const single = now === null || before === null ? null : minus(now, before);
    return {
      from: isCumulative ? month : from,
      to,
      target: due[index] ?? null,
      actual: isCumulative ? now : single,
      landing: null,
      isCurrent: from <= today && today <= to,
      recordId: undefined,
    };
  });
  return { rows, unknown: rows.filter((row) => row.actual === null && row.to < today).length, missing: 0 };
}

/** Today's actual in this week, or in the last of a month that is over; else the last snapshot of the week. */
function bookedBy(
  { month, actual, today }: MonthNow,
  known: readonly Known[],
  week: { readonly from: string; readonly to: string; readonly end: string },
): Amount {
  const last = lastOfMonth(month);
  const isNow = today > last ? week.end === last : week.to <= today && today <= week.end;
  if (isNow) return actual;
  return known.findLast(({ day }) => mondayOf(day) === week.from)?.actual ?? null;
}

/** The business days of the month, cumulative: what is due by each, and the actual on the days it is known. */
export function courseOfDays(facts: MonthNow, known: readonly Known[]): Course {
  const { month, target, actual, calendar, today } = facts;
  const days = businessDays(month, lastOfMonth(month), calendar);
  const due = spread(target, cumulative(days.map(() => 1)), days.length);
  const now = days.findLast((day) => day <= today);
  const rows = days.map((day, index): CourseRow => {
    const next = days[index + 1];
    const seen = known.findLast((one) => one.day >= day && (next === undefined || one.day < next));
    return {
      from: month,
      to: day,
      target: due[index] ?? null,
      actual: day === now ? actual : (seen?.actual ?? null),
      landing: null,
      isCurrent: day === now,
      recordId: undefined,
    };
  });
  return { rows, unknown: rows.filter((row) => row.actual === null && row.to < today).length, missing: 0 };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((left, right) => left + right, 0);
}

function spread(target: Amount, days: readonly number[], all: number): readonly Amount[] {
  return days.map((count) => (target === null || all === 0 ? null : expectedByNow(target, count / all)));
}
