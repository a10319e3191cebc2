/** Places of a layout that show several fields: addresses, names of people, who changed a record and when. */
import { field, nameField, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';

/** Shown beside the field that they belong to. */
const companions: Readonly<Record<string, string>> = {
  CreatedById: 'CreatedDate',
  LastModifiedById: 'LastModifiedDate',
};

const addressParts = ['Street', 'City', 'State', 'PostalCode', 'Country'];
const nameParts = ['Salutation', 'FirstName', 'LastName'];

const existing = (object: ObjectSchema, names: readonly string[]): readonly FieldSchema[] =>
  names.flatMap((name) => field(object, name) ?? []);

/** The name fields of an object; of people the parts of the name, too (UI API, Reference To Info). */
export function nameFieldsOf(object: ObjectSchema): readonly string[] {
  const parts = existing(object, ['FirstName', 'LastName']).map((one) => one.name);
  const name = nameField(object)?.name;
  return [...(parts.length === 2 ? parts : []), ...(name === undefined ? [] : [name])];
}

/** The fields behind the name that a layout gives a place; none when the object has nothing like it. */
export function partsOf(object: ObjectSchema, name: string): readonly FieldSchema[] {
  const one = field(object, name);
  if (one === undefined) return [];
  if (one.type === 'address') {
    const prefix = one.name.replace(/Address$/, '');
    return existing(
      object,
      addressParts.map((part) => prefix + part),
    );
  }
  if (one.nameField && field(object, 'LastName') !== undefined) return existing(object, nameParts);
  return [one, ...existing(object, [companions[one.name] ?? ''])];
}

/** `BillingAddress`, of which the parts alone are fields. */
export function compoundOf(
  object: ObjectSchema,
  one: FieldSchema,
): { readonly name: string; readonly part: string } | undefined {
  if (one.compound?.endsWith('Address') === true) {
    return { name: one.compound, part: one.name.slice(one.compound.length - 'Address'.length) };
  }
  if (nameParts.includes(one.name) && nameField(object)?.name === 'Name') return { name: 'Name', part: one.name };
  return undefined;
}
