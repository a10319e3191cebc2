/** Small words of SQL: names and values written so that they cannot be anything else. */
import type { Words } from '../words.ts';
/** A quoted name. */
export function name(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** A table of one of our schemas. */
export function table(schema: Schema, text: string): string {
  return `${schema}.${name(text)}`;
}

export type Schema =
  'raw' | 'pulled' | 'mart' | 'stage' | 'change' | 'preview' | 'state' | 'extract' | 'coverage' | 'todoku';

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

/** These words for the expressions that all engines share. */
export const words: Words = {
  column: name,
  text,
  among: (expression, texts) => (texts.length === 0 ? 'false' : `(${expression} IN ${list(texts)})`),
  strays: (expression, texts) =>
    `len(list_filter(string_split(${expression}, ';'), lambda part: part NOT IN ${list(texts)})) > 0`,
  identity,
  size: (expression) => `strlen(${expression})`,
  digest: (expression) => `md5(${expression})`,
  number: (expression, scale) => `TRY_CAST(${expression} AS DECIMAL(18, ${Math.min(scale, 18)}))`,
  textType: 'VARCHAR',
};
