/**
 * Words in which the standard objects are written down. A label is `English|日本語`, a picklist value
 * `API name|日本語`; the Japanese part becomes the platform's own translation.
 */
import { isLongText } from '../kinds.ts';
import type { FieldSchema, FieldType, ObjectSchema, SharingModel } from '../types.ts';

export interface StandardField {
  readonly schema: FieldSchema;
  readonly japanese: string;
  readonly japaneseValues: ReadonlyMap<string, string>;
}

export interface StandardObject {
  readonly schema: ObjectSchema;
  readonly japanese: string;
  readonly fields: readonly StandardField[];
}

type Given = Partial<FieldSchema>;

const ungroupable: ReadonlySet<FieldType> = new Set([
  'double',
  'currency',
  'percent',
  'datetime',
  'time',
  'multipicklist',
  'base64',
]);

function split(text: string): readonly [string, string] {
  const [english = '', japanese = english] = text.split('|');
  return [english, japanese];
}

/** Fills in what follows from the type; `given` wins. */
export function fieldSchema(name: string, label: string, type: FieldType, given: Given): FieldSchema {
  const field: FieldSchema = {
    name,
    label,
    type,
    custom: false,
    length: 0,
    precision: 0,
    scale: 0,
    required: false,
    unique: false,
    caseSensitive: false,
    externalId: false,
    idLookup: false,
    createable: true,
    updateable: true,
    filterable: true,
    sortable: true,
    groupable: !ungroupable.has(type),
    nameField: false,
    permissionable: true,
    ...given,
  };
  const mute = isLongText(field) || type === 'base64';
  return {
    ...field,
    ...(mute ? { filterable: false, sortable: false, groupable: false } : {}),
    ...(type === 'multipicklist' ? { sortable: false } : {}),
  };
}

function make(name: string, labels: string, type: FieldType, given: Given): StandardField {
  const [label, japanese] = split(labels);
  return { schema: fieldSchema(name, label, type, given), japanese, japaneseValues: new Map() };
}

export const text = (name: string, labels: string, length = 255, given: Given = {}): StandardField =>
  make(name, labels, 'string', { length, ...given });
export const longText = (name: string, labels: string, length = 32000, given: Given = {}): StandardField =>
  make(name, labels, 'textarea', { length, visibleLines: 6, ...given });
export const flag = (name: string, labels: string, given: Given = {}): StandardField =>
  make(name, labels, 'boolean', { defaultValue: 'false', ...given });
export const date = (name: string, labels: string, given: Given = {}): StandardField =>
  make(name, labels, 'date', given);
export const datetime = (name: string, labels: string, given: Given = {}): StandardField =>
  make(name, labels, 'datetime', given);
export const money = (name: string, labels: string, given: Given = {}): StandardField =>
  make(name, labels, 'currency', { precision: 18, scale: 2, ...given });
export const decimal = (
  name: string,
  labels: string,
  precision: number,
  scale: number,
  given: Given = {},
): StandardField => make(name, labels, 'double', { precision, scale, ...given });
export const whole = (name: string, labels: string, precision = 8, given: Given = {}): StandardField =>
  make(name, labels, 'int', { precision, ...given });
export const percent = (name: string, labels: string, given: Given = {}): StandardField =>
  make(name, labels, 'percent', { precision: 3, scale: 0, ...given });
export const email = (name: string, labels: string, given: Given = {}): StandardField =>
  make(name, labels, 'email', { length: 80, ...given });
export const phone = (name: string, labels: string, given: Given = {}): StandardField =>
  make(name, labels, 'phone', { length: 40, ...given });
export const url = (name: string, labels: string, given: Given = {}): StandardField =>
  make(name, labels, 'url', { length: 255, ...given });

/** An address stands for its parts, whose names begin with its prefix; none of it is stored. */
export const address = (name: string, labels: string, parts: readonly string[]): StandardField =>
  make(name, labels, 'address', {
    createable: false,
    updateable: false,
    filterable: false,
    sortable: false,
    groupable: false,
    parts,
  });

