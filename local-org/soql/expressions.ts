/** Function calls in a query as SQL: aggregates, parts of dates, toLabel, FORMAT. */
import { fieldSchema, isLongText, isNumber, type FieldSchema } from '../schema/schema.ts';
import { findColumn, invalidField, malformedAt, type Found } from './context.ts';
import { decoderOf, formatDecoder, labelDecoder } from './decode.ts';
import type { Names } from './names.ts';
import type { Decode } from './shape.ts';
import type { Argument, Call, Operand, Path } from './tree.ts';

export interface Expression {
  readonly sql: string;
  /** The type of the result; for an aggregate or a date part a made-up field. */
  readonly field: FieldSchema;
  readonly decode: Decode;
  readonly isAggregate: boolean;
  /** The column it is about, when there is one. */
  readonly found?: Found;
}

const aggregates = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

export function isAggregateCall(operand: Operand): boolean {
  return operand.kind === 'call' && aggregates.has(operand.name);
}

/** The only argument of a call, which has to be a field. */
function fieldIn(names: Names, { args: [only, ...others], at, text }: Call): Path {
  if (only?.kind === 'path' && others.length === 0) return only;
  const place: Argument | undefined = others[0] ?? only;
  throw malformedAt(names.context, place?.at ?? at + text.length - 1, `unexpected token: '${place?.text ?? ')'}'`);
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

function dateArgument(names: Names, call: Call): DateArgument {
  const [argument] = call.args;
  const isLocal = argument?.kind === 'call' && argument.name === 'CONVERTTIMEZONE';
  return { found: findColumn(names, fieldIn(names, isLocal ? argument : call)), isLocal };
}

/** Refuses what is no date, and functions of a moment for a date ("Date Functions"). Texts unverified. */
function checkDate({ context }: Names, { name, at }: Call, { found: { field }, isLocal }: DateArgument): void {
  if (field.type !== 'date' && field.type !== 'datetime') {
    throw invalidField(context, at, `${name} is not supported on field '${field.name}'`);
  }
  if (field.type === 'date' && (isLocal || name === 'HOUR_IN_DAY' || name === 'DAY_ONLY')) {
    throw invalidField(context, at, `${name} needs a dateTime, '${field.name}' is a date`);
  }
}

/** Parts of instants are counted in UTC unless convertTimezone() asks for the user's zone. */
function datePart(names: Names, call: Call): Expression {
  const part = call.name;
  const argument = dateArgument(names, call);
  checkDate(names, call, argument);
  const { isLocal } = argument;
  const { field, sql } = argument.found;
  const asIs = { decode: (value: unknown) => value, isAggregate: false };
  if (part === 'HOUR_IN_DAY') {
    return { sql: `instant_part('hour', ${sql}, ${isLocal ? 1 : 0})`, field: whole(part), ...asIs };
  }
  const date = field.type === 'date' ? sql : `${isLocal ? 'local_date' : 'utc_date'}(${sql})`;
  if (part === 'DAY_ONLY') return { sql: date, field: fieldSchema(part, part, 'date', {}), ...asIs };
  const number = fiscalPart(names, part, date) ?? dateParts[part]?.(date);
  if (number === undefined) throw malformedAt(names.context, call.at + part.length, "unexpected token: '('");
  return { sql: number, field: whole(part), ...asIs };
}

/** MIN and MAX of a picklist go by the order of its values (SOQL and SOSL Reference, "Aggregate Functions"). */
function extreme(names: Names, name: string, found: Found): Expression {
  const { field, sql } = found;
  const values = field.picklist?.values.map((one) => one.value);
  const call = name.toLowerCase();
  if (values === undefined) {
    const text = field.type === 'string' ? `${sql} COLLATE NOCASE` : sql;
    return { sql: `${call}(${text})`, field, decode: decoderOf(field), isAggregate: true, found };
  }
  const order = values.map((value, index) => `WHEN ${names.statement.bind(value)} THEN ${index}`).join(' ');
  return {
    sql: `${call}(CASE ${sql} ${order} END)`,
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
  const isExact = field.caseSensitive || field.type === 'id' || field.type === 'reference';
  return `DISTINCT ${sql}${isExact ? '' : ' COLLATE NOCASE'}`;
}

/** Types that no aggregate takes (SOQL and SOSL Reference, "Support for Field Types in Aggregate Functions"). */
const mute = new Set(['boolean', 'base64', 'time', 'multipicklist', 'address', 'location', 'encryptedstring']);

/** SUM and AVG add decimals, not doubles: 0.1 and 0.2 make 0.3, whatever cancels out. */
function aggregate(names: Names, call: Call): Expression {
  const { name } = call;
  if (name === 'COUNT' && call.args.length === 0) return counted('*', 'COUNT');
  const found = findColumn(names, fieldIn(names, call));
  const { field, sql } = found;
  const isCount = name === 'COUNT' || name === 'COUNT_DISTINCT';
  const isTotal = name === 'SUM' || name === 'AVG';
  if (mute.has(field.type) || isLongText(field) || (isTotal && !isNumber(field))) {
    const message = `field ${field.name} does not support aggregate operator ${name}`;
    throw malformedAt(names.context, call.at, message);
  }
  if (isCount) return counted(name === 'COUNT' ? sql : distinct(found), name, found);
  if (!isTotal) return extreme(names, name, found);
  const total = `exact_${name.toLowerCase()}(${sql})`;
  return { sql: total, field, decode: (value) => value, isAggregate: true, found };
}

/** The label in place of the value, for conditions and orders. */
function labelSql({ statement }: Names, { field, sql }: Found, decode: Decode): string {
  const labels = (field.picklist?.values ?? []).map(({ value }) => {
    const label = decode(value);
    return `WHEN ${statement.bind(value)} THEN ${statement.bind(typeof label === 'string' ? label : value)}`;
  });
  return labels.length === 0 ? sql : `(CASE ${sql} ${labels.join(' ')} ELSE ${sql} END)`;
}

function label(names: Names, call: Call): Expression {
  const found = findColumn(names, fieldIn(names, call));
  const decode = labelDecoder(names.context, found.object, found.field);
  return { sql: labelSql(names, found, decode), field: found.field, decode, isAggregate: false, found };
}

/** FORMAT() of a field, or of an aggregate. */
function format(names: Names, call: Call): Expression {
  const [inner] = call.args;
  const expression =
    inner?.kind === 'call' ? expressionOf(names, inner) : plain(findColumn(names, fieldIn(names, call)));
  return { ...expression, decode: formatDecoder(names.context, expression.field) };
}

/** A column as it is. */
export function plain(found: Found): Expression {
  const { sql, field } = found;
  return { sql, field, decode: decoderOf(field), isAggregate: false, found };
}

/** Functions that an org without several currencies and without a map cannot answer. Texts unverified. */
const refusals: Readonly<Record<string, string>> = {
  CONVERTCURRENCY: 'convertCurrency() needs an organization with several currencies',
  DISTANCE: 'DISTANCE() is not imitated by this org',
  GEOLOCATION: 'GEOLOCATION() is not imitated by this org',
  CONVERTTIMEZONE: 'convertTimezone() stands only inside a date function',
};

/** Any function of the select list, of GROUP BY, HAVING, WHERE or ORDER BY. */
export function expressionOf(names: Names, call: Call): Expression {
  const { name } = call;
  if (aggregates.has(name)) return aggregate(names, call);
  const refusal = refusals[name];
  if (refusal !== undefined) throw malformedAt(names.context, call.at, refusal);
  if (name === 'TOLABEL') return label(names, call);
  return name === 'FORMAT' ? format(names, call) : datePart(names, call);
}
