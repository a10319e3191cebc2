/** What Setup calls the type of a field: `Text(80) (External ID) (Unique Case Insensitive)`. */
import { isLongText, type FieldSchema, type FieldType } from '../schema/schema.ts';

const plain: Readonly<Partial<Record<FieldType, string>>> = {
  id: 'Id',
  boolean: 'Checkbox',
  date: 'Date',
  datetime: 'Date/Time',
  time: 'Time',
  picklist: 'Picklist',
  multipicklist: 'Picklist (Multi-Select)',
  email: 'Email',
  phone: 'Phone',
  combobox: 'Picklist',
  address: 'Address',
  location: 'Geolocation',
  base64: 'Base64',
};

const measured: Readonly<Partial<Record<FieldType, string>>> = {
  double: 'Number',
  int: 'Number',
  currency: 'Currency',
  percent: 'Percent',
};

function measure(field: FieldSchema): string | undefined {
  const name = measured[field.type];
  return name === undefined ? undefined : `${name}(${field.precision - field.scale}, ${field.scale})`;
}

function reference(field: FieldSchema): string | undefined {
  if (field.reference === undefined) return undefined;
  const kind = field.reference.kind === 'masterDetail' ? 'Master-Detail' : 'Lookup';
  return `${kind}(${field.reference.to.join(',')})`;
}

function textType(field: FieldSchema): string {
  if (field.autoNumber !== undefined) return 'Auto Number';
  if (isLongText(field)) return `Long Text Area(${field.length})`;
  if (field.type === 'textarea') return `Text Area(${field.length})`;
  return field.type === 'url' ? `URL(${field.length})` : `Text(${field.length})`;
}

function baseType(field: FieldSchema): string {
  return reference(field) ?? measure(field) ?? plain[field.type] ?? textType(field);
}

export function dataType(field: FieldSchema): string {
  if (field.rollup !== undefined) {
    return `Roll-Up Summary (${field.rollup.operation.toUpperCase()} ${field.rollup.childObject})`;
  }
  if (field.formula !== undefined) return `Formula (${(measure(field) ?? baseType(field)).replace(/\(.*\)$/, '')})`;
  const external = field.externalId ? ' (External ID)' : '';
  const unique = field.unique ? ` (Unique Case ${field.caseSensitive ? 'Sensitive' : 'Insensitive'})` : '';
  return `${baseType(field)}${external}${unique}`;
}
