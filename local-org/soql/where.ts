/** Conditions as SQL. Absent values follow SOQL: `!=` and `NOT IN` keep records that have no value at all. */
import { ApiError } from '../errors.ts';
import type { Scope, Statement } from '../formula/formula.ts';
import { isLongText, isNumber, isText, type FieldSchema } from '../schema/schema.ts';
import { fold, type SqlValue } from '../store/store.ts';
import { invalidField, type QueryContext } from './context.ts';
import { literalOf, unquote, type Literal } from './literals.ts';
import { conditionOf, malformed, type Condition, type LeafCondition, type Query } from './parse.ts';

/** What a condition compares: a field, or an expression over one (`CALENDAR_YEAR(D)`, `SUM(X)`). */
export interface Operand {
  readonly sql: string;
  readonly folded?: string;
  /** Gives the type; for an expression a made-up field. */
  readonly field: FieldSchema;
}

export interface ConditionPlace {
  readonly context: QueryContext;
  readonly scope: Scope;
  readonly statement: Statement;
  operand(leaf: LeafCondition): Operand;
  /** SQL that selects one id a row, for IN and NOT IN. */
  semiJoin(query: Query, outer: Operand): string;
}

const ascii = /^[\p{ASCII}]*$/u;

function isTextual(field: FieldSchema): boolean {
  return isText(field) || field.type === 'picklist' || field.type === 'multipicklist';
}

interface Side {
  readonly sql: string;
  readonly convert: (value: SqlValue) => SqlValue;
}

const folded = (value: SqlValue): SqlValue => (typeof value === 'string' ? fold(value) : value);
const unchanged = (value: SqlValue): SqlValue => value;

/** The operand as it has to stand beside these values so that case does not count, and what the values become. */
function sideFor(operand: Operand, values: readonly SqlValue[]): Side {
  const { field, sql } = operand;
  // In an outer join a checkbox without a record is false (SOQL and SOSL Reference, "Null in relationship queries").
  if (field.type === 'boolean') return { sql: `ifnull(${sql}, 0)`, convert: unchanged };
  if (!isTextual(field) || field.caseSensitive) return { sql, convert: unchanged };
  if (operand.folded !== undefined) return { sql: operand.folded, convert: folded };
  const isPlain = values.every((value) => typeof value !== 'string' || ascii.test(value));
  return isPlain ? { sql: `${sql} COLLATE NOCASE`, convert: unchanged } : { sql: `fold(${sql})`, convert: folded };
}

const negated: Readonly<Record<string, string>> = { '!=': '!=', '<>': '!=' };

