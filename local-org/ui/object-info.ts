/** Object info and picklist values: what a component asks to know labels, types and rights. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { ApiError } from '../engine/engine.ts';
import type { JsonObject } from '../http/http.ts';
import {
  childRelationships,
  isLongText,
  masterRecordTypeId,
  nameField,
  objectLabel,
  picklistLabel,
  recordTypesOf,
  translation,
  type FieldSchema,
  type FieldType,
  type ObjectSchema,
} from '../schema/schema.ts';
import { isVisible, visibleField, visibleFields, type Viewer } from './viewer.ts';
import { readXml, text } from './xml.ts';

/** UI API's names for types (User Interface API Developer Guide, Field); the rest are described by their own name. */
const dataTypes: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'Reference',
  boolean: 'Boolean',
  currency: 'Currency',
  date: 'Date',
  datetime: 'DateTime',
  double: 'Double',
  email: 'Email',
  int: 'Int',
  multipicklist: 'MultiPicklist',
  percent: 'Percent',
  phone: 'Phone',
  picklist: 'Picklist',
  reference: 'Reference',
  string: 'String',
  textarea: 'TextArea',
  time: 'Time',
  url: 'Url',
  address: 'Address',
  location: 'Location',
  combobox: 'ComboBox',
  encryptedstring: 'EncryptedString',
  base64: 'Base64',
};

const etag = (value: unknown): string => createHash('md5').update(JSON.stringify(value)).digest('hex');

function referenceFacts(viewer: Viewer, one: FieldSchema): JsonObject {
  const targets = (one.reference?.to ?? []).flatMap((name) => viewer.schema.objects.get(name.toLowerCase()) ?? []);
  return {
    polymorphicForeignKey: targets.length > 1,
    reference: one.reference !== undefined,
    referenceTargetField: null,
    referenceToInfos: targets.map((target) => ({
      apiName: target.name,
      nameFields: [nameField(target)?.name ?? 'Id'],
    })),
    relationshipName: one.reference?.relationshipName ?? null,
  };
}

export function fieldInfo(viewer: Viewer, object: ObjectSchema, one: FieldSchema): JsonObject {
  const access = viewer.access(object);
  const words = translation(viewer.schema, viewer.user.language, object)?.fields.get(one.name);
  const editable = access.canEdit(one);
  return {
    apiName: one.name,
    calculated: one.formula !== undefined || one.rollup !== undefined,
    compound: false,
    compoundComponentName: null,
    compoundFieldName: null,
    controllerName: null,
    controllingFields: [],
    createable: one.createable && editable,
    custom: one.custom,
    dataType: dataTypes[one.type] ?? 'String',
    extraTypeInfo: isLongText(one) ? 'PlainTextArea' : null,
    externalId: one.externalId,
    filterable: one.filterable,
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: false,
    inlineHelpText: words?.help ?? one.helpText ?? null,
    label: words?.label ?? one.label,
    length: one.length,
    maskType: null,
    nameField: one.nameField,
    precision: one.precision,
    ...referenceFacts(viewer, one),
    required: one.required,
    scale: one.scale,
    searchPrefilterable: false,
    sortable: one.sortable,
    unique: one.unique,
    updateable: one.updateable && editable,
  };
}

/** `Custom53: Bell` of the object's tab → the icon's place in SLDS; what has no tab gets the platform's default. */
function iconOf(viewer: Viewer, object: ObjectSchema): string {
  const standard = /^(?:account|opportunity|contact|user|product2?|lead|case|task|event)$/i.exec(object.name)?.[0];
  if (standard !== undefined) return `standard/${standard.toLowerCase().replace('product2', 'product')}`;
  const tab = viewer.engine.deployed('tabs').find(({ path }) => basename(path) === `${object.name}.tab`);
  const motif = tab === undefined ? undefined : text(readXml(tab.content), 'motif');
  const [number] = /\d+/.exec(motif ?? '') ?? [];
  return number === undefined ? 'standard/custom' : `custom/custom${number}`;
}

