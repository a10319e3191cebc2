/** `uiapi.aggregate`: GROUP BY queries. One SOQL for each connection. */
import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLResolveInfo,
} from 'graphql';
import type { QueryRecord } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import { field, picklistLabel, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { displayValue, visibleFields, type Viewer } from '../ui/ui.ts';
import { fieldsOf } from './plan.ts';
import { firstOf } from './read.ts';
import { aggregateType, kindOf } from './values.ts';
import { orderTerms, whereClause } from './where.ts';

/** GraphQL leaf → SOQL function. */
const functions: Readonly<Record<string, string>> = {
  count: 'COUNT',
  countDistinct: 'COUNT_DISTINCT',
  sum: 'SUM',
  avg: 'AVG',
  min: 'MIN',
  max: 'MAX',
};

export function aggregateConnection(viewer: Viewer, object: ObjectSchema): GraphQLObjectType {
  const fields = visibleFields(viewer, object).filter((one) => one.groupable || one.filterable);
  const measures = new GraphQLObjectType({
    name: `${object.name}Aggregate`,
    fields: Object.fromEntries(fields.map((one) => [one.name, { type: aggregateType(kindOf(one)) }])),
  });
  const node = new GraphQLObjectType({ name: `${object.name}Result`, fields: { aggregate: { type: measures } } });
  const edge = new GraphQLObjectType({
    name: `${object.name}AggregateEdge`,
    fields: { node: { type: node }, cursor: { type: GraphQLString } },
  });
  return new GraphQLObjectType({
    name: `${object.name}AggregateConnection`,
    fields: { edges: { type: new GraphQLList(edge) }, totalCount: { type: new GraphQLNonNull(GraphQLInt) } },
  });
}

interface Asked {
  readonly field: FieldSchema;
  readonly leaf: string;
  readonly alias: string;
}

/** `aggregate { Amount { sum { value } } }` as SUM(Amount), each under an alias of its own. */
function askedOf(object: ObjectSchema, info: GraphQLResolveInfo): readonly Asked[] {
  const path = ['edges', 'node', 'aggregate'];
  let nodes = info.fieldNodes.flatMap((node) => fieldsOf(info, node.selectionSet));
  for (const name of path) {
    nodes = nodes.filter((node) => node.name.value === name).flatMap((node) => fieldsOf(info, node.selectionSet));
  }
  const asked = nodes.flatMap((node) => {
    const one = field(object, node.name.value);
    if (one === undefined) return [];
    return fieldsOf(info, node.selectionSet)
      .map((leaf) => leaf.name.value)
      .filter((leaf) => leaf in functions)
      .map((leaf) => ({ field: one, leaf }));
  });
  const distinct = new Map(asked.map((one) => [`${one.leaf}(${one.field.name})`, one]));
  return [...distinct.values()].map((one, index) => ({ ...one, alias: `expr${index}` }));
}

function groupOf(object: ObjectSchema, args: JsonObject): readonly FieldSchema[] {
  const groupBy = isObject(args['groupBy']) ? args['groupBy'] : {};
  return Object.entries(groupBy).flatMap(([name, clause]) => {
    const one = field(object, name);
    return one !== undefined && isObject(clause) && clause['group'] === true ? [one] : [];
  });
}

function nodeOf(
  viewer: Viewer,
  object: ObjectSchema,
  groups: readonly FieldSchema[],
  asked: readonly Asked[],
  row: QueryRecord,
): JsonObject {
  const aggregate: Record<string, Record<string, unknown>> = {};
  for (const one of groups) {
    const value = row[one.name] ?? null;
    const entry = one.picklist?.values.find((candidate) => candidate.value === value);
    const label = entry === undefined ? value : picklistLabel(viewer.schema, viewer.user.language, object, one, entry);
    aggregate[one.name] = { value, displayValue: displayValue(viewer, object, one, value), label };
  }
  for (const { field: one, leaf, alias } of asked) {
    const value = row[alias] ?? null;
    const shown =
      leaf === 'count' || leaf === 'countDistinct' ? JSON.stringify(value) : displayValue(viewer, object, one, value);
    (aggregate[one.name] ??= {})[leaf] = { value, displayValue: shown };
  }
  return { aggregate };
}

export function readAggregate(
  viewer: Viewer,
  object: ObjectSchema,
  args: JsonObject,
  info: GraphQLResolveInfo,
): JsonObject {
  const first = firstOf(args);
  const groups = groupOf(object, args);
  const asked = askedOf(object, info);
  if (groups.length + asked.length === 0) throw new GraphQLError('An aggregate query asks for a group or a measure.');
  const select = [
    ...groups.map((one) => one.name),
    ...asked.map(({ field: one, leaf, alias }) => `${functions[leaf] ?? leaf}(${one.name}) ${alias}`),
  ].join(', ');
  const condition = whereClause(viewer.schema, object, args, viewer.user.id);
  const order = orderTerms(viewer.schema, object, args);
  const parts = [
    `SELECT ${select} FROM ${object.name}`,
    condition === '' ? '' : `WHERE ${condition}`,
    groups.length === 0 ? '' : `GROUP BY ${groups.map((one) => one.name).join(', ')}`,
    order.length === 0 ? '' : `ORDER BY ${order.join(', ')}`,
    groups.length === 0 ? '' : `LIMIT ${first}`,
  ];
  const { records } = viewer.engine.query(viewer.session, parts.filter((part) => part !== '').join(' '));
  const edges = records.map((row, index) => ({
    node: nodeOf(viewer, object, groups, asked, row),
    cursor: String(index),
  }));
  return { edges, totalCount: edges.length };
}
