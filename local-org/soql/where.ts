/** Conditions as SQL. Absent values follow SOQL: `!=` and `NOT IN` keep records that have no value at all. */
import type { ApiError } from '../errors.ts';
import type { Statement } from '../formula/formula.ts';
import { isLongText, isText, type FieldSchema } from '../schema/schema.ts';
import { fold, type SqlValue } from '../store/store.ts';
import { invalidField, malformedAt, type QueryContext } from './context.ts';
import { literalOf, unquote, type Literal } from './literals.ts';
import { refused } from './refusal.ts';
import type { Condition, Join, Leaf, Operand as Named, Value } from './tree.ts';

/** What a condition compares: a field, or an expression over one (`CALENDAR_YEAR(D)`, `SUM(X)`). */
export interface Operand {
  readonly sql: string;
  readonly folded?: string;
  /** Gives the type; for an expression a made-up field. */
  readonly field: FieldSchema;
}

export interface ConditionPlace {
  readonly context: QueryContext;
  readonly statement: Statement;
  operand(named: Named): Operand;
  /** SQL of a semi-join or anti-join. */
  join(join: Join): string;
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

function badOperator(context: QueryContext, at: number, what: string): ApiError {
  return refused('INVALID_QUERY_FILTER_OPERATOR', context.soql, at, `invalid operator on ${what}`);
}

function compare(place: ConditionPlace, operand: Operand, operator: string, literal: Literal): string {
  if (literal.kind === 'null') return `${operand.sql} IS ${operator === '=' ? '' : 'NOT '}NULL`;
  if (literal.kind === 'range') return compareRange(place, operand.sql, operator, literal.start, literal.end);
  const side = sideFor(operand, [literal.value]);
  const right = place.statement.bind(side.convert(literal.value));
  return operator === '!=' ? `${side.sql} IS NOT ${right}` : `${side.sql} ${operator} ${right}`;
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

function like({ statement }: ConditionPlace, operand: Operand, text: string): string {
  const pattern = unquote(text, true);
  const [left, right] = ascii.test(pattern) ? [operand.sql, pattern] : [`fold(${operand.sql})`, fold(pattern)];
  return `${left} LIKE ${statement.bind(right)} ESCAPE '\\'`;
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

function chosen({ statement }: ConditionPlace, operand: Operand, values: readonly Value[], isIn: boolean): string {
  const within = `(';' || fold(ifnull(${operand.sql}, '')) || ';')`;
  const groups = values.map(({ text }) => {
    const all = unquote(text)
      .split(';')
      .map((one) => `instr(${within}, ${statement.bind(`;${fold(one)};`)}) > 0`);
    return `(${all.join(' AND ')})`;
  });
  return `${isIn ? '' : 'NOT '}(${groups.join(' OR ')})`;
}

const ordering = new Set(['<', '<=', '>', '>=']);
/** Types that are equal or not, and have no order. */
const unordered = new Set(['boolean', 'multipicklist']);

/** Refuses operators that the type does not have (SOQL and SOSL Reference, "Comparison Operators"). Texts unverified. */
function checkOperator(context: QueryContext, { field }: Operand, { operand: { at }, operator, values }: Leaf): void {
  const { type } = field;
  const isList = operator === 'INCLUDES' || operator === 'EXCLUDES';
  if (isList && type !== 'multipicklist') throw badOperator(context, at, `${type} field`);
  if (operator === 'LIKE' && !isTextual(field)) throw badOperator(context, at, `${type} field`);
  if (ordering.has(operator) && unordered.has(type)) throw badOperator(context, at, `${type} field`);
  const isAbout = (kind: Value['type']): boolean => values.some((value) => value.type === kind);
  if (ordering.has(operator) && isAbout('null')) throw badOperator(context, at, 'null value');
  const wrong = values.find((value) => value.type !== 'string');
  if (wrong !== undefined && (isList || operator === 'LIKE')) {
    throw malformedAt(context, wrong.at, `unexpected token: '${wrong.text}'`);
  }
}

function leafSql(place: ConditionPlace, leaf: Leaf): string {
  const { context } = place;
  const operand = place.operand(leaf.operand);
  const { at } = leaf.operand;
  const { operator, values } = leaf;
  if (isLongText(operand.field) || !operand.field.filterable) {
    throw invalidField(context, at, `field '${operand.field.name}' can not be filtered in a query call`);
  }
  checkOperator(context, operand, leaf);
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') {
    return chosen(place, operand, values, operator === 'INCLUDES');
  }
  const [first] = values;
  if (operator === 'LIKE') return like(place, operand, first?.text ?? '');
  const literals = values.map((value) => literalOf(context, operand.field, value, at));
  if (operator === 'IN' || operator === 'NOT IN') return list(place, operand, literals, operator === 'IN');
  const [literal] = literals;
  if (literal === undefined) throw new Error('a comparison has a value');
  return compare(place, operand, operator, literal);
}

export function conditionSql(place: ConditionPlace, condition: Condition): string {
  switch (condition.kind) {
    case 'leaf':
      return leafSql(place, condition);
    case 'join':
      return place.join(condition);
    case 'not':
      return `NOT ifnull(${conditionSql(place, condition.inner)}, 0)`;
    case 'and':
    case 'or': {
      const joint = condition.kind === 'or' ? ' OR ' : ' AND ';
      return `(${condition.parts.map((part) => conditionSql(place, part)).join(joint)})`;
    }
  }
}
