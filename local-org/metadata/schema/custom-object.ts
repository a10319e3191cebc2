/** A CustomObject → an object of the schema: custom objects, custom metadata types and custom settings. */
import { fieldSchema, platformFields, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';
import { element, numberOf, textOf } from '../../xml.ts';
import { missing, type Component, type Report } from '../component.ts';

/** What the reader of all components has found out about the object. */
export interface ObjectParts {
  readonly fields: readonly FieldSchema[];
  readonly validationRules: ObjectSchema['validationRules'];
  readonly recordTypes: ObjectSchema['recordTypes'];
  readonly sharingRules: ObjectSchema['sharingRules'];
  readonly keyPrefix: string;
}

export type ObjectKind = 'object' | 'metadata' | 'setting';

const names: Readonly<Record<'c' | 'mdt', RegExp>> = {
  c: /^[A-Za-z](?:_?[A-Za-z0-9])*__c$/i,
  mdt: /^[A-Za-z](?:_?[A-Za-z0-9])*__mdt$/i,
};

/** Undefined for a name that no object of this org can have: events, big and external objects, foreign namespaces. */
export function kindOf({ name, body }: Component): ObjectKind | undefined {
  if (names.mdt.test(name)) return 'metadata';
  if (!names.c.test(name)) return undefined;
  return textOf(body, 'customSettingsType') === undefined ? 'object' : 'setting';
}

const platformOnly = /__(?:e|b|x|kav|dlm|dll|ka)$/i;

/** Why no object can have this name. */
export function nameProblem(name: string): string {
  return platformOnly.test(name)
    ? 'Not available for deploy for this organization'
    : `The object name '${name}' must begin with a letter, hold letters, digits and single underscores, and end in __c or __mdt`;
}

function nameFieldOf(component: Component, report: Report): FieldSchema {
  const body = element(component.body, 'nameField');
  const type = body === undefined ? undefined : textOf(body, 'type');
  const label = (body === undefined ? undefined : textOf(body, 'label')) ?? 'Name';
  const given = { nameField: true, permissionable: false };
  if (body !== undefined && type === 'AutoNumber') {
    const format = textOf(body, 'displayFormat');
    if (format === undefined) report(component, 'Required field is missing: displayFormat of the name field', body);
    const autoNumber = { format: format ?? '{0}', start: numberOf(body, 'startingNumber') ?? 1 };
    const fixed = { length: 80, autoNumber, createable: false, updateable: false };
    return fieldSchema('Name', label, 'string', { ...given, ...fixed });
  }
  if (type !== 'Text') report(component, 'Must specify a nameField of type Text or AutoNumber');
  return fieldSchema('Name', label, 'string', { ...given, length: 80, required: true, idLookup: true });
}

function need(component: Component, tags: readonly string[], report: Report): void {
  for (const tag of tags) if (textOf(component.body, tag) === undefined) report(component, missing(tag));
}

function labelled({ name, body }: Component): Pick<ObjectSchema, 'label' | 'labelPlural'> {
  const label = textOf(body, 'label') ?? name;
  return { label, labelPlural: textOf(body, 'pluralLabel') ?? label };
}

const sharingModels: Readonly<Record<string, ObjectSchema['sharingModel']>> = {
  Private: 'Private',
  Read: 'Read',
  ReadWrite: 'ReadWrite',
  ReadWriteTransfer: 'ReadWriteTransfer',
  ControlledByParent: 'ControlledByParent',
  FullAccess: 'FullAccess',
};

export function sharingModelOf(component: Component): ObjectSchema['sharingModel'] | undefined {
  return sharingModels[textOf(component.body, 'sharingModel') ?? ''];
}

const open = { createable: true, updateable: true, deletable: true, queryable: true } as const;

function plainObject(component: Component, parts: ObjectParts, report: Report): ObjectSchema {
  need(component, ['label', 'pluralLabel', 'sharingModel'], report);
  const isDetail = parts.fields.some((one) => one.reference?.kind === 'masterDetail');
  const { before, after } = platformFields({ owned: !isDetail, recordTypes: parts.recordTypes.length > 0 });
  return {
    ...parts,
    ...labelled(component),
    name: component.name,
    custom: true,
    fields: [...before, nameFieldOf(component, report), ...parts.fields, ...after],
    sharingModel: sharingModelOf(component) ?? 'ReadWrite',
    ...open,
  };
}

const fixedText = (name: string, label: string, length: number): FieldSchema =>
  fieldSchema(name, label, 'string', { length, createable: false, updateable: false, permissionable: false });

/** Records of custom metadata are deployed, not saved: no field of theirs can be written (Object Reference, "Custom Metadata Type__mdt"). */
function metadataObject(component: Component, parts: ObjectParts, report: Report): ObjectSchema {
  need(component, ['label', 'pluralLabel'], report);
  const { before, after } = platformFields({ owned: false, recordTypes: false });
  const readOnly = { createable: false, updateable: false, permissionable: false } as const;
  return {
    ...parts,
    ...labelled(component),
    name: component.name,
    custom: true,
    fields: [
      ...before,
      { ...fixedText('DeveloperName', 'Custom Metadata Record Name', 40), unique: true },
      { ...fixedText('MasterLabel', 'Label', 40), nameField: true },
      fixedText('Label', 'Label', 40),
      fixedText('Language', 'Master Language', 40),
      fixedText('NamespacePrefix', 'Namespace Prefix', 15),
      fixedText('QualifiedApiName', 'Qualified API Name', 70),
      ...parts.fields.map((one) => ({ ...one, ...readOnly, unique: false, externalId: false })),
      ...after,
    ],
    sharingModel: 'Read',
    createable: false,
    updateable: false,
    deletable: false,
    queryable: true,
  };
}

/** A custom setting holds values for the organization, a profile or a user (Object Reference, "Custom Settings"). */
function settingObject(component: Component, parts: ObjectParts, report: Report): ObjectSchema {
  need(component, ['label'], report);
  const { before, after } = platformFields({ owned: false, recordTypes: false });
  const text = { length: 80, permissionable: false } as const;
  const owner = fieldSchema('SetupOwnerId', 'Location', 'reference', {
    length: 18,
    permissionable: false,
    reference: {
      to: ['Organization', 'Profile', 'User'],
      relationshipName: 'SetupOwner',
      kind: 'lookup',
      onDelete: 'cascade',
      reparentable: true,
      writeRequiresMasterRead: false,
    },
  });
  const isFree = parts.fields.map((one) => ({ ...one, permissionable: false }));
  return {
    ...parts,
    ...labelled(component),
    name: component.name,
    custom: true,
    customSetting: true,
    fields: [
      ...before,
      fieldSchema('Name', 'Name', 'string', { ...text, nameField: true }),
      owner,
      ...isFree,
      ...after,
    ],
    sharingModel: 'ReadWrite',
    ...open,
  };
}

/** The object as the schema knows it; what its definition lacks is reported. */
export function customObject(component: Component, parts: ObjectParts, report: Report): ObjectSchema {
  const kind = kindOf(component);
  if (kind === 'metadata') return metadataObject(component, parts, report);
  return kind === 'setting' ? settingObject(component, parts, report) : plainObject(component, parts, report);
}
