/** Values that a new record gets without being asked: defaults, owner, numbers. */
import { defaultSql } from '../formula/formula.ts';
import { isNumber, type FieldSchema } from '../schema/schema.ts';
import type { SqlValue } from '../store/store.ts';
import type { Saving, Work } from './work.ts';

/** `INV-{0000}` with the number in it; the brace's zeros are the least digits. `{YYYY}` and the like are dates. */
function numbered(format: string, number: number, now: number): string {
  const date = new Date(now).toISOString();
  const parts: Readonly<Record<string, string>> = {
    YYYY: date.slice(0, 4),
    YY: date.slice(2, 4),
    MM: date.slice(5, 7),
    DD: date.slice(8, 10),
  };
  return format.replace(
    /\{([^}]*)\}/g,
    (_, inner: string) => parts[inner] ?? String(number).padStart(inner.length, '0'),
  );
}

function literal(field: FieldSchema, text: string): SqlValue {
  if (field.type === 'boolean') return text.toLowerCase() === 'true' ? 1 : 0;
  return isNumber(field) ? Number(text) : text;
}

/** What a default is computed from. */
type Defaulting = Pick<Saving, 'store' | 'schema' | 'object' | 'user'>;

/** The default of a field: a formula for a custom one, a literal for a standard one. */
function fallback(saving: Defaulting, field: FieldSchema): SqlValue {
  const { defaultValue } = field;
  if (defaultValue === undefined) {
    const chosen = field.picklist?.values.find((one) => one.isDefault)?.value;
    return chosen ?? (field.type === 'boolean' ? 0 : null);
  }
  if (!field.custom || field.type === 'boolean') return literal(field, defaultValue);
  const { sql, params } = defaultSql(saving.schema, defaultValue);
  return saving.store.first(sql, params)?.[0] ?? null;
}

const system = new Set([
  'Id',
  'IsDeleted',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'SystemModstamp',
]);

const fallbackFields = new WeakMap<object, readonly FieldSchema[]>();

/** Fields of the object that may have a value although nobody gave one. */
function fieldsWithDefault(saving: Defaulting): readonly FieldSchema[] {
  let fields = fallbackFields.get(saving.object);
  if (fields === undefined) {
    fields = saving.object.fields.filter(
      (field) =>
        field.formula === undefined &&
        !system.has(field.name) &&
        (field.defaultValue !== undefined ||
          field.autoNumber !== undefined ||
          field.type === 'boolean' ||
          field.name === 'OwnerId' ||
          field.rollup?.operation === 'sum' ||
          field.rollup?.operation === 'count' ||
          field.picklist?.values.some((one) => one.isDefault) === true),
    );
    fallbackFields.set(saving.object, fields);
  }
  return fields;
}

/** Fills what new rows did not say. Defaults are computed once for all of them. */
export function applyDefaults(saving: Saving, works: readonly Work[]): void {
  const known = new Map<FieldSchema, SqlValue>();
  for (const field of fieldsWithDefault(saving)) {
    for (const work of works) {
      if (work.values.has(field)) continue;
      if (field.autoNumber !== undefined) {
        const { format, start } = field.autoNumber;
        const number = saving.store.nextNumber(`number ${saving.object.name}.${field.name}`, start);
        work.values.set(field, numbered(format, number, saving.store.runtime.now));
        continue;
      }
      let value = known.get(field);
      if (value === undefined) known.set(field, (value = valueFor(saving, field)));
      if (value !== null) work.values.set(field, value);
    }
  }
}

function valueFor(saving: Defaulting, field: FieldSchema): SqlValue {
  if (field.name === 'OwnerId') return saving.user.id;
  return field.rollup === undefined ? fallback(saving, field) : 0;
}

/** What a form for a new record starts with, in stored form; numbers that are given out on save are not among them. */
export function newRecordValues(saving: Defaulting): ReadonlyMap<FieldSchema, SqlValue> {
  const fields = fieldsWithDefault(saving).filter(
    (field) => field.autoNumber === undefined && field.rollup === undefined,
  );
  return new Map(fields.map((field) => [field, valueFor(saving, field)]));
}
