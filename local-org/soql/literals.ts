/** Values in a query: what the text of a literal means for the field it is compared with. */
import { ApiError } from '../errors.ts';
import { isNumber, normalizeId, type FieldSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { isDate, localDate, startOfDate } from '../zones.ts';
import type { QueryContext } from './context.ts';
import { dateRange, type DateRange } from './dates.ts';
import { malformed } from './parse.ts';

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

/** A quoted SOQL string; in a LIKE pattern `\%` and `\_` stay as they are. */
export function unquote(text: string, isPattern = false): string {
  return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (whole, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if (code === '%' || code === '_') return isPattern ? whole : code;
    const letter = escapes[code];
    if (letter === undefined) throw malformed(`invalid escape sequence: ${whole}`);
    return letter === '\\' && isPattern ? '\\\\' : letter;
  });
}

const typeNames: Readonly<Record<string, string>> = { int: 'int', datetime: 'dateTime', reference: 'ID', id: 'ID' };

function wrongType(field: FieldSchema): ApiError {
  const type = typeNames[field.type] ?? (isNumber(field) ? 'double' : field.type);
  const isQuoted = !isNumber(field) && !['boolean', 'date', 'datetime', 'time'].includes(field.type);
  const name = isQuoted && type !== 'ID' ? 'string' : type;
  return new ApiError(
    400,
    'INVALID_FIELD',
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

/** In a URL that was not escaped, the plus of an offset arrives as a blank; the parser has refused that already. */
function instantOf(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw malformed(`Invalid datetime: ${text}`);
  return instant;
}

function textLiteral(field: FieldSchema, text: string): Literal {
  if (field.type === 'id' || field.type === 'reference') {
    if (text === '') return { kind: 'null' };
    const id = normalizeId(text);
    if (id === undefined) throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
    return { kind: 'value', value: id };
  }
  if (isNumber(field) || ['boolean', 'date', 'datetime', 'time'].includes(field.type)) throw wrongType(field);
  return text === '' ? { kind: 'null' } : { kind: 'value', value: text };
}

function dateLiteral(field: FieldSchema, text: string): Literal {
  if (field.type !== 'date') throw wrongType(field);
  if (!isDate(text)) throw malformed(`Invalid date: ${text}`);
  return { kind: 'value', value: text };
}

function rangeLiteral(context: QueryContext, field: FieldSchema, text: string): Literal {
  if (field.type !== 'date' && field.type !== 'datetime') throw wrongType(field);
  const [name = '', count = '0'] = text.toUpperCase().split(':');
  const today = localDate(context.user.timeZone, context.org.store.runtime.now);
  return rangeFor(context, field, dateRange(name, Number(count), today, fiscalStart(context)));
}

function numberLiteral(field: FieldSchema, text: string): Literal {
  if (!isNumber(field)) throw wrongType(field);
  return { kind: 'value', value: Number(text) };
}

type Reader = (context: QueryContext, field: FieldSchema, text: string) => Literal;

/** By the parser's name for the literal. */
const readers: Readonly<Record<string, Reader>> = {
  NULL: () => ({ kind: 'null' }),
  STRING: (_context, field, text) => textLiteral(field, unquote(text)),
  INTEGER: (_context, field, text) => numberLiteral(field, text),
  DECIMAL: (_context, field, text) => numberLiteral(field, text),
  BOOLEAN: (_context, field, text) => {
    if (field.type !== 'boolean') throw wrongType(field);
    return { kind: 'value', value: text.toUpperCase() === 'TRUE' ? 1 : 0 };
  },
  DATE: (_context, field, text) => dateLiteral(field, text),
  DATETIME: (_context, field, text) => {
    if (field.type !== 'datetime') throw wrongType(field);
    return { kind: 'value', value: instantOf(text) };
  },
  DATE_LITERAL: rangeLiteral,
  DATE_N_LITERAL: rangeLiteral,
};

/** `type` is the parser's name for the literal, `text` as it stands in the query. */
export function literalOf(context: QueryContext, field: FieldSchema, type: string | undefined, text: string): Literal {
  const reader = readers[type ?? ''];
  if (reader === undefined) throw malformed(`unexpected token: '${text}'`);
  return reader(context, field, text);
}
