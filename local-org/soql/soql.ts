/** The front door of queries: SOQL in, pages of records or flat rows out. */
import type { FlatQuery, QueryExplanation, QueryOptions, QueryPage, QueryRecord, Session } from '../engine/engine.ts';
import { ApiError } from '../errors.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import type { SqlRow, SqlValue } from '../store/store.ts';
import { readOnlyAccess, type Tooling } from '../tooling/tooling.ts';
import { checkAggregateSize, compileAggregate, isAggregate, isCount } from './aggregate.ts';
import { describeChildren, readChildren } from './children.ts';
import { checkLimits, compileRecords, whereSql, type RecordPlan } from './compile.ts';
import { malformedAt, queriedObject, type QueryContext, type QueryOrg } from './context.ts';
import { createCursors, type Cursor, type Cursors } from './cursors.ts';
import { checkDescribed } from './described.ts';
import { explain } from './explain.ts';
import { namesFor } from './names.ts';
import { parseSoql } from './parse.ts';
import { prepareRecordAccess } from './record-access.ts';
import { recordOf } from './shape.ts';
import type { Query } from './tree.ts';

export type { QueryOrg } from './context.ts';

export interface Queries {
  query(session: Session, soql: string, options?: QueryOptions): QueryPage;
  queryMore(session: Session, locator: string): QueryPage;
  explain(session: Session, soql: string): QueryExplanation;
  queryFlat(session: Session, soql: string, options?: QueryOptions): FlatQuery;
}

/** A result kept for paging, with what a page repeats. */
export interface OpenResult extends Cursor {
  readonly entityName: string;
  readonly batchSize: number;
  readonly columns: QueryPage['columns'];
}

const defaultBatch = 2000;
const smallestBatch = 200;

function limitSql(plan: RecordPlan, params: SqlValue[], most?: number): string {
  const limit = Math.min(plan.limit ?? Number.MAX_SAFE_INTEGER, most ?? Number.MAX_SAFE_INTEGER);
  if (limit === Number.MAX_SAFE_INTEGER && plan.offset === 0) return '';
  params.push(limit === Number.MAX_SAFE_INTEGER ? -1 : limit, plan.offset);
  return ` LIMIT ?${params.length - 1} OFFSET ?${params.length}`;
}

function rowsOf(context: QueryContext, plan: RecordPlan, most: number): readonly SqlRow[] {
  const params = [...plan.params];
  return context.org.store.all(plan.sql + limitSql(plan, params, most), params);
}

let tables = 0;

/** The whole result in a temporary table, and a way to read it by position. */
function snapshot(context: QueryContext, plan: RecordPlan): { readonly size: number; readonly table: string } {
  const table = `result_${++tables}`;
  const params = [...plan.params];
  const { store } = context.org;
  store.run(`CREATE TEMP TABLE ${table} AS ${plan.sql}${limitSql(plan, params)}`, params);
  const [size] = store.first(`SELECT count(*) FROM temp.${table}`) ?? [];
  return { size: Number(size), table };
}

function readTable(context: QueryContext, table: string, offset: number, count: number): readonly SqlRow[] {
  return context.org.store.all(`SELECT * FROM temp.${table} WHERE rowid > ?1 AND rowid <= ?2 ORDER BY rowid`, [
    offset,
    offset + count,
  ]);
}

/**
 * The records of these rows, as many as fit into a page with their children, at least one: a request returns 2,000
 * records, those of sub-selects among them (Limits Quick Reference, "SOQL and SOSL Limits").
 */
function recordsOf(
  context: QueryContext,
  plan: RecordPlan,
  rows: readonly SqlRow[],
  cursors: Cursors<OpenResult>,
): readonly QueryRecord[] {
  const { root } = plan.selection;
  const ids = rows.map((row) => String(row[root.idColumn]));
  const children = readChildren(context, plan, ids, cursors);
  let size = 0;
  const fitting = rows.filter((_, index) => {
    size += 1 + children.count(ids[index] ?? '');
    return index === 0 || size <= context.batchSize;
  });
  return fitting.map((row) => recordOf(root, row, { root: context.root, children: children.page }));
}

function recordPage(context: QueryContext, query: Query, cursors: Cursors<OpenResult>): QueryPage {
  const plan = compileRecords(context, query, queriedObject(context, query.from));
  const columns = describeChildren(context, plan);
  const entityName = plan.object.name;
  const rows = rowsOf(context, plan, context.batchSize + 1);
  if (rows.length <= context.batchSize) {
    const records = recordsOf(context, plan, rows, cursors);
    const page = { totalSize: rows.length, done: true, records, entityName, columns, ...viewOf(query) };
    if (records.length === rows.length) return page;
  }
  const { size, table } = snapshot(context, plan);
  const result: OpenResult = {
    userId: context.user.id,
    totalSize: size,
    entityName,
    batchSize: context.batchSize,
    columns,
    read: (offset, count) => recordsOf(context, plan, readTable(context, table, offset, count), cursors),
    drop: () => {
      context.org.store.exec(`DROP TABLE IF EXISTS temp.${table}`);
    },
    isThere: () => context.org.store.first('SELECT 1 FROM temp.sqlite_schema WHERE name = ?1', [table]) !== undefined,
  };
  return { ...pageOf(result, cursors.open(result), 0), ...viewOf(query) };
}

function viewOf({ purposes }: Query): Pick<QueryPage, 'isView'> {
  return purposes.has('VIEW') || purposes.has('REFERENCE') ? { isView: true } : {};
}

export function pageOf(result: OpenResult, id: string, offset: number): QueryPage {
  const records = result.read(offset, result.batchSize);
  const next = offset + records.length;
  const done = next >= result.totalSize;
  const { totalSize, entityName, columns } = result;
  return { totalSize, done, records, entityName, columns, ...(done ? {} : { locator: `${id}-${next}` }) };
}

