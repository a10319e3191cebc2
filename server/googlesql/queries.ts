/** Whole queries: common tables, set operations, order and limit. */
import { analysed } from './analyse.ts';
import { orderSql } from './calls.ts';
import { invalid, unportable } from './refusal.ts';
import type { Scope, Table } from './scope.ts';
import { noMarks } from './scope.ts';
import { selectOf } from './selects.ts';
import type { Body, Expression, Order, Query, SetOperation } from './parse/parse.ts';
import type { Type } from './type.ts';
import { isComparable, quoted, typeText, types } from './type.ts';
import type { Typed } from './typed.ts';
import { coerced, commonType } from './typed.ts';

export interface OutputColumn {
  /** Undefined where the query gives none. */
  readonly name: string | undefined;
  /** Its name in DuckDB, unique in the query. */
  readonly alias: string;
  readonly type: Type;
}

export interface Queried {
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
  /** Of a plain SELECT: what ORDER BY may use besides the columns. */
  readonly inside: Scope | undefined;
  readonly isDistinct: boolean;
}

export function queryOf(query: Query, scope: Scope): Queried {
  const commons: string[] = [];
  let inner: Scope = scope;
  for (const { name, query: common } of query.with) {
    const made = commonOf(name, common, query.isRecursive, inner);
    commons.push(
      `${made.table.sql}(${made.table.columns.map((column) => quoted(column.name)).join(', ')}) AS (${made.sql})`,
    );
    inner = { ...inner, common: new Map([...inner.common, [name.toLowerCase(), made.table]]) };
  }
  const body = bodyOf(query.body, inner);
  const order = query.order.map((item) => orderOf(item, body)).join(', ');
  const word = query.isRecursive ? 'WITH RECURSIVE' : 'WITH';
  const sql = [
    commons.length === 0 ? '' : `${word} ${commons.join(', ')}`,
    body.sql,
    order === '' ? '' : `ORDER BY ${order}`,
    query.limit === undefined ? '' : `LIMIT ${countOf(query.limit, scope, 'LIMIT')}`,
    query.skip === undefined ? '' : `OFFSET ${countOf(query.skip, scope, 'OFFSET')}`,
  ];
  return { ...body, sql: sql.filter((part) => part !== '').join(' ') };
}

/** A bare NULL is an INT64 once its query has ended. */
export function firm(type: Type): Type {
  if (type.kind === 'ARRAY') return { kind: 'ARRAY', of: firm(type.of) };
  return type.kind === 'NULL' ? types.int : type;
}

function commonOf(
  name: string,
  query: Query,
  isRecursive: boolean,
  scope: Scope,
): { readonly table: Table; readonly sql: string } {
  const alias = scope.unique(name);
  const tableOf = (columns: readonly OutputColumn[]): Table => ({
    key: '',
    sql: alias,
    columns: columns.map((column) => ({ name: column.name ?? column.alias, type: firm(column.type) })),
  });
  if (!isRecursive || query.body.kind !== 'set') {
    const made = queryOf(query, scope);
    return { table: tableOf(made.columns), sql: made.sql };
  }
  // The recursive term sees the columns of the first one.
  const first = bodyOf(query.body.left, scope);
  const table = tableOf(first.columns);
  const made = queryOf(query, { ...scope, common: new Map([...scope.common, [name.toLowerCase(), table]]) });
  return { table: tableOf(made.columns), sql: made.sql };
}

function bodyOf(body: Body, scope: Scope): Queried {
  switch (body.kind) {
    case 'select':
      return selectOf(body, scope);
    case 'query': {
      const made = queryOf(body, scope);
      return { ...made, sql: `(${made.sql})`, inside: undefined };
    }
    case 'set':
      return setOf(body, scope);
  }
}

