/** Instants and calendar dates in a person's time zone. Instants are milliseconds since 1970 UTC, dates `YYYY-MM-DD`. */
const quarterHour = 900_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** False for a name that the platform of this machine does not know. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Milliseconds to add to an instant for the zone's wall clock. No zone changes inside a quarter of an hour. */
export function zoneOffset(zone: string, instant: number): number {
  let known = offsets.get(zone);
  if (known === undefined) offsets.set(zone, (known = new Map<number, number>()));
  const block = Math.floor(instant / quarterHour);
  let offset = known.get(block);
  if (offset === undefined) {
    const start = block * quarterHour;
    const part: Record<string, number> = {};
    for (const { type, value } of formatOf(zone).formatToParts(start)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    offset = Date.UTC(year, month - 1, day, hour, minute, second) - start;
    if (known.size > 50_000) known.clear();
    known.set(block, offset);
  }
  return offset;
}

export function localDate(zone: string, instant: number): string {
  return new Date(instant + zoneOffset(zone, instant)).toISOString().slice(0, 10);
}

/** First instant of a calendar date in the zone. */
export function startOfDate(zone: string, date: string): number {
  const wall = Date.parse(`${date}T00:00:00Z`);
  const first = wall - zoneOffset(zone, wall);
  return wall - zoneOffset(zone, first);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Moves by months; a day that the month does not have becomes its last. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** True for `YYYY-MM-DD` that exists and that the platform stores (1700-01-01 to 4000-12-31). */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1700-01-01' || text > '4000-12-31') return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

const time = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?Z?$/i;

/** A time of day as it is stored, `08:30:00.000Z`; the Z stands for no zone (Help, "Considerations for the Time Custom Field Type"). */
export function timeOfDay(text: string): string | undefined {
  if (!time.test(text)) return undefined;
  return timeAfter(Date.parse(`1970-01-01T${text.replace(/z$/i, '')}Z`));
}

/** The time of day so many milliseconds after midnight; the clock restarts after 24 hours. */
export const timeAfter = (ms: number): string =>
  new Date(((ms % 86_400_000) + 86_400_000) % 86_400_000).toISOString().slice(11);
