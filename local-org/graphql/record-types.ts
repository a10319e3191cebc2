/** Output types of each object, with the fields that the viewer may see and no others. */
import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  GraphQLUnionType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLFieldConfigMap,
} from 'graphql';
import { childRelationships, nameField, picklistLabel, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { displayValue, instantText, visibleFields, type Viewer } from '../ui/ui.ts';
import { inputTypes, memo, type InputTypes } from './input-types.ts';
import type { RecordNode } from './read.ts';
import { kindOf, scopes, valueType } from './values.ts';

export interface Context {
  readonly viewer: Viewer;
}

type Fields<Source> = GraphQLFieldConfigMap<Source, Context>;

export const pageInfo = new GraphQLObjectType({
  name: 'PageInfo',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    startCursor: { type: GraphQLString },
    endCursor: { type: GraphQLString },
  },
});

const recordFields: Fields<RecordNode> = {
  Id: { type: new GraphQLNonNull(GraphQLID), resolve: ({ row }) => row['Id'] },
  ApiName: { type: new GraphQLNonNull(GraphQLString), resolve: ({ object }) => object.name },
  DisplayValue: { type: GraphQLString, resolve: ({ object, row }) => row[nameField(object)?.name ?? 'Id'] },
  WeakEtag: {
    type: new GraphQLNonNull(GraphQLFloat),
    resolve: ({ row }) => Date.parse(instantText(row['SystemModstamp']) ?? new Date(0).toISOString()),
  },
};

const recordInterface = new GraphQLInterfaceType({
  name: 'Record',
  fields: {
    Id: { type: new GraphQLNonNull(GraphQLID) },
    ApiName: { type: new GraphQLNonNull(GraphQLString) },
    DisplayValue: { type: GraphQLString },
    WeakEtag: { type: new GraphQLNonNull(GraphQLFloat) },
  },
  resolveType: (node: RecordNode) => node.object.name,
});

/** A field's value as a person reads it in the language and locale of the one who asks. */
function valueOf(one: FieldSchema, node: RecordNode, { viewer }: Context): unknown {
  const raw = node.row[one.name] ?? null;
  const value = one.type === 'datetime' ? instantText(raw) : raw;
  const entry = one.picklist?.values.find((candidate) => candidate.value === value);
  const label =
    entry === undefined ? value : picklistLabel(viewer.schema, viewer.user.language, node.object, one, entry);
  const shown = displayValue(viewer, node.object, one, value);
  return { value, displayValue: shown, format: shown, label };
}

export interface RecordTypes extends InputTypes {
  readonly viewer: Viewer;
  readonly visible: ReadonlyMap<string, ObjectSchema>;
  readonly connection: (object: ObjectSchema) => GraphQLObjectType;
  readonly record: (object: ObjectSchema) => GraphQLObjectType;
  readonly args: (object: ObjectSchema) => GraphQLFieldConfigArgumentMap;
}

type FieldEntry = readonly [string, GraphQLFieldConfig<RecordNode, Context>];

function parentField(types: RecordTypes, object: ObjectSchema, one: FieldSchema): readonly FieldEntry[] {
  const name = one.reference?.relationshipName;
  const targets = (one.reference?.to ?? []).flatMap((to) => types.visible.get(to) ?? []).map(types.record);
  const [only] = targets;
  if (name === undefined || only === undefined) return [];
  const union = (): GraphQLUnionType =>
    new GraphQLUnionType({
      name: `${object.name}_${name}_Union`,
      types: targets,
      resolveType: (node: RecordNode) => node.object.name,
    });
  return [[name, { type: targets.length === 1 ? only : union(), resolve: (node) => node.parents.get(name) ?? null }]];
}

function childFields(types: RecordTypes, object: ObjectSchema): readonly FieldEntry[] {
  return childRelationships(types.viewer.schema, object).flatMap(({ childObject, relationshipName }) => {
    const child = types.visible.get(childObject);
    if (child === undefined || relationshipName === undefined) return [];
    const config: GraphQLFieldConfig<RecordNode, Context> = {
      type: types.connection(child),
      args: types.args(child),
      resolve: (node, _args, _context, info) => node.children.get(String(info.path.key)),
    };
    return [[relationshipName, config] as const];
  });
}

function valueField(one: FieldSchema): FieldEntry {
  return [one.name, { type: valueType(kindOf(one)), resolve: (node, _args, context) => valueOf(one, node, context) }];
}

function recordType(types: RecordTypes, object: ObjectSchema): GraphQLObjectType {
  const fields = (): Fields<RecordNode> => {
    const own = visibleFields(types.viewer, object).filter(({ parts }) => parts === undefined); // parts have fields of their own
    return {
      ...Object.fromEntries(childFields(types, object)),
      ...Object.fromEntries(own.flatMap((one) => parentField(types, object, one))),
      ...Object.fromEntries(own.map(valueField)),
      ...recordFields,
    };
  };
  return new GraphQLObjectType<RecordNode, Context>({ name: object.name, interfaces: [recordInterface], fields });
}

function connectionType(types: RecordTypes, object: ObjectSchema): GraphQLObjectType {
  const edge = new GraphQLObjectType({
    name: `${object.name}Edge`,
    fields: () => ({ node: { type: types.record(object) }, cursor: { type: new GraphQLNonNull(GraphQLString) } }),
  });
  return new GraphQLObjectType({
    name: `${object.name}Connection`,
    fields: {
      edges: { type: new GraphQLList(edge) },
      pageInfo: { type: new GraphQLNonNull(pageInfo) },
      totalCount: { type: new GraphQLNonNull(GraphQLInt) },
      pageResultCount: { type: new GraphQLNonNull(GraphQLInt) },
    },
  });
}

/** `objects` are those the viewer may read. */
export function recordTypes(viewer: Viewer, objects: readonly ObjectSchema[]): RecordTypes {
  const visible = new Map(objects.map((object) => [object.name, object]));
  const inputs = inputTypes(viewer, visible);
  const types: RecordTypes = {
    ...inputs,
    viewer,
    visible,
    record: memo((object) => recordType(types, object)),
    connection: memo((object) => connectionType(types, object)),
    args: memo((object) => ({
      first: { type: GraphQLInt },
      after: { type: GraphQLString },
      scope: { type: scopes },
      where: { type: inputs.filter(object) },
      orderBy: { type: inputs.order(object) },
      upperBound: { type: GraphQLInt },
    })),
  };
  return types;
}
