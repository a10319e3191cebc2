/** The front door of the schema: its nouns, look-ups that ignore case, ids and the standard objects. */
import type {
  ChildRelationship,
  FieldSchema,
  ObjectSchema,
  ObjectTranslation,
  OrgSchema,
  PicklistValue,
  RecordType,
} from './types.ts';

export type * from './types.ts';
export { isAuditField, takesAuditFields } from './audit.ts';
export { checksum, keyPrefixOf, makeId, normalizeId } from './ids.ts';
export {
  fieldSchema,
  isSetupObject,
  platformFields,
  platformFieldTranslations,
  shareColumns,
  shareName,
  shareObject,
  standardObjects,
  standardTranslations,
} from './standard.ts';
export { textTypes, numberTypes, isNumber, isText, isStored, isLongText, isPersonName } from './kinds.ts';

interface ObjectIndex {
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly relationships: ReadonlyMap<string, FieldSchema>;
  readonly nameField: FieldSchema | undefined;
}

const objectIndexes = new WeakMap<ObjectSchema, ObjectIndex>();
const childIndexes = new WeakMap<OrgSchema, ReadonlyMap<string, readonly ChildRelationship[]>>();

function indexOf(object: ObjectSchema): ObjectIndex {
  let index = objectIndexes.get(object);
  if (index === undefined) {
    const fields = new Map<string, FieldSchema>();
    const relationships = new Map<string, FieldSchema>();
    for (const one of object.fields) {
      fields.set(one.name.toLowerCase(), one);
      if (one.reference !== undefined) relationships.set(one.reference.relationshipName.toLowerCase(), one);
    }
    index = { fields, relationships, nameField: object.fields.find((one) => one.nameField) };
    objectIndexes.set(object, index);
  }
  return index;
}

export function objectNamed(schema: OrgSchema, name: string): ObjectSchema | undefined {
  return schema.objects.get(name.toLowerCase());
}

/** For names that the schema itself gave (targets of references, children); their absence is a defect. */
export function knownObject(schema: OrgSchema, name: string): ObjectSchema {
  const object = objectNamed(schema, name);
  if (object === undefined) throw new Error(`The schema refers to ${name} but has no such object.`);
  return object;
}

export function field(object: ObjectSchema, name: string): FieldSchema | undefined {
  return indexOf(object).fields.get(name.toLowerCase());
}

/** For fields that every object has or that the schema itself gave. */
export function knownField(object: ObjectSchema, name: string): FieldSchema {
  const found = field(object, name);
  if (found === undefined) throw new Error(`The schema refers to ${object.name}.${name} but has no such field.`);
  return found;
}

/** The reference field behind a child → parent name such as `Target__r` or `Owner`. */
export function relationship(object: ObjectSchema, name: string): FieldSchema | undefined {
  return indexOf(object).relationships.get(name.toLowerCase());
}

/** `Name`, or the field that plays its part (`CaseNumber`, `Subject`); absent for objects without one. */
export function nameField(object: ObjectSchema): FieldSchema | undefined {
  return indexOf(object).nameField;
}

function childrenOfAll(schema: OrgSchema): ReadonlyMap<string, readonly ChildRelationship[]> {
  const result = new Map<string, ChildRelationship[]>();
  for (const object of schema.objects.values()) {
    for (const { name, reference } of object.fields) {
      for (const parent of reference?.to ?? []) {
        const list = result.get(parent.toLowerCase()) ?? [];
        list.push({
          childObject: object.name,
          childField: name,
          ...(reference?.childRelationshipName === undefined
            ? {}
            : { relationshipName: reference.childRelationshipName }),
          cascadeDelete: reference?.onDelete === 'cascade',
          restrictedDelete: reference?.onDelete === 'restrict',
        });
        result.set(parent.toLowerCase(), list);
      }
    }
  }
  return result;
}

/** Everything that points at the object, in the order of the schema. */
export function childRelationships(schema: OrgSchema, object: ObjectSchema): readonly ChildRelationship[] {
  let index = childIndexes.get(schema);
  if (index === undefined) {
    index = childrenOfAll(schema);
    childIndexes.set(schema, index);
  }
  return index.get(object.name.toLowerCase()) ?? [];
}

/** Parent → children by name (`Project_Amounts__r`). */
export function childRelationship(
  schema: OrgSchema,
  object: ObjectSchema,
  name: string,
): ChildRelationship | undefined {
  const wanted = name.toLowerCase();
  return childRelationships(schema, object).find((one) => one.relationshipName?.toLowerCase() === wanted);
}

/** The object an id belongs to, by its first three characters. */
export function objectOfId(schema: OrgSchema, id: string): ObjectSchema | undefined {
  const prefix = id.slice(0, 3);
  for (const object of schema.objects.values()) if (object.keyPrefix === prefix) return object;
  return undefined;
}

/** The master-detail field with this order; a detail always has the first. */
export function masterField(object: ObjectSchema, order: 0 | 1 = 0): FieldSchema | undefined {
  return object.fields.find((one) => one.reference?.kind === 'masterDetail' && one.reference.order === order);
}

export function translation(schema: OrgSchema, language: string, object: ObjectSchema): ObjectTranslation | undefined {
  return schema.translations.get(language)?.get(object.name.toLowerCase());
}

export function fieldLabel(schema: OrgSchema, language: string, object: ObjectSchema, one: FieldSchema): string {
  return translation(schema, language, object)?.fields.get(one.name)?.label ?? one.label;
}

export function objectLabel(schema: OrgSchema, language: string, object: ObjectSchema): string {
  return translation(schema, language, object)?.label ?? object.label;
}

export function picklistLabel(
  schema: OrgSchema,
  language: string,
  object: ObjectSchema,
  one: FieldSchema,
  value: PicklistValue,
): string {
  return translation(schema, language, object)?.fields.get(one.name)?.picklist.get(value.value) ?? value.label;
}

/** Id of the record type that every object has without being asked. */
export const masterRecordTypeId = '012000000000000AAA';

export function recordTypesOf(object: ObjectSchema): readonly RecordType[] {
  const master: RecordType = {
    id: masterRecordTypeId,
    developerName: 'Master',
    label: 'Master',
    active: true,
    isMaster: true,
    offers: new Map(),
  };
  return object.recordTypes.some((one) => one.isMaster) ? object.recordTypes : [...object.recordTypes, master];
}
