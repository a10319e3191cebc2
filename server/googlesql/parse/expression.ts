/** Parses an expression, from OR down to what binds tightest (GoogleSQL reference, "Operator precedence"). */
import { callAt } from './call.ts';
import type { Cursor } from './cursor.ts';
import { caseAt, formAt, typedFormAt } from './form.ts';
import { invalid, unportable } from '../refusal.ts';
import { queryAt, startsQuery } from './select.ts';
import type { Expression, Literal } from './tree.ts';

export function expressionAt(cursor: Cursor): Expression {
  return disjunction(cursor);
}

function disjunction(cursor: Cursor): Expression {
  let left = conjunction(cursor);
  while (cursor.take('OR')) left = { kind: 'binary', at: left.at, operator: 'OR', left, right: conjunction(cursor) };
  return left;
}

function conjunction(cursor: Cursor): Expression {
  let left = negation(cursor);
  while (cursor.take('AND')) left = { kind: 'binary', at: left.at, operator: 'AND', left, right: negation(cursor) };
  return left;
}

function negation(cursor: Cursor): Expression {
  const { at } = cursor;
  if (cursor.take('NOT')) return { kind: 'unary', at, operator: 'NOT', of: negation(cursor) };
  return comparison(cursor);
}

const comparisons = ['=', '<', '>', '<=', '>=', '!=', '<>'];

/** Comparisons do not associate: `a < b < c` is a mistake. */
function comparison(cursor: Cursor): Expression {
  const left = binary(cursor, 0);
  const compared = comparedAt(cursor, left);
  if (compared !== left && comparedAt(cursor, compared) !== compared) {
    throw invalid(compared.at, 'Syntax error: a comparison of a comparison needs parentheses');
  }
  return compared;
}

function comparedAt(cursor: Cursor, of: Expression): Expression {
  const { at } = of;
  const symbol = comparisons.find((one) => cursor.isSymbol(one));
  if (symbol !== undefined) {
    cursor.advance();
    return { kind: 'binary', at, operator: symbol === '<>' ? '!=' : symbol, left: of, right: binary(cursor, 0) };
  }
  if (cursor.take('IS')) return isAt(cursor, of);
  const isNegated = cursor.isWord('NOT', 'IN') || cursor.isWord('NOT', 'BETWEEN') || cursor.isWord('NOT', 'LIKE');
  if (isNegated) cursor.advance();
  if (cursor.take('IN')) return inAt(cursor, of, isNegated);
  if (cursor.take('BETWEEN')) {
    const low = binary(cursor, 0);
    cursor.expect('AND');
    return { kind: 'between', at, of, low, high: binary(cursor, 0), not: isNegated };
  }
  if (cursor.take('LIKE')) {
    if (cursor.isWord('ANY') || cursor.isWord('SOME') || cursor.isWord('ALL')) throw unportable(cursor.at, 'LIKE ANY');
    return { kind: 'like', at, of, pattern: binary(cursor, 0), not: isNegated };
  }
  return of;
}

function isAt(cursor: Cursor, of: Expression): Expression {
  const not = cursor.take('NOT');
  if (cursor.take('DISTINCT', 'FROM')) {
    const operator = not ? 'IS NOT DISTINCT FROM' : 'IS DISTINCT FROM';
    return { kind: 'binary', at: of.at, operator, left: of, right: binary(cursor, 0) };
  }
  for (const what of ['NULL', 'TRUE', 'FALSE'] as const) {
    if (cursor.take(what)) return { kind: 'is', at: of.at, of, what, not };
  }
  throw cursor.unexpected('NULL, TRUE, FALSE or DISTINCT FROM');
}

function inAt(cursor: Cursor, of: Expression, not: boolean): Expression {
  const { at } = of;
  if (cursor.take('UNNEST')) {
    cursor.expectSymbol('(');
    const array = expressionAt(cursor);
    cursor.expectSymbol(')');
    return { kind: 'in', at, of, among: { array }, not };
  }
  cursor.expectSymbol('(');
  if (startsQuery(cursor)) {
    const query = queryAt(cursor);
    cursor.expectSymbol(')');
    return { kind: 'in', at, of, among: query, not };
  }
  return { kind: 'in', at, of, among: cursor.bracketed(() => expressionAt(cursor)), not };
}

/** From the loosest to the tightest; each associates to the left. */
const levels: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '||']];

function binary(cursor: Cursor, level: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (;;) {
    const operator = operators.find((one) => cursor.isSymbol(one));
    if (operator === undefined) return left;
    cursor.advance();
    left = { kind: 'binary', at: left.at, operator, left, right: binary(cursor, level + 1) };
  }
}

function unary(cursor: Cursor): Expression {
  const { at } = cursor;
  if (cursor.isSymbol('~')) throw unportable(at, '~');
  for (const operator of ['-', '+'] as const) {
    if (cursor.takeSymbol(operator)) return { kind: 'unary', at, operator, of: unary(cursor) };
  }
  return postfix(cursor, primary(cursor));
}

