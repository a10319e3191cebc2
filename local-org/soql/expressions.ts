/** Function calls in a query as SQL: aggregates, parts of dates, toLabel, FORMAT. */
import type { Scope, Statement } from '../formula/formula.ts';
import { fieldSchema, isLongText, isNumber, type FieldSchema } from '../schema/schema.ts';
import { findColumn, invalidField, type Found, type QueryContext } from './context.ts';
import { decodeTotal, decoderOf, formatDecoder, labelDecoder } from './decode.ts';
import { malformed, type FunctionExp } from './parse.ts';
import type { Decode } from './shape.ts';

export interface Expression {
  readonly sql: string;
  /** The type of the result; for an aggregate or a date part a made-up field. */
  readonly field: FieldSchema;
  readonly decode: Decode;
  readonly isAggregate: boolean;
  /** The column it is about, when there is one. */
  readonly found?: Found;
}

export interface Names {
  readonly context: QueryContext;
  readonly scope: Scope;
  readonly statement: Statement;
  readonly alias: string | undefined;
}

const aggregates = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

export function isAggregateCall(call: FunctionExp): boolean {
  return aggregates.has((call.functionName ?? '').toUpperCase());
}

const whole = (name: string): FieldSchema => fieldSchema(name, name, 'int', { precision: 18 });

/** Numbers made of a date's text. */
const dateParts: Readonly<Record<string, (date: string) => string>> = {
  CALENDAR_YEAR: (date) => `CAST(substr(${date}, 1, 4) AS INTEGER)`,
  CALENDAR_QUARTER: (date) => `((CAST(substr(${date}, 6, 2) AS INTEGER) + 2) / 3)`,
  CALENDAR_MONTH: (date) => `CAST(substr(${date}, 6, 2) AS INTEGER)`,
  DAY_IN_MONTH: (date) => `CAST(substr(${date}, 9, 2) AS INTEGER)`,
  DAY_IN_WEEK: (date) => `(CAST(strftime('%w', ${date}) AS INTEGER) + 1)`,
  DAY_IN_YEAR: (date) => `CAST(strftime('%j', ${date}) AS INTEGER)`,
  WEEK_IN_MONTH: (date) => `((CAST(substr(${date}, 9, 2) AS INTEGER) - 1) / 7 + 1)`,
  WEEK_IN_YEAR: (date) => `((CAST(strftime('%j', ${date}) AS INTEGER) - 1) / 7 + 1)`,
};

/** Fiscal parts are calendar parts of the date moved back to a year that begins in January. */
function fiscalPart(names: Names, part: string, date: string): string | undefined {
  if (!part.startsWith('FISCAL_')) return undefined;
  const [start] = names.context.org.store.first('SELECT "FiscalYearStartMonth" FROM "Organization"') ?? [];
  const back = typeof start === 'number' ? start - 1 : 0;
  return dateParts[part.replace('FISCAL_', 'CALENDAR_')]?.(`date(substr(${date}, 1, 7) || '-01', '-${back} months')`);
}

interface DateArgument {
  readonly found: Found;
  readonly isLocal: boolean;
}

function dateArgument(names: Names, call: FunctionExp): DateArgument {
  const [argument] = call.parameters ?? [];
  if (typeof argument === 'object') {
    const inner = argument.functionName?.toUpperCase();
    const [path] = argument.parameters ?? [];
    if (inner !== 'CONVERTTIMEZONE' || typeof path !== 'string') throw malformed(`unexpected token: '${inner ?? ''}'`);
    return { found: findColumn(names.context, names.scope, path, names.alias), isLocal: true };
  }
  return { found: findColumn(names.context, names.scope, argument ?? '', names.alias), isLocal: false };
}

/** Parts of instants are counted in UTC unless convertTimezone() asks for the user's zone. */
function datePart(names: Names, part: string, call: FunctionExp): Expression {
  const { found, isLocal } = dateArgument(names, call);
  const { field, sql } = found;
  if (field.type !== 'date' && field.type !== 'datetime') {
    throw invalidField(names.context, field.name, `${part} is not supported on field '${field.name}'`);
  }
  if (part === 'HOUR_IN_DAY') {
    return {
      sql: `instant_part('hour', ${sql}, ${isLocal ? 1 : 0})`,
      field: whole(part),
      decode: (value) => value,
      isAggregate: false,
    };
  }
  const date = field.type === 'date' ? sql : `${isLocal ? 'local_date' : 'utc_date'}(${sql})`;
  if (part === 'DAY_ONLY') {
    return { sql: date, field: fieldSchema(part, part, 'date', {}), decode: (value) => value, isAggregate: false };
  }
  const number = fiscalPart(names, part, date) ?? dateParts[part]?.(date);
  if (number === undefined) throw malformed(`unexpected token: '${part}'`);
  return { sql: number, field: whole(part), decode: (value) => value, isAggregate: false };
}