function childFacts(viewer: Viewer, object: ObjectSchema): readonly JsonObject[] {
  return childRelationships(viewer.schema, object).flatMap(({ childObject, childField, relationshipName }) => {
    const child = viewer.schema.objects.get(childObject.toLowerCase());
    if (relationshipName === undefined || child === undefined || !isVisible(viewer, child)) return [];
    return [
      {
        childObjectApiName: childObject,
        fieldName: childField,
        junctionIdListNames: [],
        junctionReferenceTo: [],
        relationshipName,
      },
    ];
  });
}

export function objectInfo(viewer: Viewer, object: ObjectSchema): JsonObject {
  const access = viewer.access(object);
  const words = translation(viewer.schema, viewer.user.language, object);
  const recordTypes = recordTypesOf(object).map((type): readonly [string, JsonObject] => [
    type.id,
    {
      available: type.active,
      defaultRecordTypeMapping: type.isMaster,
      master: type.isMaster,
      name: type.label,
      recordTypeId: type.id,
    },
  ]);
  const recordTypeInfos = Object.fromEntries(recordTypes);
  const info = {
    apiName: object.name,
    associateEntityType: null,
    associateParentEntity: null,
    childRelationships: childFacts(viewer, object),
    compactLayoutable: true,
    createable: object.createable && access.create,
    custom: object.custom,
    defaultRecordTypeId: masterRecordTypeId,
    deletable: object.deletable && access.remove,
    dependentFields: {},
    feedEnabled: false,
    fields: Object.fromEntries(visibleFields(viewer, object).map((one) => [one.name, fieldInfo(viewer, object, one)])),
    keyPrefix: object.keyPrefix,
    label: objectLabel(viewer.schema, viewer.user.language, object),
    labelPlural: words?.labelPlural ?? object.labelPlural,
    layoutable: true,
    mruEnabled: false,
    nameFields: [nameField(object)?.name ?? 'Id'],
    queryable: object.queryable,
    recordTypeInfos,
    searchable: false,
    searchLayoutable: true,
    themeInfo: { color: '706E6B', iconUrl: `/img/icon/t4v35/${iconOf(viewer, object)}_120.png` },
    updateable: object.updateable && access.edit,
  };
  return { ...info, eTag: etag(info) };
}

/** `/object-info/{object}/picklist-values/{recordType}`: of one field, or of every picklist of the object. */
export function picklistValues(viewer: Viewer, object: ObjectSchema, recordTypeId: string, url: string): JsonObject {
  if (!recordTypesOf(object).some((type) => type.id.slice(0, 15) === recordTypeId.slice(0, 15))) {
    throw new ApiError(404, 'NOT_FOUND', `${object.name} has no record type ${recordTypeId}.`); // text unverified
  }
  const picklists = visibleFields(viewer, object).filter((one) => one.picklist !== undefined);
  const entries = picklists.map((one) => [one.name, fieldPicklist(viewer, object, one, `${url}/${one.name}`)] as const);
  return { eTag: etag(entries), picklistFieldValues: Object.fromEntries(entries) };
}

export function picklistOf(viewer: Viewer, object: ObjectSchema, name: string, url: string): JsonObject {
  const one = visibleField(viewer, object, name);
  if (one?.picklist === undefined) {
    throw new ApiError(400, 'INVALID_FIELD', `${object.name}.${name} is not a picklist you can see.`, [name]); // text unverified
  }
  return fieldPicklist(viewer, object, one, url);
}

function fieldPicklist(viewer: Viewer, object: ObjectSchema, one: FieldSchema, url: string): JsonObject {
  const active = (one.picklist?.values ?? []).filter((value) => value.active);
  const values = active.map((value) => ({
    attributes: null,
    label: picklistLabel(viewer.schema, viewer.user.language, object, one, value),
    validFor: [],
    value: value.value,
  }));
  const isDefault = active.findIndex((value) => value.isDefault);
  const defaultValue = values[isDefault] ?? null;
  return { controllerValues: {}, defaultValue, eTag: etag(values), url, values };
}
