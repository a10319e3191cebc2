/** Small words of GoogleSQL: names and values written so that they cannot be anything else. */
import { googleText } from '../../googlesql/googlesql.ts';
import type { Words } from '../words.ts';

/** A quoted name. Backticks cannot stand in one. */
export function name(text: string): string {
  if (text.includes('`')) throw new TypeError(`A name with a backtick: ${text}`);
  return `\`${text}\``;
}

/** The column of a mapped field: `Target__r.External_Key__c` may not have its point. */
export function columnOf(field: string): string {
  return field.replaceAll('.', '__');
}

export const text = googleText;

/** A literal of a project's parameter. */
export function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? text(value) : String(value);
}

export function among(expression: string, values: readonly string[]): string {
  return values.length === 0 ? 'FALSE' : `(${expression} IN (${values.map(text).join(', ')}))`;
}

/** What makes two keys the same to Salesforce, which compares external ids without case. */
export function identity(expression: string): string {
  return `LOWER(TRIM(${expression}))`;
}

/** The rows of a JSON parameter `@rows`, with the columns named, all of them text. */
export function given(columns: readonly string[]): string {
  const values = columns.map((column) => `JSON_VALUE(item, '$.${column}') AS ${name(column)}`);
  return `(SELECT ${values.join(', ')} FROM UNNEST(JSON_QUERY_ARRAY(@rows)) AS item)`;
}

export const words: Words = {
  column: (field) => name(columnOf(field)),
  text,
  among,
  strays: (expression, texts) =>
    `EXISTS(SELECT 1 FROM UNNEST(SPLIT(${expression}, ';')) AS part WHERE NOT ${among('part', texts)})`,
  identity,
  size: (expression) => `CAST(BYTE_LENGTH(${expression}) AS STRING)`,
  digest: (expression) => `TO_HEX(MD5(${expression}))`,
  number: (expression) => `SAFE_CAST(${expression} AS NUMERIC)`,
  textType: 'STRING',
};
