/** Values in a query: what the text of a literal means for the field it is compared with. */
import type { ApiError } from '../errors.ts';
import { isNumber, normalizeId, type FieldSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { isDate, localDate, startOfDate } from '../zones.ts';
import { invalidField, malformedAt, type QueryContext } from './context.ts';
import { dateRange, type DateRange } from './dates.ts';
import { malformed, refused } from './refusal.ts';
import type { Value, ValueType } from './tree.ts';

export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'value'; readonly value: SqlValue }
  /** Half-open, in the field's own form. */
  | { readonly kind: 'range'; readonly start: SqlValue; readonly end: SqlValue };

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  N: '\n',
  r: '\r',
  R: '\r',
  t: '\t',
  T: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Characters of a string in a WHERE clause (Limits Quick Reference, "SOQL and SOSL Limits"). */
const longestString = 4000;

/** A quoted SOQL string; in a LIKE pattern `\%` and `\_` stay as they are. */
export function unquote(text: string, isPattern = false): string {
  if (text.length - 2 > longestString) {
    throw malformed(`String literal is longer than ${longestString} characters`); // text unverified
  }
  return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (code === '%' || code === '_') return isPattern ? whole : code;
    const letter = escapes[code];
    if (letter === undefined) throw malformed(`invalid escape sequence: ${whole}`);
    return letter === '\\' && isPattern ? '\\\\' : letter;
  });
}

const typeNames: Readonly<Record<string, string>> = { int: 'int', datetime: 'dateTime', reference: 'ID', id: 'ID' };

function wrongType(context: QueryContext, field: FieldSchema, at: number): ApiError {
  const type = typeNames[field.type] ?? (isNumber(field) ? 'double' : field.type);
  const isQuoted = !isNumber(field) && !['boolean', 'date', 'datetime', 'time'].includes(field.type);
  const name = isQuoted && type !== 'ID' ? 'string' : type;
  return invalidField(
    context,
    at,
    `value of filter criterion for field '${field.name}' must be of type ${name} and should ${isQuoted ? '' : 'not '}be enclosed in quotes`,
  );
}

function fiscalStart(context: QueryContext): number {
  const [month] = context.org.store.first('SELECT "FiscalYearStartMonth" FROM "Organization"') ?? [];
  return typeof month === 'number' ? month : 1;
}

function rangeFor(context: QueryContext, field: FieldSchema, range: DateRange): Literal {
  if (field.type === 'date') return { kind: 'range', ...range };
  const { timeZone } = context.user;
  return { kind: 'range', start: startOfDate(timeZone, range.start), end: startOfDate(timeZone, range.end) };
}

const instant = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:?\d{2})$/;

/** In a URL that was not escaped, the plus of an offset arrives as a blank: then the zone is missing. */
function instantOf(text: string): number {
  const moment = instant.test(text) && isDate(text.slice(0, 10)) ? Date.parse(text.toUpperCase()) : Number.NaN;
  if (Number.isNaN(moment)) throw malformed(`Invalid datetime: ${text}`);
  return moment;
}

type Read = (context: QueryContext, field: FieldSchema, text: string, at: number) => Literal;

const quoted: Read = (context, field, source, at) => {
  const text = unquote(source);
  if (field.type === 'id' || field.type === 'reference') {
    if (text === '') return { kind: 'null' };
    const id = normalizeId(text);
    if (id === undefined) {
      throw refused('INVALID_QUERY_FILTER_OPERATOR', context.soql, at, `invalid ID field: ${text}`);
    }
    return { kind: 'value', value: id };
  }
  if (isNumber(field) || ['boolean', 'date', 'datetime', 'time'].includes(field.type)) {
    throw wrongType(context, field, at);
  }
  return text === '' ? { kind: 'null' } : { kind: 'value', value: text };
};

const range: Read = (context, field, text, at) => {
  if (field.type !== 'date' && field.type !== 'datetime') throw wrongType(context, field, at);
  const [name = '', count = '0'] = text.toUpperCase().split(':');
  const { timeZone, locale } = context.user;
  const today = localDate(timeZone, context.org.store.runtime.now);
  return rangeFor(context, field, dateRange(name, Number(count), today, { fiscalStart: fiscalStart(context), locale }));
};

/** A reader for literals that only fields of some types are compared with. */
function only(fits: (field: FieldSchema) => boolean, value: (text: string) => SqlValue): Read {
  return (context, field, text, at) => {
    if (!fits(field)) throw wrongType(context, field, at);
    return { kind: 'value', value: value(text) };
  };
}

function dateOf(text: string): string {
  if (!isDate(text)) throw malformed(`Invalid date: ${text}`); // text unverified
  return text;
}

/** Stored as `08:30:00.000Z`. */
function timeOf(text: string): string {
  const [whole = '', fraction = ''] = text.replace(/z$/i, '').split('.');
  return `${whole}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

const readers: Readonly<Record<ValueType, Read>> = {
  null: () => ({ kind: 'null' }),
  string: quoted,
  number: only(isNumber, Number),
  boolean: only(
    ({ type }) => type === 'boolean',
    (text) => (text.toUpperCase() === 'TRUE' ? 1 : 0),
  ),
  date: only(({ type }) => type === 'date', dateOf),
  datetime: only(({ type }) => type === 'datetime', instantOf),
  time: only(({ type }) => type === 'time', timeOf),
  range,
  currency: (context, field, text, at) => {
    // In an org with one currency, which this is, no amount carries one. Text unverified.
    if (!isNumber(field)) throw wrongType(context, field, at);
    throw malformedAt(context, at, `Currency literals need an organization with several currencies: ${text}`);
  },
};

/** `at` is the place of the condition. */
export function literalOf(context: QueryContext, field: FieldSchema, { type, text }: Value, at: number): Literal {
  return readers[type](context, field, text, at);
}
