/** Operators, with the types they take and give (GoogleSQL reference, "Operators"). */
import { invalid, unportable } from './refusal.ts';
import type { Type } from './type.ts';
import { duckType, isComparable, isNumber, typeText, types } from './type.ts';
import type { Typed } from './typed.ts';
import { coerced, commonType, unified } from './typed.ts';

function mismatch(operator: string, values: readonly Typed[], at: number): ReturnType<typeof invalid> {
  const found = values.map((value) => typeText(value.type)).join(', ');
  return invalid(at, `No matching signature for operator ${operator} for argument types: ${found}`, operator);
}

export function unaryOf(operator: '-' | '+' | 'NOT', value: Typed, at: number): Typed {
  if (operator === 'NOT') {
    const as = coerced(value, types.bool);
    if (as === undefined) throw mismatch('NOT', [value], at);
    return { sql: `(NOT ${as.sql})`, type: types.bool, at };
  }
  if (!isNumber(value.type)) throw mismatch(operator, [value], at);
  if (operator === '+') return value;
  const negated = { sql: `(-${value.sql})`, type: value.type, at };
  return value.integer === undefined ? negated : { ...negated, integer: -value.integer };
}

const comparisons = ['=', '!=', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM'];

export function binaryOf(operator: string, left: Typed, right: Typed, at: number): Typed {
  if (comparisons.includes(operator)) {
    const [a, b] = compared([left, right], operator, at);
    return { sql: `(${a?.sql ?? ''} ${operator} ${b?.sql ?? ''})`, type: types.bool, at };
  }
  switch (operator) {
    case 'AND':
    case 'OR':
      return both(operator, left, right, at);
    case '||':
      return joined(left, right, at);
    case '+':
    case '-':
      return daysMoved(operator, left, right, at) ?? calculated(operator, left, right, at);
    case '*':
    case '/':
      return calculated(operator, left, right, at);
    default:
      throw unportable(at, `operator ${operator}`);
  }
}

function both(operator: 'AND' | 'OR', left: Typed, right: Typed, at: number): Typed {
  const [a, b] = [coerced(left, types.bool), coerced(right, types.bool)];
  if (a === undefined || b === undefined) throw mismatch(operator, [left, right], at);
  return { sql: `(${a.sql} ${operator} ${b.sql})`, type: types.bool, at };
}

/** Values of one type that can be compared. */
export function compared(values: readonly Typed[], operator: string, at: number): readonly Typed[] {
  const type = commonType(values);
  if (type === undefined || !isComparable(type)) throw mismatch(operator, values, at);
  return unified(values, `operator ${operator}`, at);
}

function joined(left: Typed, right: Typed, at: number): Typed {
  const type = commonType([left, right]);
  if (type === undefined || !['STRING', 'BYTES', 'ARRAY', 'NULL'].includes(type.kind)) {
    throw mismatch('||', [left, right], at);
  }
  const [a, b] = unified([left, right], 'operator ||', at);
  return { sql: `(${a?.sql ?? ''} || ${b?.sql ?? ''})`, type: type.kind === 'NULL' ? types.string : type, at };
}

/** DATE + INT64 and its like. */
function daysMoved(operator: '+' | '-', left: Typed, right: Typed, at: number): Typed | undefined {
  if (left.type.kind === 'DATE' && right.type.kind === 'INT64') {
    return { sql: `(${left.sql} ${operator} CAST(${right.sql} AS INTEGER))`, type: types.date, at };
  }
  if (operator === '+' && left.type.kind === 'INT64' && right.type.kind === 'DATE') {
    return { sql: `(${right.sql} + CAST(${left.sql} AS INTEGER))`, type: types.date, at };
  }
  return undefined;
}

function calculated(operator: '+' | '-' | '*' | '/', left: Typed, right: Typed, at: number): Typed {
  const common = commonType([left, right]);
  if (common === undefined || (!isNumber(common) && common.kind !== 'NULL')) {
    throw mismatch(operator, [left, right], at);
  }
  const type: Type = resultOf(operator, common);
  const [a = '', b = ''] = [left, right].map((value) => coerced(value, type)?.sql ?? '');
  if (operator === '/') {
    if (type.kind === 'BIGNUMERIC') throw unportable(at, 'division of BIGNUMERIC');
    return {
      sql:
        type.kind === 'NUMERIC'
          ? `CAST(bq_quotient(${a}, ${b}) AS DECIMAL(38, 9))`
          : `CAST(bq_ratio(${a}, ${b}) AS DOUBLE)`,
      type,
      at,
    };
  }
  // A product of two decimals has the places of both; it is rounded back to those of its type.
  if (operator === '*' && (type.kind === 'NUMERIC' || type.kind === 'BIGNUMERIC')) {
    return { sql: `CAST(${a} * ${b} AS ${duckType(type)})`, type, at };
  }
  return { sql: `(${a} ${operator} ${b})`, type, at };
}

function resultOf(operator: string, common: Type): Type {
  if (common.kind === 'NULL') return operator === '/' ? types.float : types.int;
  return operator === '/' && common.kind === 'INT64' ? types.float : common;
}
