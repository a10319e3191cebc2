/** Reads a connection: one query for its records, one for each level of children below, however many parents there are. */
import { GraphQLError } from 'graphql';
import type { QueryRecord } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import { nameField, type ObjectSchema } from '../schema/schema.ts';
import { quote, type Viewer } from '../ui/ui.ts';
import type { ChildPlan, ConnectionPlan, NodePlan } from './plan.ts';
import { orderTerms, whereClause } from './where.ts';

export const defaultFirst = 10;
export const largestFirst = 2000;
/** Of a page with an upper bound. */
const smallestBatch = 200;

/** A record as the resolvers find it. */
export interface RecordNode {
  readonly object: ObjectSchema;
  readonly row: QueryRecord;
  readonly parents: Map<string, RecordNode>;
  readonly children: Map<string, Connection>;
}

export interface Connection {
  readonly edges: readonly { readonly node: RecordNode; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
  readonly pageResultCount: number;
}

const cursorOf = (index: number): string => Buffer.from(JSON.stringify({ after: index })).toString('base64url');

/** Index of the first record after the cursor. */
function startOf(after: unknown): number {
  if (typeof after !== 'string') return 0;
  const index = /^\{"after":(\d+)\}$/.exec(Buffer.from(after, 'base64url').toString('utf8'))?.[1];
  if (index === undefined) throw new GraphQLError(`The cursor ${after} was not given out by this org.`);
  return Number(index) + 1;
}

const outOfRange = (least: number): GraphQLError =>
  new GraphQLError(`first must be from ${least} to ${largestFirst}.`, { extensions: { ErrorType: 'ValidationError' } });

/** How many records a page has; the platform's limits by name. */
export function firstOf(args: JsonObject): number {
  const least = upperBoundOf(args) === undefined ? 1 : smallestBatch;
  const first = args['first'] ?? Math.max(defaultFirst, least);
  if (typeof first === 'number' && first >= least && first <= largestFirst) return first;
  throw outOfRange(least);
}

/** How many records the pages have in all ("Paginate with Upper-Bound Limit"). */
function upperBoundOf(args: JsonObject): number | undefined {
  const bound = args['upperBound'];
  return typeof bound === 'number' ? bound : undefined;
}

/** Nested rows carry an Id so that children of a parent find their way, and the name that shows it. */
function columnsOf(plan: NodePlan, prefix: string): readonly string[] {
  const own = [...new Set(['Id', ...plan.fields])].map((name) => prefix + name);
  return [...own, ...[...plan.parents].flatMap(([name, parent]) => columnsOf(parent, `${prefix}${name}.`))];
}

/** `DisplayValue` and `WeakEtag` are read from these. */
function withSystemFields(plan: NodePlan, columns: readonly string[]): readonly string[] {
  const wanted = [nameField(plan.object)?.name ?? 'Id', 'SystemModstamp'];
  const has = wanted.filter((name) => plan.object.fields.some((one) => one.name === name));
  return [...new Set([...columns, ...has])];
}

function allRows(viewer: Viewer, soql: string, enough: number): readonly QueryRecord[] {
  const rows: QueryRecord[] = [];
  let page = viewer.engine.query(viewer.session, soql);
  rows.push(...page.records);
  while (!page.done && page.locator !== undefined && rows.length < enough) {
    page = viewer.engine.queryMore(viewer.session, page.locator);
    rows.push(...page.records);
  }
  return rows;
}

function recordNode(plan: NodePlan, row: QueryRecord): RecordNode {
  const parents = new Map<string, RecordNode>();
  for (const [name, parent] of plan.parents) {
    const nested = row[name];
    if (isObject(nested)) parents.set(name, recordNode(parent, nested));
  }
  return { object: plan.object, row, parents, children: new Map() };
}

interface Page<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: Connection['pageInfo'];
}

function pageAt<Node>(shown: readonly Node[], start: number, hasNextPage: boolean): Page<Node> {
  const edges = shown.map((node, index) => ({ node, cursor: cursorOf(start + index) }));
  const [startCursor, endCursor] = [edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null];
  return { edges, pageInfo: { hasNextPage, hasPreviousPage: start > 0, startCursor, endCursor } };
}

/** A page of what is there as a whole. */
export function pageOfRows<Node>(nodes: readonly Node[], after: unknown, first: number): Page<Node> {
  const start = startOf(after);
  return pageAt(nodes.slice(start, start + first), start, nodes.length > start + first);
}

function page(nodes: readonly RecordNode[], start: number, first: number, total: number, hasNext: boolean): Connection {
  const shown = nodes.slice(0, first);
  return { ...pageAt(shown, start, hasNext), totalCount: total, pageResultCount: shown.length };
}

const where = (...conditions: readonly string[]): string => {
  const known = conditions.filter((condition) => condition !== '');
  return known.length === 0 ? '' : ` WHERE ${known.join(' AND ')}`;
};

