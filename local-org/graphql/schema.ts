/** The GraphQL schema of one set of rights: what a person may not see does not exist in it. */
import {
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  DirectiveLocation,
  specifiedDirectives,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
} from 'graphql';
import type { JsonObject } from '../http/http.ts';
import type { ObjectSchema, OrgSchema } from '../schema/schema.ts';
import { isVisible, visibleFields, type Viewer } from '../ui/ui.ts';
import { aggregateConnections, readAggregate } from './aggregate.ts';
import { mutate, type MutationResults, type Operation } from './mutate.ts';
import { fieldTypes, objectInfosField } from './object-infos.ts';
import { connectionPlan } from './plan.ts';
import { readConnection } from './read.ts';
import { recordTypes, type Context, type RecordTypes } from './record-types.ts';
import { idOrReference, kindOf, scopes } from './values.ts';

const queryTypeName = 'RecordQuery';
const mutationsTypeName = 'UIAPIMutations';

/** `@optional` leaves out a field that does not exist for the person; the other two only mark what a client knows. */
export const optionalDirective = new GraphQLDirective({ name: 'optional', locations: [DirectiveLocation.FIELD] });
const categories = ['category', 'fieldCategory'].map(
  (name) =>
    new GraphQLDirective({
      name,
      locations: [DirectiveLocation.FIELD, DirectiveLocation.INLINE_FRAGMENT],
      args: { name: { type: GraphQLString } },
    }),
);

function queryType(types: RecordTypes, objects: readonly ObjectSchema[]): GraphQLObjectType {
  const fields: GraphQLFieldConfigMap<unknown, Context> = Object.fromEntries(
    objects.map((object) => [
      object.name,
      {
        type: types.connection(object),
        args: types.args(object),
        resolve: (_source: unknown, _args: unknown, { viewer }: Context, info) =>
          readConnection(
            viewer,
            connectionPlan({ schema: viewer.schema, info }, queryTypeName, object, info.fieldNodes),
          ),
      } satisfies GraphQLFieldConfigMap<unknown, Context>[string],
    ]),
  );
  return new GraphQLObjectType({ name: queryTypeName, fields });
}

function aggregateQueryType(viewer: Viewer, types: RecordTypes, objects: readonly ObjectSchema[]): GraphQLObjectType {
  const groupable = objects.filter((object) => visibleFields(viewer, object).some((one) => one.groupable));
  const connection = aggregateConnections(types);
  const fields: GraphQLFieldConfigMap<unknown, Context> = Object.fromEntries(
    groupable.map((object) => [
      object.name,
      {
        type: connection(object),
        args: {
          first: { type: GraphQLInt },
          after: { type: GraphQLString },
          scope: { type: scopes },
          where: { type: types.filter(object) },
          orderBy: { type: types.aggregateOrder(object) },
          groupBy: { type: types.group(object) },
        },
        resolve: (_source: unknown, args: JsonObject, context: Context, info) =>
          readAggregate(context.viewer, object, args, info),
      } satisfies GraphQLFieldConfigMap<unknown, Context>[string],
    ]),
  );
  return new GraphQLObjectType({ name: 'RecordQueryAggregate', fields });
}

/** The fields that a create or an update may set; undefined when there is none. */
function representation(
  viewer: Viewer,
  object: ObjectSchema,
  verb: 'Create' | 'Update',
): GraphQLInputObjectType | undefined {
  const access = viewer.access(object);
  const settable = visibleFields(viewer, object).filter(
    (one) => access.canEdit(one) && (verb === 'Create' ? one.createable : one.updateable),
  );
  if (settable.length === 0) return undefined;
  const fields: GraphQLInputFieldConfigMap = Object.fromEntries(
    settable.map((one) => [one.name, { type: one.reference === undefined ? kindOf(one).scalar : idOrReference }]),
  );
  return new GraphQLInputObjectType({ name: `${object.name}${verb}Representation`, fields });
}

interface MutationField {
  readonly name: string;
  readonly operation: Operation;
  readonly input: GraphQLInputObjectType;
  readonly payload: GraphQLObjectType;
}

const deleteInput = new GraphQLInputObjectType({
  name: 'RecordDeleteInput',
  fields: { Id: { type: new GraphQLNonNull(idOrReference) } },
});
const deletePayload = new GraphQLObjectType({ name: 'RecordDeletePayload', fields: { Id: { type: GraphQLID } } });

