/** Calls: functions by their rules, aggregates and windows with what stands around them. */
import { analysed } from './analyse.ts';
import type { Rule, Surroundings } from './functions/functions.ts';
import { aggregates, checkSurroundings, refuseBig, rules, windowFunctions } from './functions/functions.ts';
import { invalid, unportable } from './refusal.ts';
import type { Scope } from './scope.ts';
import { noMarks } from './scope.ts';
import type { Call, Expression, Frame, Order, Window } from './parse/parse.ts';
import { isComparable, quoted, typeText, types } from './type.ts';
import type { Typed } from './typed.ts';

export function callOf(call: Call, scope: Scope): Typed {
  const { at } = call;
  const aggregate = aggregates[call.name];
  const windowed = windowFunctions[call.name];
  if (aggregate !== undefined || windowed !== undefined) return aggregateOf(call, scope);
  const rule = ruleFor(call, scope);
  if (call.over !== undefined) throw invalid(at, `Function ${call.name} does not support an OVER clause`, call.name);
  const extras = call.isDistinct || call.nulls !== undefined || call.order.length > 0 || call.limit !== undefined;
  if (extras) throw invalid(at, `Function ${call.name} takes neither DISTINCT, ORDER BY, LIMIT nor NULLS`, call.name);
  const args = call.args.map((arg, index) =>
    rule.parts?.includes(index) === true ? { sql: '', type: types.null, at: arg.at } : analysed(arg, scope),
  );
  const made = rule.make({ name: call.name, at, args, raw: call.args, scope, value: (one) => analysed(one, scope) });
  if (made === undefined) throw unmatched(call, args);
  refuseBig(made.type, at, scope.catalog.level);
  return { ...made, at };
}

function ruleFor({ name, isSafe, at }: Call, { catalog }: Scope): Rule {
  const rule = rules[isSafe ? `SAFE.${name}` : name];
  if (rule !== undefined && (rule.isEngine !== true || catalog.level === 'engine')) return rule;
  throw unportable(at, isSafe && name in rules ? `SAFE.${name}` : `function ${name}`);
}

function unmatched({ name, at }: Call, args: readonly Typed[]): ReturnType<typeof invalid> {
  const found = args.map((arg) => (arg.sql === '' ? 'date part' : typeText(arg.type))).join(', ');
  return invalid(at, `No matching signature for function ${name} for argument types: ${found}`, name);
}

function aggregateOf(call: Call, scope: Scope): Typed {
  const { at } = call;
  if (call.isSafe) throw unportable(at, `SAFE.${call.name}`);
  checkSurroundings(call);
  const rule = call.over === undefined ? aggregates[call.name] : (windowFunctions[call.name] ?? aggregates[call.name]);
  if (rule === undefined) throw invalid(at, `Window function ${call.name} needs an OVER clause`, call.name);
  const inner: Scope = { ...scope, marks: noMarks() };
  const args = call.args.filter((arg) => arg.kind !== 'star').map((arg) => analysed(arg, inner));
  if (inner.marks.aggregates > 0 && call.over === undefined) {
    throw invalid(at, 'Aggregations of aggregations are not allowed', call.name);
  }
  const around: Surroundings = {
    distinct: call.isDistinct ? 'DISTINCT ' : '',
    order: call.order.length === 0 ? '' : ` ORDER BY ${ordering(call.order, inner)}`,
    limit: limitOf(call.limit, scope),
    over: call.over === undefined ? '' : ` OVER ${windowSql(call.over, inner)}`,
  };
  const made = rule(args, call, around);
  if (made === undefined) throw unmatched(call, args);
  refuseBig(made.type, at, scope.catalog.level);
  scope.marks.columns += inner.marks.columns;
  scope.marks.windows += inner.marks.windows + (call.over === undefined ? 0 : 1);
  scope.marks.aggregates += inner.marks.aggregates + (call.over === undefined ? 1 : 0);
  return { ...made, at };
}

function limitOf(limit: Expression | undefined, scope: Scope): number | undefined {
  if (limit === undefined) return undefined;
  const { integer } = analysed(limit, scope);
  if (integer === undefined || integer < 0) throw invalid(limit.at, 'LIMIT takes a whole number', 'LIMIT');
  return integer;
}

/** NULLs come first in ascending order and last in descending, unless said otherwise. */
export function ordering(order: readonly Order[], scope: Scope): string {
  return order.map((item) => orderSql(item, analysed(item.by, scope))).join(', ');
}

export function orderSql({ isDescending, nulls }: Order, value: Typed): string {
  if (!isComparable(value.type)) {
    throw invalid(value.at, `ORDER BY does not support expressions of type ${typeText(value.type)}`, 'ORDER BY');
  }
  const place = nulls ?? (isDescending ? 'LAST' : 'FIRST');
  return `${value.sql} ${isDescending ? 'DESC' : 'ASC'} NULLS ${place}`;
}

/** `(PARTITION BY … ORDER BY … frame)`, or the name of a window. */
export function windowSql(window: Window, scope: Scope): string {
  const { base, partition, order, frame } = window;
  if (base !== undefined && !scope.windows.has(base.toLowerCase())) {
    throw invalid(window.at, `Unrecognized window alias ${base}`, base);
  }
  const isNameAlone = base !== undefined && partition.length === 0 && order.length === 0 && frame === undefined;
  if (isNameAlone) return quoted(base);
  const parts = [
    base === undefined ? '' : quoted(base),
    partition.length === 0 ? '' : `PARTITION BY ${partition.map((item) => partitionSql(item, scope)).join(', ')}`,
    order.length === 0 ? '' : `ORDER BY ${ordering(order, scope)}`,
    frame === undefined ? '' : frameSql(frame, scope, window.at),
  ];
  return `(${parts.filter((part) => part !== '').join(' ')})`;
}

function partitionSql(expression: Expression, scope: Scope): string {
  const value = analysed(expression, scope);
  if (!isComparable(value.type)) {
    throw invalid(expression.at, `Partitioning by ${typeText(value.type)} is not allowed`, 'PARTITION BY');
  }
  return value.sql;
}

function frameSql({ unit, from, to }: Frame, scope: Scope, at: number): string {
  const bound = ({ kind, by }: Frame['from']): string => {
    if (by === undefined) return kind;
    if (unit === 'RANGE') throw unportable(at, 'RANGE with a distance', 'Use ROWS.');
    const { integer } = analysed(by, scope);
    if (integer === undefined || integer < 0) throw unportable(by.at, 'a window frame of computed size');
    return `${integer} ${kind}`;
  };
  return `${unit} BETWEEN ${bound(from)} AND ${bound(to)}`;
}
