/** Business days of a month, Monday to Friday. Holidays are the backend's calendar, which a page does not have. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** The date that people of a zone read on their calendar at that instant: 2026-11-24. */
export function dateIn(zone: string, instantMs: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(instantMs));
}

/** Last day of the month that begins on that date. */
function lastDayMs(periodStart: string): number {
  const first = new Date(periodStart);
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0);
}

/** M15: how many business days of the month, or before it, lie after that day; 0 once it has ended. */
export function businessDaysLeft(periodStart: string, zone: string, instantMs: number): number {
  const last = lastDayMs(periodStart);
  let count = 0;
  for (let day = Date.parse(dateIn(zone, instantMs)) + DAY_MS; day <= last; day += DAY_MS) {
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) count += 1;
  }
  return count;
}

/** Whether the month that begins on that date has ended in that zone. */
export function hasEnded(periodStart: string, zone: string, instantMs: number): boolean {
  return Date.parse(dateIn(zone, instantMs)) > lastDayMs(periodStart);
}
