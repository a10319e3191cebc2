/** The rows of the Tooling objects, made of the org's schema and of what was deployed. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { PackageFile } from '../engine/engine.ts';
import { isSetupObject, makeId, type FieldSchema, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import { parseXml, textOf } from '../xml.ts';
import { dataType } from './data-types.ts';

export type Row = Readonly<Record<string, SqlValue>>;

export interface Deployed {
  readonly schema: OrgSchema;
  readonly files: (folder: string) => readonly PackageFile[];
}

/** The same id for the same component in every org, as no counter keeps them. */
function idOf(prefix: string, name: string): string {
  const serial = createHash('sha256').update(name.toLowerCase()).digest().readUIntBE(0, 6);
  return makeId(prefix, serial);
}

const flag = (value: boolean): number => (value ? 1 : 0);
const unpackaged = { NamespacePrefix: null, ManageableState: 'unmanaged' };
const bare = (name: string): string => name.replace(/__\w+$/, '');

/** A standard object goes by its name, a custom one by an id of 15 characters. */
function durableId(object: ObjectSchema): string {
  return object.custom ? idOf('01I', object.name).slice(0, 15) : object.name;
}

function entityRow(object: ObjectSchema): Row {
  const isUsed = flag(!isSetupObject(object.name) || object.name === 'User');
  const id = durableId(object);
  const address = (end: string): string => `/lightning/o/${object.name}/${end}`;
  return {
    Id: id,
    DurableId: id,
    QualifiedApiName: object.name,
    DeveloperName: bare(object.name),
    NamespacePrefix: null,
    Label: object.label,
    MasterLabel: object.label,
    PluralLabel: object.labelPlural,
    KeyPrefix: object.keyPrefix,
    InternalSharingModel: object.sharingModel,
    ExternalSharingModel: object.sharingModel === 'ControlledByParent' ? 'ControlledByParent' : 'Private',
    PublisherId: object.custom ? '<local>' : 'System',
    DetailUrl: address('{ID}/view'),
    EditUrl: address('{ID}/edit'),
    NewUrl: address('new'),
    IsApexTriggerable: isUsed,
    IsCompactLayoutable: isUsed,
    IsCustomSetting: 0,
    IsCustomizable: isUsed,
    IsDeprecatedAndHidden: 0,
    IsEverCreatable: flag(object.createable),
    IsEverDeletable: flag(object.deletable),
    IsEverUpdatable: flag(object.updateable),
    IsFeedEnabled: 0,
    IsFlsEnabled: isUsed,
    IsIdEnabled: 1,
    IsLayoutable: isUsed,
    IsProcessEnabled: isUsed,
    IsQueryable: flag(object.queryable),
    IsReplicateable: flag(object.queryable),
    IsRetrieveable: flag(object.queryable),
    IsSearchable: isUsed,
    IsSearchLayoutable: isUsed,
    IsTriggerable: isUsed,
    IsWorkflowEnabled: isUsed,
  };
}

function abilities(field: FieldSchema): Row {
  return {
    IsApiFilterable: flag(field.filterable),
    IsApiGroupable: flag(field.groupable),
    IsApiSortable: flag(field.sortable),
    IsCalculated: flag(field.formula !== undefined || field.rollup !== undefined),
    IsCompound: flag(field.type === 'address' || field.type === 'location'),
    IsFlsEnabled: flag(field.permissionable),
    IsHighScaleNumber: 0,
    IsHtmlFormatted: 0,
    IsIndexed: flag(field.type === 'id' || field.externalId || field.unique || field.reference !== undefined),
    IsNameField: flag(field.nameField),
    IsNillable: flag(!field.required && field.type !== 'boolean' && field.type !== 'id'),
    IsPolymorphicForeignKey: flag((field.reference?.to.length ?? 0) > 1),
  };
}

