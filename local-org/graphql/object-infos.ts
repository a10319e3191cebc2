/** `uiapi.objectInfos`: labels, types and rights of objects, and their picklists (GraphQL API Developer Guide, "Get Object Metadata"). */
import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  type GraphQLScalarType,
} from 'graphql';
import { isObject, type JsonObject } from '../http/http.ts';
import { objectNamed, type ObjectSchema } from '../schema/schema.ts';
import { isVisible, objectInfo, picklistFor, recordTypeNamed, type Viewer } from '../ui/ui.ts';
import type { Context } from './record-types.ts';

const mostObjects = 2000;

type Keys = GraphQLFieldConfigMap<JsonObject, Context>;

const keys = (type: GraphQLScalarType, names: string): Keys =>
  Object.fromEntries(names.split(' ').map((name) => [name, { type }]));

const apiName: Keys = {
  ApiName: { type: new GraphQLNonNull(GraphQLString), resolve: (source) => source['apiName'] },
};

const texts = new GraphQLList(GraphQLString);
const valuesOf = (value: unknown): readonly unknown[] => (isObject(value) ? Object.values(value) : []);

const referenceInfo = new GraphQLObjectType<JsonObject, Context>({
  name: 'ReferenceToInfo',
  fields: { ...apiName, nameFields: { type: texts } },
});

const fieldKeys: Keys = {
  ...apiName,
  ...keys(
    GraphQLBoolean,
    'calculated compound createable custom filterable highScaleNumber htmlFormatted nameField polymorphicForeignKey ' +
      'reference required searchPrefilterable sortable unique updateable',
  ),
  ...keys(GraphQLInt, 'length precision scale'),
  ...keys(
    GraphQLString,
    'compoundComponentName compoundFieldName controllerName dataType extraTypeInfo inlineHelpText label ' +
      'referenceTargetField relationshipName',
  ),
  controllingFields: { type: texts },
  referenceToInfos: { type: new GraphQLList(referenceInfo) },
};

const fieldInterface = new GraphQLInterfaceType({
  name: 'Field',
  fields: fieldKeys,
  resolveType: (source: JsonObject) => (source['picklists'] === undefined ? 'StandardField' : 'PicklistField'),
});

const picklistValue = new GraphQLObjectType<JsonObject, Context>({
  name: 'PicklistEntry',
  fields: { ...keys(GraphQLString, 'label value'), validFor: { type: new GraphQLList(GraphQLInt) } },
});

const picklistOfType = new GraphQLObjectType<JsonObject, Context>({
  name: 'PicklistValuesByRecordTypeID',
  fields: {
    recordTypeID: { type: GraphQLID },
    defaultValue: { type: picklistValue },
    picklistValues: { type: new GraphQLList(picklistValue) },
  },
});

/** The kinds of `Field`; the name of the plain one is unverified. */
export const fieldTypes: readonly GraphQLObjectType[] = [
  new GraphQLObjectType<JsonObject, Context>({
    name: 'StandardField',
    interfaces: [fieldInterface],
    fields: fieldKeys,
  }),
  new GraphQLObjectType<JsonObject, Context>({
    name: 'PicklistField',
    interfaces: [fieldInterface],
    fields: {
      ...fieldKeys,
      picklistValuesByRecordTypeIDs: {
        type: new GraphQLList(picklistOfType),
        resolve: (source) => source['picklists'],
      },
    },
  }),
];

const childRelationship = new GraphQLObjectType<JsonObject, Context>({
  name: 'ChildRelationship',
  fields: {
    ...keys(GraphQLString, 'childObjectApiName fieldName relationshipName'),
    junctionIdListNames: { type: texts },
    junctionReferenceTo: { type: texts },
  },
});

const recordTypeInfo = new GraphQLObjectType<JsonObject, Context>({
  name: 'RecordTypeInfo',
  fields: {
    ...keys(GraphQLBoolean, 'available defaultRecordTypeMapping master'),
    name: { type: GraphQLString },
    recordTypeId: { type: GraphQLID },
  },
});

