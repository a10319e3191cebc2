/** A list view's filters as a SOQL condition. */
import { ApiError } from '../../engine/engine.ts';
import { isNumber, nameField, type FieldSchema, type ObjectSchema } from '../../schema/schema.ts';
import { fieldOfColumn } from './columns.ts';
import type { ListFilter, ListView } from './views.ts';
import { quote } from '../records/records.ts';
import { parentOf } from '../records/selection.ts';
import type { Viewer } from '../viewer.ts';

const operators: Readonly<Record<string, string>> = {
  equals: '=',
  notEqual: '!=',
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>=',
};

/** A filter on a reference compares the parent's name. */
function pathOf(viewer: Viewer, one: FieldSchema): string {
  if (one.reference === undefined) return one.name;
  return `${one.reference.relationshipName}.${nameField(parentOf(viewer, one))?.name ?? 'Id'}`;
}

/** Dates are written in the form of en_US, or as a literal such as `THIS_MONTH`. */
function dateLiteral(value: string, isTime: boolean): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value) ?? [];
  if (year === undefined || month === undefined || day === undefined) return value;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isTime ? `${date}T00:00:00Z` : date;
}

function literal(one: FieldSchema, value: string): string {
  if (value === '') return 'null';
  if (one.type === 'boolean') return value === '1' || value.toLowerCase() === 'true' ? 'true' : 'false';
  if (one.type === 'date' || one.type === 'datetime') return dateLiteral(value, one.type === 'datetime');
  return isNumber(one) ? value : quote(value);
}

function likeCondition(path: string, operation: string, value: string): string | undefined {
  const escaped = value.replaceAll('%', '\\%').replaceAll('_', '\\_');
  if (operation === 'contains') return `${path} LIKE ${quote(`%${escaped}%`)}`;
  if (operation === 'notContain') return `(NOT ${path} LIKE ${quote(`%${escaped}%`)})`;
  if (operation === 'startsWith') return `${path} LIKE ${quote(`${escaped}%`)}`;
  return undefined;
}

/** Operations that exclude every one of their alternatives. */
const negative: ReadonlySet<string> = new Set(['notEqual', 'notContain']);

function alternative(one: FieldSchema, path: string, operation: string, value: string): string {
  const like = likeCondition(path, operation, value);
  if (like !== undefined) return like;
  const operator = operators[operation];
  if (operator !== undefined) return `${path} ${operator} ${literal(one, value)}`;
  const message = `The list view filters by ${operation}, which is not supported.`;
  throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
}

function condition(viewer: Viewer, object: ObjectSchema, { column, operation, value }: ListFilter): string {
  const one = fieldOfColumn(object, column);
  if (one === undefined) {
    const message = `The list view filters by ${column}, which ${object.name} does not have.`;
    throw new ApiError(400, 'INVALID_FIELD', message, [column]);
  }
  const path = pathOf(viewer, one);
  if (operation === 'includes' || operation === 'excludes') {
    return `${path} ${operation.toUpperCase()} (${value.split(',').map(quote).join(', ')})`;
  }
  // Alternatives are separated by commas and ORed.
  const parts = isNumber(one) ? [value.replaceAll(',', '')] : value.split(',');
  const joined = parts.map((part) => alternative(one, path, operation, part.trim()));
  return joined.length === 1 ? joined.join('') : `(${joined.join(negative.has(operation) ? ' AND ' : ' OR ')})`;
}

function scopeCondition({ user }: Viewer, { name, scope, queue }: ListView): readonly string[] {
  if (scope === 'Everything') return [];
  if (scope === 'Mine') return [`OwnerId = ${quote(user.id)}`];
  if (scope === 'Queue' && queue !== undefined) {
    return [`OwnerId IN (SELECT Id FROM Group WHERE Type = 'Queue' AND DeveloperName = ${quote(queue)})`];
  }
  const message = `The list view ${name} has the scope ${scope}, which the local org does not know.`;
  throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
}

/** The WHERE condition of a list view, undefined when it shows everything. */
export function conditionOfView(viewer: Viewer, object: ObjectSchema, list: ListView): string | undefined {
  const parts = list.filters.map((filter) => `(${condition(viewer, object, filter)})`);
  const logic = list.logic?.replace(/\d+/g, (number) => parts[Number(number) - 1] ?? number) ?? parts.join(' AND ');
  const all = [...(logic === '' ? [] : [`(${logic})`]), ...scopeCondition(viewer, list)];
  return all.length === 0 ? undefined : all.join(' AND ');
}
