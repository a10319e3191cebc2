/** A query as one SQL statement: records with their parents, filtered, ordered, limited. */
import { ApiError } from '../errors.ts';
import { Statement, type Scope } from '../formula/formula.ts';
import { field as fieldOf, isLongText, type ObjectSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { findColumn, invalidField, queriedObject, scopeFor, type QueryContext } from './context.ts';
import { expressionOf, isAggregateCall, type Expression, type Names } from './expressions.ts';
import { conditionOf, malformed, type LeafCondition, type OrderByClause, type Query, type QueryBase } from './parse.ts';
import { expandFields, Selection } from './select.ts';
import { whereSql, type ConditionPlace, type Operand } from './where.ts';

export const mostOffset = 2000;
const mostSubqueries = 20;

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

export function namesFor(context: QueryContext, object: ObjectSchema, alias: string | undefined): Names {
  const statement = new Statement();
  return { context, statement, scope: scopeFor(context, object, statement), alias };
}

/** Rows that are not deleted, and that the person may see. */
export function liveRows(
  { context, scope, statement }: Names,
  where?: Query['where'],
  isFew = false,
): string | undefined {
  const { alias, object } = scope;
  const isSelective = isFew || namesFew(object, where);
  const conditions = [
    context.all ? undefined : `${alias}."IsDeleted" = 0`,
    context.org.visible(context.user.id, object, { alias, statement, isSelective }),
  ].filter((one) => one !== undefined);
  return conditions.length === 0 ? undefined : conditions.join(' AND ');
}

/** True when the condition asks for certain keys or parents, so that few rows are left whoever asks. */
function namesFew(object: ObjectSchema, where: Query['where']): boolean {
  if (where === undefined) return false;
  const condition = conditionOf(where);
  const parts = condition.kind === 'and' ? condition.parts : [condition];
  return parts.some((part) => {
    if (part.kind !== 'leaf' || !('field' in part.leaf) || 'valueQuery' in part.leaf) return false;
    const field = fieldOf(object, part.leaf.field);
    const isKey =
      field !== undefined && (field.idLookup || field.externalId || field.unique || field.reference !== undefined);
    return isKey && (part.leaf.operator === '=' || part.leaf.operator === 'IN');
  });
}

function operandOf(names: Names, leaf: LeafCondition): Operand {
  if ('fn' in leaf) {
    if (isAggregateCall(leaf.fn)) {
      throw malformed(`aggregate functions are not allowed in WHERE: ${leaf.fn.rawValue ?? ''}`);
    }
    return expressionOf(names, leaf.fn);
  }
  return findColumn(names.context, names.scope, leaf.field, names.alias);
}

export function conditionPlace(
  names: Names,
  operand: (leaf: LeafCondition) => Operand = (leaf) => operandOf(names, leaf),
): ConditionPlace {
  const { context, scope, statement } = names;
  let joins = 0;
  return {
    context,
    scope,
    statement,
    operand,
    semiJoin: (query, outer) => {
      if (++joins > 2) throw malformed('Only two semi or anti join sub-selects are allowed in a query.');
      return semiJoinSql(names, query, outer);
    },
  };
}

/** Ids of the rows of an inner query, for IN and NOT IN. */
function semiJoinSql(names: Names, query: Query, outer: Operand): string {
  const { context, statement } = names;
  if (outer.field.type !== 'id' && outer.field.type !== 'reference') {
    throw malformed(`The left operand of a semi join must be an id or a reference field: ${outer.field.name}`);
  }
  const object = queriedObject(context, query.sObject ?? '');
  const [item, ...others] = query.fields ?? [];
  if (item?.type !== 'Field' || others.length > 0) {
    throw malformed('A semi join sub-select must select one reference field of its own object.');
  }
  if (object.name === names.scope.object.name) {
    throw malformed('The inner and outer selects should not be on the same object type');
  }
  const inner: Names = {
    context,
    statement,
    scope: scopeFor(context, object, statement),
    alias: query.sObjectAlias,
  };
  const { sql, field } = findColumn(context, inner.scope, item.field, inner.alias);
  if (field.type !== 'id' && field.type !== 'reference') {
    throw malformed(`The selected field '${field.name}' of a semi join must be an id or a reference field.`);
  }
  const conditions = [`${sql} IS NOT NULL`, liveRows(inner, query.where)];
  if (query.where !== undefined) conditions.push(whereSql(conditionPlace(inner), query.where));
  return `SELECT ${sql} FROM ${inner.scope.from()} WHERE ${conditions.filter((one) => one !== undefined).join(' AND ')}`;
}

export function ordering(names: Names, clause: OrderByClause, operand?: Expression): string {
  const target = operand ?? orderOperand(names, clause);
  const { field } = target;
  if (!field.sortable || isLongText(field)) {
    throw invalidField(names.context, field.name, `field '${field.name}' can not be sorted in a query call`);
  }
  const isKeyed = field.type === 'id' || field.type === 'reference' || field.type === 'date';
  const isText = !isKeyed && !['double', 'int', 'currency', 'percent', 'boolean', 'datetime'].includes(field.type);
  const nulls = clause.nulls === 'LAST' ? 'NULLS LAST' : 'NULLS FIRST';
  return `${target.sql}${isText ? ' COLLATE NOCASE' : ''} ${clause.order ?? 'ASC'} ${nulls}`;
}

function orderOperand(names: Names, clause: OrderByClause): Operand {
  return 'fn' in clause
    ? expressionOf(names, clause.fn)
    : findColumn(names.context, names.scope, clause.field, names.alias);
}

export function asArray<T extends object>(given: T | readonly T[] | undefined): readonly T[] {
  if (given === undefined) return [];
  return Array.isArray(given) ? (given as readonly T[]) : [given as T];
}

/** Limits that REST checks before anything is read. */
export function checkLimits(query: QueryBase): void {
  if ((query.offset ?? 0) > mostOffset) {
    throw new ApiError(400, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${mostOffset}`);
  }
  const subqueries = (query.fields ?? []).filter((field) => field.type === 'FieldSubquery').length;
  if (subqueries > mostSubqueries) throw malformed(`At most ${mostSubqueries} sub-selects are allowed in a query.`);
  if (query.withDataCategory !== undefined) throw malformed('WITH DATA CATEGORY is not supported by the local org');
}

function selectionOf(names: Names, query: QueryBase): Selection {
  const selection = new Selection(names);
  for (const item of query.fields ?? []) {
    const isFields = item.type === 'FieldFunctionExpression' && item.functionName.toUpperCase() === 'FIELDS';
    if (!isFields) {
      selection.item(item);
      continue;
    }
    const [which] = item.parameters;
    for (const name of expandFields(names, query, typeof which === 'string' ? which : '')) selection.column(name);
  }
  return selection;
}

/** The person's own records; any other scope name is refused. */
function scopeCondition(names: Names, query: QueryBase): string | undefined {
  const scope = query.usingScope?.toLowerCase();
  if (scope === undefined || scope === 'everything') return undefined;
  const hasOwner = fieldOf(names.scope.object, 'OwnerId') !== undefined;
  if (scope !== 'mine' || !hasOwner) throw malformed(`Scope '${query.usingScope ?? ''}' is not supported`);
  return `${names.scope.alias}."OwnerId" = ${names.statement.bind(names.context.user.id)}`;
}

export function compileRecords(
  context: QueryContext,
  query: QueryBase,
  object: ObjectSchema,
  extra?: Extra,
): RecordPlan {
  checkLimits(query);
  const names = namesFor(context, object, query.sObjectAlias);
  const selection = selectionOf(names, query);
  const added = extra?.(names.scope, names.statement);
  const conditions = [liveRows(names, query.where, extra !== undefined), added?.where, scopeCondition(names, query)];
  if (query.where !== undefined) conditions.push(whereSql(conditionPlace(names), query.where));
  const orders = asArray(query.orderBy).map((clause) => ordering(names, clause));
  const where = conditions.filter((one) => one !== undefined);
  const columns = [...(added?.select ?? []), ...selection.columns];
  const sql =
    `SELECT ${columns.map((column, index) => `${column} AS c${index}`).join(', ')} FROM ${names.scope.from()}` +
    (where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`) +
    (orders.length === 0 ? '' : ` ORDER BY ${orders.join(', ')}`);
  return {
    object,
    selection,
    sql,
    params: names.statement.params,
    limit: query.limit,
    offset: query.offset ?? 0,
  };
}
