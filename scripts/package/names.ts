/** Which objects and fields a name may mean: those of the package, and the standard ones that an org has anyway. */
import { platformFields, standardObjects, type FieldSchema } from '../../local-org/schema/schema.ts';
import type { Source, SourceField } from './source.ts';

export interface KnownField {
  readonly object: string;
  readonly name: string;
  readonly numeric: boolean;
  /** A formula, a roll-up or an auto-number: nobody may write it. */
  readonly calculated: boolean;
  /** False where field security does not apply: required fields, masters, names. */
  readonly permissionable: boolean;
  readonly referenceTo: readonly string[];
  /** The field's own file, for a field of the package. */
  readonly custom: SourceField | undefined;
}

const numericTypes = new Set(['Number', 'Currency', 'Percent', 'Summary', 'double', 'int', 'currency', 'percent']);

const standardByName = new Map(standardObjects.map((object) => [object.name, object]));

function fromPackage(field: SourceField): KnownField {
  const calculated = field.formula !== undefined || field.type === 'Summary' || field.type === 'AutoNumber';
  return {
    object: field.object,
    name: field.name,
    numeric: numericTypes.has(field.type),
    calculated,
    permissionable: !field.required && field.type !== 'MasterDetail',
    referenceTo: field.referenceTo === undefined ? [] : [field.referenceTo],
    custom: field,
  };
}

function fromPlatform(object: string, field: FieldSchema): KnownField {
  return {
    object,
    name: field.name,
    numeric: numericTypes.has(field.type),
    calculated: !field.updateable && !field.createable,
    permissionable: field.permissionable,
    referenceTo: field.reference?.to ?? [],
    custom: undefined,
  };
}

export function objectExists(source: Source, name: string): boolean {
  return standardByName.has(name) || source.objects.get(name)?.definition !== undefined;
}

export const isDetail = (source: Source, object: string): boolean =>
  [...(source.objects.get(object)?.fields.values() ?? [])].some((field) => field.type === 'MasterDetail');

/** Fields that the platform gives every custom object, its name included. */
function givenField(source: Source, object: string, name: string): KnownField | undefined {
  if (source.objects.get(object)?.definition === undefined) return undefined;
  if (name === 'Name') {
    return {
      object,
      name,
      numeric: false,
      calculated: false,
      permissionable: false,
      referenceTo: [],
      custom: undefined,
    };
  }
  const given = platformFields({ owned: !isDetail(source, object), recordTypes: false });
  const field = [...given.before, ...given.after].find((one) => one.name === name);
  return field === undefined ? undefined : fromPlatform(object, field);
}

export function fieldOf(source: Source, object: string, name: string): KnownField | undefined {
  const own = source.objects.get(object)?.fields.get(name);
  if (own !== undefined) return fromPackage(own);
  const standard = standardByName.get(object)?.fields.find((field) => field.name === name);
  return standard === undefined ? givenField(source, object, name) : fromPlatform(object, standard);
}

/** `Budget__r` → `Budget__c`, `Account` → `AccountId`. */
function referenceOf(source: Source, object: string, relationship: string): KnownField | undefined {
  const custom = relationship.replace(/__r$/, '__c');
  if (custom !== relationship) return fieldOf(source, object, custom);
  return fieldOf(source, object, `${relationship}Id`);
}

/** The field at the end of a path such as `Target__r.Budget__r.Measure__c`; undefined when a step does not exist. */
export function fieldAt(source: Source, object: string, path: string): KnownField | undefined {
  const [step = '', ...rest] = path.split('.');
  if (rest.length === 0) return fieldOf(source, object, step);
  const reference = referenceOf(source, object, step);
  for (const parent of reference?.referenceTo ?? []) {
    const found = fieldAt(source, parent, rest.join('.'));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every API name ending in `__c` or `__r` that code may spell: objects, fields, and relationships both ways. */
export function customNames(source: Source): ReadonlySet<string> {
  const names = new Set<string>();
  for (const object of source.objects.values()) {
    names.add(object.name);
    for (const field of object.fields.values()) {
      names.add(field.name);
      if (field.referenceTo === undefined) continue;
      names.add(field.name.replace(/__c$/, '__r'));
      names.add(`${field.childrenName ?? ''}__r`);
    }
  }
  return names;
}
