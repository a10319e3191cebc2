/** `uiapi.aggregate`: GROUP BY queries. One SOQL for each connection. */
import {
  GraphQLError,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type FieldNode,
  type GraphQLFieldConfigMap,
  type GraphQLResolveInfo,
} from 'graphql';
import type { QueryRecord } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import {
  field,
  knownObject,
  picklistLabel,
  relationship,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
} from '../schema/schema.ts';
import { displayValue, visibleFields, type Viewer } from '../ui/ui.ts';
import { memo } from './input-types.ts';
import { aggregateType, dateFunctions, functions } from './measures.ts';
import { fieldsOf } from './plan.ts';
import { firstOf, largestFirst, pageOfRows } from './read.ts';
import { pageInfo, type RecordTypes } from './record-types.ts';
import { kindOf } from './values.ts';
import { orderTerms, whereClause } from './where.ts';

function parentTypes(
  { viewer, visible }: RecordTypes,
  object: ObjectSchema,
  typeOf: (parent: ObjectSchema) => GraphQLObjectType,
): GraphQLFieldConfigMap<unknown, unknown> {
  const links = visibleFields(viewer, object).flatMap(({ reference }) => {
    const parent = visible.get(reference?.to[0] ?? '');
    return reference === undefined || parent === undefined
      ? []
      : [[reference.relationshipName, { type: typeOf(parent) }] as const];
  });
  return Object.fromEntries(links);
}

/** The connection of each object; the measures of its parents lie within its own. */
export function aggregateConnections(types: RecordTypes): (object: ObjectSchema) => GraphQLObjectType {
  const measures: (object: ObjectSchema) => GraphQLObjectType = memo((object) => {
    const own = visibleFields(types.viewer, object).filter((one) => one.groupable || one.filterable);
    return new GraphQLObjectType({
      name: `${object.name}Aggregate`,
      fields: () => ({
        ...parentTypes(types, object, measures),
        ...Object.fromEntries(own.map((one) => [one.name, { type: aggregateType(kindOf(one)) }])),
      }),
    });
  });
  return (object) => {
    const node = new GraphQLObjectType({
      name: `${object.name}Result`,
      fields: { aggregate: { type: measures(object) } },
    });
    const edge = new GraphQLObjectType({
      name: `${object.name}AggregateEdge`,
      fields: { node: { type: node }, cursor: { type: GraphQLString } },
    });
    return new GraphQLObjectType({
      name: `${object.name}AggregateConnection`,
      fields: {
        edges: { type: new GraphQLList(edge) },
        pageInfo: { type: new GraphQLNonNull(pageInfo) },
        totalCount: { type: new GraphQLNonNull(GraphQLInt) },
      },
    });
  };
}

/** A field of the object or of a parent. */
interface Place {
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  /** Response keys down to it, which are its SOQL path as well. */
  readonly path: readonly string[];
}

const soqlPath = ({ path }: Place): string => path.join('.');

/** What is selected: a key as it is, a part of a date, or a measure. */
interface Output extends Place {
  /** Undefined for the key itself. */
  readonly leaf: string | undefined;
  readonly soql: string;
  readonly alias: string;
}

interface Walk {
  readonly schema: OrgSchema;
  readonly object: ObjectSchema;
  readonly path: readonly string[];
}

function parentOf({ schema, object, path }: Walk, name: string): Walk | undefined {
  const to = relationship(object, name)?.reference?.to[0];
  return to === undefined ? undefined : { schema, object: knownObject(schema, to), path: [...path, name] };
}

interface Leaf extends Place {
  readonly leaf: string;
}

/** `aggregate { Budget__r { Amount { sum { value } } } }`: each field with what is asked of it. */
function leavesOf(walk: Walk, info: GraphQLResolveInfo, nodes: readonly FieldNode[]): readonly Leaf[] {
  return nodes.flatMap((node) => {
    const name = node.name.value;
    const inner = fieldsOf(info, node.selectionSet);
    const one = field(walk.object, name);
    if (one === undefined) {
      const parent = parentOf(walk, name);
      return parent === undefined ? [] : leavesOf(parent, info, inner);
    }
    const place = { object: walk.object, field: one, path: [...walk.path, one.name] };
    return inner.map((leaf) => ({ ...place, leaf: leaf.name.value }));
  });
}

function aggregateNodes(info: GraphQLResolveInfo): readonly FieldNode[] {
  let nodes = info.fieldNodes.flatMap((node) => fieldsOf(info, node.selectionSet));
  for (const name of ['edges', 'node', 'aggregate']) {
    nodes = nodes.filter((node) => node.name.value === name).flatMap((node) => fieldsOf(info, node.selectionSet));
  }
  return nodes;
}

interface Group extends Place {
  /** `CALENDAR_YEAR`, undefined for the value itself. */
  readonly part: string | undefined;
}

