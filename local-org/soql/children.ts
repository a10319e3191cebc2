/** Sub-selects: the children of a page of parents, fetched together and handed out parent by parent. */
import type { ColumnMetadata, QueryRecord } from '../engine/engine.ts';
import { childRelationship, field as fieldOf, type ChildRelationship } from '../schema/schema.ts';
import type { SqlRow } from '../store/store.ts';
import { isAggregate, isCount } from './aggregate.ts';
import { compileRecords, type RecordPlan } from './compile.ts';
import { invalidField, malformedAt, queriedObject, type QueryContext } from './context.ts';
import type { Cursors } from './cursors.ts';
import { relationOf } from './select.ts';
import { recordOf } from './shape.ts';
import type { OpenResult } from './soql.ts';
import type { Query } from './tree.ts';

/** Levels of a query, itself among them: five from API version 58.0 on, before two ("Relationship Query Limitations"). */
function deepest(context: QueryContext): number {
  return context.version >= 58 ? 5 : 2;
}

function childOf(context: QueryContext, plan: RecordPlan, { from }: Query): ChildRelationship {
  const name = relationOf(from.text);
  const relation = childRelationship(context.schema, plan.object, name);
  const child = relation === undefined ? undefined : context.schema.objects.get(relation.childObject.toLowerCase());
  const through = relation === undefined || child === undefined ? undefined : fieldOf(child, relation.childField);
  const access = child === undefined ? undefined : context.org.access(context.user.id, child);
  if (relation !== undefined && through !== undefined && access?.read === true && access.canRead(through)) {
    return relation;
  }
  throw invalidField(
    context,
    from.at,
    `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}

/** What a sub-select may not do ("Relationship Queries", "OFFSET"). Texts partly unverified. */
function checkChild(context: QueryContext, plan: RecordPlan, subquery: Query): void {
  if (isCount(subquery) || isAggregate(subquery)) {
    throw malformedAt(context, subquery.at, 'only root queries support aggregate expressions');
  }
  if (subquery.offset !== undefined && plan.limit !== 1) {
    throw malformedAt(context, subquery.at, 'OFFSET is allowed in a sub-select only when the outer query has LIMIT 1');
  }
  if (subquery.purposes.size > 0) {
    throw malformedAt(context, subquery.at, 'FOR VIEW, FOR REFERENCE and FOR UPDATE stand in the outer query only');
  }
}

/** The plan of a sub-select; its first column is the parent's id. */
function childPlan(context: QueryContext, plan: RecordPlan, subquery: Query, ids: readonly string[]): RecordPlan {
  const relation = childOf(context, plan, subquery);
  checkChild(context, plan, subquery);
  const child = queriedObject(context, { ...subquery.from, text: relation.childObject });
  return compileRecords(context, subquery, child, (scope, statement) => {
    const foreignKey = `${scope.alias}."${relation.childField}"`;
    return {
      select: [foreignKey],
      where: `${foreignKey} IN (SELECT value FROM json_each(${statement.bind(JSON.stringify(ids))}))`,
    };
  });
}

function grouped(rows: readonly SqlRow[], plan: RecordPlan): ReadonlyMap<string, readonly SqlRow[]> {
  const byParent = new Map<string, SqlRow[]>();
  for (const [parent, ...row] of rows) {
    const key = String(parent);
    const list = byParent.get(key);
    if (list === undefined) byParent.set(key, [row]);
    else list.push(row);
  }
  const { limit, offset } = plan;
  if (limit === undefined && offset === 0) return byParent;
  return new Map(
    [...byParent].map(([key, list]) => [key, list.slice(offset, limit === undefined ? undefined : offset + limit)]),
  );
}

/** A long list of children has pages of its own; they were read already, so later writes do not move them. */
function childPage(
  context: QueryContext,
  plan: RecordPlan,
  records: readonly QueryRecord[],
  cursors: Cursors<OpenResult>,
): unknown {
  const { batchSize } = context;
  if (records.length <= batchSize) return { totalSize: records.length, done: true, records };
  const id = cursors.open({
    userId: context.user.id,
    totalSize: records.length,
    entityName: plan.object.name,
    batchSize,
    columns: plan.selection.metadata,
    read: (offset, count) => records.slice(offset, offset + count),
    drop: () => undefined,
    isThere: () => true,
  });
  return {
    totalSize: records.length,
    done: false,
    nextRecordsUrl: `${context.root}/query/${id}-${batchSize}`,
    records: records.slice(0, batchSize),
  };
}

export interface Children {
  /** The page of a sub-select under one parent, null when it is empty. */
  readonly page: (index: number, id: string) => unknown;
  /** Records that come with one parent, those of all levels; of a list that has pages of its own the first one. */
  readonly count: (id: string) => number;
}

const noChildren: Children = { page: () => null, count: () => 0 };

/** Reads the children of these parents, one statement for each sub-select and level. */
export function readChildren(
  context: QueryContext,
  plan: RecordPlan,
  ids: readonly string[],
  cursors: Cursors<OpenResult>,
): Children {
  const { subqueries } = plan.selection;
  if (subqueries.length === 0 || ids.length === 0) return noChildren;
  const lists = subqueries.map((subquery) => {
    const child = childPlan(context, plan, subquery, ids);
    const rows = grouped(context.org.store.all(child.sql, child.params), child);
    const { root } = child.selection;
    const idOf = (row: SqlRow): string => String(row[root.idColumn]);
    const inner = readChildren(context, child, [...rows.values()].flat().map(idOf), cursors);
    const count = (id: string): number =>
      (rows.get(id) ?? []).slice(0, context.batchSize).reduce((sum, row) => sum + 1 + inner.count(idOf(row)), 0);
    return { child, rows, count, around: { root: context.root, children: inner.page } };
  });
  return {
    count: (id) => lists.reduce((sum, { count }) => sum + count(id), 0),
    page: (index, id) => {
      const list = lists[index];
      const rows = list?.rows.get(id);
      if (list === undefined || rows === undefined || rows.length === 0) return null;
      const { child, around } = list;
      const records = rows.map((row) => recordOf(child.selection.root, row, around));
      return childPage(context, child, records, cursors);
    },
  };
}

/** The columns of a query with those of its sub-selects; checks the sub-selects even when no parent is found. */
export function describeChildren(context: QueryContext, plan: RecordPlan, level = 1): readonly ColumnMetadata[] {
  const children = plan.selection.subqueries.map((subquery) => {
    if (level >= deepest(context)) {
      throw malformedAt(context, subquery.at, `Queries may be nested ${deepest(context)} levels deep.`); // text unverified
    }
    const child = childPlan(context, plan, subquery, []);
    const name = relationOf(subquery.from.text);
    const joinColumns = describeChildren(context, child, level + 1);
    return { columnName: name, displayName: name, aggregate: true, joinColumns };
  });
  return [...plan.selection.metadata, ...children];
}
