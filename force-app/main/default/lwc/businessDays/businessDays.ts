/**
 * Business days, weeks and months as the calendar of the business has them: Monday to Friday less its holidays. Days and
 * months are `YYYY-MM-DD` text, a month by its first day, without any zone. Pure.
 */
import { listOf, textOf, type Node } from 'c/graphqlNode';

export interface Calendar {
  readonly holidays: ReadonlySet<string>;
  /** False when nobody has told the holidays: then every weekday counts. */
  readonly isKnown: boolean;
  /** Zone in which the business has its days. */
  readonly zone: string;
}

/** What days are counted with. */
export type Days = Pick<Calendar, 'holidays' | 'zone'>;

/** From the newest `Forecast_Cycle__c` of an answer, which carries the calendar of the service. */
export function readCalendar(data: unknown, usersZone: string): Calendar {
  const [cycle] = listOf(data, 'Forecast_Cycle__c').nodes;
  return calendarOf(cycle, usersZone);
}

/** Of one week: the holidays of the year before, its own and the one after. */
export function calendarOf(cycle: Node | undefined, usersZone: string): Calendar {
  const days = (textOf(cycle, 'Holidays__c') ?? '').match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  return { holidays: new Set(days), isKnown: days.length > 0, zone: textOf(cycle, 'Business_Zone__c') ?? usersZone };
}

const DAY_MS = 86_400_000;

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one to the other; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

/** The first day of the month that many months away. */
export function addMonths(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}

export function lastOfMonth(day: string): string {
  return addDays(addMonths(day, 1), -1);
}

export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** To make a format costs a hundred times what using it does, and accuracy asks the day of every picture of a year. */
function formatIn(zone: string): Intl.DateTimeFormat {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  formats.set(zone, format);
  return format;
}

/** The day that an instant falls on in a zone. */
export function dayAt(instant: string, zone: string): string {
  return formatIn(zone).format(new Date(instant));
}

/** Both ends included; none when the end is before the beginning. */
export function businessDays(from: string, to: string, { holidays }: Pick<Calendar, 'holidays'>): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.has(day)) days.push(day);
  }
  return days;
}

/** M15: how many business days of the month, or before it, lie after an instant's day; 0 once it has ended. */
export function businessDaysLeft(month: string, calendar: Days, instantMs: number): number {
  const today = dayAt(new Date(instantMs).toISOString(), calendar.zone);
  return businessDays(addDays(today, 1), lastOfMonth(month), calendar).length;
}

/** Whether the month that begins on that date has ended in that zone. */
export function hasEnded(month: string, { zone }: Pick<Calendar, 'zone'>, instantMs: number): boolean {
  return dayAt(new Date(instantMs).toISOString(), zone) > lastOfMonth(month);
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Weeks begin on Monday; one across the end of the month is cut there (M11). */
export function weeksOf(month: string): readonly Span[] {
  const last = lastOfMonth(month);
  const weeks: Span[] = [];
  for (let from = month; from <= last;) {
    const sunday = addDays(mondayOf(from), 6);
    const to = sunday < last ? sunday : last;
    weeks.push({ from, to });
    from = addDays(to, 1);
  }
  return weeks;
}

/** The twelve months of the fiscal year that a month belongs to; the year begins in month 1 to 12. */
export function monthsOfYear(month: string, firstMonth: number): readonly string[] {
  const into = (Number(month.slice(5, 7)) - firstMonth + 12) % 12;
  return Array.from({ length: 12 }, (_, index) => addMonths(month, index - into));
}
