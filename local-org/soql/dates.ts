/** Date literals as half-open ranges of calendar dates (SOQL and SOSL Reference, "Date Formats and Date Literals"). */
import { addDays, addMonths } from '../zones.ts';

export interface DateRange {
  readonly start: string;
  /** The first date after the range. */
  readonly end: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR' | 'FISCAL_QUARTER' | 'FISCAL_YEAR';

const monthsOf: Readonly<Record<string, number>> = {
  MONTH: 1,
  QUARTER: 3,
  YEAR: 12,
  FISCAL_QUARTER: 3,
  FISCAL_YEAR: 12,
};

export interface Calendar {
  /** Month in which the fiscal year begins, 1 to 12. */
  readonly fiscalStart: number;
  /** `en_GB`; it decides on which day a week begins. */
  readonly locale: string;
}

/** 1 is Monday, 7 Sunday. */
function firstWeekday(locale: string): number {
  return new Intl.Locale(locale.replaceAll('_', '-') || 'en-US').getWeekInfo().firstDay;
}

/** First date of the unit that `date` lies in. */
function startOf(unit: Unit, date: string, { fiscalStart, locale }: Calendar): string {
  if (unit === 'DAY') return date;
  if (unit === 'WEEK') {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return addDays(date, -((weekday - firstWeekday(locale) + 7) % 7));
  }
  const months = monthsOf[unit] ?? 1;
  const shift = unit.startsWith('FISCAL') ? fiscalStart - 1 : 0;
  const month = Number(date.slice(5, 7)) - 1;
  const back = (((month - shift) % months) + months) % months;
  return addMonths(`${date.slice(0, 8)}01`, -back);
}

function move(unit: Unit, date: string, count: number): string {
  if (unit === 'DAY') return addDays(date, count);
  return unit === 'WEEK' ? addDays(date, 7 * count) : addMonths(date, (monthsOf[unit] ?? 1) * count);
}

function asUnit(text: string): Unit {
  // The parser's grammar admits these words only.
  return text.replace(/S$/, '') as Unit;
}

const single: Readonly<Record<string, number>> = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 };

/** `name` is a literal such as `THIS_MONTH` or `LAST_N_DAYS`, `count` the number behind the colon. */
export function dateRange(name: string, count: number, today: string, calendar: Calendar): DateRange {
  const shift = single[name];
  if (shift !== undefined) return { start: addDays(today, shift), end: addDays(today, shift + 1) };
  if (name === 'LAST_90_DAYS') return { start: addDays(today, -90), end: addDays(today, 1) };
  if (name === 'NEXT_90_DAYS') return { start: addDays(today, 1), end: addDays(today, 91) };
  const ago = /^N_(.+)_AGO$/.exec(name)?.[1];
  if (ago !== undefined) return span(asUnit(ago), -count, 1, today, calendar);
  const [, which = '', rest = ''] = /^(LAST|THIS|NEXT)_(.+)$/.exec(name) ?? [];
  if (!rest.startsWith('N_')) {
    return span(asUnit(rest), which === 'LAST' ? -1 : which === 'NEXT' ? 1 : 0, 1, today, calendar);
  }
  const unit = asUnit(rest.slice(2));
  if (which === 'NEXT') return span(unit, 1, count, today, calendar);
  // The last n days include today; other units end before the current one.
  return unit === 'DAY'
    ? { start: addDays(today, -count), end: addDays(today, 1) }
    : span(unit, -count, count, today, calendar);
}

/** `length` units, the first of them `offset` units away from the current one. */
function span(unit: Unit, offset: number, length: number, today: string, calendar: Calendar): DateRange {
  const start = move(unit, startOf(unit, today, calendar), offset);
  return { start, end: move(unit, start, length) };
}
