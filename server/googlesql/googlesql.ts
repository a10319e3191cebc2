/**
 * GoogleSQL, as BigQuery speaks it, in the words of DuckDB. What is translated is a list of constructs, each of them
 * tested to mean the same; whatever is not on the list is refused with its place.
 */
import { Cursor } from './parse/parse.ts';
import { firm, queryOf } from './queries.ts';
import type { Refusal } from './refusal.ts';
import type { Catalog } from './scope.ts';
import { rootScope } from './scope.ts';
import { queryAt } from './parse/parse.ts';
import type { Type } from './type.ts';

export { nearestType, typeOfDuck } from './duck-type.ts';
export { googleText } from './google-text.ts';
export { macroStatements } from './macros.ts';
export { Refusal } from './refusal.ts';
export type { Catalog, Column, Table } from './scope.ts';
export type { Field, Scalar, Type } from './type.ts';
export { duckType, fieldName, quoted, scalarNamed, typeText, types } from './type.ts';

export interface Translated {
  /** For a session of DuckDB that has the macros. */
  readonly sql: string;
  readonly columns: readonly { readonly name: string | undefined; readonly type: Type }[];
}

/** One query and nothing else. Throws a Refusal. */
export function translate(text: string, catalog: Catalog): Translated {
  const cursor = new Cursor(text);
  const query = queryAt(cursor);
  if (cursor.takeSymbol(';') || cursor.token.kind !== 'end') {
    if (cursor.token.kind !== 'end') throw cursor.unexpected('end of input');
  }
  const { sql, columns } = queryOf(query, rootScope(catalog));
  return { sql, columns: columns.map(({ name, type }) => ({ name, type: firm(type) })) };
}

/** Line and column, from 1, of an offset. */
export function placeOf(text: string, { offset }: Refusal): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
