/** Small words of SQL: names and values written so that they cannot be anything else, and rows read with a type. */
import type { Json, Row } from './duck.ts';

/** A quoted name. */
export function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A table of one of our schemas: `raw`, `mart`, `stage`, `change`, `preview`, `state`, `extract`, `coverage`. */
export function table(schema: Schema, text: string): string {
  return `${schema}.${name(text)}`;
}

export type Schema = 'raw' | 'mart' | 'stage' | 'change' | 'preview' | 'state' | 'extract' | 'coverage';

/** A text literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A literal of a project's parameter. */
export function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? text(value) : String(value);
}

export function list(values: readonly string[]): string {
  return `(${values.map(text).join(', ')})`;
}

/** The rows of a JSON parameter `$rows`, with the columns named, all of them text. */
export function given(columns: readonly string[]): string {
  const shape = JSON.stringify([Object.fromEntries(columns.map((column) => [column, 'VARCHAR']))]);
  return `(SELECT unnest(from_json($rows, ${text(shape)}), recursive := true))`;
}

/** What makes two keys the same to Salesforce, which compares external ids without case. */
export function identity(expression: string): string {
  return `lower(trim(${expression}))`;
}

export function asText(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`Column ${column} is not text but ${typeof value}.`);
}

export function asTextOrAbsent(row: Row, column: string): string | undefined {
  const value: Json | undefined = row[column];
  return value === null || value === undefined ? undefined : asText(row, column);
}

/** A count: BIGINT arrives as text. */
export function asCount(row: Row | undefined, column: string): number {
  const value = Number(row?.[column] ?? Number.NaN);
  if (Number.isSafeInteger(value)) return value;
  throw new TypeError(`Column ${column} is not a count.`);
}

export function asFlag(row: Row, column: string): boolean {
  return row[column] === true;
}

/** A TIMESTAMPTZ selected as `epoch_ms(…)`. */
export function asMoment(row: Row, column: string): Date {
  return new Date(asCount(row, column));
}
