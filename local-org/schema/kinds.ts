/** Families of field types. */
import type { FieldSchema, FieldType, ObjectSchema } from './types.ts';

export const numberTypes: ReadonlySet<FieldType> = new Set(['double', 'int', 'currency', 'percent']);

export const textTypes: ReadonlySet<FieldType> = new Set([
  'string',
  'textarea',
  'email',
  'phone',
  'url',
  'combobox',
  'encryptedstring',
]);

export function isNumber(field: FieldSchema): boolean {
  return numberTypes.has(field.type);
}

export function isText(field: FieldSchema): boolean {
  return textTypes.has(field.type);
}

/** Text of more than 255 characters: the platform neither filters nor sorts nor groups by it. */
export function isLongText(field: FieldSchema): boolean {
  return field.type === 'textarea' && field.length > 255;
}

/** False for fields that are computed when read. */
export function isStored(field: FieldSchema): boolean {
  return field.formula === undefined && field.parts === undefined;
}

/** The name of a person, whose order depends on who reads it: of User, Contact and Lead. */
export function isPersonName(object: ObjectSchema, field: FieldSchema): boolean {
  return field.nameField && field.name === 'Name' && object.fields.some((one) => one.name === 'LastName');
}
