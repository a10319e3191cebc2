/** Parses a FROM clause. */
import type { Cursor } from './cursor.ts';
import { expressionAt } from './expression.ts';
import { unportable } from '../refusal.ts';
import { queryAt, startsQuery } from './select.ts';
import type { From } from './tree.ts';

export function fromAt(cursor: Cursor): From {
  let left = joinedAt(cursor);
  while (cursor.takeSymbol(',')) {
    const right = joinedAt(cursor);
    left = { kind: 'join', at: right.at, type: 'COMMA', left, right, on: undefined, using: undefined };
  }
  return left;
}

function joinedAt(cursor: Cursor): From {
  let left = sourceAt(cursor);
  for (;;) {
    const { at } = cursor;
    const type = joinTypeAt(cursor);
    if (type === undefined) return left;
    const right = sourceAt(cursor);
    const on = cursor.take('ON') ? expressionAt(cursor) : undefined;
    let using: readonly string[] | undefined;
    if (on === undefined && cursor.take('USING')) {
      cursor.expectSymbol('(');
      using = cursor.bracketed(() => cursor.name());
    }
    const needsNone = type === 'CROSS' || right.kind === 'unnest';
    if (on === undefined && using === undefined && !needsNone) throw cursor.unexpected('keyword ON or keyword USING');
    left = { kind: 'join', at, type, left, right, on, using };
  }
}

function joinTypeAt(cursor: Cursor): 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | undefined {
  if (cursor.take('CROSS', 'JOIN')) return 'CROSS';
  if (cursor.take('JOIN') || cursor.take('INNER', 'JOIN')) return 'INNER';
  for (const side of ['LEFT', 'RIGHT', 'FULL'] as const) {
    if (cursor.take(side, 'JOIN') || cursor.take(side, 'OUTER', 'JOIN')) return side;
  }
  return undefined;
}

function sourceAt(cursor: Cursor): From {
  const { at } = cursor;
  const source = plainSourceAt(cursor);
  for (const word of ['PIVOT', 'UNPIVOT', 'MATCH_RECOGNIZE']) {
    if (cursor.isWord(word) && cursor.isSymbol('(', 1)) throw unportable(cursor.at, word);
  }
  if (cursor.isWord('TABLESAMPLE')) throw unportable(cursor.at, 'TABLESAMPLE');
  if (cursor.isWord('FOR')) throw unportable(cursor.at, 'FOR SYSTEM_TIME AS OF');
  return { ...source, at };
}

function plainSourceAt(cursor: Cursor): From {
  const { at } = cursor;
  if (cursor.take('UNNEST')) {
    cursor.expectSymbol('(');
    const of = expressionAt(cursor);
    cursor.expectSymbol(')');
    const alias = cursor.alias();
    return { kind: 'unnest', at, of, alias, ...offsetAt(cursor) };
  }
  if (cursor.isSymbol('(')) {
    if (!startsQuery(cursor)) {
      cursor.advance();
      const inner = fromAt(cursor);
      cursor.expectSymbol(')');
      return inner;
    }
    cursor.advance();
    const query = queryAt(cursor);
    cursor.expectSymbol(')');
    return { kind: 'derived', at, query, alias: cursor.alias() };
  }
  const path = pathAt(cursor);
  if (cursor.isSymbol('(')) throw unportable(at, `table function ${path.join('.')}`);
  const alias = ['PIVOT', 'UNPIVOT'].some((word) => cursor.isWord(word)) ? undefined : cursor.alias();
  return { kind: 'table', at, path, alias, ...offsetAt(cursor) };
}

function offsetAt(cursor: Cursor): { readonly hasOffset: boolean; readonly offset: string | undefined } {
  if (!cursor.take('WITH', 'OFFSET')) return { hasOffset: false, offset: undefined };
  return { hasOffset: true, offset: cursor.alias() };
}

/** `p-1.d.t`, `` `p-1.d.t` `` or `d.t`: the parts, whatever stands in backticks. */
export function pathAt(cursor: Cursor): readonly string[] {
  const isQuoted = cursor.token.kind === 'name';
  let first = cursor.name();
  // The project alone may have dashes without backticks.
  while (!isQuoted && cursor.isSymbol('-') && cursor.behind === cursor.at && cursor.ahead(1).at === cursor.token.end) {
    cursor.advance();
    first = `${first}-${cursor.advance().text}`;
  }
  const parts = isQuoted ? first.split('.') : [first];
  while (cursor.isSymbol('.')) {
    cursor.advance();
    parts.push(cursor.member());
  }
  return parts;
}