function countPage(context: QueryContext, query: Query): QueryPage {
  const object = queriedObject(context, query.from);
  checkLimits(context, query);
  const [order] = query.orderBy;
  if (order !== undefined) {
    // COUNT() goes without ORDER BY ("COUNT()").
    const message = `Ordered field must be grouped or aggregated: ${order.operand.text}`;
    throw malformedAt(context, order.operand.at, message);
  }
  const names = namesFor(context, object, query.aliases);
  const where = whereSql(names, query);
  const limit = names.statement.bind(query.limit ?? -1);
  const inner = `SELECT 1 FROM ${names.scope.from()}${where} LIMIT ${limit}`;
  const [count] = context.org.store.first(`SELECT count(*) FROM (${inner})`, names.statement.params) ?? [];
  return { totalSize: Number(count), done: true, records: [], entityName: object.name, columns: [] };
}

function aggregatePage(context: QueryContext, query: Query): QueryPage {
  const object = queriedObject(context, query.from);
  const plan = compileAggregate(context, query, object);
  const rows = context.org.store.all(plan.sql, plan.params);
  checkAggregateSize(rows.length, context.batchSize);
  const records = rows.map((row) => {
    const record: Record<string, unknown> = { attributes: { type: 'AggregateResult' } };
    for (const [index, { name, decode }] of plan.outputs.entries()) record[name] = decode(row[index] ?? null);
    return record;
  });
  return { totalSize: records.length, done: true, records, entityName: object.name, columns: plan.metadata };
}

/** Bulk reads no aggregates, no children, no TYPEOF and no OFFSET (Bulk API 2.0 Developer Guide, "SOQL Considerations"). */
function checkFlat(query: Query): void {
  const refuse = (what: string): never => {
    throw new ApiError(400, 'API_ERROR', `Bulk query does not support ${what}`);
  };
  if (isCount(query) || isAggregate(query)) refuse('aggregates or GROUP BY');
  if (query.offset !== undefined) refuse('OFFSET');
  if (query.items.some(({ kind }) => kind === 'children')) refuse('nested queries');
  if (query.items.some(({ kind }) => kind === 'typeof')) refuse('TYPEOF');
}

function flatRows(context: QueryContext, plan: RecordPlan): Iterable<readonly (string | null)[]> {
  const { flat } = plan.selection;
  const { size, table } = snapshot(context, plan);
  return (function* read() {
    try {
      for (let offset = 0; offset < size; offset += defaultBatch) {
        for (const row of readTable(context, table, offset, defaultBatch)) {
          yield flat.map(({ column, decode }) => decode(row[column] ?? null));
        }
      }
    } finally {
      context.org.store.exec(`DROP TABLE IF EXISTS temp.${table}`);
    }
  })();
}

function contextFor(org: QueryOrg, session: Session, soql: string, options: QueryOptions): QueryContext {
  const wanted = options.batchSize ?? defaultBatch;
  const version = options.apiVersion ?? '67.0';
  return {
    org,
    schema: org.schema(),
    user: org.user(session.userId),
    soql,
    all: options.all ?? false,
    batchSize: Math.min(Math.max(wanted, smallestBatch), defaultBatch),
    version: Number(version),
    root: `/services/data/v${version}${options.tooling === true ? '/tooling' : ''}`,
  };
}

/** The org as the Tooling API shows it: everybody reads it whole. */
function toolingOrg(org: QueryOrg, tooling: Tooling): QueryOrg {
  const isOwn = (object: ObjectSchema): boolean => tooling.has(object.name, false);
  return {
    ...org,
    schema: () => tooling.schema(),
    access: (userId, object) => (isOwn(object) ? readOnlyAccess : org.access(userId, object)),
    visible: (userId, object, rows) => (isOwn(object) ? undefined : org.visible(userId, object, rows)),
  };
}

export function createQueries(org: QueryOrg, tooling: Tooling): Queries {
  const cursors = createCursors<OpenResult>(() => org.store.runtime.now);
  const other = toolingOrg(org, tooling);
  const prepared = (session: Session, soql: string, options: QueryOptions): { context: QueryContext; query: Query } => {
    const query = parseSoql(soql);
    const isTooling = options.tooling === true || tooling.has(query.from.text, true);
    if (!isTooling) {
      const context = contextFor(org, session, soql, options);
      prepareRecordAccess(context, query);
      return { context, query };
    }
    tooling.prepare();
    const context = contextFor(other, session, soql, options);
    checkDescribed(context, query);
    return { context, query };
  };
  return {
    query: (session, soql, options = {}) => {
      const { context, query } = prepared(session, soql, options);
      if (isCount(query)) return countPage(context, query);
      return isAggregate(query) ? aggregatePage(context, query) : recordPage(context, query, cursors);
    },
    queryMore: (session, locator) => {
      const { cursor, id, offset } = cursors.find(session.userId, locator);
      return pageOf(cursor, id, offset);
    },
    explain: (session, soql) => {
      const { context, query } = prepared(session, soql, {});
      return explain(context, query);
    },
    queryFlat: (session, soql, options = {}) => {
      const { context, query } = prepared(session, soql, options);
      checkFlat(query);
      const plan = compileRecords(context, query, queriedObject(context, query.from));
      if (plan.selection.flat.some(({ isCompound }) => isCompound)) {
        throw new ApiError(400, 'API_ERROR', 'Selecting compound data not supported in Bulk Query'); // code unverified
      }
      return { columns: plan.selection.flat.map((one) => one.name), rows: flatRows(context, plan) };
    },
  };
}
