/** Rows as an engine gives them, read with a type. */

/** A value of a result row. Integers beyond 32 bits and decimals come as text, so that none is rounded on the way. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type Row = Readonly<Record<string, Json>>;

export function asText(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`Column ${column} is not text but ${typeof value}.`);
}

export function asTextOrAbsent(row: Row, column: string): string | undefined {
  const value: Json | undefined = row[column];
  return value === null || value === undefined ? undefined : asText(row, column);
}

/** A count: 64 bits arrive as text. */
export function asCount(row: Row | undefined, column: string): number {
  const value = Number(row?.[column] ?? Number.NaN);
  if (Number.isSafeInteger(value)) return value;
  throw new TypeError(`Column ${column} is not a count.`);
}

export function asFlag(row: Row, column: string): boolean {
  return row[column] === true;
}

/** A moment selected as milliseconds since 1970. */
export function asMoment(row: Row, column: string): Date {
  return new Date(asCount(row, column));
}
