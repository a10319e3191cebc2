/** A describe reply, parsed once into our shapes. */
import { z } from 'zod';
import type { FieldKind, FieldShape, ObjectShape } from '../model/model.ts';

const fieldReply = z.object({
  name: z.string(),
  type: z.string(),
  length: z.number(),
  precision: z.number(),
  scale: z.number(),
  digits: z.number().default(0),
  createable: z.boolean(),
  updateable: z.boolean(),
  calculated: z.boolean(),
  aggregatable: z.boolean(),
  nillable: z.boolean(),
  defaultedOnCreate: z.boolean(),
  externalId: z.boolean(),
  unique: z.boolean(),
  idLookup: z.boolean(),
  restrictedPicklist: z.boolean(),
  picklistValues: z.array(z.object({ value: z.string(), active: z.boolean() })).nullish(),
  referenceTo: z.array(z.string()).nullish(),
  relationshipName: z.string().nullish(),
});

const objectReply = z.object({
  name: z.string(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deletable: z.boolean(),
  queryable: z.boolean(),
  fields: z.array(fieldReply),
  recordTypeInfos: z
    .array(z.object({ active: z.boolean().default(true), master: z.boolean(), recordTypeId: z.string() }))
    .nullish(),
});

const picklistReply = z.object({
  picklistFieldValues: z.record(z.string(), z.object({ values: z.array(z.object({ value: z.string() })) })),
});

/** Field in lower case → the values that records of one record type may have. */
export function toOffered(reply: unknown): ReadonlyMap<string, readonly string[]> {
  const { picklistFieldValues } = picklistReply.parse(reply);
  return new Map(
    Object.entries(picklistFieldValues).map(([field, { values }]) => [
      field.toLowerCase(),
      values.map(({ value }) => value),
    ]),
  );
}

export function toObjectShape(reply: unknown): ObjectShape {
  const { fields, recordTypeInfos, ...object } = objectReply.parse(reply);
  const types = (recordTypeInfos ?? []).filter(({ active, master }) => active && !master);
  return {
    ...object,
    fields: new Map(fields.map((field) => [field.name.toLowerCase(), toFieldShape(field)])),
    recordTypes: types.map(({ recordTypeId }) => recordTypeId),
  };
}

function toFieldShape(field: z.infer<typeof fieldReply>): FieldShape {
  const kind = kinds[field.type] ?? 'unsupported';
  const isPicklist = kind === 'picklist' || kind === 'multipicklist';
  const targets = field.referenceTo ?? [];
  return {
    name: field.name,
    kind,
    type: field.type,
    length: field.length,
    precision: field.type === 'int' ? field.digits : field.precision,
    scale: field.scale,
    allowed:
      isPicklist && field.restrictedPicklist
        ? (field.picklistValues ?? []).filter((item) => item.active).map((item) => item.value)
        : undefined,
    createable: field.createable,
    updateable: field.updateable,
    calculated: field.calculated,
    aggregatable: field.aggregatable,
    nillable: field.nillable,
    defaultedOnCreate: field.defaultedOnCreate,
    externalId: field.externalId,
    unique: field.unique,
    idLookup: field.idLookup,
    reference:
      field.relationshipName === null || field.relationshipName === undefined || targets.length === 0
        ? undefined
        : { relationship: field.relationshipName, to: targets },
  };
}

/** Describe type → how we treat it; a type that is not here cannot be loaded. */
const kinds: Readonly<Record<string, FieldKind>> = {
  string: 'text',
  textarea: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  encryptedstring: 'text',
  combobox: 'text',
  picklist: 'picklist',
  multipicklist: 'multipicklist',
  double: 'decimal',
  currency: 'decimal',
  percent: 'decimal',
  int: 'decimal',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  reference: 'reference',
  id: 'reference',
};
