/** Grouped queries: aggregates, GROUP BY with ROLLUP and CUBE, HAVING. SQLite has no grouping sets; they are a union. */
import type { ColumnMetadata } from '../engine/engine.ts';
import { ApiError } from '../errors.ts';
import { fieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { asArray, conditionPlace, liveRows, namesFor, ordering } from './compile.ts';
import { findColumn, invalidField, type QueryContext } from './context.ts';
import { decoderOf } from './decode.ts';
import { expressionOf, isAggregateCall, type Expression, type Names } from './expressions.ts';
import { malformed, type FieldType, type FunctionExp, type LeafCondition, type Query } from './parse.ts';
import type { Decode } from './shape.ts';
import { whereSql, type Operand } from './where.ts';

export interface AggregatePlan {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  readonly outputs: readonly { readonly name: string; readonly decode: Decode }[];
  readonly metadata: readonly ColumnMetadata[];
}

interface Output {
  readonly name: string;
  readonly shown: string;
  readonly isNamed: boolean;
  readonly expression: Expression;
}

const grouped = (call: FunctionExp): boolean =>
  isAggregateCall(call) || call.functionName?.toUpperCase() === 'GROUPING';

/** COUNT() alone is not a grouped query: it answers with totalSize. */
export function isCount(query: Query): boolean {
  const [only, ...others] = query.fields ?? [];
  return (
    only?.type === 'FieldFunctionExpression' &&
    others.length === 0 &&
    only.functionName.toUpperCase() === 'COUNT' &&
    only.parameters.length === 0
  );
}

export function isAggregate(query: Query): boolean {
  return (
    query.groupBy !== undefined ||
    (query.fields ?? []).some((field) => field.type === 'FieldFunctionExpression' && grouped(field))
  );
}

interface Grouping {
  readonly keys: readonly Expression[];
  /** For each result set, which keys are grouped by; the others are null in it. */
  readonly sets: readonly (readonly boolean[])[];
}

function keyOf(names: Names, path: string): Expression {
  const found = findColumn(names.context, names.scope, path, names.alias);
  if (!found.field.groupable) {
    throw malformed(`field '${found.field.name}' can not be grouped in a query call`);
  }
  return { sql: found.sql, field: found.field, decode: decoderOf(found.field), isAggregate: false, found };
}

const parameterKey = (names: Names, parameter: string | FunctionExp): Expression =>
  typeof parameter === 'string' ? keyOf(names, parameter) : expressionOf(names, parameter);

function groupingOf(names: Names, query: Query): Grouping {
  const clauses = asArray(query.groupBy);
  const [first] = clauses;
  const kind = first !== undefined && 'fn' in first ? first.fn.functionName?.toUpperCase() : undefined;
  if (first !== undefined && 'fn' in first && (kind === 'ROLLUP' || kind === 'CUBE')) {
    const keys = (first.fn.parameters ?? []).map((parameter) => parameterKey(names, parameter));
    if (keys.length > 3) throw malformed(`${kind} allows at most 3 fields`);
    return { keys, sets: kind === 'ROLLUP' ? rollupSets(keys.length) : cubeSets(keys.length) };
  }
  const keys = clauses.map((clause) => ('fn' in clause ? expressionOf(names, clause.fn) : keyOf(names, clause.field)));
  return { keys, sets: [keys.map(() => true)] };
}

function rollupSets(count: number): readonly (readonly boolean[])[] {
  return Array.from({ length: count + 1 }, (_, missing) =>
    Array.from({ length: count }, (_unused, index) => index < count - missing),
  );
}

function cubeSets(count: number): readonly (readonly boolean[])[] {
  return Array.from({ length: 2 ** count }, (_, mask) =>
    Array.from({ length: count }, (_unused, index) => (mask & (1 << index)) === 0),
  );
}

class Grouped {
  private readonly names: Names;
  private readonly grouping: Grouping;
  private unnamed = 0;

  constructor(names: Names, grouping: Grouping) {
    this.names = names;
    this.grouping = grouping;
  }

  output(field: FieldType): Output {
    if (field.type === 'Field' || field.type === 'FieldRelationship') {
      const path =
        field.type === 'Field' ? ('rawValue' in field ? field.rawValue : field.field) : (field.rawValue ?? '');
      const found = findColumn(this.names.context, this.names.scope, path, this.names.alias);
      const expression: Expression = {
        sql: found.sql,
        field: found.field,
        decode: decoderOf(found.field),
        isAggregate: false,
        found,
      };
      this.mustBeKey(expression, path);
      const alias = 'alias' in field ? field.alias : undefined;
      return { name: alias ?? found.field.name, shown: found.field.name, isNamed: true, expression };
    }
    if (field.type !== 'FieldFunctionExpression') throw malformed('Grouped query cannot use child relationships');
    const expression = this.expression(field);
    const name = field.alias ?? `expr${this.unnamed++}`;
    return { name, shown: field.rawValue ?? field.functionName, isNamed: false, expression };
  }

  private expression(call: FunctionExp): Expression {
    if (call.functionName?.toUpperCase() === 'GROUPING') return this.groupingCall(call);
    const expression = expressionOf(this.names, call);
    if (!expression.isAggregate) this.mustBeKey(expression, call.rawValue ?? '');
    return expression;
  }

  private mustBeKey(expression: Expression, shown: string): void {
    if (this.grouping.keys.some((key) => key.sql === expression.sql)) return;
    throw malformed(`Field must be grouped or aggregated: ${shown}`);
  }

  /** 1 in the rows that sum over the key; the number is put in for each result set. */
  private groupingCall(call: FunctionExp): Expression {
    const [path] = call.parameters ?? [];
    const key = keyOf(this.names, typeof path === 'string' ? path : '');
    const index = this.grouping.keys.findIndex((one) => one.sql === key.sql);
    if (index < 0) throw malformed(`GROUPING needs a grouped field: ${key.field.name}`);
    const field = fieldSchema('GROUPING', 'GROUPING', 'int', { precision: 1 });
    return { sql: `$grouping${index}$`, field, decode: (value) => value, isAggregate: true };
  }

  having(leaf: LeafCondition): Operand {
    if (!('fn' in leaf)) return keyOf(this.names, leaf.field);
    return this.expression(leaf.fn);
  }

  order(clause: { readonly field: string } | { readonly fn: FunctionExp }, outputs: readonly Output[]): Expression {
    if ('fn' in clause) return this.expression(clause.fn);
    const aliased = outputs.find((one) => !one.isNamed && one.name.toLowerCase() === clause.field.toLowerCase());
    if (aliased !== undefined) return aliased.expression;
    const key = keyOf(this.names, clause.field);
    if (!this.grouping.keys.some((one) => one.sql === key.sql)) {
      throw invalidField(
        this.names.context,
        clause.field,
        `Ordered field must be grouped or aggregated: ${clause.field}`,
      );
    }
    return key;
  }
}

/** Text groups ignore case, as text comparisons do. Unverified for GROUP BY. */
function groupBySql(key: Expression): string {
  const isText = !['id', 'reference', 'date', 'datetime', 'boolean', 'int', 'double', 'currency', 'percent'].includes(
    key.field.type,
  );
  return isText ? `${key.sql} COLLATE NOCASE` : key.sql;
}

/** An expression as one result set sees it: keys that it sums over are null, GROUPING() is a number. */
function inSet(sql: string, keys: readonly Expression[], set: readonly boolean[]): string {
  const index = keys.findIndex((key) => key.sql === sql);
  if (index >= 0 && set[index] === false) return 'NULL';
  const grouping = /^\$grouping(\d+)\$$/.exec(sql)?.[1];
  if (grouping === undefined) return sql;
  return set[Number(grouping)] === true ? '0' : '1';
}

/** GROUPING() inside a HAVING condition. */
function numbered(having: string, set: readonly boolean[]): string {
  return having.replace(/\$grouping(\d+)\$/g, (_, index: string) => (set[Number(index)] === true ? '0' : '1'));
}

function metadataOf(outputs: readonly Output[]): readonly ColumnMetadata[] {
  return outputs.map(({ name, shown, isNamed }) => ({
    columnName: name,
    displayName: isNamed ? name : shown,
    aggregate: !isNamed,
    joinColumns: [],
  }));
}

/** Throws MALFORMED_QUERY for fields that are neither grouped nor aggregated. */
export function compileAggregate(context: QueryContext, query: Query, object: ObjectSchema): AggregatePlan {
  if (query.limit !== undefined && query.groupBy === undefined) {
    throw malformed('Non-grouped query that uses aggregate functions cannot also use LIMIT');
  }
  const names = namesFor(context, object, query.sObjectAlias);
  const grouping = groupingOf(names, query);
  const grouped = new Grouped(names, grouping);
  const outputs = (query.fields ?? []).map((field) => grouped.output(field));
  const duplicate = outputs.find((one, index) => outputs.findIndex((other) => other.name === one.name) !== index);
  if (duplicate !== undefined) throw malformed(`duplicate alias: ${duplicate.name}`);
  const conditions = [liveRows(names, query.where)];
  if (query.where !== undefined) conditions.push(whereSql(conditionPlace(names), query.where));
  const having =
    query.having === undefined
      ? undefined
      : whereSql(
          conditionPlace(names, (leaf) => grouped.having(leaf)),
          query.having,
        );
  const orders = asArray(query.orderBy).map((clause) => ({ clause, expression: grouped.order(clause, outputs) }));
  const where = conditions.filter((one) => one !== undefined);
  const selected = [...outputs.map((one) => one.expression.sql), ...orders.map((one) => one.expression.sql)];
  const branches = grouping.sets.map((set) => {
    const columns = selected.map((sql, index) => `${inSet(sql, grouping.keys, set)} AS c${index}`);
    const by = grouping.keys.filter((_, index) => set[index] === true).map(groupBySql);
    return (
      `SELECT ${columns.join(', ')} FROM ${names.scope.from()}` +
      (where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`) +
      (by.length === 0 ? '' : ` GROUP BY ${by.join(', ')}`) +
      (having === undefined ? '' : ` HAVING ${numbered(having, set)}`)
    );
  });
  const orderSql = orders.map(({ clause, expression }, index) =>
    ordering(names, clause, { ...expression, sql: `c${outputs.length + index}` }),
  );
  const whole = `SELECT * FROM (${branches.join(' UNION ALL ')})`;
  return {
    sql: whole + (orderSql.length === 0 ? '' : ` ORDER BY ${orderSql.join(', ')}`) + limits(names, query),
    params: names.statement.params,
    outputs: outputs.map(({ name, expression }) => ({ name, decode: expression.decode })),
    metadata: metadataOf(outputs),
  };
}

function limits(names: Names, query: Query): string {
  const limit = query.limit === undefined ? '' : ` LIMIT ${names.statement.bind(query.limit)}`;
  const unlimited = query.limit === undefined ? ' LIMIT -1' : limit;
  return query.offset === undefined ? limit : `${unlimited} OFFSET ${names.statement.bind(query.offset)}`;
}

/** One batch is all that a grouped query may answer. */
export function checkAggregateSize(rows: number, batchSize: number): void {
  if (rows <= batchSize) return;
  throw new ApiError(
    400,
    'EXCEEDED_ID_LIMIT',
    'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch',
  );
}