/** `.field` and `[OFFSET(n)]` behind a value. */
function postfix(cursor: Cursor, of: Expression): Expression {
  if (cursor.isSymbol('.') && !cursor.isSymbol('*', 1)) {
    cursor.advance();
    return postfix(cursor, { kind: 'field', at: of.at, of, name: cursor.member() });
  }
  if (!cursor.takeSymbol('[')) return of;
  const how = ['OFFSET', 'SAFE_OFFSET', 'ORDINAL', 'SAFE_ORDINAL'].find(
    (word) => cursor.isWord(word) && cursor.isSymbol('(', 1),
  );
  if (how === undefined) throw unportable(cursor.at, '[ ] without OFFSET or ORDINAL', 'Write [OFFSET(n)].');
  cursor.advance();
  cursor.expectSymbol('(');
  const index = expressionAt(cursor);
  cursor.expectSymbol(')');
  cursor.expectSymbol(']');
  return postfix(cursor, { kind: 'element', at: of.at, of, how, index });
}

const typedLiterals: Readonly<Record<string, Literal['type']>> = {
  DATE: 'DATE',
  DATETIME: 'DATETIME',
  TIMESTAMP: 'TIMESTAMP',
  TIME: 'TIME',
  NUMERIC: 'NUMERIC',
  DECIMAL: 'NUMERIC',
  BIGNUMERIC: 'BIGNUMERIC',
  BIGDECIMAL: 'BIGNUMERIC',
};

function primary(cursor: Cursor): Expression {
  const { token } = cursor;
  const { at, text } = token;
  switch (token.kind) {
    case 'integer':
    case 'float':
    case 'string':
    case 'bytes': {
      cursor.advance();
      const type = ({ integer: 'INT64', float: 'FLOAT64', string: 'STRING', bytes: 'BYTES' } as const)[token.kind];
      return { kind: 'literal', at, type, value: text };
    }
    case 'parameter':
      cursor.advance();
      return { kind: 'parameter', at, name: text };
    case 'symbol':
      return symbolAt(cursor);
    case 'word':
      return keywordAt(cursor) ?? nameAt(cursor);
    case 'name':
      return nameAt(cursor);
    case 'end':
      throw cursor.unexpected('an expression');
  }
}

function symbolAt(cursor: Cursor): Expression {
  const { at } = cursor;
  if (cursor.takeSymbol('[')) {
    return { kind: 'array', at, items: cursor.bracketed(() => expressionAt(cursor), ']'), of: undefined };
  }
  if (cursor.isSymbol('@') || cursor.isSymbol('?')) throw unportable(at, cursor.token.text, 'Use ${param(…)}.');
  cursor.expectSymbol('(');
  if (startsQuery(cursor)) {
    const query = queryAt(cursor);
    cursor.expectSymbol(')');
    return { kind: 'subquery', at, form: 'scalar', query };
  }
  const items = cursor.bracketed(() => expressionAt(cursor));
  const [only] = items;
  if (only === undefined) throw invalid(at, 'Syntax error: Unexpected ")"');
  if (items.length === 1) return only;
  return { kind: 'struct', at, items: items.map((value) => ({ value, name: undefined })), type: undefined };
}

function keywordAt(cursor: Cursor): Expression | undefined {
  const { at, token } = cursor;
  const word = token.text.toUpperCase();
  const typed = typedLiterals[word];
  if (typed !== undefined && cursor.ahead(1).kind === 'string') {
    cursor.advance();
    return { kind: 'literal', at, type: typed, value: cursor.advance().text };
  }
  if (word === 'JSON' && cursor.ahead(1).kind === 'string') throw unportable(at, 'JSON literal');
  if (cursor.take('NULL')) return { kind: 'literal', at, type: 'NULL', value: 'NULL' };
  for (const flag of ['TRUE', 'FALSE']) {
    if (cursor.take(flag)) return { kind: 'literal', at, type: 'BOOL', value: flag.toLowerCase() };
  }
  if (cursor.take('CASE')) return caseAt(cursor, at);
  if (cursor.take('INTERVAL')) {
    const count = expressionAt(cursor);
    const part = cursor.member().toUpperCase();
    if (cursor.isWord('TO')) throw unportable(at, 'INTERVAL … TO …');
    return { kind: 'interval', at, count, part };
  }
  if (cursor.isSymbol('(', 1)) return formAt(cursor, word, at);
  if (word === 'ARRAY' || word === 'STRUCT') return typedFormAt(cursor, word, at);
  return undefined;
}

/** Called without parentheses. */
const bareCalls = ['CURRENT_DATE', 'CURRENT_DATETIME', 'CURRENT_TIMESTAMP', 'CURRENT_TIME'];

function nameAt(cursor: Cursor): Expression {
  const { at, token } = cursor;
  const names = [cursor.name()];
  while (cursor.isSymbol('.') && !cursor.isSymbol('*', 1)) {
    cursor.advance();
    names.push(cursor.member());
  }
  if (cursor.isSymbol('(')) return callAt(cursor, names, at);
  const isBare = token.kind === 'word' && names.length === 1 && bareCalls.includes(token.text.toUpperCase());
  if (!isBare) return { kind: 'path', at, names };
  const none = { args: [], isDistinct: false, nulls: undefined, order: [], limit: undefined, over: undefined };
  return { kind: 'call', at, name: token.text.toUpperCase(), isSafe: false, ...none };
}