function compare(place: ConditionPlace, operand: Operand, operator: string, literal: Literal): string {
  const sign = negated[operator] ?? operator;
  if (literal.kind === 'null') {
    if (sign === '=') return `${operand.sql} IS NULL`;
    if (sign === '!=') return `${operand.sql} IS NOT NULL`;
    throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on null value: ${operator}`);
  }
  if (literal.kind === 'range') return compareRange(place, operand.sql, sign, literal.start, literal.end);
  const side = sideFor(operand, [literal.value]);
  const right = place.statement.bind(side.convert(literal.value));
  return sign === '!=' ? `${side.sql} IS NOT ${right}` : `${side.sql} ${sign} ${right}`;
}

function compareRange(place: ConditionPlace, sql: string, sign: string, start: SqlValue, end: SqlValue): string {
  const [from, to] = [place.statement.bind(start), place.statement.bind(end)];
  switch (sign) {
    case '=':
      return `(${sql} >= ${from} AND ${sql} < ${to})`;
    case '!=':
      return `(${sql} IS NULL OR ${sql} < ${from} OR ${sql} >= ${to})`;
    case '<':
      return `${sql} < ${from}`;
    case '<=':
      return `${sql} < ${to}`;
    case '>':
      return `${sql} >= ${to}`;
    default:
      return `${sql} >= ${from}`;
  }
}

function like(place: ConditionPlace, operand: Operand, text: string): string {
  if (!isTextual(operand.field)) {
    throw new ApiError(
      400,
      'INVALID_QUERY_FILTER_OPERATOR',
      `invalid operator on ${isNumber(operand.field) ? 'number' : operand.field.type} field`,
    );
  }
  const pattern = unquote(text, true);
  const [left, right] = ascii.test(pattern) ? [operand.sql, pattern] : [`fold(${operand.sql})`, fold(pattern)];
  return `${left} LIKE ${place.statement.bind(right)} ESCAPE '\\'`;
}

/** One list is one bound value, however long: the statement stays the same. */
function list(place: ConditionPlace, operand: Operand, literals: readonly Literal[], isIn: boolean): string {
  const values = literals.flatMap((literal) => (literal.kind === 'value' ? [literal.value] : []));
  const tests = literals
    .filter((literal) => literal.kind !== 'value')
    .map((literal) => compare(place, operand, '=', literal));
  if (values.length > 0) {
    const side = sideFor(operand, values);
    const bound = place.statement.bind(JSON.stringify(values.map(side.convert)));
    tests.push(`${side.sql} IN (SELECT value FROM json_each(${bound}))`);
  }
  const any = `(${tests.join(' OR ')})`;
  return isIn ? any : `NOT ifnull(${any}, 0)`;
}

function chosen(place: ConditionPlace, operand: Operand, values: readonly string[], isIncluded: boolean): string {
  if (operand.field.type !== 'multipicklist') {
    throw new ApiError(
      400,
      'INVALID_QUERY_FILTER_OPERATOR',
      'INCLUDES and EXCLUDES need a multi-select picklist field',
    );
  }
  const within = `(';' || fold(ifnull(${operand.sql}, '')) || ';')`;
  const groups = values.map((value) => {
    const all = unquote(value)
      .split(';')
      .map((one) => `instr(${within}, ${place.statement.bind(`;${fold(one)};`)}) > 0`);
    return `(${all.join(' AND ')})`;
  });
  return `${isIncluded ? '' : 'NOT '}(${groups.join(' OR ')})`;
}

const asList = <T>(given: T | readonly T[] | undefined): readonly (T | undefined)[] =>
  Array.isArray(given) ? (given as readonly T[]) : [given as T | undefined];

function leafSql(place: ConditionPlace, leaf: LeafCondition): string {
  const operand = place.operand(leaf);
  const { operator } = leaf;
  if (isLongText(operand.field) || !operand.field.filterable) {
    const { name } = operand.field;
    throw invalidField(place.context, name, `field '${name}' can not be filtered in a query call`);
  }
  if ('valueQuery' in leaf) {
    const inner = place.semiJoin(leaf.valueQuery, operand);
    return operator === 'NOT IN'
      ? `(${operand.sql} IS NULL OR ${operand.sql} NOT IN (${inner}))`
      : `${operand.sql} IN (${inner})`;
  }
  const values = asList(leaf.value).map(String);
  const [first = ''] = values;
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') {
    return chosen(place, operand, values, operator === 'INCLUDES');
  }
  const types = asList<string>(leaf.literalType);
  if (operator === 'LIKE') {
    if (types[0] !== 'STRING') throw malformed(`unexpected token: '${first}'`);
    return like(place, operand, first);
  }
  const literals = values.map((value, index) =>
    literalOf(place.context, operand.field, types[index] ?? types[0], value),
  );
  if (operator === 'IN' || operator === 'NOT IN') return list(place, operand, literals, operator === 'IN');
  const [literal] = literals;
  if (literal === undefined) throw malformed("unexpected token: '<EOF>'");
  return compare(place, operand, operator, literal);
}

function conditionSql(place: ConditionPlace, condition: Condition): string {
  switch (condition.kind) {
    case 'leaf':
      return leafSql(place, condition.leaf);
    case 'not':
      return `NOT ifnull(${conditionSql(place, condition.inner)}, 0)`;
    case 'and':
    case 'or': {
      const joint = condition.kind === 'or' ? ' OR ' : ' AND ';
      return `(${condition.parts.map((part) => conditionSql(place, part)).join(joint)})`;
    }
  }
}

export function whereSql(place: ConditionPlace, clause: NonNullable<Query['where'] | Query['having']>): string {
  return conditionSql(place, conditionOf(clause));
}
