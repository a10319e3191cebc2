/** WHERE and HAVING. AND and OR may not be mixed without parentheses, as in the platform's grammar. */
import { refused } from './refusal.ts';
import { operandIn, valueIn } from './operands.ts';
import type { Reader } from './tokens.ts';
import type { Comparison, Condition, Operand, Query, Value } from './tree.ts';

export type QueryReader = (reader: Reader) => Query;

const symbols: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};
const words: readonly Comparison[] = ['LIKE', 'IN', 'NOT IN', 'INCLUDES', 'EXCLUDES'];

function comparisonIn(reader: Reader): Comparison {
  const { text, kind } = reader.peek();
  const symbol = kind === 'symbol' ? symbols[text] : undefined;
  if (symbol !== undefined) {
    reader.take();
    return symbol;
  }
  const word = words.find((one) => reader.skip(...one.split(' ')));
  if (word === undefined) throw reader.unexpected();
  return word;
}

function listIn(reader: Reader, operand: Operand): readonly Value[] {
  reader.expect('(');
  if (reader.isNext(')')) {
    // Summer '24, "Changed Error Messages": the whole condition is the unexpected token.
    reader.take();
    const shown = reader.soql.slice(operand.at, reader.end);
    throw refused('MALFORMED_QUERY', reader.soql, operand.at, `unexpected token: '${shown}'`);
  }
  const values: Value[] = [];
  do values.push(valueIn(reader));
  while (reader.skip(','));
  reader.expect(')');
  return values;
}

function joinIn(reader: Reader, operand: Operand, isAnti: boolean, queryIn: QueryReader): Condition {
  reader.expect('(');
  const query = queryIn(reader);
  reader.expect(')');
  return { kind: 'join', operand, isAnti, query };
}

function leafIn(reader: Reader, queryIn: QueryReader): Condition {
  const operand = operandIn(reader);
  const operator = comparisonIn(reader);
  const isMembership = operator === 'IN' || operator === 'NOT IN';
  if (isMembership && reader.isNext('(', 'SELECT')) return joinIn(reader, operand, operator === 'NOT IN', queryIn);
  if (isMembership || operator === 'INCLUDES' || operator === 'EXCLUDES') {
    return { kind: 'leaf', operand, operator, values: listIn(reader, operand) };
  }
  return { kind: 'leaf', operand, operator, values: [valueIn(reader)] };
}

function termIn(reader: Reader, queryIn: QueryReader): Condition {
  const { at } = reader.peek();
  if (reader.skip('NOT')) return { kind: 'not', inner: termIn(reader, queryIn), at };
  if (!reader.skip('(')) return leafIn(reader, queryIn);
  const inner = conditionIn(reader, queryIn);
  reader.expect(')');
  return inner;
}

export function conditionIn(reader: Reader, queryIn: QueryReader): Condition {
  const { at } = reader.peek();
  const first = termIn(reader, queryIn);
  const joint = ['AND', 'OR'].find((one) => reader.isNext(one));
  if (joint === undefined) return first;
  const parts = [first];
  while (reader.skip(joint)) parts.push(termIn(reader, queryIn));
  if (reader.isNext('AND') || reader.isNext('OR')) throw reader.unexpected();
  return { kind: joint === 'AND' ? 'and' : 'or', parts, at };
}
