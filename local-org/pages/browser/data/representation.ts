/** Records as UI API answers them. */
export interface FieldValue {
  readonly value: unknown;
  readonly displayValue: string | null;
}

export interface RecordRepresentation {
  readonly apiName: string;
  readonly childRelationships: Readonly<Record<string, unknown>>;
  readonly eTag: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly id: string;
  readonly lastModifiedById: string | null;
  readonly lastModifiedDate: string | null;
  readonly recordTypeId: string | null;
  readonly recordTypeInfo: unknown;
  readonly systemModstamp: string | null;
  readonly weakEtag: number;
}

/** `Target__c.Name` or what `@salesforce/schema/Target__c.Name` exports. */
export type FieldReference = string | { readonly fieldApiName: string; readonly objectApiName: string };
export type ObjectReference = string | { readonly objectApiName: string };

export function qualified(reference: FieldReference): string {
  return typeof reference === 'string' ? reference : `${reference.objectApiName}.${reference.fieldApiName}`;
}

export function objectName(reference: ObjectReference): string {
  return typeof reference === 'string' ? reference : reference.objectApiName;
}

export function fieldList(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return list.filter((item) => item !== undefined && item !== null).map((item) => qualified(item as FieldReference));
}

/** Path below the object: `Target__c.Budget__r.Name` → `['Budget__r', 'Name']`. */
export const pathOf = (name: string): readonly string[] => name.split('.').slice(1);

/** Path of a field below its form's object: a name alone is one already, a reference carries its object. */
export function fieldPath(reference: FieldReference | undefined): string {
  if (reference === undefined) return '';
  if (typeof reference === 'string' && !reference.includes('.')) return reference;
  return pathOf(qualified(reference)).join('.');
}

export function isRecord(value: unknown): value is RecordRepresentation {
  return typeof value === 'object' && value !== null && 'apiName' in value && 'fields' in value && 'id' in value;
}
