/** Parses what has a grammar of its own: CASE, CAST, EXTRACT, ARRAY, STRUCT, EXISTS. */
import { callAt, keywordFunctions } from './call.ts';
import type { Cursor } from './cursor.ts';
import { expressionAt } from './expression.ts';
import { unportable } from '../refusal.ts';
import { queryAt } from './select.ts';
import type { Expression, TypeName } from './tree.ts';
import { typeAt } from './type-name.ts';

/** What looks like a call and has a grammar of its own. */
export function formAt(cursor: Cursor, word: string, at: number): Expression | undefined {
  if (word === 'CAST' || word === 'SAFE_CAST') {
    cursor.advance();
    cursor.expectSymbol('(');
    const of = expressionAt(cursor);
    cursor.expect('AS');
    const to = typeAt(cursor);
    if (cursor.isWord('FORMAT')) throw unportable(cursor.at, 'CAST … FORMAT', 'Use FORMAT_DATE or FORMAT_TIMESTAMP.');
    cursor.expectSymbol(')');
    return { kind: 'cast', at, of, to, isSafe: word === 'SAFE_CAST' };
  }
  if (word === 'EXTRACT') return extractAt(cursor, at);
  if (word === 'EXISTS' || (word === 'ARRAY' && !cursor.isSymbol('<', 1))) {
    cursor.advance();
    cursor.expectSymbol('(');
    const query = queryAt(cursor);
    cursor.expectSymbol(')');
    return { kind: 'subquery', at, form: word === 'EXISTS' ? 'exists' : 'array', query };
  }
  if (word === 'STRUCT') return typedFormAt(cursor, word, at);
  return keywordFunctions.has(word) ? callAt(cursor, [cursor.advance().text], at) : undefined;
}

function extractAt(cursor: Cursor, at: number): Expression {
  cursor.advance();
  cursor.expectSymbol('(');
  let part = cursor.member().toUpperCase();
  if (cursor.takeSymbol('(')) {
    part = `${part}(${cursor.member().toUpperCase()})`;
    cursor.expectSymbol(')');
  }
  cursor.expect('FROM');
  const of = expressionAt(cursor);
  const zone = cursor.take('AT', 'TIME', 'ZONE') ? expressionAt(cursor) : undefined;
  cursor.expectSymbol(')');
  return { kind: 'extract', at, part, of, zone };
}

/** `ARRAY<T>[…]`, `ARRAY[…]`, `STRUCT<…>(…)`, `STRUCT(… AS name)`. */
export function typedFormAt(cursor: Cursor, word: 'ARRAY' | 'STRUCT', at: number): Expression {
  const type: TypeName | undefined = cursor.isSymbol('<', 1) ? typeAt(cursor) : undefined;
  if (type === undefined) cursor.advance();
  if (word === 'ARRAY') {
    cursor.expectSymbol('[');
    return { kind: 'array', at, items: cursor.bracketed(() => expressionAt(cursor), ']'), of: type?.of };
  }
  cursor.expectSymbol('(');
  const items = cursor.bracketed(() => {
    const value = expressionAt(cursor);
    const name = cursor.take('AS') ? cursor.name() : nameOf(value);
    return { value, name };
  });
  return { kind: 'struct', at, items, type };
}

/** The name that a value brings with it. */
export function nameOf(value: Expression): string | undefined {
  if (value.kind === 'path') return value.names.at(-1);
  return value.kind === 'field' ? value.name : undefined;
}

export function caseAt(cursor: Cursor, at: number): Expression {
  const of = cursor.isWord('WHEN') ? undefined : expressionAt(cursor);
  const whens: { when: Expression; then: Expression }[] = [];
  while (cursor.take('WHEN')) {
    const when = expressionAt(cursor);
    cursor.expect('THEN');
    whens.push({ when, then: expressionAt(cursor) });
  }
  if (whens.length === 0) throw cursor.unexpected('keyword WHEN');
  const otherwise = cursor.take('ELSE') ? expressionAt(cursor) : undefined;
  cursor.expect('END');
  return { kind: 'case', at, of, whens, otherwise };
}
