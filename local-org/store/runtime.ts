/** SQL functions that SQLite lacks, and the person and moment that formulas refer to. */
import type { DatabaseSync } from 'node:sqlite';
import { personName } from '../names.ts';
import { normalizeId } from '../schema/schema.ts';
import { addMonths, isDate, localDate, startOfDate, timeAfter, timeOfDay, zoneOffset } from '../zones.ts';

export interface Runtime {
  userId: string;
  /** IANA name. */
  timeZone: string;
  /** `ja_JP`; names of people follow it. */
  locale: string;
  /** The text of a custom label in the person's language; undefined for one that is not there. */
  label: (name: string) => string | undefined;
  /** Milliseconds since 1970 UTC, whole seconds. */
  now: number;
  /** Where the org answers; empty until it does. */
  origin: string;
}

type Sql = string | number | bigint | null | Uint8Array;

/** What text is compared by: the platform ignores case, in every script that has it. */
export function fold(text: string): string {
  return text.toLowerCase();
}

/** The number at the 15 significant digits that the platform keeps; sums of money become exact by it. */
export function significant(value: number): number {
  return Number.isSafeInteger(value) && Math.abs(value) < 1e15 ? value : Number(value.toPrecision(15));
}

/** Rounds half away from zero, by the number's decimal text and not its binary tail: 1.005 becomes 1.01. */
export function roundHalfAway(value: number, scale: number): number {
  if (Number.isInteger(value) && scale >= 0) return value;
  const power = 10 ** Math.abs(scale);
  const shifted = Number((scale < 0 ? value / power : value * power).toPrecision(15));
  const whole = shifted < 0 ? -Math.round(-shifted) : Math.round(shifted);
  return scale < 0 ? whole * power : whole / power;
}

const asText = (value: Sql): string => (typeof value === 'string' ? value : value === null ? '' : String(value));
const isNumeric = (text: string): boolean => /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);

/** Text of a number as formulas write it: no exponent, no trailing zeros. */
export function numberText(value: number): string {
  const text = String(significant(value));
  return text.includes('e')
    ? significant(value).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 18 })
    : text;
}

const capitalized = (word: string): string => {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('').toLowerCase();
};

/** A text of just this length, filled or cut. */
function padded(isLeft: boolean, text: string, length: number, filling: string): string {
  const most = Math.max(0, Math.trunc(length));
  return (isLeft ? text.padStart(most, filling) : text.padEnd(most, filling)).slice(0, most);
}

/** Functions whose result depends on their arguments alone; null in, null out unless they say otherwise. */
const pure: Readonly<Record<string, (...values: readonly Sql[]) => Sql>> = {
  fold: (text) => (text === null ? null : fold(asText(text))),
  round_half: (value, scale) => (value === null || scale === null ? null : roundHalfAway(Number(value), Number(scale))),
  significant: (value) => (value === null ? null : significant(Number(value))),
  upper_text: (text) => (text === null ? null : asText(text).toUpperCase()),
  number_text: (value) => (value === null ? '' : numberText(Number(value))),
  text_number: (text) => (text !== null && isNumeric(asText(text).trim()) ? Number(asText(text).trim()) : null),
  full_id: (text) => (text === null ? null : (normalizeId(asText(text)) ?? text)),
  text_date: (text) => (text !== null && isDate(asText(text)) ? text : null),
  text_time: (text) => (text === null ? null : (timeOfDay(asText(text)) ?? null)),
  time_after: (ms) => (ms === null ? null : timeAfter(Math.trunc(Number(ms)))),
  time_ms: (text) => (text === null ? null : Date.parse(`1970-01-01T${asText(text)}`)),
  add_months: (date, months) =>
    date === null || months === null ? null : addMonthsOfFormula(asText(date), Math.trunc(Number(months))),
  initial_capitals: (text) => asText(text).replace(/[\p{L}\p{N}]+/gu, capitalized),
  reversed: (text) => Array.from(asText(text)).reverse().join(''),
  padded: (side, text, length, filling) => padded(side === 'left', asText(text), Number(length), asText(filling)),
  matches: (text, pattern) =>
    text === null ? 0 : Number(new RegExp(`^(?:${asText(pattern)})$`, 'su').test(asText(text))),
};

/** ADDMONTHS keeps the last day of a month the last day (Help, "Formula Operators and Functions"). */
function addMonthsOfFormula(date: string, months: number): string {
  const next = addMonths(date, months);
  return date.endsWith(lastDay(date)) ? `${next.slice(0, 8)}${lastDay(next)}` : next;
}

function lastDay(date: string): string {
  const [year = 0, month = 1] = date.split('-').map(Number);
  return String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0');
}

const wallParts: Readonly<Record<string, (wall: Date) => number>> = {
  year: (wall) => wall.getUTCFullYear(),
  month: (wall) => wall.getUTCMonth() + 1,
  day: (wall) => wall.getUTCDate(),
  hour: (wall) => wall.getUTCHours(),
};

/** Functions that read the runtime. */
function situated(runtime: Runtime): Readonly<Record<string, (...values: readonly Sql[]) => Sql>> {
  return {
    running_user: () => runtime.userId,
    person_name: (whole, first, family) =>
      whole === null ? null : personName(runtime.locale, asText(whole), asText(first ?? null), asText(family ?? null)),
    org_origin: () => runtime.origin,
    custom_label: (name) => runtime.label(asText(name)) ?? null,
    now_instant: () => runtime.now,
    local_today: () => localDate(runtime.timeZone, runtime.now),
    local_date: (instant) => (instant === null ? null : localDate(runtime.timeZone, Number(instant))),
    local_start: (date) => (date === null ? null : startOfDate(runtime.timeZone, asText(date))),
    /** A part of an instant, in UTC (as SOQL date functions count) or in the user's zone (convertTimezone). */
    instant_part: (part, instant, local) => {
      if (instant === null) return null;
      const shift = local === 1 ? zoneOffset(runtime.timeZone, Number(instant)) : 0;
      return wallParts[asText(part)]?.(new Date(Number(instant) + shift)) ?? null;
    },
    utc_date: (instant) => (instant === null ? null : new Date(Number(instant)).toISOString().slice(0, 10)),
    instant_text: (instant) =>
      instant === null ? '' : `${new Date(Number(instant)).toISOString().slice(0, 19).replace('T', ' ')}Z`,
  };
}

export function defineFunctions(db: DatabaseSync): Runtime {
  const runtime: Runtime = { userId: '', timeZone: 'UTC', locale: '', label: () => undefined, now: 0, origin: '' };
  const define = (name: string, work: (...values: readonly Sql[]) => Sql, deterministic: boolean): void => {
    db.function(name, { deterministic, varargs: true }, work);
  };
  for (const [name, work] of Object.entries(pure)) define(name, work, true);
  for (const [name, work] of Object.entries(situated(runtime))) define(name, work, false);
  return runtime;
}
