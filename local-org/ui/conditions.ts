/**
 * Conditions in GraphQL's form (`{ Amount__c: { gt: 5 }, or: [ … ] }`) as SOQL: `where` of lists and related lists, and
 * of GraphQL itself. A name that the person may not see is refused like one that does not exist.
 */
import { parseValue, valueFromASTUntyped, GraphQLError } from 'graphql';
import { ApiError } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import {
  isNumber,
  knownObject,
  objectNamed,
  relationship,
  type FieldSchema,
  type ObjectSchema,
} from '../schema/schema.ts';
import { quote } from './records/records.ts';
import { parentOf } from './records/selection.ts';
import { isVisible, visibleField, type Viewer } from './viewer.ts';

interface Place {
  readonly viewer: Viewer;
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

const invalid = (message: string): ApiError => new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', message); // texts unverified

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** `{value}`, `{literal}` or `{range: {last_n_days: 7}}`. */
function dayLiteral(value: JsonObject, place: string): string {
  if (value['value'] !== undefined && value['value'] !== null) return asText(value['value']);
  if (value['literal'] !== undefined && value['literal'] !== null) return asText(value['literal']);
  const [range] = Object.entries(isObject(value['range']) ? value['range'] : {});
  if (range !== undefined) return `${range[0].toUpperCase()}:${asText(range[1])}`;
  if ('value' in value) return 'null';
  throw invalid(`${place} needs one of value, literal or range.`);
}

function literal(one: FieldSchema, value: unknown): string {
  if (value === null) return 'null';
  if (one.type === 'date' || one.type === 'datetime') {
    if (isObject(value)) return dayLiteral(value, one.name);
    if (typeof value === 'string' && /^[\w:.+-]+$/.test(value)) return value;
    throw invalid(`${one.name} needs one of value, literal or range.`);
  }
  if (typeof value === 'boolean') return String(value);
  if (isNumber(one)) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return asText(value);
    throw invalid(`${one.name} is compared with a number.`);
  }
  return quote(asText(value));
}

function comparison(place: Place, one: FieldSchema, operator: string, value: unknown): string {
  const path = place.prefix + one.name;
  if (operator === 'inq' || operator === 'ninq') return semiJoin(place, path, operator === 'ninq', value);
  const symbol = comparisons[operator];
  if (symbol === undefined) throw invalid(`${one.name} has no operator ${operator}.`);
  if (!Array.isArray(value)) {
    // SOQL has no list that is missing: GraphQL's null for a list compares with nothing.
    if (operator === 'in' || operator === 'nin') return `${path} ${operator === 'in' ? '=' : '!='} null`;
    return `${path} ${symbol} ${literal(one, value)}`;
  }
  const list = (value as unknown[]).map((item) => literal(one, item));
  // SOQL has no empty list; nothing is in it.
  if (list.length === 0) return operator === 'nin' ? 'Id != null' : 'Id = null';
  return `${path} ${symbol} (${list.join(', ')})`;
}

/** `Id: { inq: { Contact: { LastName: { like: "S%" } }, ApiName: "AccountId" } }`: the object, its condition, the field. */
function semiJoin(place: Place, path: string, isAnti: boolean, value: unknown): string {
  const { ApiName: column, ...rest } = isObject(value) ? value : {};
  const [[name, where] = []] = Object.entries(rest).filter(([, inner]) => inner !== undefined);
  const { viewer } = place;
  const object = objectNamed(viewer.schema, name ?? '');
  if (object === undefined || !isVisible(viewer, object) || typeof column !== 'string') {
    throw invalid(`${path} needs an object with its condition, and ApiName, the field that is compared.`);
  }
  const one = visibleField(viewer, object, column);
  if (one === undefined) throw unknownField(object, column);
  const condition = conditionAt({ viewer, object, prefix: '' }, where);
  const inner = `SELECT ${one.name} FROM ${object.name}${condition === '' ? '' : ` WHERE ${condition}`}`;
  return `${path} ${isAnti ? 'NOT IN' : 'IN'} (${inner})`;
}

function unknownField(object: ObjectSchema, name: string): ApiError {
  return new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on entity '${object.name}'.`, [name]);
}

/** A lookup to several objects names the one that is meant: `Owner: { User: { Name: … } }`. */
function throughParent(place: Place, link: FieldSchema, name: string, value: unknown): string {
  const prefix = `${place.prefix}${name}.`;
  const targets = link.reference?.to ?? [];
  const [first] = Object.keys(isObject(value) ? value : {});
  const named = targets.length > 1 ? targets.find((target) => target === first) : undefined;
  if (named === undefined || !isObject(value)) {
    return conditionAt({ ...place, object: parentOf(place.viewer, link), prefix }, value);
  }
  const object = knownObject(place.viewer.schema, named);
  const inner = conditionAt({ ...place, object, prefix }, value[named]);
  const isThat = `${prefix}Type = ${quote(named)}`;
  return inner === '' ? isThat : `(${isThat} AND ${inner})`;
}

function entryCondition(place: Place, name: string, value: unknown): string {
  if (name === 'and' || name === 'or') {
    const parts = (Array.isArray(value) ? (value as unknown[]) : [value]).map((part) => conditionAt(place, part));
    const known = parts.filter((part) => part !== '');
    return known.length === 0 ? '' : `(${known.join(` ${name.toUpperCase()} `)})`;
  }
  if (name === 'not') {
    const inner = conditionAt(place, value);
    return inner === '' ? '' : `(NOT ${inner})`;
  }
  const { viewer, object } = place;
  const one = visibleField(viewer, object, name);
  if (one !== undefined) {
    if (!one.filterable) throw unknownField(object, name);
    const parts = Object.entries(isObject(value) ? value : {})
      .filter(([, operand]) => operand !== undefined)
      .map(([operator, operand]) => comparison(place, one, operator, operand));
    return parts.length > 1 ? `(${parts.join(' AND ')})` : parts.join('');
  }
  const link = relationship(object, name);
  if (link?.reference === undefined || visibleField(viewer, object, link.name) === undefined) {
    throw unknownField(object, name);
  }
  return throughParent(place, link, link.reference.relationshipName, value);
}

function conditionAt(place: Place, where: unknown): string {
  if (!isObject(where)) return '';
  const parts = Object.entries(where)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => entryCondition(place, name, value));
  const known = parts.filter((part) => part !== '');
  return known.length > 1 ? `(${known.join(' AND ')})` : known.join('');
}

/** The condition, empty when there is none. */
export const conditionOf = (viewer: Viewer, object: ObjectSchema, where: unknown): string =>
  conditionAt({ viewer, object, prefix: '' }, where);

/** `where` of a list: the text of a GraphQL object, such as `{ Amount: { gt: 5 } }`. */
export function conditionOfText(viewer: Viewer, object: ObjectSchema, text: string): string {
  try {
    return conditionOf(viewer, object, valueFromASTUntyped(parseValue(text)));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const place = error.locations?.[0];
    const at = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
    throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', `where is no filter in GraphQL syntax${at}: ${text}`);
  }
}
