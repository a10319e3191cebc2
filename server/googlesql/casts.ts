/** CAST and SAFE_CAST: what BigQuery reads is read, what it refuses is refused (GoogleSQL reference, "Conversion functions"). */
import { invalid, unportable } from './refusal.ts';
import type { Scope } from './scope.ts';
import type { Type } from './type.ts';
import { duckType, sameType, typeText } from './type.ts';
import type { Typed } from './typed.ts';
import { coerced, literal, readable } from './typed.ts';

export function cast(value: Typed, to: Type, isSafe: boolean, scope: Scope, at: number): Typed {
  if (value.type.kind === 'NULL' || sameType(value.type, to)) return { ...(coerced(value, to) ?? value), type: to, at };
  const rule = ruleOf(value, to, isSafe, scope);
  if (rule === undefined) throw invalid(at, `Invalid cast from ${typeText(value.type)} to ${typeText(to)}`, 'CAST');
  return { sql: rule, type: to, at };
}

const plainCast = (sql: string, to: Type, isSafe: boolean): string =>
  `${isSafe ? 'TRY_CAST' : 'CAST'}(${sql} AS ${duckType(to)})`;

type CastRule = (sql: string, to: Type, isSafe: boolean) => string;

const toWhole: CastRule = (sql, to, isSafe) => plainCast(`round(${sql}, 0)`, to, isSafe);
const toExact: CastRule = (sql, to, isSafe) =>
  isSafe ? `CASE WHEN isfinite(${sql}) THEN ${plainCast(sql, to, isSafe)} END` : plainCast(sql, to, isSafe);
const toMoment: CastRule = (sql) => `(CAST(${sql} AS TIMESTAMP) AT TIME ZONE 'UTC')`;

/** From and to; text has rules of its own. */
const castRules: Readonly<Record<string, CastRule>> = {
  'FLOAT64 INT64': toWhole,
  'NUMERIC INT64': toWhole,
  'BIGNUMERIC INT64': toWhole,
  'FLOAT64 NUMERIC': toExact,
  'FLOAT64 BIGNUMERIC': toExact,
  'BIGNUMERIC NUMERIC': plainCast,
  'INT64 NUMERIC': plainCast,
  'INT64 BIGNUMERIC': plainCast,
  'INT64 FLOAT64': plainCast,
  'NUMERIC BIGNUMERIC': plainCast,
  'NUMERIC FLOAT64': plainCast,
  'BIGNUMERIC FLOAT64': plainCast,
  'INT64 BOOL': plainCast,
  'BOOL INT64': plainCast,
  'DATE DATETIME': plainCast,
  'DATETIME DATE': plainCast,
  'DATE TIMESTAMP': toMoment,
  'DATETIME TIMESTAMP': toMoment,
  'TIMESTAMP DATE': (sql) => `CAST(${sql} AT TIME ZONE 'UTC' AS DATE)`,
  'TIMESTAMP DATETIME': (sql) => `(${sql} AT TIME ZONE 'UTC')`,
};

function ruleOf(value: Typed, to: Type, isSafe: boolean, scope: Scope): string | undefined {
  if (value.type.kind === 'STRING') return fromText(value.sql, to, isSafe);
  if (to.kind === 'STRING') return toText(value, scope);
  return castRules[`${value.type.kind} ${to.kind}`]?.(value.sql, to, isSafe);
}

/** Text in a form that BigQuery reads; what else DuckDB would read is a mistake here too. */
const forms: Readonly<Partial<Record<Type['kind'], { readonly pattern: string; readonly word: string }>>> = {
  BOOL: { pattern: '(?i)true|false', word: 'bool' },
  INT64: { pattern: String.raw`\s*[+-]?\d+\s*`, word: 'int64' },
  FLOAT64: {
    pattern: String.raw`(?i)\s*[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|inf|infinity|nan)\s*`,
    word: 'double',
  },
  NUMERIC: { pattern: String.raw`\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*`, word: 'numeric' },
  BIGNUMERIC: { pattern: String.raw`\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*`, word: 'bignumeric' },
  DATE: { pattern: readable.DATE ?? '', word: 'date' },
  DATETIME: { pattern: readable.DATETIME ?? '', word: 'datetime' },
  TIMESTAMP: { pattern: readable.TIMESTAMP ?? '', word: 'timestamp' },
};

/** Numbers may have blanks around them. */
const blanks = String.raw`E' \t\n\v\f\r'`;

function fromText(sql: string, to: Type, isSafe: boolean): string | undefined {
  if (to.kind === 'BYTES') return `encode(${sql})`;
  const form = forms[to.kind];
  if (form === undefined) return undefined;
  const isRead = `regexp_full_match(${sql}, ${literal(form.pattern)})`;
  const read = `TRY_CAST(trim(${sql}, ${blanks}) AS ${duckType(to)})`;
  if (isSafe) return `CASE WHEN ${isRead} THEN ${read} END`;
  return `bq_read(${sql}, CASE WHEN ${isRead} THEN ${read} END, ${literal(form.word)})`;
}

/** What BigQuery writes in a way of its own, and what is written instead. */
const unwritten: Readonly<Partial<Record<Type['kind'], string>>> = {
  FLOAT64: 'Cast to NUMERIC first, or use FORMAT.',
  DATETIME: 'Use FORMAT_DATETIME.',
  TIMESTAMP: 'Use FORMAT_TIMESTAMP.',
};

function toText({ sql, type, at }: Typed, scope: Scope): string | undefined {
  const { kind } = type;
  if (kind === 'INT64' || kind === 'BOOL' || kind === 'DATE') return `CAST(${sql} AS VARCHAR)`;
  if (kind === 'NUMERIC' || kind === 'BIGNUMERIC') return `rtrim(rtrim(CAST(${sql} AS VARCHAR), '0'), '.')`;
  if (kind === 'BYTES') return `decode(${sql})`;
  if (kind === 'FLOAT64' && scope.catalog.level === 'engine') {
    return `regexp_replace(CAST(${sql} AS VARCHAR), '\\.0$', '')`;
  }
  const hint = unwritten[kind];
  if (hint === undefined) return undefined;
  throw unportable(at, `CAST(${kind} AS STRING)`, hint);
}
