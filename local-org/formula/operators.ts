/** The operators of formulas as SQL. An operand without a value makes the result empty, as in SQL. */
import type { BinaryOperator } from './parse.ts';
import { FormulaError } from './tokens.ts';
import { computed, exactSql, sqlAs, textSql, typeName, value, type Value } from './values.ts';

const day = 86_400_000;

function add(left: Value, right: Value, at: number): Value {
  const place = "operator '+'";
  if (left.type === 'text' || right.type === 'text') {
    return value('text', `(${textSql(left, place, at)} || ${textSql(right, place, at)})`);
  }
  for (const [moment, days] of [
    [left, right],
    [right, left],
  ] as const) {
    if (moment.type !== 'date' && moment.type !== 'datetime' && moment.type !== 'time') continue;
    return shift(moment, sqlAs(days, ['number'], place, at));
  }
  return computed(`(${sqlAs(left, ['number'], place, at)} + ${sqlAs(right, ['number'], place, at)})`);
}

/** A date moves by whole days, an instant by fractions too; a time by milliseconds (Help, "Considerations for the Time Custom Field Type"). */
function shift(moment: Value, days: string): Value {
  if (moment.type === 'time') return value('time', `time_after(time_ms(${moment.sql}) + ${days})`);
  return moment.type === 'date'
    ? value('date', `date(${moment.sql}, CAST(floor(${days}) AS INTEGER) || ' days')`)
    : value('datetime', `CAST(${moment.sql} + ${days} * ${day} AS INTEGER)`);
}

function subtract(left: Value, right: Value, at: number): Value {
  const place = "operator '-'";
  if (left.type === 'date' && right.type === 'date') {
    return value('number', `(julianday(${left.sql}) - julianday(${right.sql}))`);
  }
  if (left.type === 'datetime' && right.type === 'datetime') {
    return computed(`((${left.sql} - ${right.sql}) / ${day}.0)`);
  }
  if (left.type === 'time' && right.type === 'time') {
    // Never negative, on a clock of 24 hours (Summer '18 release notes, "Track Time with the Time Field Type").
    return value('number', `((time_ms(${left.sql}) - time_ms(${right.sql}) + ${day}) % ${day})`);
  }
  const number = sqlAs(right, ['number'], place, at);
  if (left.type === 'date' || left.type === 'datetime' || left.type === 'time') return shift(left, `(-(${number}))`);
  return computed(`(${sqlAs(left, ['number'], place, at)} - ${number})`);
}

/** `= NULL` asks for emptiness; anything else compares values of one type. */
function equal(left: Value, right: Value, isEqual: boolean, at: number): Value {
  const place = `operator '${isEqual ? '=' : '<>'}'`;
  const sign = isEqual ? '=' : '<>';
  if (left.type === 'null' || right.type === 'null') {
    const other = left.type === 'null' ? right : left;
    const sql = other.type === 'text' ? `nullif(${other.sql}, '')` : other.sql;
    return value('boolean', `(${sql} IS ${isEqual ? '' : 'NOT '}NULL)`);
  }
  if (left.type === 'text') {
    return value('boolean', `(${textSql(left, place, at)} ${sign} ${textSql(right, place, at)})`);
  }
  sqlAs(left, ['number', 'boolean', 'date', 'datetime', 'time'], place, at);
  sqlAs(right, [left.type], place, at);
  return value('boolean', `(${exactSql(left)} ${sign} ${exactSql(right)})`);
}

function compare(operator: string, left: Value, right: Value, at: number): Value {
  const place = `operator '${operator}'`;
  sqlAs(left, ['number', 'date', 'datetime', 'time'], place, at);
  if (left.type !== right.type && left.type !== 'null' && right.type !== 'null') {
    throw new FormulaError(
      `Incorrect parameter type for ${place}. Expected ${typeName(left.type)}, received ${typeName(right.type)}`,
      at,
    );
  }
  return value('boolean', `(${exactSql(left)} ${operator} ${exactSql(right)})`);
}

function logical(word: 'AND' | 'OR', sign: string, left: Value, right: Value, at: number): Value {
  const place = `operator '${sign}'`;
  return value('boolean', `(${sqlAs(left, ['boolean'], place, at)} ${word} ${sqlAs(right, ['boolean'], place, at)})`);
}

function arithmetic(operator: '*' | '/' | '^', left: Value, right: Value, at: number): Value {
  const place = `operator '${operator}'`;
  const [a, b] = [sqlAs(left, ['number'], place, at), sqlAs(right, ['number'], place, at)];
  if (operator === '^') return computed(`pow(${a}, ${b})`);
  return computed(operator === '*' ? `(${a} * ${b})` : `(${a} * 1.0 / ${b})`);
}

type Comparison = '<' | '>' | '<=' | '>=';
const isComparison = (operator: BinaryOperator): operator is Comparison => /^[<>]=?$/.test(operator);

export function binary(operator: BinaryOperator, left: Value, right: Value, at: number): Value {
  if (isComparison(operator)) return compare(operator, left, right, at);
  switch (operator) {
    case '+':
      return add(left, right, at);
    case '-':
      return subtract(left, right, at);
    case '*':
    case '/':
    case '^':
      return arithmetic(operator, left, right, at);
    case '&':
      return value('text', `(${textSql(left, "operator '&'", at)} || ${textSql(right, "operator '&'", at)})`);
    case '=':
    case '<>':
      return equal(left, right, operator === '=', at);
    case '&&':
      return logical('AND', operator, left, right, at);
    case '||':
      return logical('OR', operator, left, right, at);
  }
}

export function unary(operator: '-' | '!', operand: Value, at: number): Value {
  if (operator === '!') return value('boolean', `(NOT ${sqlAs(operand, ['boolean'], "operator '!'", at)})`);
  return value('number', `(-${sqlAs(operand, ['number'], "operator '-'", at)})`, operand.exact);
}
