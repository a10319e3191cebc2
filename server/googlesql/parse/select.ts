/** Parses a query (GoogleSQL reference, "Query syntax"). */
import { orderAt, windowAt } from './call.ts';
import type { Cursor } from './cursor.ts';
import { expressionAt } from './expression.ts';
import { fromAt } from './from.ts';
import { invalid, unportable } from '../refusal.ts';
import type { Body, Expression, Grouping, Item, Query, Select, SetOperation } from './tree.ts';

/** Whether a query begins here, parenthesised or not. */
export function startsQuery(cursor: Cursor): boolean {
  let by = 0;
  while (cursor.isSymbol('(', by)) by += 1;
  const token = cursor.ahead(by);
  if (token.kind !== 'word') return false;
  const word = token.text.toUpperCase();
  const isWith = word === 'WITH' && by <= 1 && !cursor.isSymbol('(', by + 1);
  return word === 'SELECT' || isWith || (word === 'FROM' && by === 0);
}

export function queryAt(cursor: Cursor): Query {
  const { at } = cursor;
  const parts: { name: string; at: number; query: Query }[] = [];
  let isRecursive = false;
  if (cursor.take('WITH')) {
    isRecursive = cursor.take('RECURSIVE');
    parts.push(...cursor.list(() => commonAt(cursor)));
  }
  const body = bodyAt(cursor);
  const order = cursor.take('ORDER', 'BY') ? cursor.list(() => orderAt(cursor)) : [];
  const limit = cursor.take('LIMIT') ? expressionAt(cursor) : undefined;
  const skip = limit !== undefined && cursor.take('OFFSET') ? expressionAt(cursor) : undefined;
  if (cursor.isSymbol('|>')) throw unportable(cursor.at, 'pipe syntax (|>)');
  return { kind: 'query', at, isRecursive, with: parts, body, order, limit, skip };
}

function commonAt(cursor: Cursor): { name: string; at: number; query: Query } {
  const { at } = cursor;
  const name = cursor.name();
  cursor.expect('AS');
  cursor.expectSymbol('(');
  const query = queryAt(cursor);
  cursor.expectSymbol(')');
  return { name, at, query };
}

/** Set operations of one kind need no parentheses; of several kinds they do. */
function bodyAt(cursor: Cursor): Body {
  let left = simpleAt(cursor);
  let first: SetOperation['operator'] | undefined;
  for (;;) {
    const { at } = cursor;
    const operator = operatorAt(cursor);
    if (operator === undefined) return left;
    if (first !== undefined && operator !== first) {
      throw invalid(at, 'Syntax error: Different set operations cannot be used in the same query without parentheses');
    }
    first = operator;
    left = { kind: 'set', at, operator, left, right: simpleAt(cursor) };
  }
}

function operatorAt(cursor: Cursor): SetOperation['operator'] | undefined {
  const { at } = cursor;
  const verb = (['UNION', 'INTERSECT', 'EXCEPT'] as const).find((word) => cursor.take(word));
  if (verb === undefined) return undefined;
  const isAll = cursor.take('ALL');
  if (!isAll) cursor.expect('DISTINCT');
  if (cursor.isWord('BY', 'NAME') || cursor.isWord('CORRESPONDING')) throw unportable(cursor.at, `${verb} BY NAME`);
  if (!isAll) return `${verb} DISTINCT`;
  if (verb === 'UNION') return 'UNION ALL';
  throw invalid(at, `${verb} ALL is not supported`);
}

function simpleAt(cursor: Cursor): Body {
  if (!cursor.isSymbol('(')) return selectAt(cursor);
  cursor.advance();
  const query = queryAt(cursor);
  cursor.expectSymbol(')');
  return query;
}

function selectAt(cursor: Cursor): Select {
  const { at } = cursor;
  if (cursor.isWord('FROM')) throw unportable(at, 'pipe syntax (|>)');
  cursor.expect('SELECT');
  const isDistinct = cursor.take('DISTINCT');
  if (!isDistinct) cursor.take('ALL');
  const isStruct = cursor.take('AS', 'STRUCT');
  if (!isStruct && cursor.isWord('AS', 'VALUE')) throw unportable(cursor.at, 'SELECT AS VALUE');
  const items = itemsAt(cursor);
  const from = cursor.take('FROM') ? fromAt(cursor) : undefined;
  const where = cursor.take('WHERE') ? expressionAt(cursor) : undefined;
  const group = cursor.isWord('GROUP') ? groupAt(cursor) : undefined;
  const having = cursor.take('HAVING') ? expressionAt(cursor) : undefined;
  const qualify = cursor.take('QUALIFY') ? expressionAt(cursor) : undefined;
  const windows = cursor.take('WINDOW') ? cursor.list(() => namedWindowAt(cursor)) : [];
  return { kind: 'select', at, isDistinct, isStruct, items, from, where, group, having, qualify, windows };
}

/** A comma may stand behind the last item. */
function itemsAt(cursor: Cursor): readonly Item[] {
  const items = [itemAt(cursor)];
  while (cursor.takeSymbol(',')) {
    const isLast = cursor.token.kind === 'end' || cursor.isWord('FROM') || cursor.isSymbol(')');
    if (isLast) break;
    items.push(itemAt(cursor));
  }
  return items;
}

function itemAt(cursor: Cursor): Item {
  const { at } = cursor;
  if (cursor.takeSymbol('*')) return starAt(cursor, at, undefined);
  const value = expressionAt(cursor);
  if (cursor.takeSymbol('.')) {
    cursor.expectSymbol('*');
    return starAt(cursor, at, value);
  }
  return { kind: 'value', at, value, name: cursor.alias() };
}

function starAt(cursor: Cursor, at: number, of: Expression | undefined): Item {
  let except: readonly string[] = [];
  let replace: readonly { value: Expression; name: string }[] = [];
  if (cursor.take('EXCEPT')) {
    cursor.expectSymbol('(');
    except = cursor.bracketed(() => cursor.name());
  }
  if (cursor.take('REPLACE')) {
    cursor.expectSymbol('(');
    replace = cursor.bracketed(() => {
      const value = expressionAt(cursor);
      cursor.expect('AS');
      return { value, name: cursor.name() };
    });
  }
  return { kind: 'star', at, of, except, replace };
}

function groupAt(cursor: Cursor): Grouping {
  const { at } = cursor;
  cursor.expect('GROUP', 'BY');
  if (cursor.take('ALL')) return { kind: 'all', at, by: [], sets: [] };
  for (const [word, kind] of [
    ['ROLLUP', 'rollup'],
    ['CUBE', 'cube'],
  ] as const) {
    if (!cursor.take(word)) continue;
    cursor.expectSymbol('(');
    return { kind, at, by: cursor.bracketed(() => expressionAt(cursor)), sets: [] };
  }
  if (cursor.take('GROUPING', 'SETS')) {
    cursor.expectSymbol('(');
    const sets = cursor.bracketed(() => {
      if (!cursor.takeSymbol('(')) return [expressionAt(cursor)];
      return cursor.bracketed(() => expressionAt(cursor));
    });
    return { kind: 'sets', at, by: [], sets };
  }
  return { kind: 'plain', at, by: cursor.list(() => expressionAt(cursor)), sets: [] };
}

function namedWindowAt(cursor: Cursor): Select['windows'][number] {
  const name = cursor.name();
  cursor.expect('AS');
  if (cursor.isSymbol('(')) return { name, window: windowAt(cursor) };
  const { at } = cursor;
  return { name, window: { at, base: cursor.name(), partition: [], order: [], frame: undefined } };
}
