/** `where`, `orderBy` and `scope` as SOQL. The schema has already refused unknown fields, so names are safe here. */
import { GraphQLError } from 'graphql';
import { isObject, type JsonObject } from '../http/http.ts';
import {
  field,
  isNumber,
  knownObject,
  relationship,
  type FieldSchema,
  type ObjectSchema,
  type OrgSchema,
} from '../schema/schema.ts';
import { quote } from '../ui/ui.ts';

interface Place {
  readonly schema: OrgSchema;
  readonly object: ObjectSchema;
  /** Path from the queried object, with its dot: `Budget__r.`. */
  readonly prefix: string;
}

const comparisons: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  like: 'LIKE',
  in: 'IN',
  nin: 'NOT IN',
  includes: 'INCLUDES',
  excludes: 'EXCLUDES',
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `{value}`, `{literal}` or `{range: {last_n_days: 7}}`. */
function dayLiteral(value: JsonObject, place: string): string {
  if (value['value'] !== undefined && value['value'] !== null) return asText(value['value']);
  if (value['literal'] !== undefined && value['literal'] !== null) return asText(value['literal']);
  const [range] = Object.entries(isObject(value['range']) ? value['range'] : {});
  if (range !== undefined) return `${range[0].toUpperCase()}:${asText(range[1])}`;
  if ('value' in value) return 'null';
  throw new GraphQLError(`${place} needs one of value, literal or range.`);
}

function literal(one: FieldSchema, value: unknown): string {
  if (value === null) return 'null';
  if (isObject(value)) return dayLiteral(value, one.name);
  if (typeof value === 'boolean' || isNumber(one)) return asText(value);
  return quote(asText(value));
}

/** `{Harvest__c: {…}, ApiName: "Orchard__c"}` ("Semi-Join and Anti-Join Filters"); an empty filter takes every record. */
function join(place: Place, path: string, operator: 'inq' | 'ninq', value: JsonObject): string {
  const { ApiName: column, ...filters } = value;
  const [chosen, ...others] = Object.entries(filters).filter(([, filter]) => isObject(filter));
  if (chosen === undefined || others.length > 0) throw new GraphQLError(`${operator} takes the filter of one object.`);
  const object = knownObject(place.schema, chosen[0]);
  const one = field(object, typeof column === 'string' ? column : '');
  if (one === undefined) throw new GraphQLError(`${operator}: ${object.name} has no field ${asText(column)}.`);
  const inner = conjuncts({ ...place, object, prefix: '' }, chosen[1]).join(' AND ');
  const select = `SELECT ${one.name} FROM ${object.name}${inner === '' ? '' : ` WHERE ${inner}`}`;
  return `${path} ${operator === 'inq' ? 'IN' : 'NOT IN'} (${select})`;
}

function comparison(place: Place, one: FieldSchema, operator: string, value: unknown): string {
  const path = place.prefix + one.name;
  if ((operator === 'inq' || operator === 'ninq') && isObject(value)) return join(place, path, operator, value);
  const symbol = comparisons[operator] ?? operator;
  if (!Array.isArray(value)) return `${path} ${symbol} ${literal(one, value)}`;
  const list = (value as unknown[]).map((item) => literal(one, item));
  // SOQL has no empty list; nothing is in it.
  if (list.length === 0) return operator === 'nin' ? 'Id != null' : 'Id = null';
  return `${path} ${symbol} (${list.join(', ')})`;
}

/** One condition, in parentheses when it has parts; empty when there is none. */
function grouped(place: Place, where: unknown): string {
  const parts = conjuncts(place, where);
  return parts.length > 1 ? `(${parts.join(' AND ')})` : parts.join('');
}

function entryConditions(place: Place, name: string, value: unknown): readonly string[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  // Not in parentheses: SOQL takes sub-selects at the top alone.
  if (name === 'and') return list.flatMap((part) => conjuncts(place, part));
  if (name === 'or') {
    const known = list.map((part) => grouped(place, part)).filter((part) => part !== '');
    return known.length === 0 ? [] : [`(${known.join(' OR ')})`];
  }
  if (name === 'not') {
    const inner = grouped(place, value);
    return inner === '' ? [] : [`(NOT ${inner})`];
  }
  const one = field(place.object, name);
  if (one !== undefined) {
    const operators = Object.entries(isObject(value) ? value : {});
    return operators.map(([operator, operand]) => comparison(place, one, operator, operand));
  }
  const link = relationship(place.object, name)?.reference;
  const parent = knownObject(place.schema, link?.to[0] ?? name);
  return conjuncts({ ...place, object: parent, prefix: `${place.prefix}${name}.` }, value);
}

/** The conditions that all have to hold. */
function conjuncts(place: Place, where: unknown): readonly string[] {
  if (!isObject(where)) return [];
  return Object.entries(where).flatMap(([name, value]) => entryConditions(place, name, value));
}

function orderAt(place: Place, orderBy: unknown): readonly string[] {
  return Object.entries(isObject(orderBy) ? orderBy : {}).flatMap(([name, value]) => {
    if (!isObject(value)) return [];
    const one = field(place.object, name);
    if (one !== undefined) {
      const path = place.prefix + one.name;
      const term = typeof value['function'] === 'string' ? `${value['function']}(${path})` : path;
      return [`${term} ${asText(value['order'] ?? 'ASC')} NULLS ${asText(value['nulls'] ?? 'FIRST')}`];
    }
    const parent = knownObject(place.schema, relationship(place.object, name)?.reference?.to[0] ?? name);
    return orderAt({ ...place, object: parent, prefix: `${place.prefix}${name}.` }, value);
  });
}

/** The condition, empty when there is none. */
export function whereClause(schema: OrgSchema, object: ObjectSchema, args: JsonObject, userId: string): string {
  const parts = conjuncts({ schema, object, prefix: '' }, args['where']);
  const mine = args['scope'] === 'MINE' ? [`OwnerId = ${quote(userId)}`] : [];
  return [...parts, ...mine].join(' AND ');
}

export function orderTerms(schema: OrgSchema, object: ObjectSchema, args: JsonObject): readonly string[] {
  return orderAt({ schema, object, prefix: '' }, args['orderBy']);
}