function saveField(
  viewer: Viewer,
  types: RecordTypes,
  object: ObjectSchema,
  verb: 'Create' | 'Update',
): readonly MutationField[] {
  const access = viewer.access(object);
  const isAllowed = verb === 'Create' ? object.createable && access.create : object.updateable && access.edit;
  const record = isAllowed ? representation(viewer, object, verb) : undefined;
  if (record === undefined) return [];
  const id: GraphQLInputFieldConfigMap = verb === 'Update' ? { Id: { type: new GraphQLNonNull(idOrReference) } } : {};
  const name = object.name + verb;
  return [
    {
      name,
      operation: { object, verb },
      input: new GraphQLInputObjectType({
        name: `${name}Input`,
        fields: { ...id, [object.name]: { type: new GraphQLNonNull(record) } },
      }),
      payload: new GraphQLObjectType({
        name: `${name}Payload`,
        fields: { success: { type: GraphQLBoolean }, Record: { type: types.record(object) } },
      }),
    },
  ];
}

function mutationFields(
  viewer: Viewer,
  types: RecordTypes,
  objects: readonly ObjectSchema[],
): readonly MutationField[] {
  return objects.flatMap((object) => {
    const removable = object.deletable && viewer.access(object).remove;
    const removal: MutationField = {
      name: `${object.name}Delete`,
      operation: { object, verb: 'Delete' },
      input: deleteInput,
      payload: deletePayload,
    };
    return [
      ...saveField(viewer, types, object, 'Create'),
      ...saveField(viewer, types, object, 'Update'),
      ...(removable ? [removal] : []),
    ];
  });
}

function mutationType(fields: readonly MutationField[]): GraphQLObjectType {
  const operations = new Map(fields.map(({ name, operation }) => [name, operation]));
  const uiapi = new GraphQLObjectType<MutationResults, Context>({
    name: mutationsTypeName,
    fields: Object.fromEntries(
      fields.map(({ name, input, payload }) => [
        name,
        {
          type: payload,
          args: { input: { type: new GraphQLNonNull(input) } },
          resolve: (results: MutationResults, _args: unknown, _context: Context, info) =>
            results.payload(String(info.path.key)),
        } satisfies GraphQLFieldConfigMap<MutationResults, Context>[string],
      ]),
    ),
  });
  const input = new GraphQLInputObjectType({
    name: 'UIAPIMutationsInput',
    fields: { allOrNone: { type: GraphQLBoolean, default: { value: true } } },
  });
  return new GraphQLObjectType<unknown, Context>({
    name: 'Mutation',
    fields: {
      uiapi: {
        type: uiapi,
        args: { input: { type: input } },
        resolve: (_source, args: { input?: { allOrNone?: boolean } }, { viewer }, info) =>
          mutate(viewer, info, mutationsTypeName, operations, args.input?.allOrNone !== false),
      },
    },
  });
}

export function buildSchema(viewer: Viewer): GraphQLSchema {
  const objects = [...viewer.schema.objects.values()].filter((object) => object.queryable && isVisible(viewer, object));
  const types = recordTypes(viewer, objects);
  const uiapi = new GraphQLObjectType({
    name: 'UIAPI',
    fields: {
      query: { type: new GraphQLNonNull(queryType(types, objects)), resolve: () => ({}) },
      aggregate: { type: new GraphQLNonNull(aggregateQueryType(viewer, types, objects)), resolve: () => ({}) },
      objectInfos: objectInfosField,
    },
  });
  const fields = mutationFields(viewer, types, objects);
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: { uiapi: { type: new GraphQLNonNull(uiapi), resolve: () => ({}) } },
    }),
    mutation: fields.length === 0 ? null : mutationType(fields),
    types: [...objects.map((object) => types.record(object)), ...fieldTypes],
    directives: [...specifiedDirectives, optionalDirective, ...categories],
  });
}

const schemas = new WeakMap<OrgSchema, Map<string, GraphQLSchema>>();

/** Everything the schema depends on besides the org's own: which objects and fields the person may read and change. */
function rightsOf(viewer: Viewer): string {
  return [...viewer.schema.objects.values()]
    .map((object) => {
      const access = viewer.access(object);
      if (!access.read) return `${object.name}-`;
      const fields = object.fields.map((one) => `${Number(access.canRead(one))}${Number(access.canEdit(one))}`);
      return `${object.name}${Number(access.create)}${Number(access.edit)}${Number(access.remove)}${fields.join('')}`;
    })
    .join('|');
}

/** The schema of the viewer's rights; people with the same rights share one. */
export function schemaFor(viewer: Viewer): GraphQLSchema {
  const known = schemas.get(viewer.schema) ?? new Map<string, GraphQLSchema>();
  schemas.set(viewer.schema, known);
  const rights = rightsOf(viewer);
  let schema = known.get(rights);
  if (schema === undefined) known.set(rights, (schema = buildSchema(viewer)));
  return schema;
}
