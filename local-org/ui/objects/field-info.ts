/** Fields as object info describes them. */
import type { JsonObject } from '../../http/http.ts';
import { translation, type FieldSchema, type FieldType, type ObjectSchema } from '../../schema/schema.ts';
import { labelOf } from '../labels.ts';
import { compoundOf, nameFieldsOf } from '../layouts/parts.ts';
import { objectMetadata } from '../metadata.ts';
import type { Viewer } from '../viewer.ts';
import { nodes, text } from '../xml.ts';
import { controllersOf } from './dependencies.ts';

/** UI API's names for types (User Interface API Developer Guide, Field). */
const dataTypes: Readonly<Record<FieldType, string>> = {
  id: 'String',
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

export const dataType = (one: FieldSchema): string => dataTypes[one.type];

function referenceFacts(viewer: Viewer, one: FieldSchema): JsonObject {
  const targets = (one.reference?.to ?? []).flatMap((name) => viewer.schema.objects.get(name.toLowerCase()) ?? []);
  return {
    polymorphicForeignKey: targets.length > 1,
    reference: one.reference !== undefined,
    referenceTargetField: null,
    referenceToInfos: targets.map((target) => ({ apiName: target.name, nameFields: nameFieldsOf(target) })),
    relationshipName: one.reference?.relationshipName ?? null,
  };
}

function extraType(viewer: Viewer, object: ObjectSchema, one: FieldSchema): string | null {
  if (compoundOf(object, one)?.name === 'Name') return 'PersonName';
  if (one.nameField && nameFieldsOf(object).length > 1) return 'PersonName';
  if (one.type !== 'textarea') return null;
  const deployed = nodes(objectMetadata(viewer.engine, object), 'fields').find(
    (node) => text(node, 'fullName') === one.name,
  );
  return text(deployed ?? {}, 'type') === 'Html' ? 'RichTextArea' : 'PlainTextArea';
}

const isFilledIn = (one: FieldSchema): boolean =>
  one.defaultValue !== undefined || one.type === 'boolean' || one.autoNumber !== undefined || one.name === 'OwnerId';

/** A person's `Name` is a compound of its parts, and one itself. */
function compoundFacts(object: ObjectSchema, one: FieldSchema): JsonObject {
  const isPersonName = one.nameField && nameFieldsOf(object).length > 1;
  const whole = compoundOf(object, one);
  return {
    compound: isPersonName || one.parts !== undefined,
    compoundComponentName: whole?.part ?? null,
    compoundFieldName: isPersonName ? one.name : (whole?.name ?? null),
    filterable: one.filterable || one.parts !== undefined, // by DISTANCE, which this org does not know
  };
}

export function fieldInfo(viewer: Viewer, object: ObjectSchema, one: FieldSchema): JsonObject {
  const editable = viewer.access(object).canEdit(one);
  const controllingFields = one.picklist === undefined ? [] : controllersOf(viewer, object, one.name);
  const words = translation(viewer.schema, viewer.user.language, object)?.fields.get(one.name);
  const extraTypeInfo = extraType(viewer, object, one);
  return {
    apiName: one.name,
    calculated: one.formula !== undefined || one.rollup !== undefined,
    ...compoundFacts(object, one),
    controllerName: controllingFields[0] ?? null,
    controllingFields,
    createable: one.createable && editable,
    custom: one.custom,
    dataType: dataType(one),
    defaultValue: one.defaultValue ?? null,
    defaultedOnCreate: isFilledIn(one),
    digits: one.type === 'int' ? one.precision : 0,
    externalId: one.externalId,
    extraTypeInfo,
    filteredLookupInfo: null,
    highScaleNumber: false,
    htmlFormatted: extraTypeInfo === 'RichTextArea',
    inlineHelpText: words?.help ?? one.helpText ?? null,
    label: labelOf(viewer, object, one),
    length: one.length,
    maskType: null,
    nameField: one.nameField,
    precision: one.precision,
    ...referenceFacts(viewer, one),
    required: one.required || one.name === 'OwnerId' || one.type === 'id',
    scale: one.scale,
    searchPrefilterable: one.reference !== undefined,
    sortable: one.sortable,
    unique: one.unique,
    updateable: one.updateable && editable,
  };
}
