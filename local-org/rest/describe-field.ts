import type { ObjectAccess } from '../engine/engine.ts';
import {
  field as fieldNamed,
  isAuditField,
  type FieldSchema,
  type FieldType,
  type ObjectSchema,
  type ObjectTranslation,
} from '../schema/schema.ts';

const soapTypes: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  int: 'xsd:int',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  base64: 'xsd:base64Binary',
  address: 'urn:address',
  location: 'urn:location',
};

const lengthless: readonly FieldType[] = [
  'boolean',
  'double',
  'int',
  'currency',
  'percent',
  'date',
  'datetime',
  'time',
];
const notAggregatable: readonly FieldType[] = ['boolean', 'base64', 'multipicklist', 'address', 'location', 'time'];
const system = [
  'OwnerId',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'IsDeleted',
  'Id',
];

type Keys = Readonly<Record<string, unknown>>;

function kind(field: FieldSchema): Keys {
  const isLongText = field.type === 'textarea';
  return {
    aggregatable: !notAggregatable.includes(field.type) && !(isLongText && field.length > 255),
    autoNumber: field.autoNumber !== undefined,
    byteLength: lengthless.includes(field.type) ? 0 : field.length * (soapTypes[field.type] === 'tns:ID' ? 1 : 3),
    digits: field.type === 'int' ? field.precision : 0,
    encrypted: field.type === 'encryptedstring',
    extraTypeInfo: isLongText ? 'plaintextarea' : null,
    htmlFormatted: false,
    length: field.length,
    precision: field.precision,
    scale: field.scale,
    soapType: soapTypes[field.type] ?? 'xsd:string',
    type: field.type,
  };
}

function reference(field: FieldSchema): Keys {
  const to = field.reference?.to ?? [];
  return {
    cascadeDelete: field.reference?.onDelete === 'cascade',
    filteredLookupInfo: null,
    namePointing: to.length > 1,
    polymorphicForeignKey: to.length > 1,
    referenceTargetField: null,
    referenceTo: to,
    relationshipName: field.reference?.relationshipName ?? null,
    relationshipOrder: field.reference?.order ?? null,
    restrictedDelete: field.reference?.onDelete === 'restrict',
    writeRequiresMasterRead: field.reference?.writeRequiresMasterRead ?? false,
  };
}

/** Of the field on which a picklist depends, the values by their place; a checkbox is unchecked or checked. */
function controllingValues(object: ObjectSchema, name: string): readonly string[] {
  const controller = fieldNamed(object, name);
  if (controller?.type === 'boolean') return ['unchecked', 'checked'];
  return (controller?.picklist?.values ?? []).map(({ value }) => value);
}

/** Bits in base64, the first of them the highest: 1 where the value goes with the controlling value of that place. */
function bitsOf(controlling: readonly string[], validFor: readonly string[]): string {
  const bytes = new Uint8Array(Math.max(1, Math.ceil(controlling.length / 8)));
  for (const [place, value] of controlling.entries()) {
    const byte = Math.floor(place / 8);
    if (validFor.includes(value)) bytes[byte] = (bytes[byte] ?? 0) | (0x80 >> (place % 8));
  }
  return Buffer.from(bytes).toString('base64');
}

/** Dependent ones as the SOAP API Developer Guide has it ("Field", validFor). */
function picklist(object: ObjectSchema, field: FieldSchema, labels: ReadonlyMap<string, string> | undefined): Keys {
  const values = field.picklist?.values ?? [];
  const controller = field.picklist?.controller;
  const controlling = controller === undefined ? [] : controllingValues(object, controller);
  return {
    controllerName: controller ?? null,
    dependentPicklist: controller !== undefined,
    picklistValues: values.map(({ active, isDefault, label, value, validFor }) => ({
      active,
      defaultValue: isDefault,
      label: labels?.get(value) ?? label,
      validFor: controller === undefined ? null : bitsOf(controlling, validFor ?? []),
      value,
    })),
    restrictedPicklist: field.picklist?.restricted ?? false,
  };
}

/** The platform fills these in when a record is created without them. */
function isFilledIn(field: FieldSchema): boolean {
  if (field.type === 'boolean' || field.autoNumber !== undefined) return true;
  return system.includes(field.name) || field.defaultValue !== undefined;
}

function isNillable(field: FieldSchema): boolean {
  if (field.type === 'boolean' || field.type === 'id') return false;
  return !field.required && field.reference?.kind !== 'masterDetail';
}

function calculation(field: FieldSchema): Keys {
  return {
    calculated: field.formula !== undefined || field.rollup !== undefined,
    calculatedFormula: field.formula?.source ?? null,
    formulaTreatNullNumberAsZero: field.formula?.blanksAreZero ?? false,
  };
}

function defaults(field: FieldSchema): Keys {
  const isCheckbox = field.type === 'boolean';
  return {
    defaultValue: isCheckbox ? field.defaultValue?.toLowerCase() === 'true' : null,
    defaultValueFormula: isCheckbox ? null : (field.defaultValue ?? null),
    defaultedOnCreate: isFilledIn(field),
    nillable: isNillable(field),
  };
}

function abilities(field: FieldSchema, access: ObjectAccess): Keys {
  const mayEdit = access.canEdit(field);
  return {
    caseSensitive: field.caseSensitive,
    createable: access.create && ((field.createable && mayEdit) || (access.setsAudit && isAuditField(field))),
    externalId: field.externalId,
    filterable: field.filterable || field.parts !== undefined, // by DISTANCE, which this org does not know
    groupable: field.groupable,
    idLookup: field.idLookup || field.externalId,
    nameField: field.nameField,
    permissionable: field.permissionable,
    searchPrefilterable: false,
    sortable: field.sortable,
    unique: field.unique,
    updateable: field.updateable && access.edit && mayEdit,
  };
}

const nameParts = new Set(['Salutation', 'FirstName', 'MiddleName', 'LastName', 'Suffix']);

/** The field that stands for this one and others: an address, a place, the name of a person. */
function compoundOf(object: ObjectSchema, field: FieldSchema): string | null {
  if (field.compound !== undefined) return field.compound;
  const isPerson = !object.custom && object.fields.some(({ name }) => name === 'LastName');
  return isPerson && nameParts.has(field.name) ? 'Name' : null;
}

/** One entry of `fields[]` with every key that clients read (jsforce's and the sf CLI's types). */
export function describeField(
  object: ObjectSchema,
  field: FieldSchema,
  access: ObjectAccess,
  translation?: ObjectTranslation,
): Keys {
  const words = translation?.fields.get(field.name);
  return {
    ...kind(field),
    ...reference(field),
    ...picklist(object, field, words?.picklist),
    ...calculation(field),
    ...defaults(field),
    ...abilities(field, access),
    aiPredictionField: false,
    compoundFieldName: compoundOf(object, field),
    custom: field.custom,
    dataTranslationEnabled: false,
    deprecatedAndHidden: false,
    displayLocationInDecimal: false,
    highScaleNumber: false,
    inlineHelpText: words?.help ?? field.helpText ?? null,
    label: words?.label ?? field.label,
    mask: null,
    maskType: null,
    name: field.name,
    queryByDistance: false,
  };
}
