/** GoogleSQL types, how they are called in DuckDB, and which of them stand in for which others. */
import { invalid, unportable } from './refusal.ts';
import type { TypeName } from './parse/parse.ts';

export const scalars = [
  'INT64',
  'NUMERIC',
  'BIGNUMERIC',
  'FLOAT64',
  'BOOL',
  'STRING',
  'BYTES',
  'DATE',
  'DATETIME',
  'TIME',
  'TIMESTAMP',
  'JSON',
] as const;
export type Scalar = (typeof scalars)[number];

/** `NULL` is the type of a bare NULL: it becomes whatever is wanted. */
export type Type =
  | { readonly kind: Scalar | 'NULL' }
  | { readonly kind: 'ARRAY'; readonly of: Type }
  | { readonly kind: 'STRUCT'; readonly fields: readonly Field[] };

export interface Field {
  readonly name: string | undefined;
  readonly type: Type;
}

export const types = {
  int: { kind: 'INT64' },
  numeric: { kind: 'NUMERIC' },
  bignumeric: { kind: 'BIGNUMERIC' },
  float: { kind: 'FLOAT64' },
  bool: { kind: 'BOOL' },
  string: { kind: 'STRING' },
  bytes: { kind: 'BYTES' },
  date: { kind: 'DATE' },
  datetime: { kind: 'DATETIME' },
  time: { kind: 'TIME' },
  timestamp: { kind: 'TIMESTAMP' },
  json: { kind: 'JSON' },
  null: { kind: 'NULL' },
} as const satisfies Readonly<Record<string, Type>>;

const names: Readonly<Record<string, Scalar>> = {
  ...Object.fromEntries(scalars.map((name) => [name, name])),
  INT: 'INT64',
  INTEGER: 'INT64',
  BIGINT: 'INT64',
  SMALLINT: 'INT64',
  TINYINT: 'INT64',
  BYTEINT: 'INT64',
  DECIMAL: 'NUMERIC',
  BIGDECIMAL: 'BIGNUMERIC',
  BOOLEAN: 'BOOL',
};

/** A type by its name; undefined when BigQuery has no such type. */
export function scalarNamed(name: string): Scalar | undefined {
  return names[name.toUpperCase()];
}

export function typeOf(name: TypeName): Type {
  if (name.of !== undefined) return { kind: 'ARRAY', of: typeOf(name.of) };
  if (name.fields !== undefined) {
    return { kind: 'STRUCT', fields: name.fields.map((field) => ({ name: field.name, type: typeOf(field.type) })) };
  }
  const scalar = scalarNamed(name.name);
  if (scalar !== undefined && name.sizes.length > 0) {
    throw unportable(name.at, `${name.name}(${name.sizes.join(', ')})`);
  }
  if (scalar !== undefined) return { kind: scalar };
  if (['GEOGRAPHY', 'INTERVAL', 'RANGE'].includes(name.name)) throw unportable(name.at, `type ${name.name}`);
  throw invalid(name.at, `Type not found: ${name.name}`);
}

export function typeText(type: Type): string {
  if (type.kind === 'ARRAY') return `ARRAY<${typeText(type.of)}>`;
  if (type.kind !== 'STRUCT') return type.kind === 'NULL' ? 'INT64' : type.kind;
  return `STRUCT<${type.fields.map(({ name, type: of }) => [name, typeText(of)].filter(Boolean).join(' ')).join(', ')}>`;
}

/**
 * BIGNUMERIC has 76 digits, 38 of them behind the point; DuckDB has 38 in all. Only the test facade uses it, for
 * numbers that are rounded to what Salesforce keeps (18 digits).
 */
const duckNames: Readonly<Record<Scalar, string>> = {
  INT64: 'BIGINT',
  NUMERIC: 'DECIMAL(38, 9)',
  BIGNUMERIC: 'DECIMAL(38, 18)',
  FLOAT64: 'DOUBLE',
  BOOL: 'BOOLEAN',
  STRING: 'VARCHAR',
  BYTES: 'BLOB',
  DATE: 'DATE',
  DATETIME: 'TIMESTAMP',
  TIME: 'TIME',
  TIMESTAMP: 'TIMESTAMP WITH TIME ZONE',
  JSON: 'JSON',
};

export function duckType(type: Type): string {
  if (type.kind === 'ARRAY') return `${duckType(type.of)}[]`;
  if (type.kind === 'NULL') return duckNames.INT64;
  if (type.kind !== 'STRUCT') return duckNames[type.kind];
  const fields = type.fields.map((field, index) => `${quoted(fieldName(field, index))} ${duckType(field.type)}`);
  return `STRUCT(${fields.join(', ')})`;
}

/** A name as DuckDB reads it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function sameType(a: Type, b: Type): boolean {
  if (a.kind === 'ARRAY' && b.kind === 'ARRAY') return sameType(a.of, b.of);
  if (a.kind === 'STRUCT' && b.kind === 'STRUCT') {
    return (
      a.fields.length === b.fields.length &&
      a.fields.every((field, index) => {
        const other = b.fields[index];
        return other !== undefined && sameType(field.type, other.type);
      })
    );
  }
  return a.kind === b.kind;
}

/** The name that a field has in DuckDB, where each needs one. */
export function fieldName(field: { readonly name: string | undefined }, index: number): string {
  return field.name ?? `_field_${index + 1}`;
}

/** Whether two types that are the same have the same names of fields as well. */
export function isNamedAlike(a: Type, b: Type): boolean {
  if (a.kind === 'ARRAY' && b.kind === 'ARRAY') return isNamedAlike(a.of, b.of);
  if (a.kind !== 'STRUCT' || b.kind !== 'STRUCT') return true;
  return a.fields.every((field, index) => {
    const other = b.fields[index] ?? field;
    return fieldName(field, index) === fieldName(other, index) && isNamedAlike(field.type, other.type);
  });
}

/** Type → what it turns into without being asked (GoogleSQL reference, "Conversion rules"). */
const coercions: Readonly<Partial<Record<Type['kind'], readonly Scalar[]>>> = {
  INT64: ['NUMERIC', 'BIGNUMERIC', 'FLOAT64'],
  NUMERIC: ['BIGNUMERIC', 'FLOAT64'],
  BIGNUMERIC: ['FLOAT64'],
  DATE: ['DATETIME'],
};

/** What a string literal may be read as. */
const fromText: readonly Type['kind'][] = ['DATE', 'DATETIME', 'TIME', 'TIMESTAMP'];

export function coerces(from: Type, to: Type, isTextLiteral: boolean): boolean {
  if (from.kind === 'NULL' || sameType(from, to)) return true;
  if (isTextLiteral && fromText.includes(to.kind)) return true;
  if (from.kind === 'ARRAY' && to.kind === 'ARRAY') return from.of.kind === 'NULL';
  return coercions[from.kind]?.some((kind) => kind === to.kind) === true;
}

export function isNumber(type: Type): boolean {
  return ['INT64', 'NUMERIC', 'BIGNUMERIC', 'FLOAT64'].includes(type.kind);
}

/** Neither arrays, structures nor JSON can be compared, ordered or grouped by. */
export function isComparable(type: Type): boolean {
  return type.kind !== 'ARRAY' && type.kind !== 'STRUCT' && type.kind !== 'JSON';
}
