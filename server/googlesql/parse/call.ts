/** Parses a call with all that may stand in and behind its parentheses. */
import type { Cursor } from './cursor.ts';
import { expressionAt } from './expression.ts';
import { unportable } from '../refusal.ts';
import { queryAt, startsQuery } from './select.ts';
import type { Bound, Call, Expression, Frame, Order, Window } from './tree.ts';

/** Reserved words that are functions as well. */
export const keywordFunctions: ReadonlySet<string> = new Set(['IF', 'LEFT', 'RIGHT', 'GROUPING']);

/** The parenthesis stands next. */
export function callAt(cursor: Cursor, names: readonly string[], at: number): Expression {
  const isSafe = names.length > 1 && names[0]?.toUpperCase() === 'SAFE';
  const name = (isSafe ? names.slice(1) : names).join('.').toUpperCase();
  cursor.expectSymbol('(');
  const isDistinct = cursor.take('DISTINCT');
  const args: Expression[] = [];
  if (!cursor.isSymbol(')')) args.push(...cursor.list(() => argumentAt(cursor)));
  const nulls = nullsAt(cursor);
  if (cursor.isWord('HAVING')) throw unportable(cursor.at, `${name}(… HAVING MAX …)`, 'Use MAX_BY or MIN_BY.');
  const order = cursor.take('ORDER', 'BY') ? cursor.list(() => orderAt(cursor)) : [];
  const limit = cursor.take('LIMIT') ? expressionAt(cursor) : undefined;
  cursor.expectSymbol(')');
  const over = cursor.take('OVER') ? overAt(cursor) : undefined;
  return { kind: 'call', at, name, isSafe, args, isDistinct, nulls, order, limit, over };
}

function argumentAt(cursor: Cursor): Expression {
  const { at } = cursor;
  if (cursor.isSymbol('*') && cursor.isSymbol(')', 1)) {
    cursor.advance();
    return { kind: 'star', at };
  }
  if (cursor.isName() && cursor.isSymbol('=>', 1)) throw unportable(at, 'named arguments');
  // A part such as WEEK stands where a value could; ISOWEEK, MONTH and the like are names anyway.
  if (startsQuery(cursor)) {
    const query = queryAt(cursor);
    return { kind: 'subquery', at, form: 'scalar', query };
  }
  return expressionAt(cursor);
}

function nullsAt(cursor: Cursor): Call['nulls'] {
  if (cursor.take('IGNORE', 'NULLS')) return 'IGNORE';
  return cursor.take('RESPECT', 'NULLS') ? 'RESPECT' : undefined;
}

export function orderAt(cursor: Cursor): Order {
  const { at } = cursor;
  const by = expressionAt(cursor);
  if (cursor.isWord('COLLATE')) throw unportable(cursor.at, 'COLLATE');
  const isDescending = cursor.take('DESC');
  if (!isDescending) cursor.take('ASC');
  if (!cursor.take('NULLS')) return { at, by, isDescending, nulls: undefined };
  if (cursor.take('FIRST')) return { at, by, isDescending, nulls: 'FIRST' };
  cursor.expect('LAST');
  return { at, by, isDescending, nulls: 'LAST' };
}

function overAt(cursor: Cursor): Window {
  const { at } = cursor;
  if (!cursor.isSymbol('(')) {
    return { at, base: cursor.name(), partition: [], order: [], frame: undefined };
  }
  return windowAt(cursor);
}

/** A window between its parentheses. */
export function windowAt(cursor: Cursor): Window {
  const { at } = cursor;
  cursor.expectSymbol('(');
  const base = cursor.isName() ? cursor.advance().text : undefined;
  const partition = cursor.take('PARTITION', 'BY') ? cursor.list(() => expressionAt(cursor)) : [];
  const order = cursor.take('ORDER', 'BY') ? cursor.list(() => orderAt(cursor)) : [];
  const frame = frameAt(cursor);
  cursor.expectSymbol(')');
  return { at, base, partition, order, frame };
}

function frameAt(cursor: Cursor): Frame | undefined {
  const isRows = cursor.take('ROWS');
  if (!isRows && !cursor.take('RANGE')) return undefined;
  const unit = isRows ? 'ROWS' : 'RANGE';
  if (!cursor.take('BETWEEN')) return { unit, from: boundAt(cursor), to: { kind: 'CURRENT ROW', by: undefined } };
  const from = boundAt(cursor);
  cursor.expect('AND');
  return { unit, from, to: boundAt(cursor) };
}

function boundAt(cursor: Cursor): Bound {
  if (cursor.take('CURRENT', 'ROW')) return { kind: 'CURRENT ROW', by: undefined };
  const by = cursor.take('UNBOUNDED') ? undefined : expressionAt(cursor);
  const side = cursor.take('PRECEDING') ? 'PRECEDING' : 'FOLLOWING';
  if (side === 'FOLLOWING') cursor.expect('FOLLOWING');
  return by === undefined ? { kind: `UNBOUNDED ${side}`, by } : { kind: side, by };
}