/** Values are `API name|日本語`; a leading `*` marks the default. */
export function picklist(name: string, labels: string, values: readonly string[], given: Given = {}): StandardField {
  const japaneseValues = new Map<string, string>();
  const parsed = values.map((entry) => {
    const isDefault = entry.startsWith('*');
    const [value, japanese] = split(isDefault ? entry.slice(1) : entry);
    japaneseValues.set(value, japanese);
    return { value, label: value, active: true, isDefault };
  });
  const fallback = parsed.find((one) => one.isDefault)?.value;
  const field = make(name, labels, 'picklist', {
    length: 255,
    picklist: { values: parsed, restricted: false },
    ...(fallback === undefined ? {} : { defaultValue: fallback }),
    ...given,
  });
  return { ...field, japaneseValues };
}

/** A picklist that takes no other value. */
export function closedPicklist(
  name: string,
  labels: string,
  values: readonly string[],
  given: Given = {},
): StandardField {
  const field = picklist(name, labels, values, given);
  const { picklist: choice } = field.schema;
  if (choice === undefined) return field;
  return { ...field, schema: { ...field.schema, picklist: { ...choice, restricted: true } } };
}

/** A lookup; `to` lists the objects, `children` is the parent → children name when there is one. */
export function lookup(
  name: string,
  labels: string,
  to: string,
  options: { children?: string; relation?: string; onDelete?: 'setNull' | 'restrict' | 'cascade' } & Given = {},
): StandardField {
  const { children, relation, onDelete, ...given } = options;
  return make(name, labels, 'reference', {
    length: 18,
    reference: {
      to: to.split(' '),
      relationshipName: relation ?? name.replace(/Id$/, ''),
      ...(children === undefined ? {} : { childRelationshipName: children }),
      kind: 'lookup',
      onDelete: onDelete ?? 'setNull',
      reparentable: true,
      writeRequiresMasterRead: false,
    },
    ...given,
  });
}

/** A detail's parent: required, deleted together. */
export function master(name: string, labels: string, to: string, children: string): StandardField {
  const field = lookup(name, labels, to, { children, onDelete: 'cascade', required: true, updateable: false });
  const { reference } = field.schema;
  if (reference === undefined) return field;
  return {
    ...field,
    schema: {
      ...field.schema,
      permissionable: false,
      reference: { ...reference, kind: 'masterDetail', order: 0, reparentable: false },
    },
  };
}

const readOnly: Given = { createable: false, updateable: false, permissionable: false };

export const id: StandardField = make('Id', 'Record ID|レコード ID', 'id', {
  length: 18,
  idLookup: true,
  ...readOnly,
});

/** What the platform keeps about every record. */
export function systemFields(): readonly StandardField[] {
  return [
    flag('IsDeleted', 'Deleted|削除', readOnly),
    datetime('CreatedDate', 'Created Date|作成日', readOnly),
    lookup('CreatedById', 'Created By ID|作成者 ID', 'User', { relation: 'CreatedBy', ...readOnly }),
    datetime('LastModifiedDate', 'Last Modified Date|最終更新日', readOnly),
    lookup('LastModifiedById', 'Last Modified By ID|最終更新者 ID', 'User', {
      relation: 'LastModifiedBy',
      ...readOnly,
    }),
    datetime('SystemModstamp', 'System Modstamp|System Modstamp', readOnly),
  ];
}

/** `to` is `User` for most standard objects, `Group User` where queues may own records. */
export const owner = (to = 'User'): StandardField =>
  lookup('OwnerId', 'Owner ID|所有者 ID', to, { relation: 'Owner', permissionable: false });

export const recordType: StandardField = lookup('RecordTypeId', 'Record Type ID|レコードタイプ ID', 'RecordType', {
  permissionable: false,
});

interface About {
  readonly name: string;
  readonly prefix: string;
  /** `English singular/English plural|日本語` */
  readonly labels: string;
  readonly sharing?: SharingModel;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly deletable?: boolean;
}

/** A standard object: its own fields between Id and the system fields. */
export function object(about: About, own: readonly StandardField[]): StandardObject {
  const [english, japanese] = split(about.labels);
  const [label = '', labelPlural = `${label}s`] = english.split('/');
  const fields = [id, ...own, ...systemFields()];
  return {
    japanese,
    fields,
    schema: {
      name: about.name,
      label,
      labelPlural,
      custom: false,
      keyPrefix: about.prefix,
      fields: fields.map((one) => one.schema),
      validationRules: [],
      recordTypes: [],
      sharingModel: about.sharing ?? 'ReadWrite',
      sharingRules: [],
      createable: about.createable ?? true,
      updateable: about.updateable ?? true,
      deletable: about.deletable ?? true,
      queryable: true,
    },
  };
}