function fieldRow(object: ObjectSchema, field: FieldSchema): Row {
  const fieldId = field.custom ? idOf('00N', `${object.name}.${field.name}`).slice(0, 15) : field.name;
  const durable = `${durableId(object)}.${fieldId}`;
  return {
    Id: durable,
    DurableId: durable,
    QualifiedApiName: field.name,
    DeveloperName: bare(field.name),
    NamespacePrefix: null,
    Label: field.label,
    MasterLabel: field.label,
    DataType: dataType(field),
    ValueTypeId: field.type === 'reference' ? 'id' : field.type,
    RelationshipName: field.reference?.relationshipName ?? null,
    Description: null,
    ExtraTypeInfo: field.type === 'textarea' ? 'plaintextarea' : null,
    EntityDefinitionId: durableId(object),
    Length: field.length,
    Precision: field.precision,
    Scale: field.scale,
    ...abilities(field),
  };
}

function customFieldRow(object: ObjectSchema, field: FieldSchema): Row {
  return {
    ...unpackaged,
    Id: idOf('00N', `${object.name}.${field.name}`),
    DeveloperName: bare(field.name),
    TableEnumOrId: durableId(object),
    EntityDefinitionId: durableId(object),
    Description: null,
    InlineHelpText: field.helpText ?? null,
    Length: field.length,
    Precision: field.precision,
    Scale: field.scale,
  };
}

function ruleRows(object: ObjectSchema): readonly Row[] {
  return object.validationRules.map((rule) => ({
    ...unpackaged,
    Id: idOf('03d', `${object.name}.${rule.name}`),
    ValidationName: rule.name,
    Active: flag(rule.active),
    EntityDefinitionId: durableId(object),
    ErrorDisplayField: rule.errorField ?? null,
    ErrorMessage: rule.message,
    Description: null,
  }));
}

const nameIn = ({ path }: PackageFile): string => basename(path).replace(/\.[^.]+$/, '');

function pageRow({ schema }: Deployed, file: PackageFile): Row {
  const root = parseXml(new TextDecoder().decode(file.content));
  const object = schema.objects.get((textOf(root, 'sobjectType') ?? '').toLowerCase());
  return {
    ...unpackaged,
    Id: idOf('0M0', nameIn(file)),
    DeveloperName: nameIn(file),
    MasterLabel: textOf(root, 'masterLabel') ?? nameIn(file),
    Type: textOf(root, 'type') ?? null,
    Description: textOf(root, 'description') ?? null,
    EntityDefinitionId: object === undefined ? null : durableId(object),
  };
}

/** `Account-Account Layout.layout`. */
function layoutRow({ schema }: Deployed, file: PackageFile): Row {
  const [objectName = '', ...rest] = decodeURIComponent(nameIn(file)).split('-');
  const object = schema.objects.get(objectName.toLowerCase());
  const entity = object === undefined ? null : durableId(object);
  return {
    ...unpackaged,
    Id: idOf('00h', nameIn(file)),
    Name: rest.join('-'),
    LayoutType: 'Standard',
    TableEnumOrId: entity,
    EntityDefinitionId: entity,
  };
}

function bundleRows({ files }: Deployed): readonly Row[] {
  const names = new Set(files('lwc').flatMap(({ path }) => path.split('/')[1] ?? []));
  return [...names].map((name) => ({
    ...unpackaged,
    Id: idOf('0Rb', name),
    DeveloperName: name,
    MasterLabel: name,
  }));
}

/** Object name → its rows; an object that is not named has none. */
export function rowsOf(deployed: Deployed): ReadonlyMap<string, readonly Row[]> {
  const objects = [...deployed.schema.objects.values()];
  const custom = objects.filter((object) => object.custom);
  return new Map([
    ['EntityDefinition', objects.map(entityRow)],
    ['FieldDefinition', objects.flatMap((object) => object.fields.map((field) => fieldRow(object, field)))],
    [
      'CustomObject',
      custom.map((object) => ({
        ...unpackaged,
        Id: idOf('01I', object.name),
        DeveloperName: bare(object.name),
        Description: null,
        SharingModel: object.sharingModel,
        ExternalSharingModel: 'Private',
        Language: 'en_US',
      })),
    ],
    [
      'CustomField',
      objects.flatMap((object) =>
        object.fields.filter((field) => field.custom).map((field) => customFieldRow(object, field)),
      ),
    ],
    ['ValidationRule', objects.flatMap(ruleRows)],
    ['FlexiPage', deployed.files('flexipages').map((file) => pageRow(deployed, file))],
    ['Layout', deployed.files('layouts').map((file) => layoutRow(deployed, file))],
    ['LightningComponentBundle', bundleRows(deployed)],
  ]);
}
