/** The standard objects of a new org, and the platform's own translations of their labels. */
import { id, owner, recordType, systemFields, type StandardField, type StandardObject } from './standard/build.ts';
import { people } from './standard/people.ts';
import { products } from './standard/products.ts';
import { sales } from './standard/sales.ts';
import { work } from './standard/work.ts';
import type { FieldSchema, ObjectSchema, ObjectTranslation } from './types.ts';

export { fieldSchema } from './standard/build.ts';
export { shareColumns, shareName, shareObject } from './standard/shares.ts';

const all: readonly StandardObject[] = [...people, ...sales, ...products, ...work];

export const standardObjects: readonly ObjectSchema[] = all.map((one) => one.schema);

const setupNames = new Set(people.map((one) => one.schema.name.toLowerCase()));

/** Setup objects are read by everyone and changed by those who manage users; object permissions do not name them. */
export function isSetupObject(name: string): boolean {
  return setupNames.has(name.toLowerCase());
}

/** Fields that the platform adds to a custom object around those of its metadata. */
export function platformFields(options: { readonly owned: boolean; readonly recordTypes: boolean }): {
  readonly before: readonly FieldSchema[];
  readonly after: readonly FieldSchema[];
} {
  const before = [
    id.schema,
    ...(options.owned ? [owner('Group User').schema] : []),
    ...(options.recordTypes ? [recordType.schema] : []),
  ];
  return { before, after: systemFields().map((one) => one.schema) };
}

function translated(fields: readonly StandardField[]): ObjectTranslation['fields'] {
  return new Map(
    fields.map((one) => [one.schema.name, { label: one.japanese, picklist: one.japaneseValues }] as const),
  );
}

const platformTranslated = translated([id, owner(), recordType, ...systemFields()]);

/** Japanese labels of the fields that every custom object has. */
export function platformFieldTranslations(): ObjectTranslation['fields'] {
  return platformTranslated;
}

/** Language → object in lower case → labels, for the standard objects. */
export const standardTranslations: ReadonlyMap<string, ReadonlyMap<string, ObjectTranslation>> = new Map([
  [
    'ja',
    new Map(
      all.map((one) => [
        one.schema.name.toLowerCase(),
        {
          label: one.japanese,
          labelPlural: one.japanese,
          fields: translated(one.fields),
          validationMessages: new Map<string, string>(),
        },
      ]),
    ),
  ],
]);
