/** Types of aggregates: measures, groups, and their order, by field type (GraphQL API Developer Guide, "Aggregate Functions for Field Types"). */
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLFloat,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLScalarType,
} from 'graphql';
import { nulls, numberScalar, once, order, type Kind } from './values.ts';

/** Leaf of a field's aggregate → SOQL function. */
export const functions: Readonly<Record<string, string>> = {
  count: 'COUNT',
  countDistinct: 'COUNT_DISTINCT',
  sum: 'SUM',
  avg: 'AVG',
  min: 'MIN',
  max: 'MAX',
  grouping: 'GROUPING',
};

const dateNames = [
  'CALENDAR_MONTH CALENDAR_QUARTER CALENDAR_YEAR DAY_IN_MONTH DAY_IN_WEEK DAY_IN_YEAR',
  'FISCAL_MONTH FISCAL_QUARTER FISCAL_YEAR WEEK_IN_MONTH WEEK_IN_YEAR',
].flatMap((line) => line.split(' '));
const momentNames = [...dateNames, 'DAY_ONLY', 'HOUR_IN_DAY'];

/** `CALENDAR_YEAR` as a leaf: `calendarYear`. */
export const leafOf = (name: string): string =>
  name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Leaf of a date → SOQL function by which it is grouped. */
export const dateFunctions: ReadonlyMap<string, string> = new Map(momentNames.map((name) => [leafOf(name), name]));

const numbers = new Set(['Int', 'Double', 'Currency', 'Percent']);

const measure = (name: string, scalar: GraphQLScalarType): GraphQLObjectType =>
  new GraphQLObjectType({ name, fields: { value: { type: scalar }, displayValue: { type: GraphQLString } } });

const countMeasure = measure('LongAggregateValue', numberScalar('Long'));
const meanMeasure = measure('DoubleAggregateValue', GraphQLFloat);
const partMeasure = measure('IntAggregateValue', GraphQLInt);
const dayMeasure = measure('DayAggregateValue', GraphQLString);

const partsOf = ({ name }: Kind): readonly string[] =>
  name === 'Date' ? dateNames : name === 'DateTime' ? momentNames : [];

/** `CurrencyAggregate { value count { value } sum { value } … }` (names of the types unverified). */
export const aggregateType = once((one) => {
  const fields: GraphQLFieldConfigMap<unknown, unknown> = {
    value: { type: one.scalar },
    displayValue: { type: GraphQLString },
    label: { type: GraphQLString },
  };
  const own = measure(`${one.name}AggregateMeasure`, one.scalar);
  if (one.name !== 'Boolean') {
    fields['count'] = { type: countMeasure };
    fields['countDistinct'] = { type: countMeasure };
    fields['min'] = { type: own };
    fields['max'] = { type: own };
  }
  if (numbers.has(one.name)) {
    fields['sum'] = { type: own };
    fields['avg'] = { type: meanMeasure };
  }
  if (one.name !== 'DateTime' && one.name !== 'Time') fields['grouping'] = { type: partMeasure };
  for (const name of partsOf(one)) fields[leafOf(name)] = { type: name === 'DAY_ONLY' ? dayMeasure : partMeasure };
  return new GraphQLObjectType({ name: `${one.name}Aggregate`, fields });
});

const groupFunction = new GraphQLEnumType({
  name: 'GroupByFunction',
  values: Object.fromEntries(momentNames.map((name) => [name, {}])),
});

export const groupType = new GraphQLEnumType({
  name: 'GroupByType',
  values: { GROUP_BY: {}, ROLLUP: {}, CUBE: {} },
});

const plainGroup = new GraphQLInputObjectType({ name: 'GroupByClause', fields: { group: { type: GraphQLBoolean } } });
const dateGroup = new GraphQLInputObjectType({
  name: 'GroupByDateFunction',
  fields: { group: { type: GraphQLBoolean }, function: { type: groupFunction } },
});

/** Days and moments are grouped by a part of them, days as they are, too ("Group By Schema"). */
export const groupClause = (one: Kind): GraphQLInputObjectType => (partsOf(one).length > 0 ? dateGroup : plainGroup);

const sorting = {
  order: { type: order, default: { value: 'ASC' } },
  nulls: { type: nulls, default: { value: 'FIRST' } },
};

function orderClause(name: string, names: readonly string[]): GraphQLInputObjectType {
  const values = Object.fromEntries(names.map((one) => [one, {}]));
  const type = new GraphQLEnumType({ name: `AggregateOrderBy${name}Function`, values });
  const fields = { ...sorting, function: { type } };
  return new GraphQLInputObjectType({ name: `AggregateOrderBy${name}Clause`, fields });
}

const textOrder = orderClause('String', ['COUNT', 'COUNT_DISTINCT', 'MAX', 'MIN']);
const numberOrder = orderClause('Number', ['AVG', 'COUNT', 'COUNT_DISTINCT', 'MAX', 'MIN', 'SUM']);
const keyOrder = new GraphQLInputObjectType({ name: 'NoFunctionAggregateOrderByClause', fields: sorting });

/** Groups are ordered by a key or by a measure ("Order By Schema" of aggregates). */
export function aggregateOrderClause(one: Kind, isReference: boolean): GraphQLInputObjectType {
  if (isReference || one.name === 'Boolean') return keyOrder;
  return numbers.has(one.name) ? numberOrder : textOrder;
}