/** Both sides brought to common types, column by column; names are those of the left side. */
function setOf({ operator, left, right, at }: SetOperation, scope: Scope): Queried {
  const [one, other] = [bodyOf(left, scope), bodyOf(right, scope)];
  if (one.columns.length !== other.columns.length) {
    throw invalid(
      at,
      `Queries in ${operator} have mismatched column count; ${one.columns.length} and ${other.columns.length}`,
      operator,
    );
  }
  const columns = one.columns.map((column, index) => {
    const theirs = other.columns[index]?.type ?? types.null;
    const type = commonType([column.type, theirs].map((kind) => ({ sql: '', type: kind, at })));
    if (type === undefined) {
      throw invalid(
        at,
        `Column ${index + 1} in ${operator} has incompatible types: ${typeText(column.type)}, ${typeText(theirs)}`,
        operator,
      );
    }
    if (operator !== 'UNION ALL' && !isComparable(type)) throw unportable(at, `${operator} of ${typeText(type)}`);
    return { ...column, type };
  });
  const word = {
    'UNION ALL': 'UNION ALL',
    'UNION DISTINCT': 'UNION',
    'INTERSECT DISTINCT': 'INTERSECT',
    'EXCEPT DISTINCT': 'EXCEPT',
  }[operator];
  const sql = `${converted(one, columns, scope)} ${word} ${converted(other, columns, scope)}`;
  return { sql: `(${sql})`, columns, inside: undefined, isDistinct: true };
}

/** The query with its columns called and typed as wanted. */
function converted(query: Queried, columns: readonly OutputColumn[], scope: Scope): string {
  const alias = scope.unique('side');
  const items = columns.map((column, index) => {
    const own = query.columns[index];
    const value: Typed = { sql: `${alias}.${quoted(own?.alias ?? '')}`, type: own?.type ?? types.null, at: 0 };
    return `${coerced(value, column.type)?.sql ?? value.sql} AS ${quoted(column.alias)}`;
  });
  return `SELECT ${items.join(', ')} FROM (${query.sql}) AS ${alias}`;
}

/** By number, by a column's name, or by what a plain SELECT sees. */
function orderOf(item: Order, { columns, inside, isDistinct }: Queried): string {
  const { by, at } = item;
  const place =
    by.kind === 'literal' && by.type === 'INT64'
      ? Number(by.value) - 1
      : columns.findIndex((column) => by.kind === 'path' && by.names.length === 1 && isNamed(column, by.names[0]));
  const column = columns[place];
  if (column !== undefined) return orderSql(item, { sql: String(place + 1), type: column.type, at });
  if (by.kind === 'literal') throw invalid(at, 'ORDER BY column number is out of range', 'ORDER BY');
  if (inside === undefined || isDistinct) {
    throw unportable(at, 'ORDER BY an expression of a set operation or of SELECT DISTINCT');
  }
  return orderSql(item, analysed(by, inside));
}

function isNamed(column: OutputColumn, name: string | undefined): boolean {
  return column.name !== undefined && column.name.toLowerCase() === name?.toLowerCase();
}

function countOf(expression: Expression, scope: Scope, clause: string): number {
  const { integer } = analysed(expression, scope);
  if (integer !== undefined && integer >= 0) return integer;
  throw invalid(expression.at, `${clause} expects a non-negative integer literal`, clause);
}

/** A query in parentheses, as a value. */
export function subqueryOf({ form, query, at }: Extract<Expression, { kind: 'subquery' }>, scope: Scope): Typed {
  const made = queryOf(query, {
    ...scope,
    parent: scope,
    ranges: [],
    merged: [],
    aliases: new Map(),
    windows: new Set(),
    marks: noMarks(),
  });
  scope.marks.columns += 1;
  if (form === 'exists') return { sql: `EXISTS (${made.sql})`, type: types.bool, at };
  const [column] = made.columns;
  if (column === undefined || made.columns.length > 1) {
    throw invalid(at, `${form === 'array' ? 'ARRAY' : 'Scalar'} subquery cannot have more than one column`, 'subquery');
  }
  if (form === 'scalar') return { sql: `(${made.sql})`, type: column.type, at };
  if (column.type.kind === 'ARRAY') throw invalid(at, 'Cannot use array subquery with column of type ARRAY', 'ARRAY');
  return { sql: `coalesce(ARRAY(${made.sql}), [])`, type: { kind: 'ARRAY', of: column.type }, at };
}
