/** Objects of the Tooling API that clients query: what an org is made of, as records that nobody can write. */
import { fieldSchema, type FieldSchema, type FieldType, type ObjectSchema } from '../schema/schema.ts';

const readOnly = { createable: false, updateable: false, permissionable: false } as const;

function fields(type: FieldType, names: string, given: Partial<FieldSchema> = {}): readonly FieldSchema[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => fieldSchema(name, name, type, { ...readOnly, ...given }));
}

const texts = (names: string, length = 255): readonly FieldSchema[] => fields('string', names, { length });
const flags = (names: string): readonly FieldSchema[] => fields('boolean', names);
const numbers = (names: string): readonly FieldSchema[] => fields('int', names, { precision: 9 });
const id = fields('id', 'Id', { length: 18, idLookup: true });
/** Ids of setup entities that are names, where the platform has names. */
const nameAsId = fields('string', 'Id', { length: 255, idLookup: true });

/** `EntityDefinitionId`, which is the object's durable id and no record id. */
const entity = fieldSchema('EntityDefinitionId', 'EntityDefinitionId', 'string', {
  ...readOnly,
  length: 255,
  reference: {
    to: ['EntityDefinition'],
    relationshipName: 'EntityDefinition',
    kind: 'lookup',
    onDelete: 'setNull',
    reparentable: false,
    writeRequiresMasterRead: false,
  },
});
const entityOf = (children: string): FieldSchema => ({
  ...entity,
  ...(entity.reference === undefined ? {} : { reference: { ...entity.reference, childRelationshipName: children } }),
});

/** Kept of every component: part of no package. */
const package_ = texts('NamespacePrefix ManageableState');

function object(name: string, keyPrefix: string, own: readonly FieldSchema[]): ObjectSchema {
  const key = own.find((field) => field.name === 'DeveloperName' || field.name === 'Name');
  return {
    name,
    label: name,
    labelPlural: name,
    custom: false,
    keyPrefix,
    fields: own.map((field) => (field === key ? { ...field, nameField: true } : field)),
    validationRules: [],
    recordTypes: [],
    sharingModel: 'Read',
    sharingRules: [],
    createable: false,
    updateable: false,
    deletable: false,
    queryable: true,
  };
}

const entityDefinition = object('EntityDefinition', '4ie', [
  ...nameAsId,
  ...texts(`DurableId QualifiedApiName DeveloperName NamespacePrefix Label MasterLabel PluralLabel KeyPrefix
    InternalSharingModel ExternalSharingModel PublisherId DetailUrl EditUrl NewUrl`),
  ...flags(`IsApexTriggerable IsCompactLayoutable IsCustomSetting IsCustomizable IsDeprecatedAndHidden IsEverCreatable
    IsEverDeletable IsEverUpdatable IsFeedEnabled IsFlsEnabled IsIdEnabled IsLayoutable IsProcessEnabled IsQueryable
    IsReplicateable IsRetrieveable IsSearchable IsSearchLayoutable IsTriggerable IsWorkflowEnabled`),
]);

const fieldDefinition = object('FieldDefinition', '4fe', [
  ...nameAsId,
  ...texts(`DurableId QualifiedApiName DeveloperName NamespacePrefix Label MasterLabel DataType ValueTypeId
    RelationshipName Description ExtraTypeInfo`),
  entityOf('Fields'),
  ...numbers('Length Precision Scale'),
  ...flags(`IsApiFilterable IsApiGroupable IsApiSortable IsCalculated IsCompound IsFlsEnabled IsHighScaleNumber
    IsHtmlFormatted IsIndexed IsNameField IsNillable IsPolymorphicForeignKey`),
]);

const customObject = object('CustomObject', '01I', [
  ...id,
  ...texts('DeveloperName Description SharingModel ExternalSharingModel Language'),
  ...package_,
]);

const customField = object('CustomField', '00N', [
  ...id,
  ...texts('DeveloperName TableEnumOrId Description InlineHelpText'),
  ...package_,
  entityOf('CustomFields'),
  ...numbers('Length Precision Scale'),
]);

const validationRule = object('ValidationRule', '03d', [
  ...id,
  ...texts('ValidationName ErrorDisplayField ErrorMessage Description'),
  ...flags('Active'),
  ...package_,
  entityOf('ValidationRules'),
]);

const flexiPage = object('FlexiPage', '0M0', [
  ...id,
  ...texts('DeveloperName MasterLabel Type Description'),
  ...package_,
  entityOf('FlexiPages'),
]);

const layout = object('Layout', '00h', [
  ...id,
  ...texts('Name LayoutType TableEnumOrId'),
  ...package_,
  entityOf('Layouts'),
]);

const bundle = object('LightningComponentBundle', '0Rb', [...id, ...texts('DeveloperName MasterLabel'), ...package_]);

const code = (name: string, prefix: string, body: string): ObjectSchema =>
  object(name, prefix, [
    ...id,
    ...texts(`Name Status ${body}`),
    ...fields('double', 'ApiVersion', { precision: 18, scale: 1 }),
    ...numbers('LengthWithoutComments'),
    ...flags('IsValid'),
    ...package_,
  ]);

const flow = (name: string, prefix: string): ObjectSchema =>
  object(name, prefix, [...id, ...texts('DeveloperName MasterLabel Status ProcessType'), ...package_]);

/** Always empty: no code runs in this org. */
const emptyObjects: readonly ObjectSchema[] = [
  code('ApexClass', '01p', 'Body'),
  code('ApexTrigger', '01q', 'Body TableEnumOrId'),
  code('ApexPage', '066', 'Markup MasterLabel'),
  code('ApexComponent', '099', 'Markup MasterLabel'),
  flow('Flow', '301'),
  flow('FlowDefinition', '300'),
  object('AuraDefinitionBundle', '0Ab', [...id, ...texts('DeveloperName MasterLabel'), ...package_]),
];

export const toolingObjects: readonly ObjectSchema[] = [
  entityDefinition,
  fieldDefinition,
  customObject,
  customField,
  validationRule,
  flexiPage,
  layout,
  bundle,
  ...emptyObjects,
];

/** Those that `/query` reads as well as `/tooling/query` (Object Reference). */
export const sharedNames: ReadonlySet<string> = new Set(
  ['EntityDefinition', 'FieldDefinition', 'ApexClass', 'ApexTrigger', 'ApexPage', 'ApexComponent'].map((name) =>
    name.toLowerCase(),
  ),
);