/** MIN and MAX of a picklist go by the order of its values (SOQL and SOSL Reference, "Aggregate Functions"). */
function extreme(names: Names, name: string, found: Found): Expression {
  const { field, sql } = found;
  const values = field.picklist?.values.map((one) => one.value);
  if (values === undefined) {
    return { sql: `${name.toLowerCase()}(${sql})`, field, decode: decoderOf(field), isAggregate: true, found };
  }
  const order = values.map((value, index) => `WHEN ${names.statement.bind(value)} THEN ${index}`).join(' ');
  return {
    sql: `${name.toLowerCase()}(CASE ${sql} ${order} END)`,
    field,
    decode: (value) => (value === null ? null : (values[Number(value)] ?? null)),
    isAggregate: true,
    found,
  };
}

const counted = (sql: string, name: string, found?: Found): Expression => ({
  sql: `count(${sql})`,
  field: whole(name),
  decode: (value) => value,
  isAggregate: true,
  ...(found === undefined ? {} : { found }),
});

function distinct({ field, sql }: Found): string {
  return field.type === 'id' || field.type === 'reference' ? `DISTINCT ${sql}` : `DISTINCT ${sql} COLLATE NOCASE`;
}

function aggregate(names: Names, name: string, call: FunctionExp): Expression {
  const [path] = call.parameters ?? [];
  if (path === undefined) return counted('*', 'COUNT');
  if (typeof path !== 'string') throw malformed(`unexpected token: '${path.functionName ?? ''}'`);
  const found = findColumn(names.context, names.scope, path, names.alias);
  const { field, sql } = found;
  const isCount = name === 'COUNT' || name === 'COUNT_DISTINCT';
  const isTotal = name === 'SUM' || name === 'AVG';
  const isMute = isLongText(field) || ['boolean', 'base64', 'time', 'multipicklist'].includes(field.type);
  if (isMute || (isTotal && !isNumber(field))) {
    throw malformed(`field ${field.name} does not support aggregate operator ${name}`);
  }
  if (isCount) return counted(name === 'COUNT' ? sql : distinct(found), name, found);
  if (!isTotal) return extreme(names, name, found);
  return { sql: `${name.toLowerCase()}(${sql})`, field, decode: decodeTotal, isAggregate: true, found };
}

/** The label in place of the value, for conditions and orders. */
function labelSql({ statement }: Names, { field, sql }: Found, decode: Decode): string {
  const labels = (field.picklist?.values ?? []).map(({ value }) => {
    const label = decode(value);
    return `WHEN ${statement.bind(value)} THEN ${statement.bind(typeof label === 'string' ? label : value)}`;
  });
  return labels.length === 0 ? sql : `(CASE ${sql} ${labels.join(' ')} ELSE ${sql} END)`;
}

/** Any function of the select list, of GROUP BY, HAVING, WHERE or ORDER BY. */
export function expressionOf(names: Names, call: FunctionExp): Expression {
  const name = (call.functionName ?? '').toUpperCase();
  if (aggregates.has(name)) return aggregate(names, name, call);
  const [argument] = call.parameters ?? [];
  if (name === 'TOLABEL' || name === 'FORMAT' || name === 'CONVERTCURRENCY') {
    if (typeof argument === 'object') {
      const inner = expressionOf(names, argument);
      return name === 'FORMAT' ? { ...inner, decode: formatDecoder(names.context, inner.field) } : inner;
    }
    const found = findColumn(names.context, names.scope, argument ?? '', names.alias);
    const { object, field, sql } = found;
    if (name === 'TOLABEL') {
      const decode = labelDecoder(names.context, object, field);
      return { sql: labelSql(names, found, decode), field, decode, isAggregate: false, found };
    }
    const decode = name === 'FORMAT' ? formatDecoder(names.context, field) : decoderOf(field);
    return { sql, field, decode, isAggregate: false, found };
  }
  return datePart(names, name, call);
}
