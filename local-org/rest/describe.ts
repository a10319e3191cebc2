import type { Engine, ObjectAccess } from '../engine/engine.ts';
import {
  childRelationships,
  isSetupObject,
  type ObjectSchema,
  type ObjectTranslation,
  recordTypesOf,
  translation,
} from '../schema/schema.ts';
import { describeField } from './describe-field.ts';
import { checkDates, httpDate } from './conditions.ts';
import { recentItems } from './recent.ts';
import { type Answer, type Call, objectInPath, type Reply } from './resource.ts';

type Keys = Readonly<Record<string, unknown>>;

/** Labels in the language of the user; `ja_JP` and `ja` are one. */
function translationOf(call: Call, object: ObjectSchema): ObjectTranslation | undefined {
  const { engine } = call.context;
  const language = engine.user(call.session).language;
  const schema = engine.schema();
  return translation(schema, language, object) ?? translation(schema, language.split('_')[0] ?? '', object);
}

function addresses(call: Call, { name, keyPrefix }: ObjectSchema): Keys {
  const { origin } = call.context;
  const sobject = `/services/data/v${call.version}.0/sobjects/${name}`;
  return {
    compactLayouts: `${sobject}/describe/compactLayouts`,
    rowTemplate: `${sobject}/{ID}`,
    approvalLayouts: `${sobject}/describe/approvalLayouts`,
    describe: `${sobject}/describe`,
    quickActions: `${sobject}/quickActions`,
    layouts: `${sobject}/describe/layouts`,
    sobject,
    uiDetailTemplate: `${origin}/{ID}`,
    uiEditTemplate: `${origin}/{ID}/e`,
    uiNewRecord: `${origin}/${keyPrefix}/e`,
  };
}

/** Objects whose records can be merged (SOAP API Developer Guide, "merge()"). */
const mergeable = new Set(['Account', 'Contact', 'Lead', 'Case']);

/** What `sobjects` lists of an object and its describe repeats. */
function summary(call: Call, object: ObjectSchema, access: ObjectAccess): Keys {
  const words = translationOf(call, object);
  // Setup objects have no pages, no search and no triggers; people do.
  const isUsed = !isSetupObject(object.name) || object.name === 'User';
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: object.createable && access.create,
    custom: object.custom,
    customSetting: false,
    deepCloneable: false,
    deletable: object.deletable && access.remove,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    idEnabled: object.fields.some((field) => field.type === 'id'),
    isInterface: false,
    isSubtype: false,
    keyPrefix: object.keyPrefix,
    label: words?.label ?? object.label,
    labelPlural: words?.labelPlural ?? object.labelPlural,
    layoutable: isUsed,
    mergeable: mergeable.has(object.name),
    mruEnabled: isUsed,
    name: object.name,
    queryable: object.queryable,
    replicateable: object.queryable,
    retrieveable: object.queryable,
    searchable: object.queryable && isUsed,
    triggerable: isUsed,
    undeletable: object.deletable && access.remove,
    updateable: object.updateable && access.edit,
    urls: addresses(call, object),
  };
}

function children(engine: Engine, parent: ObjectSchema): readonly Keys[] {
  return childRelationships(engine.schema(), parent).map((child) => ({
    cascadeDelete: child.cascadeDelete,
    childSObject: child.childObject,
    deprecatedAndHidden: false,
    field: child.childField,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName: child.relationshipName ?? null,
    restrictedDelete: child.restrictedDelete,
  }));
}

function recordTypes(call: Call, object: ObjectSchema): readonly Keys[] {
  const layouts = `/services/data/v${call.version}.0/sobjects/${object.name}/describe/layouts`;
  return recordTypesOf(object).map(({ id, developerName, label, active, isMaster }) => ({
    active,
    available: active,
    defaultRecordTypeMapping: isMaster,
    developerName,
    master: isMaster,
    name: label,
    recordTypeId: id,
    urls: { layout: `${layouts}/${id}` },
  }));
}

/** A description with its date: one that the client has already is 304 ("Conditional Request Headers"). */
function dated(call: Call, key: string, body: object): Reply {
  const { freshness, clock } = call.context;
  const since = freshness.since(`${call.session.userId} ${call.version} ${key}`, body, clock.now());
  const headers = { 'Last-Modified': httpDate(since) };
  return checkDates(call, since) ?? { status: 200, body, headers };
}

/** `GET sobjects`: the objects that the user may see. */
export const describeGlobal: Answer = (call) => {
  const { engine } = call.context;
  const sobjects = [...engine.schema().objects.values()]
    .map((object) => ({ object, access: engine.access(call.session, object) }))
    .filter(({ access }) => access.read)
    .map(({ object, access }) => summary(call, object, access))
    .sort((one, other) => (String(one['name']) < String(other['name']) ? -1 : 1));
  return dated(call, 'sobjects', { encoding: 'UTF-8', maxBatchSize: 200, sobjects });
};

const scopes: readonly Keys[] = [
  { label: 'All', name: 'everything' },
  { label: 'My', name: 'mine' },
];

/** `GET sobjects/X/describe`. A field that the user may not read is absent. */
export const describeObject: Answer = (call, { object = '' }) => {
  const { engine } = call.context;
  const schema = objectInPath(call, object);
  const access = engine.access(call.session, schema);
  const words = translationOf(call, schema);
  const isOwned = schema.fields.some(({ name }) => name === 'OwnerId');
  const body = {
    ...summary(call, schema, access),
    actionOverrides: [],
    childRelationships: children(engine, schema),
    compactLayoutable: true,
    defaultImplementation: null,
    extendsInterfaces: null,
    fields: schema.fields
      .filter((field) => access.canRead(field))
      .map((field) => describeField(schema, field, access, words)),
    implementedBy: null,
    implementsInterfaces: null,
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: [],
    networkScopeFieldName: null,
    recordTypeInfos: recordTypes(call, schema),
    searchLayoutable: true,
    sobjectDescribeOption: 'FULL',
    supportedScopes: isOwned ? scopes : scopes.slice(0, 1),
  };
  return dated(call, `describe ${schema.name}`, body);
};

/** `GET sobjects/X`: the summary and the records that the person saw last. */
export const basicInformation: Answer = (call, { object = '' }) => {
  const { engine } = call.context;
  const schema = objectInPath(call, object);
  const objectDescribe = summary(call, schema, engine.access(call.session, schema));
  return { status: 200, body: { objectDescribe, recentItems: recentItems(call, schema) } };
};
