import { addMonths, lastOfMonth, monthsOfYear, type Span } from 'c/businessDays';

export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter';

export interface Choice {
  readonly unit: PeriodUnit;
  readonly isCumulative: boolean;
}

/** What the page shows before anybody chooses. */
export const DEFAULT_CHOICE: Choice = { unit: 'month', isCumulative: false };

export function isMonthAlone({ unit, isCumulative }: Choice): boolean {
  return unit === 'month' && !isCumulative;
}

/** Days and weeks lie within the month; the others are made of several months. */
export function needsMonths(choice: Choice): boolean {
  return choice.unit === 'quarter' || (choice.unit === 'month' && choice.isCumulative);
}

/** What was booked within the month is known from its snapshots; a single day has nothing of its own. */
export function needsSnapshots({ unit, isCumulative }: Choice): boolean {
  return unit === 'week' || (unit === 'day' && isCumulative);
}

/** The months that the figures cover: the month itself, its quarter, or the fiscal year up to the end of either. */
export function monthsOf(month: string, choice: Choice, firstMonth: number): readonly string[] {
  if (!needsMonths(choice)) return [month];
  const year = monthsOfYear(month, firstMonth);
  const place = year.indexOf(month);
  const quarterStart = place - (place % 3);
  const end = choice.unit === 'quarter' ? quarterStart + 3 : place + 1;
  return year.slice(choice.isCumulative ? 0 : quarterStart, end);
}

export function spanOf(months: readonly string[]): Span | undefined {
  const [from] = months;
  const last = months.at(-1);
  return from === undefined || last === undefined ? undefined : { from, to: lastOfMonth(addMonths(last, 0)) };
}