/** SOQL and SOSL Reference, "Relationship Query Limitations"; GraphQL "has the same limitations as SOQL". */
const mostLevels = 5;
const mostChildren = 20;

/** How many connections lie below, and how deep. */
function childrenOf(plan: NodePlan): { readonly count: number; readonly levels: number } {
  const below = [
    ...[...plan.children.values()].map(({ connection }) => {
      const { count, levels } = childrenOf(connection.node);
      return { count: count + 1, levels: levels + 1 };
    }),
    ...[...plan.parents.values()].map(childrenOf),
  ];
  const count = below.reduce((sum, one) => sum + one.count, 0);
  return { count, levels: Math.max(0, ...below.map(({ levels }) => levels)) };
}

/** Texts unverified. */
function checkChildren(plan: NodePlan): void {
  const { count, levels } = childrenOf(plan);
  if (levels >= mostLevels) throw new GraphQLError(`Child relationships may be nested ${mostLevels} levels deep.`);
  if (count > mostChildren) throw new GraphQLError(`A query may hold ${mostChildren} child relationships.`);
}

export function readConnection(viewer: Viewer, plan: ConnectionPlan): Connection {
  const { node, args } = plan;
  checkChildren(node);
  const { object } = node;
  const first = firstOf(args);
  const start = startOf(args['after']);
  const condition = where(whereClause(viewer.schema, object, args, viewer.user.id));
  const order = [...orderTerms(viewer.schema, object, args), 'Id ASC'].join(', ');
  const columns = withSystemFields(node, columnsOf(node, '')).join(', ');
  const end = Math.min(start + first, upperBoundOf(args) ?? Infinity);
  // One more than the page shows whether there is a next one.
  const soql = `SELECT ${columns} FROM ${object.name}${condition} ORDER BY ${order} LIMIT ${end + 1}`;
  const rows = allRows(viewer, soql, end + 1);
  const nodes = rows.slice(start, end).map((row) => recordNode(node, row));
  attachChildren(viewer, node, nodes);
  const total = plan.wantsTotal
    ? viewer.engine.query(viewer.session, `SELECT COUNT() FROM ${object.name}${condition}`).totalSize
    : rows.length;
  const hasNext = rows.length > end && end < (upperBoundOf(args) ?? Infinity);
  return page(nodes, start, first, total, hasNext);
}

/** The records with these ids, children attached; used for the reply of a mutation. */
export function readNodes(viewer: Viewer, plan: NodePlan, ids: readonly string[]): ReadonlyMap<string, RecordNode> {
  const columns = withSystemFields(plan, columnsOf(plan, '')).join(', ');
  const soql = `SELECT ${columns} FROM ${plan.object.name} WHERE Id IN (${ids.map(quote).join(', ')})`;
  const nodes = allRows(viewer, soql, ids.length).map((row) => recordNode(plan, row));
  attachChildren(viewer, plan, nodes);
  return new Map(nodes.map((one) => [idOf(one), one]));
}

const idOf = (node: RecordNode): string => (typeof node.row['Id'] === 'string' ? node.row['Id'] : '');

function attachChildren(viewer: Viewer, plan: NodePlan, nodes: readonly RecordNode[]): void {
  if (nodes.length === 0) return;
  for (const [key, child] of plan.children) attachOne(viewer, key, child, nodes);
  for (const [name, parent] of plan.parents) {
    attachChildren(
      viewer,
      parent,
      nodes.flatMap((node) => node.parents.get(name) ?? []),
    );
  }
}

function attachOne(viewer: Viewer, key: string, child: ChildPlan, parents: readonly RecordNode[]): void {
  const { node, args } = child.connection;
  const { object } = node;
  const { childField } = child.link;
  const first = firstOf(args);
  const start = startOf(args['after']);
  const ids = [...new Set(parents.map(idOf))];
  const ofParents = `${childField} IN (${ids.map(quote).join(', ')})`;
  const condition = where(ofParents, whereClause(viewer.schema, object, args, viewer.user.id));
  const order = [...orderTerms(viewer.schema, object, args), 'Id ASC'].join(', ');
  const columns = withSystemFields(node, [...columnsOf(node, ''), childField]).join(', ');
  const soql = `SELECT ${columns} FROM ${object.name}${condition} ORDER BY ${order}`;
  const groups = Map.groupBy(allRows(viewer, soql, Infinity), (row) => row[childField]);
  const pages = new Map<string, readonly RecordNode[]>();
  for (const id of ids) {
    pages.set(
      id,
      (groups.get(id) ?? []).slice(start, start + first).map((row) => recordNode(node, row)),
    );
  }
  attachChildren(viewer, node, [...pages.values()].flat());
  for (const parent of parents) {
    const all = groups.get(idOf(parent)) ?? [];
    parent.children.set(key, page(pages.get(idOf(parent)) ?? [], start, first, all.length, all.length > start + first));
  }
}
