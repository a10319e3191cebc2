/** GROUP BY: the keys, and for ROLLUP and CUBE the sets of keys whose totals are wanted. */
import { findColumn, malformedAt } from './context.ts';
import { decoderOf } from './decode.ts';
import { expressionOf, isAggregateCall, type Expression } from './expressions.ts';
import type { Names } from './names.ts';
import type { Operand, Query } from './tree.ts';

/** Fields of a ROLLUP or CUBE ("GROUP BY ROLLUP", "GROUP BY CUBE"). */
const mostTotalled = 3;

export interface Keys {
  readonly keys: readonly Expression[];
  /** For each result set, which keys are grouped by; the others are null in it. */
  readonly sets: readonly (readonly boolean[])[];
}

/** A field or a part of a date by which rows are grouped. */
export function keyOf(names: Names, operand: Operand): Expression {
  const { context } = names;
  if (operand.kind === 'call') {
    if (isAggregateCall(operand) || operand.name === 'GROUPING' || operand.name === 'FORMAT') {
      throw malformedAt(context, operand.at, `unexpected token: '${operand.text}'`); // text unverified
    }
    return expressionOf(names, operand);
  }
  const found = findColumn(names, operand);
  if (!found.field.groupable) {
    throw malformedAt(context, operand.at, `field '${found.field.name}' can not be grouped in a query call`);
  }
  return { sql: found.sql, field: found.field, decode: decoderOf(found.field), isAggregate: false, found };
}

function rollupSets(count: number): Keys['sets'] {
  return Array.from({ length: count + 1 }, (_, missing) =>
    Array.from({ length: count }, (_unused, index) => index < count - missing),
  );
}

function cubeSets(count: number): Keys['sets'] {
  return Array.from({ length: 2 ** count }, (_, mask) =>
    Array.from({ length: count }, (_unused, index) => (mask & (1 << index)) === 0),
  );
}

export function keysOf(names: Names, { groupBy }: Query): Keys {
  if (groupBy === undefined) return { keys: [], sets: [[]] };
  const { mode } = groupBy;
  const keys = groupBy.keys.map((operand, index) => {
    const key = keyOf(names, operand);
    const isRepeated = groupBy.keys
      .slice(0, index)
      .some((other) => other.text.toLowerCase() === operand.text.toLowerCase());
    if (isRepeated) throw malformedAt(names.context, operand.at, `duplicate grouping expression: ${operand.text}`);
    return key;
  });
  if (mode === 'plain') return { keys, sets: [keys.map(() => true)] };
  if (keys.length > mostTotalled) {
    const at = groupBy.keys[mostTotalled]?.at ?? 0;
    const message = `GROUP BY ${mode.toUpperCase()} must contain ${mostTotalled} fields or less`; // text unverified
    throw malformedAt(names.context, at, message);
  }
  return { keys, sets: mode === 'rollup' ? rollupSets(keys.length) : cubeSets(keys.length) };
}
