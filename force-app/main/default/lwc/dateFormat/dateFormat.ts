import locale from '@salesforce/i18n/locale';
import timeZone from '@salesforce/i18n/timeZone';

/** A date field (`2026-11-01`) as its month: 2026年11月, November 2026. Dates have no zone. */
export function formatMonth(date: string): string {
  return new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(date));
}

/** An instant in the user's own zone: 11月23日 6:04, Nov 23, 6:04 AM. */
export function formatInstant(instant: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(new Date(instant));
}

const MINUTE_MS = 60_000;
const STEPS = [
  { unit: 'day', ms: 24 * 60 * MINUTE_MS },
  { unit: 'hour', ms: 60 * MINUTE_MS },
  { unit: 'minute', ms: MINUTE_MS },
] as const;

/** How long ago, in the largest whole unit: 5時間前, 5 hours ago. */
export function formatAge(instant: string, nowMs: number): string {
  const ageMs = Math.max(0, nowMs - Date.parse(instant));
  const step = STEPS.find(({ ms }) => ageMs >= ms) ?? STEPS[2];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(ageMs / step.ms), step.unit);
}
