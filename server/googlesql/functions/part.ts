/** Parts of dates and moments, as GoogleSQL names them. */
import { invalid, unportable } from '../refusal.ts';
import type { Expression } from '../parse/parse.ts';

const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

export interface Part {
  readonly name: string;
  /** Of a week: the day it begins with, 0 for Sunday. */
  readonly start?: number;
}

/** `MONTH`, `WEEK(MONDAY)` as they stand among the arguments. */
export function partOf(expression: Expression | undefined, at: number): Part {
  if (expression?.kind === 'path' && expression.names.length === 1) {
    return namedPart(expression.names[0] ?? '', expression.at);
  }
  if (expression?.kind === 'call' && expression.name === 'WEEK') {
    const [day] = expression.args;
    return namedPart(`WEEK(${day?.kind === 'path' ? (day.names[0] ?? '') : ''})`, expression.at);
  }
  throw invalid(expression?.at ?? at, 'A valid date part name is required', 'date part');
}

const known: ReadonlySet<string> = new Set(
  'MICROSECOND MILLISECOND SECOND MINUTE HOUR DAY DAYOFWEEK DAYOFYEAR MONTH QUARTER YEAR ISOYEAR DATE TIME DATETIME'.split(
    ' ',
  ),
);

export function namedPart(text: string, at: number): Part {
  const name = text.toUpperCase();
  if (name === 'WEEK') return { name: 'WEEK', start: 0 };
  if (name === 'ISOWEEK') return { name, start: 1 };
  const day = /^WEEK\((\w+)\)$/.exec(name)?.[1];
  if (day !== undefined && weekdays.includes(day)) return { name: 'WEEK', start: weekdays.indexOf(day) };
  if (known.has(name)) return { name };
  throw invalid(at, `A valid date part name is required but found ${text}`, text);
}

/** Begin of the day, week, month, quarter or year that a DATE lies in. */
export function truncatedDate(date: string, part: Part, at: number): string {
  if (part.start !== undefined) return `(${date} - CAST((dayofweek(${date}) + ${7 - part.start}) % 7 AS INTEGER))`;
  switch (part.name) {
    case 'DAY':
      return date;
    case 'MONTH':
    case 'QUARTER':
    case 'YEAR':
      return `CAST(date_trunc('${part.name.toLowerCase()}', ${date}) AS DATE)`;
    default:
      throw unportable(at, `DATE_TRUNC(…, ${part.name})`);
  }
}

/** How many beginnings of the part lie between two dates. */
export function datesBetween(later: string, earlier: string, part: Part, at: number): string {
  if (part.start !== undefined) {
    return `CAST((${truncatedDate(later, part, at)} - ${truncatedDate(earlier, part, at)}) // 7 AS BIGINT)`;
  }
  switch (part.name) {
    case 'DAY':
      return `CAST(${later} - ${earlier} AS BIGINT)`;
    case 'MONTH':
    case 'QUARTER':
    case 'YEAR':
      return `date_diff('${part.name.toLowerCase()}', ${earlier}, ${later})`;
    default:
      throw unportable(at, `DATE_DIFF(…, ${part.name})`);
  }
}

const months: Readonly<Record<string, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
const days: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7 };
const microseconds: Readonly<Record<string, number>> = {
  MICROSECOND: 1,
  MILLISECOND: 1000,
  SECOND: 1_000_000,
  MINUTE: 60_000_000,
  HOUR: 3_600_000_000,
};

/** Months clamp to the last day, as in BigQuery (GoogleSQL reference, DATE_ADD). */
export function movedDate(date: string, count: string, part: Part, at: number): string {
  const factor = months[part.name];
  if (factor !== undefined) return `CAST(${date} + to_months(CAST(${count} * ${factor} AS INTEGER)) AS DATE)`;
  const size = days[part.name];
  if (size === undefined || (part.start ?? 0) !== 0) {
    throw invalid(at, `DATE_ADD does not support the ${part.name} date part`);
  }
  return `(${date} + CAST(${count} * ${size} AS INTEGER))`;
}

/** A DATETIME or TIMESTAMP, later by so much; `withMonths` is false for a TIMESTAMP, which has no calendar. */
export function movedMoment(moment: string, count: string, part: Part, withMonths: boolean, at: number): string {
  const micros = microseconds[part.name];
  if (micros !== undefined) return `(${moment} + to_microseconds(${count} * ${micros}))`;
  const size = days[part.name];
  if (part.name === 'DAY' || (withMonths && size !== undefined && (part.start ?? 0) === 0)) {
    return `(${moment} + to_days(CAST(${count} * ${size ?? 1} AS INTEGER)))`;
  }
  const factor = months[part.name];
  if (!withMonths || factor === undefined) {
    throw invalid(at, `TIMESTAMP_ADD does not support the ${part.name} date part`);
  }
  return `(${moment} + to_months(CAST(${count} * ${factor} AS INTEGER)))`;
}

/** Whole units between two moments, the rest dropped; undefined for a unit without a fixed length. */
export function unitMicroseconds(part: Part): number | undefined {
  return part.name === 'DAY' ? 86_400_000_000 : microseconds[part.name];
}

const plainParts: ReadonlySet<string> = new Set(
  'DAY DAYOFYEAR MONTH QUARTER YEAR ISOYEAR HOUR MINUTE SECOND'.split(' '),
);

/** A part of a zone-less moment (or date) as a number. */
export function extracted(value: string, part: Part, at: number): string {
  const number = (name: string): string => `CAST(date_part('${name}', ${value}) AS BIGINT)`;
  if (plainParts.has(part.name)) return number(part.name.toLowerCase());
  switch (part.name) {
    case 'DAYOFWEEK':
      return `(${number('dayofweek')} + 1)`;
    case 'MILLISECOND':
      return `(${number('millisecond')} % 1000)`;
    case 'MICROSECOND':
      return `(${number('microsecond')} % 1000000)`;
    case 'ISOWEEK':
      return number('week');
    case 'WEEK':
      if (part.start === 0) return `CAST(strftime(${value}, '%U') AS BIGINT)`;
      throw unportable(at, 'EXTRACT(WEEK(…))');
    default:
      throw unportable(at, `EXTRACT(${part.name} …)`);
  }
}
