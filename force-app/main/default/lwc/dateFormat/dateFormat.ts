import lang from '@salesforce/i18n/lang';
import locale from '@salesforce/i18n/locale';
import timeZone from '@salesforce/i18n/timeZone';

const isTight = locale.startsWith('ja');

const formats = new Map<string, Intl.DateTimeFormat>();

/** To make a format costs a hundred times what using it does, and a card writes every step of a week. */
function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options]);
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language, options);
  formats.set(key, made);
  return made;
}

/** A date field (`2026-11-01`) as its month: 2026年11月, November 2026. Dates have no zone. */
export function formatMonth(date: string): string {
  return formatOf(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(date));
}

/** From a date's month to another's: October – December 2026; 2026年10月～12月, where `Intl` writes 2026/10～2026/12. */
export function formatMonths(from: string, to: string): string {
  if (isTight) {
    const end = from.slice(0, 4) === to.slice(0, 4) ? formatShortMonth(to) : formatMonth(to);
    return from.slice(0, 7) === to.slice(0, 7) ? formatMonth(to) : `${formatMonth(from)}～${end}`;
  }
  const format = formatOf(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.formatRange(new Date(from), new Date(to));
}

/** The same without its year: 11月, Nov. */
export function formatShortMonth(date: string): string {
  return formatOf(locale, { month: 'short', timeZone: 'UTC' }).format(new Date(date));
}

/** An instant in the user's own zone: 11月23日 6:04, Nov 23, 6:04 AM. */
export function formatInstant(instant: string): string {
  return formatOf(locale, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(new Date(instant));
}

/** The day of the user at that moment, as a date field has it: 2026-11-25. */
export function dayAt(nowMs: number): string {
  return formatOf('sv-SE', { timeZone }).format(new Date(nowMs));
}

/** First days of the month of that day and of the month so many later. */
export function monthsAround(day: string, later: number): { readonly from: string; readonly to: string } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return {
    from: `${day.slice(0, 7)}-01`,
    to: new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 10),
  };
}

const MINUTE_MS = 60_000;
const STEPS = [
  { unit: 'day', ms: 24 * 60 * MINUTE_MS },
  { unit: 'hour', ms: 60 * MINUTE_MS },
  { unit: 'minute', ms: MINUTE_MS },
] as const;

/** Japanese counts without a space: 5時間12分, where `Intl` writes 5 時間. */
const tight = (text: string): string => (isTight ? text.replaceAll(/\s/gu, '') : text);

const daysBetween = (fromMs: number, toMs: number): number =>
  (Date.parse(dayAt(toMs)) - Date.parse(dayAt(fromMs))) / STEPS[0].ms;

/** How long ago, in the largest whole unit: 5時間前, 5 hours ago. Days are those of the user's calendar: yesterday is the day before today. */
export function formatAge(instant: string, nowMs: number): string {
  const ageMs = Math.max(0, nowMs - Date.parse(instant));
  const step = STEPS.find(({ ms }) => ageMs >= ms) ?? STEPS[2];
  const age = step.unit === 'day' ? daysBetween(Date.parse(instant), nowMs) : Math.floor(ageMs / step.ms);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return tight(words.format(-age, step.unit));
}

/** True when the instant lies further back than the hours allow. */
export function isOlderThan(instant: string, hours: number, nowMs: number): boolean {
  return nowMs - Date.parse(instant) > hours * 60 * MINUTE_MS;
}

/** An instant with its weekday, in the user's zone or another one: Tue, Nov 24, 7:00 PM; 11月24日(火) 19:00. */
export function formatMoment(instant: string, zone: string = timeZone): string {
  return formatOf(locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(instant));
}

/** The same without its day of the month, for a week that is known: Tue 7:00 PM; 火 19:00. */
export function formatWeekTime(instant: string): string {
  const at = new Date(instant);
  const day = formatOf(locale, { weekday: 'short', timeZone }).format(at);
  const time = formatOf(locale, { hour: 'numeric', minute: '2-digit', timeZone }).format(at);
  return `${day} ${time}`;
}

/** What people call the zone at that instant: Japan Standard Time, 日本標準時. */
export function zoneName(zone: string, instant: string): string {
  const parts = formatOf(lang, { timeZone: zone, timeZoneName: 'long' }).formatToParts(new Date(instant));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** True when both zones show the same time at that instant: then there is no need to say it twice. */
export function isUsersTime(zone: string, instant: string): boolean {
  return formatMoment(instant, zone) === formatMoment(instant);
}

/** A date field as day and month: Nov 23, 11月23日. Dates have no zone. */
export function formatDay(date: string): string {
  return formatOf(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(date));
}

/** A length of time in its two largest units, minutes the smallest: 1 day 3 hr, 20 min. */
export function formatDuration(ms: number): string {
  let left = Math.max(0, Math.floor(ms / MINUTE_MS)) * MINUTE_MS;
  const parts: string[] = [];
  for (const { unit, ms: size } of STEPS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0 || (unit === 'minute' && parts.length === 0)) {
      parts.push(new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count));
    }
  }
  return tight(parts.slice(0, 2).join(' '));
}