function groupsOf(walk: Walk, groupBy: unknown): readonly Group[] {
  return Object.entries(isObject(groupBy) ? groupBy : {}).flatMap(([name, clause]): readonly Group[] => {
    if (!isObject(clause)) return [];
    const one = field(walk.object, name);
    if (one === undefined) {
      const parent = parentOf(walk, name);
      return parent === undefined ? [] : groupsOf(parent, clause);
    }
    const place = { object: walk.object, field: one, path: [...walk.path, one.name] };
    const part = typeof clause['function'] === 'string' ? clause['function'] : undefined;
    if (part !== undefined) return [{ ...place, part }];
    return clause['group'] === true ? [{ ...place, part: undefined }] : [];
  });
}

const groupSoql = (group: Group): string =>
  group.part === undefined ? soqlPath(group) : `${group.part}(${soqlPath(group)})`;

/** Every leaf as what SOQL selects for it; a value that is no key of the groups is refused. */
function outputsOf(leaves: readonly Leaf[], groups: readonly Group[]): readonly Output[] {
  const keys = new Set(groups.map(groupSoql));
  const found = new Map<string, Omit<Output, 'alias'>>();
  for (const { leaf, ...place } of leaves) {
    const call = functions[leaf] ?? dateFunctions.get(leaf);
    const soql = call === undefined ? soqlPath(place) : `${call}(${soqlPath(place)})`;
    if (leaf === '__typename') continue;
    if (!(leaf in functions) && !keys.has(soql)) {
      throw new GraphQLError(`${soql} must be grouped by or aggregated.`); // text unverified
    }
    found.set(soql, { ...place, leaf: call === undefined ? undefined : leaf, soql });
  }
  return [...found.values()].map((one, index) => ({ ...one, alias: `expr${index}` }));
}

const counted = new Set(['count', 'countDistinct', 'grouping']);

function shownOf(viewer: Viewer, { object, field: one, leaf }: Output, value: unknown): unknown {
  if (value === null) return null;
  const isNumber = leaf !== undefined && (counted.has(leaf) || dateFunctions.has(leaf));
  if (isNumber) return typeof value === 'string' ? value : JSON.stringify(value);
  return displayValue(viewer, object, one, value);
}

function measured(viewer: Viewer, output: Output, value: unknown): JsonObject {
  const { object, field: one, leaf } = output;
  const shown = { value, displayValue: shownOf(viewer, output, value) };
  if (leaf !== undefined) return { [leaf]: shown };
  const entry = one.picklist?.values.find((candidate) => candidate.value === value);
  const label = entry === undefined ? value : picklistLabel(viewer.schema, viewer.user.language, object, one, entry);
  return { ...shown, label };
}

function nodeOf(viewer: Viewer, outputs: readonly Output[], row: QueryRecord): JsonObject {
  const aggregate: Record<string, unknown> = {};
  for (const output of outputs) {
    let place = aggregate;
    for (const key of output.path) {
      const inner = isObject(place[key]) ? place[key] : {};
      place[key] = inner;
      place = inner;
    }
    Object.assign(place, measured(viewer, output, row[output.alias] ?? null));
  }
  return { aggregate };
}

function groupByClause(args: JsonObject, groups: readonly Group[]): string {
  if (groups.length === 0) return '';
  const list = groups.map(groupSoql).join(', ');
  const type = isObject(args['groupBy']) ? args['groupBy']['type'] : undefined;
  return type === 'ROLLUP' || type === 'CUBE' ? `GROUP BY ${type}(${list})` : `GROUP BY ${list}`;
}

export function readAggregate(
  viewer: Viewer,
  object: ObjectSchema,
  args: JsonObject,
  info: GraphQLResolveInfo,
): JsonObject {
  const first = firstOf(args);
  const walk: Walk = { schema: viewer.schema, object, path: [] };
  const groups = groupsOf(walk, args['groupBy']);
  const outputs = outputsOf(leavesOf(walk, info, aggregateNodes(info)), groups);
  if (groups.length + outputs.length === 0) throw new GraphQLError('An aggregate query asks for a group or a measure.');
  const keys = groups.map((group, index) => `${groupSoql(group)} key${index}`);
  const selected = outputs.map(({ soql, alias }) => `${soql} ${alias}`);
  const condition = whereClause(viewer.schema, object, args, viewer.user.id);
  const order = orderTerms(viewer.schema, object, args);
  const parts = [
    `SELECT ${(selected.length > 0 ? selected : keys).join(', ')} FROM ${object.name}`,
    condition === '' ? '' : `WHERE ${condition}`,
    groupByClause(args, groups),
    order.length === 0 ? '' : `ORDER BY ${order.join(', ')}`,
    // One answer of SOQL holds so many groups; they are told in pages.
    groups.length === 0 ? '' : `LIMIT ${largestFirst}`,
  ];
  const { records } = viewer.engine.query(viewer.session, parts.filter((part) => part !== '').join(' '));
  const nodes = records.map((row) => nodeOf(viewer, outputs, row));
  return { ...pageOfRows(nodes, args['after'], first), totalCount: nodes.length };
}
