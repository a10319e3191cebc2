/** Dates as `YYYY-MM-DD` text and months as `YYYY-MM`; no time of day and no zone anywhere in the sample. */
const dayMs = 86_400_000;

function toDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}

function fromDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return fromDay(toDay(date) + days);
}

/** Days from `from` to `to`, both included. */
export function daysIn(from: string, to: string): number {
  return toDay(to) - toDay(from) + 1;
}

export function monthOf(date: string): string {
  return date.slice(0, 7);
}

export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function firstDay(month: string): string {
  return `${month}-01`;
}

export function lastDay(month: string): string {
  return addDays(firstDay(addMonths(month, 1)), -1);
}

/** The same date, or the Friday before it. */
export function onWeekday(date: string): string {
  const weekday = (toDay(date) + 4) % 7;
  return addDays(date, weekday === 0 ? -2 : weekday === 6 ? -1 : 0);
}

/** Weeks from Monday to Sunday between two dates, cut where a month ends, so that a week never belongs to two months. */
export function weeksBetween(from: string, to: string): readonly { readonly from: string; readonly to: string }[] {
  const weeks: { from: string; to: string }[] = [];
  for (let start = from; start <= to;) {
    const weekday = (toDay(start) + 3) % 7;
    const sunday = addDays(start, 6 - weekday);
    const end = [sunday, lastDay(monthOf(start)), to].sort()[0] ?? to;
    weeks.push({ from: start, to: end });
    start = addDays(end, 1);
  }
  return weeks;
}

/**
 * The twelve months of the sample: the quarter that contains `today`, the two before it and the one after it. So there
 * are always six to eight closed months and three to five to look ahead into; quarters are also those of a fiscal year
 * from April.
 */
export function monthsAround(today: string): readonly string[] {
  const intoQuarter = (Number(today.slice(5, 7)) - 1) % 3;
  const first = addMonths(monthOf(today), -intoQuarter - 6);
  return Array.from({ length: 12 }, (_, index) => addMonths(first, index));
}
