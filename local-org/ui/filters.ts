/** A list view's filters as a SOQL condition. */
import { ApiError } from '../engine/engine.ts';
import { isNumber, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { fieldOfColumn } from './columns.ts';
import type { ListFilter, ListView } from './metadata.ts';
import { quote } from './records.ts';

const operators: Readonly<Record<string, string>> = {
  equals: '=',
  notEqual: '!=',
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>=',
};

/** A filter on a reference compares the parent's name, except on an owner's id. */
function pathOf(one: FieldSchema): string {
  return one.reference === undefined ? one.name : `${one.reference.relationshipName}.Name`;
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

function oneCondition(one: FieldSchema, { operation, value }: ListFilter): string {
  const path = pathOf(one);
  const like = likeCondition(path, operation, value);
  if (like !== undefined) return like;
  if (operation === 'includes' || operation === 'excludes') {
    return `${path} ${operation.toUpperCase()} (${value.split(',').map(quote).join(', ')})`;
  }
  const operator = operators[operation];
  if (operator === undefined) {
    throw new ApiError(
      400,
      'ILLEGAL_QUERY_PARAMETER_VALUE',
      `The list view filters by ${operation}, which is not supported.`,
    );
  }
  // Alternatives are separated by commas and ORed; a negation excludes every one of them.
  const parts = isNumber(one) ? [value.replaceAll(',', '')] : value.split(',');
  const joined = parts.map((part) => `${path} ${operator} ${literal(one, part.trim())}`);
  return joined.length === 1 ? joined.join('') : `(${joined.join(operation === 'notEqual' ? ' AND ' : ' OR ')})`;
}

function condition(object: ObjectSchema, filter: ListFilter): string {
  const one = fieldOfColumn(object, filter.column);
  if (one === undefined) {
    const message = `The list view filters by ${filter.column}, which ${object.name} does not have.`;
    throw new ApiError(400, 'INVALID_FIELD', message, [filter.column]);
  }
  return oneCondition(one, filter);
}

/** The WHERE condition of a list view, undefined when it shows everything. */
export function conditionOf(object: ObjectSchema, list: ListView, userId: string): string | undefined {
  const parts = list.filters.map((filter) => `(${condition(object, filter)})`);
  const logic = list.logic?.replace(/\d+/g, (number) => parts[Number(number) - 1] ?? number) ?? parts.join(' AND ');
  const mine = list.scope === 'Mine' ? [`OwnerId = ${quote(userId)}`] : [];
  const all = [...(logic === '' ? [] : [`(${logic})`]), ...mine];
  return all.length === 0 ? undefined : all.join(' AND ');
}
