/** An expression in DuckDB's words, with the type it has in GoogleSQL. */
import { invalid } from './refusal.ts';
import type { Type } from './type.ts';
import { coerces, duckType, fieldName, isNamedAlike, quoted, sameType, typeText } from './type.ts';

export interface Typed {
  readonly sql: string;
  readonly type: Type;
  readonly at: number;
  /** The text of a string literal: it may be read as a date, a format or a pattern. */
  readonly text?: string;
  /** Of an integer literal. */
  readonly integer?: number;
}

/** A text as a literal of DuckDB. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The value as the wanted type; undefined when GoogleSQL does not convert it by itself. */
export function coerced(value: Typed, to: Type): Typed | undefined {
  if (!coerces(value.type, to, value.text !== undefined)) return undefined;
  if (value.type.kind === 'NULL') return { sql: `CAST(NULL AS ${duckType(to)})`, type: to, at: value.at };
  if (sameType(value.type, to)) return isNamedAlike(value.type, to) ? value : renamed(value, to);
  const sql =
    value.text === undefined ? `CAST(${value.sql} AS ${duckType(to)})` : dateLiteral(value.text, to, value.at);
  return { sql, type: to, at: value.at };
}

/** Structures are the same by the places of their fields (GoogleSQL reference, "Struct type"); DuckDB goes by names. */
function renamed({ sql, type, at }: Typed, to: Type): Typed {
  return { sql: renamedSql(sql, type, to, 0), type: to, at };
}

function renamedSql(sql: string, from: Type, to: Type, depth: number): string {
  const one = `r${depth}`;
  if (from.kind === 'ARRAY' && to.kind === 'ARRAY') {
    return `list_transform(${sql}, lambda ${one}: ${renamedSql(one, from.of, to.of, depth + 1)})`;
  }
  if (from.kind !== 'STRUCT' || to.kind !== 'STRUCT') return sql;
  const fields = to.fields.map((field, index) => {
    const own = from.fields[index] ?? field;
    const value = renamedSql(`${one}.${quoted(fieldName(own, index))}`, own.type, field.type, depth + 1);
    return `${quoted(fieldName(field, index))} := ${value}`;
  });
  // A list of one: the structure is worked out once, however many fields it has.
  const made = `CASE WHEN ${one} IS NOT NULL THEN struct_pack(${fields.join(', ')}) END`;
  return `list_transform([${sql}], lambda ${one}: ${made})[1]`;
}

/** The type all values can be brought to; undefined when there is none. String literals follow the others. */
export function commonType(values: readonly Typed[]): Type | undefined {
  const known = values.filter((value) => value.type.kind !== 'NULL');
  const firm = known.filter((value) => value.text === undefined);
  const candidates = [...(firm.length > 0 ? firm : known).map((value) => value.type)];
  if (candidates.length === 0) return { kind: 'NULL' };
  return candidates.find((type) => known.every((value) => coerces(value.type, type, value.text !== undefined)));
}

/** All values as their common type. `what` names the place for the message. */
export function unified(values: readonly Typed[], what: string, at: number): readonly Typed[] {
  const type = commonType(values);
  if (type === undefined) {
    const found = values.map((value) => typeText(value.type)).join(', ');
    throw invalid(at, `No matching signature for ${what} for argument types: ${found}`, what);
  }
  return values.map((value) => {
    const as = coerced(value, type);
    if (as === undefined) throw new TypeError('A common type is one that every value can have.');
    return as;
  });
}

const day = String.raw`\d{4}-\d{1,2}-\d{1,2}`;
const time = String.raw`\d{1,2}:\d{1,2}:\d{1,2}(\.\d{1,6})?`;
const zone = String.raw`( ?[+-]\d{1,2}(:\d{2})?|Z| [A-Za-z]+(/[A-Za-z_]+)*)`;

/** What BigQuery reads as a value of the type, as a regular expression (ISO forms only; the rest is refused). */
export const readable: Readonly<Partial<Record<Type['kind'], string>>> = {
  DATE: day,
  DATETIME: `${day}([ T]${time})?`,
  TIMESTAMP: `${day}([ T]${time}${zone}?)?`,
  TIME: time,
};

/** A date, time or moment written as text; a moment without a zone is UTC. */
export function dateLiteral(text: string, type: Type, at: number): string {
  const pattern = readable[type.kind];
  if (pattern === undefined || !new RegExp(`^${pattern}$`).test(text)) {
    throw invalid(at, `Could not cast literal "${text}" to type ${typeText(type)}`);
  }
  const days = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  if (days !== null && !isDay(Number(days[1]), Number(days[2]), Number(days[3]))) {
    throw invalid(at, `Could not cast literal "${text}" to type ${typeText(type)}`);
  }
  return `CAST(${literal(text)} AS ${duckType(type)})`;
}

function isDay(year: number, month: number, date: number): boolean {
  const at = new Date(Date.UTC(2000, month - 1, date));
  at.setUTCFullYear(year);
  return year >= 1 && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
}
