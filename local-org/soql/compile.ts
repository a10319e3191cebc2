/** A query as one SQL statement: records with their parents, filtered, ordered, limited. */
import { ApiError } from '../errors.ts';
import type { Scope, Statement } from '../formula/formula.ts';
import { field as fieldOf, isLongText, type ObjectSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { findColumn, invalidField, malformedAt, type QueryContext } from './context.ts';
import { expressionOf, isAggregateCall, plain, type Expression } from './expressions.ts';
import { namesFor, rowConditions, type Names } from './names.ts';
import { malformed } from './refusal.ts';
import { expandFields, Selection } from './select.ts';
import { checkJoins, joinSql } from './semi-joins.ts';
import type { Condition, Operand as Named, Order, Query } from './tree.ts';
import { conditionSql, type ConditionPlace, type Operand } from './where.ts';

export const mostOffset = 2000;
const mostSubqueries = 20;
const mostOrders = 32;
const mostParents = 55;

export interface RecordPlan {
  readonly object: ObjectSchema;
  readonly selection: Selection;
  /** Without LIMIT and OFFSET. */
  readonly sql: string;
  readonly params: readonly SqlValue[];
  readonly limit: number | undefined;
  readonly offset: number;
}

/** An extra condition of the compiler itself, such as "children of these parents". */
export type Extra = (
  scope: Scope,
  statement: Statement,
) => { readonly select: readonly string[]; readonly where: string };

function operandOf(names: Names, operand: Named): Operand {
  if (isAggregateCall(operand)) {
    throw malformedAt(names.context, operand.at, `unexpected token: '${operand.text}'`); // text unverified
  }
  return operand.kind === 'call' ? expressionOf(names, operand) : findColumn(names, operand);
}

function placeOf(names: Names, operand: ConditionPlace['operand']): ConditionPlace {
  const { context, statement } = names;
  return { context, statement, operand, join: (join) => joinSql(names, join, innerWhere) };
}

function innerWhere(names: Names, where: Condition): string {
  return conditionSql(
    placeOf(names, (operand) => operandOf(names, operand)),
    where,
  );
}

/** The conditions of a query, those of its rows first, as ` WHERE …` or nothing. */
export function whereSql(names: Names, query: Query, added: readonly string[] = []): string {
  const rows = rowConditions(names, query.where, added.length > 0);
  const conditions = [...rows, ...added, ...scopeConditions(names, query)];
  if (query.where !== undefined) {
    checkJoins(names.context, query.where);
    conditions.push(innerWhere(names, query.where));
  }
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** HAVING: its operands are groups. A sub-select has no place in it ("Comparison Operators"). */
export function havingSql(names: Names, having: Condition, operand: ConditionPlace['operand']): string {
  const place = placeOf(names, operand);
  return conditionSql(
    {
      ...place,
      join: ({ operand: { at } }) => {
        const message = 'Semi join sub-selects are only allowed at the top level WHERE expressions';
        throw malformedAt(names.context, at, message);
      },
    },
    having,
  );
}

const asIs = new Set([
  'id',
  'reference',
  'date',
  'double',
  'int',
  'currency',
  'percent',
  'boolean',
  'datetime',
  'time',
]);

/**
 * What sorts a value: a picklist's place among the values as they were set up, those that are not among them last; of a
 * text its capitals ("ORDER BY"). Capitals of letters beyond ASCII are not made, and no language has an order of its own.
 */
function sortKey({ statement }: Names, { field, sql, isAggregate }: Expression): string {
  const values = field.picklist?.values;
  if (values !== undefined) {
    if (isAggregate || values.length === 0) return sql; // MIN and MAX are such a place already
    const places = values.map(({ value }, index) => `WHEN ${statement.bind(value)} THEN ${index}`).join(' ');
    return `CASE ${sql} ${places} ELSE iif(${sql} IS NULL, NULL, ${values.length}) END`;
  }
  return asIs.has(field.type) ? sql : `upper(${sql})`;
}

export function ordering(names: Names, order: Order, operand?: Expression): string {
  const { context } = names;
  const { operand: named, isDescending, isNullsLast } = order;
  if (named.kind === 'call' && named.name === 'TOLABEL') {
    throw malformedAt(context, named.at, 'toLabel() cannot be used with ORDER BY'); // documented, text unverified
  }
  const target = operand ?? (named.kind === 'call' ? expressionOf(names, named) : plain(findColumn(names, named)));
  const { field } = target;
  if (!field.sortable || isLongText(field)) {
    throw invalidField(context, named.at, `field '${field.name}' can not be sorted in a query call`);
  }
  return `${sortKey(names, target)} ${isDescending ? 'DESC' : 'ASC'} NULLS ${isNullsLast ? 'LAST' : 'FIRST'}`;
}

/** Limits that are checked before anything is read ("Relationship Query Limitations", "OFFSET", "FOR UPDATE", "ORDER BY"). */
export function checkLimits(context: QueryContext, query: Query): void {
  if ((query.offset ?? 0) > mostOffset) {
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${mostOffset}`);
  }
  const subqueries = query.items.filter((item) => item.kind === 'children').length;
  if (subqueries > mostSubqueries) {
    throw malformed(`At most ${mostSubqueries} parent-to-child relationships are allowed in a query.`); // text unverified
  }
  if (query.orderBy.length > mostOrders) {
    throw malformed(`At most ${mostOrders} fields are allowed in ORDER BY.`); // text unverified
  }
  if (query.purposes.has('UPDATE') && query.orderBy.length > 0) {
    const [first] = query.orderBy;
    throw malformedAt(context, first?.operand.at ?? 0, 'ORDER BY not allowed with FOR UPDATE'); // text unverified
  }
}

function selectionOf(names: Names, query: Query): Selection {
  const selection = new Selection(names);
  for (const item of query.items) {
    const call = item.kind === 'field' && item.operand.kind === 'call' ? item.operand : undefined;
    if (call?.name !== 'FIELDS') selection.item(item);
    else for (const path of expandFields(names, query, call)) selection.column(path);
  }
  return selection;
}

/** Scopes that mean no more than all records here: no teams, no territories, no scoping rules ("USING SCOPE"). */
const wholeScopes = new Set(['everything', 'scopingrule']);

/** The person's own records; scopes of features that this org has not are refused. */
function scopeConditions(names: Names, { scope }: Query): readonly string[] {
  const name = scope?.text.toLowerCase();
  if (scope === undefined || name === undefined || wholeScopes.has(name)) return [];
  const hasOwner = fieldOf(names.scope.object, 'OwnerId') !== undefined;
  if (name !== 'mine' || !hasOwner) {
    throw malformedAt(names.context, scope.at, `Scope '${scope.text}' is not supported`); // text unverified
  }
  return [`${names.scope.alias}."OwnerId" = ${names.statement.bind(names.context.user.id)}`];
}

export function checkParents({ walked }: Names): void {
  if (walked.size <= mostParents) return;
  throw malformed(`At most ${mostParents} child-to-parent relationships are allowed in a query.`); // text unverified
}

export function compileRecords(context: QueryContext, query: Query, object: ObjectSchema, extra?: Extra): RecordPlan {
  checkLimits(context, query);
  const names = namesFor(context, object, query.aliases);
  const selection = selectionOf(names, query);
  const added = extra?.(names.scope, names.statement);
  const where = whereSql(names, query, added === undefined ? [] : [added.where]);
  const orders = query.orderBy.map((order) => ordering(names, order));
  checkParents(names);
  const columns = [...(added?.select ?? []), ...selection.columns];
  const sql =
    `SELECT ${columns.map((column, index) => `${column} AS c${index}`).join(', ')} FROM ${names.scope.from()}${where}` +
    (orders.length === 0 ? '' : ` ORDER BY ${orders.join(', ')}`);
  return { object, selection, sql, params: names.statement.params, limit: query.limit, offset: query.offset ?? 0 };
}
