/** Scalars, value objects and comparison inputs of UI API GraphQL, by field type (GraphQL API Developer Guide). */
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLInputFieldConfigMap,
} from 'graphql';
import { isLongText, type FieldSchema } from '../schema/schema.ts';

export function numberScalar(name: string): GraphQLScalarType {
  const parse = (value: unknown): number => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw new TypeError(`${name} cannot represent ${JSON.stringify(value)}`);
  };
  return new GraphQLScalarType({ name, coerceInputValue: parse });
}

function textScalar(name: string): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new TypeError(`${name} cannot represent ${JSON.stringify(value)}`);
  };
  return new GraphQLScalarType({ name, coerceInputValue: parse });
}

/** An id, or `@{alias}` that stands for the record made by an earlier operation of the same mutation. */
export const idOrReference = textScalar('IdOrRef');

/** Name of the kind (`Currency` of `CurrencyValue`), its scalar, and whether values can be ordered or matched by pattern. */
export interface Kind {
  readonly name: string;
  readonly scalar: GraphQLScalarType;
  readonly comparison: 'ordered' | 'text' | 'equal' | 'members' | 'day' | 'none';
}

const kind = (name: string, scalar: GraphQLScalarType, comparison: Kind['comparison']): Kind => ({
  name,
  scalar,
  comparison,
});

const longText = kind('LongTextArea', textScalar('LongTextArea'), 'none');
const text = kind('String', GraphQLString, 'text');

const kinds: Readonly<Partial<Record<FieldSchema['type'], Kind>>> = {
  id: kind('ID', GraphQLID, 'equal'),
  reference: kind('ID', GraphQLID, 'equal'),
  boolean: kind('Boolean', GraphQLBoolean, 'equal'),
  double: kind('Double', numberScalar('Double'), 'ordered'),
  int: kind('Int', GraphQLInt, 'ordered'),
  currency: kind('Currency', numberScalar('Currency'), 'ordered'),
  percent: kind('Percent', numberScalar('Percent'), 'ordered'),
  date: kind('Date', textScalar('Date'), 'day'),
  datetime: kind('DateTime', textScalar('DateTime'), 'day'),
  time: kind('Time', textScalar('Time'), 'ordered'),
  picklist: kind('Picklist', textScalar('Picklist'), 'text'),
  multipicklist: kind('MultiPicklist', textScalar('MultiPicklist'), 'members'),
  email: kind('EmailAddress', textScalar('EmailAddress'), 'text'),
  phone: kind('PhoneNumber', textScalar('PhoneNumber'), 'text'),
  url: kind('Url', textScalar('Url'), 'text'),
  textarea: kind('TextArea', textScalar('TextArea'), 'text'),
};

export function kindOf(field: FieldSchema): Kind {
  return isLongText(field) ? longText : (kinds[field.type] ?? text);
}

/** Value objects are shared by every schema of the org: they depend on no permission. */
export function once<T>(make: (kind: Kind) => T): (kind: Kind) => T {
  const made = new Map<string, T>();
  return (one) => {
    let found = made.get(one.name);
    if (found === undefined) made.set(one.name, (found = make(one)));
    return found;
  };
}

/** Kinds whose values are written by the person's locale ("Aggregate Functions for Field Types" lists them). */
const formatted = new Set(['Int', 'Double', 'Date', 'DateTime', 'Time', 'Currency', 'Percent']);

/** `CurrencyValue { value displayValue format }`; picklists add their `label`. */
export const valueType = once((one) => {
  const fields: GraphQLFieldConfigMap<unknown, unknown> = {
    value: { type: one.scalar },
    displayValue: { type: GraphQLString },
  };
  if (one.name === 'Picklist') fields['label'] = { type: GraphQLString };
  if (formatted.has(one.name)) fields['format'] = { type: GraphQLString };
  return new GraphQLObjectType({ name: `${one.name}Value`, fields });
});

export const dateLiterals = [
  'YESTERDAY TODAY TOMORROW',
  'LAST_WEEK THIS_WEEK NEXT_WEEK LAST_MONTH THIS_MONTH NEXT_MONTH',
  'LAST_QUARTER THIS_QUARTER NEXT_QUARTER LAST_YEAR THIS_YEAR NEXT_YEAR',
  'LAST_90_DAYS NEXT_90_DAYS',
  'LAST_FISCAL_QUARTER THIS_FISCAL_QUARTER NEXT_FISCAL_QUARTER LAST_FISCAL_YEAR THIS_FISCAL_YEAR NEXT_FISCAL_YEAR',
].flatMap((line) => line.split(' '));

const dateLiteral = new GraphQLEnumType({
  name: 'DateLiteral',
  values: Object.fromEntries(dateLiterals.map((name) => [name, {}])),
});

export const dateRanges = ['days', 'weeks', 'months', 'quarters', 'years'].flatMap((unit) => [
  `last_n_${unit}`,
  `next_n_${unit}`,
  `n_${unit}_ago`,
]);

const dateRange = new GraphQLInputObjectType({
  name: 'DateRange',
  fields: Object.fromEntries(dateRanges.map((name) => [name, { type: GraphQLInt }])),
});

const dayInput = once(
  (one) =>
    new GraphQLInputObjectType({
      name: `${one.name}Input`,
      fields: { value: { type: one.scalar }, literal: { type: dateLiteral }, range: { type: dateRange } },
    }),
);

/** `CurrencyOperators { eq ne lt … in nin }`; undefined for a kind that cannot be filtered. */
export const operatorsType = once((one) => operators(one, {}));

/** `more` are operators that depend on the objects that a person sees. */
export function operators(one: Kind, more: GraphQLInputFieldConfigMap): GraphQLInputObjectType | undefined {
  if (one.comparison === 'none') return undefined;
  const operand = one.comparison === 'day' ? dayInput(one) : one.scalar;
  const names = [
    'eq',
    'ne',
    ...(one.comparison === 'equal' || one.comparison === 'members' ? [] : ['lt', 'lte', 'gt', 'gte']),
  ];
  const fields: GraphQLInputFieldConfigMap = Object.fromEntries(names.map((name) => [name, { type: operand }]));
  if (one.comparison === 'text') fields['like'] = { type: one.scalar };
  const lists = one.comparison === 'members' ? ['includes', 'excludes'] : ['in', 'nin'];
  if (one.name !== 'Boolean') for (const name of lists) fields[name] = { type: new GraphQLList(operand) };
  return new GraphQLInputObjectType({ name: `${one.name}Operators`, fields: { ...fields, ...more } });
}

export const order = new GraphQLEnumType({ name: 'ResultOrder', values: { ASC: {}, DESC: {} } });
export const nulls = new GraphQLEnumType({ name: 'NullsOrder', values: { FIRST: {}, LAST: {} } });

export const orderClause = new GraphQLInputObjectType({
  name: 'OrderByClause',
  fields: { order: { type: order, default: { value: 'ASC' } }, nulls: { type: nulls, default: { value: 'FIRST' } } },
});

export const scopes = new GraphQLEnumType({
  name: 'SupportedScopes',
  values: { EVERYTHING: {}, MINE: {} },
});
