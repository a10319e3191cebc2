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

function comparison(one: FieldSchema, path: string, operator: string, value: unknown): string {
  const symbol = comparisons[operator] ?? operator;
  if (!Array.isArray(value)) return `${path} ${symbol} ${literal(one, value)}`;
  const list = (value as unknown[]).map((item) => literal(one, item));
  // SOQL has no empty list; nothing is in it.
  if (list.length === 0) return operator === 'nin' ? 'Id != null' : 'Id = null';
  return `${path} ${symbol} (${list.join(', ')})`;
}

function entryCondition(place: Place, name: string, value: unknown): string {
  if (name === 'and' || name === 'or') {
    const parts = (Array.isArray(value) ? (value as unknown[]) : []).map((part) => conditionAt(place, part));
    const known = parts.filter((part) => part !== '');
    return known.length === 0 ? '' : `(${known.join(` ${name.toUpperCase()} `)})`;
  }
  if (name === 'not') {
    const inner = conditionAt(place, value);
    return inner === '' ? '' : `(NOT ${inner})`;
  }
  const one = field(place.object, name);
  if (one !== undefined) {
    const parts = Object.entries(isObject(value) ? value : {}).map(([operator, operand]) =>
      comparison(one, place.prefix + one.name, operator, operand),
    );
    return parts.length > 1 ? `(${parts.join(' AND ')})` : parts.join('');
  }
  const link = relationship(place.object, name)?.reference;
  const parent = knownObject(place.schema, link?.to[0] ?? name);
  return conditionAt({ ...place, object: parent, prefix: `${place.prefix}${name}.` }, value);
}

function conditionAt(place: Place, where: unknown): string {
  if (!isObject(where)) return '';
  const parts = Object.entries(where).map(([name, value]) => entryCondition(place, name, value));
  const known = parts.filter((part) => part !== '');
  return known.length > 1 ? `(${known.join(' AND ')})` : known.join('');
}

function orderAt(place: Place, orderBy: unknown): readonly string[] {
  return Object.entries(isObject(orderBy) ? orderBy : {}).flatMap(([name, value]) => {
    if (!isObject(value)) return [];
    const one = field(place.object, name);
    if (one !== undefined) {
      return [
        `${place.prefix}${one.name} ${asText(value['order'] ?? 'ASC')} NULLS ${asText(value['nulls'] ?? 'FIRST')}`,
      ];
    }
    const parent = knownObject(place.schema, relationship(place.object, name)?.reference?.to[0] ?? name);
    return orderAt({ ...place, object: parent, prefix: `${place.prefix}${name}.` }, value);
  });
}

/** The condition, empty when there is none. */
export function whereClause(schema: OrgSchema, object: ObjectSchema, args: JsonObject, userId: string): string {
  const parts = [conditionAt({ schema, object, prefix: '' }, args['where'])];
  if (args['scope'] === 'MINE') parts.push(`OwnerId = ${quote(userId)}`);
  return parts.filter((part) => part !== '').join(' AND ');
}

export function orderTerms(schema: OrgSchema, object: ObjectSchema, args: JsonObject): readonly string[] {
  return orderAt({ schema, object, prefix: '' }, args['orderBy']);
}
