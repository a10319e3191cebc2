/** Grouped queries: aggregates, GROUP BY with ROLLUP and CUBE, HAVING. SQLite has no grouping sets; they are a union. */
import type { ColumnMetadata } from '../engine/engine.ts';
import { ApiError } from '../errors.ts';
import { fieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { checkLimits, checkParents, havingSql, ordering, whereSql } from './compile.ts';
import { findColumn, malformedAt, type QueryContext } from './context.ts';
import { expressionOf, isAggregateCall, plain, type Expression } from './expressions.ts';
import { keyOf, keysOf, type Keys } from './grouping.ts';
import { namesFor, type Names } from './names.ts';
import { malformed } from './refusal.ts';
import type { Call, Item, Operand, Order, Query } from './tree.ts';
import type { Decode } from './shape.ts';

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

function callOf(item: Item | undefined): Call | undefined {
  return item?.kind === 'field' && item.operand.kind === 'call' ? item.operand : undefined;
}

function isTotal(call: Call): boolean {
  const [inner] = call.args;
  return isAggregateCall(call) || call.name === 'GROUPING' || (inner?.kind === 'call' && isAggregateCall(inner));
}

/** COUNT() alone is not a grouped query: it answers with totalSize. */
export function isCount({ items }: Query): boolean {
  const call = callOf(items[0]);
  return items.length === 1 && call?.name === 'COUNT' && call.args.length === 0;
}

export function isAggregate({ items, groupBy }: Query): boolean {
  return groupBy !== undefined || items.some((item) => isTotal(callOf(item) ?? nothing));
}

const nothing: Call = { kind: 'call', name: '', text: '', args: [], at: 0 };

class Grouped {
  private readonly names: Names;
  private readonly keys: Keys['keys'];
  /** No ROLLUP, no CUBE. */
  private readonly isPlain: boolean;
  private unnamed = 0;

  constructor(names: Names, { keys, sets }: Keys) {
    this.names = names;
    this.keys = keys;
    this.isPlain = sets.length === 1;
  }

  output(item: Item): Output {
    if (item.kind !== 'field') {
      throw malformed('Grouped query cannot use child relationships in the SELECT list'); // text unverified
    }
    const { operand, alias } = item;
    const expression = this.expression(operand);
    const about = expression.isAggregate ? expression.found?.sql : undefined;
    if (this.isPlain && this.keys.some(({ sql }) => sql === about)) {
      const message = `Grouped field should not be aggregated: ${expression.found?.field.name ?? ''}`;
      throw malformedAt(this.names.context, operand.at, message);
    }
    if (operand.kind === 'path') {
      const { name } = expression.field;
      return { name: alias ?? name, shown: name, isNamed: true, expression };
    }
    // The label of a group goes by the name of its field; any other call is numbered.
    const isLabel = operand.name === 'TOLABEL' && alias === undefined;
    const name = alias ?? (isLabel ? expression.field.name : `expr${this.unnamed++}`);
    return { name, shown: operand.text, isNamed: isLabel, expression };
  }

  /** An aggregate, GROUPING(), or one of the keys. */
  private expression(operand: Operand): Expression {
    const { context } = this.names;
    if (operand.kind === 'call') {
      if (operand.name === 'GROUPING') return this.groupingCall(operand);
      if (operand.name === 'COUNT' && operand.args.length === 0) {
        // COUNT() is alone in its SELECT list ("COUNT()").
        throw malformedAt(context, operand.at + operand.text.length - 1, "unexpected token: ')'");
      }
      const expression = expressionOf(this.names, operand);
      if (expression.isAggregate) return expression;
      const { found } = expression;
      return this.keyed(operand, expression, operand.name === 'TOLABEL' && found !== undefined ? found.sql : undefined);
    }
    return this.keyed(operand, plain(findColumn(this.names, operand)));
  }

  private keyed(operand: Operand, expression: Expression, sql = expression.sql): Expression {
    if (this.keys.some((key) => key.sql === sql || key.sql === expression.sql)) return expression;
    throw malformedAt(this.names.context, operand.at, `Field must be grouped or aggregated: ${operand.text}`);
  }

  /** 1 in the rows that sum over the key; the number is put in for each result set. */
  private groupingCall(call: Call): Expression {
    const [argument] = call.args;
    const key = argument === undefined || argument.kind === 'value' ? undefined : keyOf(this.names, argument);
    const index = this.keys.findIndex((one) => one.sql === key?.sql);
    if (index < 0) {
      const shown = argument?.text ?? '';
      throw malformedAt(this.names.context, call.at, `Field must be grouped or aggregated: ${shown}`);
    }
    const field = fieldSchema('GROUPING', 'GROUPING', 'int', { precision: 1 });
    return { sql: `$grouping${index}$`, field, decode: (value) => value, isAggregate: true };
  }

  having(operand: Operand): Expression {
    return this.expression(operand);
  }

  order({ operand }: Order, outputs: readonly Output[]): Expression {
    const aliased = outputs.find(
      (one) => !one.isNamed && operand.kind === 'path' && one.name.toLowerCase() === operand.text.toLowerCase(),
    );
    if (aliased !== undefined) return aliased.expression;
    if (operand.kind === 'call') return this.expression(operand);
    const key = plain(findColumn(this.names, operand));
    if (this.keys.some((one) => one.sql === key.sql)) return key;
    throw malformedAt(this.names.context, operand.at, `Ordered field must be grouped or aggregated: ${operand.text}`);
  }
}

/** Text groups ignore case, as text comparisons do. Unverified for GROUP BY. */
function groupBySql({ field, sql }: Expression): string {
  const exact = ['id', 'reference', 'date', 'datetime', 'boolean', 'int', 'double', 'currency', 'percent'];
  return exact.includes(field.type) || field.caseSensitive ? sql : `${sql} COLLATE NOCASE`;
}

/** An expression as one result set sees it: keys that it sums over are null, GROUPING() is a number. */
function inSet(one: Expression, keys: readonly Expression[], set: readonly boolean[]): string {
  const about = one.isAggregate ? undefined : one.found?.sql;
  const index = keys.findIndex((key) => key.sql === one.sql || key.sql === about);
  return index >= 0 && set[index] === false ? 'NULL' : numbered(one.sql, set);
}

function numbered(sql: string, set: readonly boolean[]): string {
  return sql.replace(/\$grouping(\d+)\$/g, (_, index: string) => (set[Number(index)] === true ? '0' : '1'));
}

function metadataOf(outputs: readonly Output[]): readonly ColumnMetadata[] {
  return outputs.map(({ name, shown, isNamed }) => ({
    columnName: name,
    displayName: isNamed ? name : shown,
    aggregate: !isNamed,
    joinColumns: [],
  }));
}

function checkAlone({ groupBy, limit, offset, having }: Query): void {
  if (groupBy !== undefined) return;
  const clause = limit !== undefined ? 'LIMIT' : offset !== undefined ? 'OFFSET' : undefined;
  if (clause !== undefined) {
    throw malformed(`Non-grouped query that uses overall aggregate functions cannot also use ${clause}`);
  }
  if (having !== undefined) throw new Error('HAVING is parsed behind GROUP BY alone');
}

function outputsOf(grouped: Grouped, query: Query, context: QueryContext): readonly Output[] {
  const outputs = query.items.map((item) => grouped.output(item));
  for (const [index, { name }] of outputs.entries()) {
    const isRepeated = outputs.slice(0, index).some((other) => other.name.toLowerCase() === name.toLowerCase());
    const item = query.items[index];
    const at = item?.kind === 'field' ? item.operand.at : 0;
    if (isRepeated) throw malformedAt(context, at, `duplicate alias: ${name}`);
  }
  return outputs;
}

/** Throws MALFORMED_QUERY for fields that are neither grouped nor aggregated. */
export function compileAggregate(context: QueryContext, query: Query, object: ObjectSchema): AggregatePlan {
  checkAlone(query);
  checkLimits(context, query);
  const names = namesFor(context, object, query.aliases);
  const keys = keysOf(names, query);
  const grouped = new Grouped(names, keys);
  const outputs = outputsOf(grouped, query, context);
  const where = whereSql(names, query);
  const having = query.having === undefined ? '' : havingSql(names, query.having, (operand) => grouped.having(operand));
  const orders = query.orderBy.map((order) => ({ order, expression: grouped.order(order, outputs) }));
  checkParents(names);
  const selected = [...outputs, ...orders].map((one) => one.expression);
  const branches = keys.sets.map((set) => {
    const columns = selected.map((one, index) => `${inSet(one, keys.keys, set)} AS c${index}`);
    const by = keys.keys.filter((_, index) => set[index] === true).map(groupBySql);
    return (
      `SELECT ${columns.join(', ')} FROM ${names.scope.from()}${where}` +
      (by.length === 0 ? '' : ` GROUP BY ${by.join(', ')}`) +
      (having === '' ? '' : ` HAVING ${numbered(having, set)}`)
    );
  });
  const orderSql = orders.map(({ order, expression }, index) =>
    ordering(names, order, { ...expression, sql: `c${outputs.length + index}` }),
  );
  return {
    sql:
      `SELECT * FROM (${branches.join(' UNION ALL ')})` +
      (orderSql.length === 0 ? '' : ` ORDER BY ${orderSql.join(', ')}`) +
      limits(names, query),
    params: names.statement.params,
    outputs: outputs.map(({ name, expression }) => ({ name, decode: expression.decode })),
    metadata: metadataOf(outputs),
  };
}

function limits({ statement }: Names, { limit, offset }: Query): string {
  if (limit === undefined && offset === undefined) return '';
  const most = limit === undefined ? '-1' : statement.bind(limit);
  return ` LIMIT ${most}${offset === undefined ? '' : ` OFFSET ${statement.bind(offset)}`}`;
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