const objectInfoType = new GraphQLObjectType<JsonObject, Context>({
  name: 'ObjectInfo',
  fields: {
    ...apiName,
    ...keys(
      GraphQLBoolean,
      'createable custom deletable feedEnabled layoutable mruEnabled queryable searchable updateable',
    ),
    ...keys(GraphQLString, 'keyPrefix label labelPlural'),
    defaultRecordTypeId: { type: GraphQLID },
    nameFields: { type: texts },
    themeInfo: {
      type: new GraphQLObjectType({ name: 'ThemeInfo', fields: keys(GraphQLString, 'color iconUrl') }),
    },
    childRelationships: { type: new GraphQLList(childRelationship) },
    recordTypeInfos: {
      type: new GraphQLList(recordTypeInfo),
      resolve: (source) => valuesOf(source['recordTypeInfos']),
    },
    fields: { type: new GraphQLList(fieldInterface), resolve: (source) => source['fields'] },
  },
});

const listed = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as unknown[]).filter((one) => typeof one === 'string') : [];

interface Asked {
  readonly name: string;
  /** Undefined: without the values of picklists. An empty list stands for all. */
  readonly recordTypes?: readonly string[];
  readonly fields: readonly string[];
}

function askedIn(args: JsonObject): readonly Asked[] {
  const { apiNames, objectInfoInputs: inputs } = args;
  if ((apiNames === undefined) === (inputs === undefined)) {
    throw new GraphQLError('objectInfos takes either apiNames or objectInfoInputs.'); // text unverified
  }
  if (apiNames !== undefined) return listed(apiNames).map((name) => ({ name, fields: [] }));
  return (Array.isArray(inputs) ? inputs.filter(isObject) : []).map((input) => {
    const fields = listed(input['fieldNames']);
    const name = String(listed([input['apiName']])[0]);
    const withValues = input['recordTypeIds'] !== undefined || input['fieldNames'] !== undefined;
    return withValues ? { name, recordTypes: listed(input['recordTypeIds']), fields } : { name, fields };
  });
}

/** Every picklist that is asked for, by record type. */
function picklistsOf(viewer: Viewer, object: ObjectSchema, asked: Asked, field: string): readonly JsonObject[] {
  if (asked.recordTypes === undefined || (asked.fields.length > 0 && !asked.fields.includes(field))) return [];
  const all = object.recordTypes.map(({ id }) => id);
  const chosen = asked.recordTypes.length > 0 ? asked.recordTypes : all.length > 0 ? all : [undefined];
  return chosen.flatMap((id) => {
    const type = recordTypeNamed(viewer, object, id);
    const picklist = picklistFor(viewer, object, type, field);
    if (picklist === undefined) return [];
    return [{ recordTypeID: type.id, defaultValue: picklist['defaultValue'], picklistValues: picklist['values'] }];
  });
}

function infoOf(viewer: Viewer, asked: Asked): JsonObject {
  const object = objectNamed(viewer.schema, asked.name);
  if (object === undefined || !isVisible(viewer, object)) {
    throw new GraphQLError(`The object ${asked.name} is not supported.`); // text unverified
  }
  const info = objectInfo(viewer, object);
  const fields = valuesOf(info['fields']).filter(isObject);
  const described = fields.map((one) => {
    const isPicklist = one['dataType'] === 'Picklist' || one['dataType'] === 'MultiPicklist';
    return isPicklist ? { ...one, picklists: picklistsOf(viewer, object, asked, String(one['apiName'])) } : one;
  });
  return { ...info, fields: described };
}

const objectInfoInput = new GraphQLInputObjectType({
  name: 'ObjectInfoInput',
  fields: {
    apiName: { type: new GraphQLNonNull(GraphQLString) },
    recordTypeIds: { type: new GraphQLList(new GraphQLNonNull(GraphQLID)) },
    fieldNames: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) },
  },
});

/** Labels in the person's language, or in that of `locale`. */
function inLocale(viewer: Viewer, locale: unknown): Viewer {
  if (typeof locale !== 'string') return viewer;
  const language = locale.startsWith('ja') ? 'ja' : locale;
  return { ...viewer, user: { ...viewer.user, language } };
}

export const objectInfosField: GraphQLFieldConfig<unknown, Context> = {
  type: new GraphQLList(objectInfoType),
  args: {
    apiNames: { type: texts },
    locale: { type: GraphQLString },
    objectInfoInputs: { type: new GraphQLList(new GraphQLNonNull(objectInfoInput)) },
  },
  resolve: (_source, args: JsonObject, { viewer }) => {
    const asked = askedIn(args);
    if (asked.length > mostObjects) throw new GraphQLError(`objectInfos takes up to ${mostObjects} objects.`);
    const reader = inLocale(viewer, args['locale']);
    return asked.map((one) => infoOf(reader, one));
  },
};
