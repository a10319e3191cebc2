/** What a piece of a formula becomes: an SQL expression and its type. */
import type { FieldSchema, FieldType } from '../schema/schema.ts';
import { FormulaError } from './tokens.ts';

export type ValueType =
  'number' | 'text' | 'boolean' | 'date' | 'datetime' | 'time' | 'picklist' | 'multipicklist' | 'null';

export interface Value {
  readonly sql: string;
  readonly type: ValueType;
  /** False for a computed number, whose binary tail has to go before it is compared. */
  readonly exact: boolean;
}

const names: Readonly<Record<ValueType, string>> = {
  number: 'Number',
  text: 'Text',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  picklist: 'Picklist',
  multipicklist: 'Multi-Select Picklist',
  null: 'Null',
};

const ofField: Partial<Readonly<Record<FieldType, ValueType>>> = {
  double: 'number',
  int: 'number',
  currency: 'number',
  percent: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  picklist: 'picklist',
  combobox: 'picklist',
  multipicklist: 'multipicklist',
};

/** Everything else reads as text: ids, e-mail addresses, long text. */
export function valueType(field: FieldSchema): ValueType {
  return ofField[field.type] ?? 'text';
}

export function typeName(type: ValueType): string {
  return names[type];
}

export const value = (type: ValueType, sql: string, exact = true): Value => ({ sql, type, exact });
export const computed = (sql: string): Value => ({ sql, type: 'number', exact: false });

/** The value's SQL when it has one of the types (or is NULL); otherwise the platform's complaint. */
export function sqlAs(given: Value, types: readonly ValueType[], place: string, at: number): string {
  if (types.includes(given.type) || given.type === 'null') return given.sql;
  if (given.type === 'picklist' || given.type === 'multipicklist') {
    throw new FormulaError('Picklist fields are only supported in certain functions.', at);
  }
  throw new FormulaError(
    `Incorrect parameter type for ${place}. Expected ${types.map(typeName).join(', ')}, received ${typeName(given.type)}`,
    at,
  );
}

/** Text, where nothing and the empty text are one. */
export function textSql(given: Value, place: string, at: number): string {
  return `ifnull(${sqlAs(given, ['text'], place, at)}, '')`;
}

/** A number without its binary tail. */
export function exactSql(given: Value): string {
  return given.exact ? given.sql : `significant(${given.sql})`;
}

/** The common type of alternatives (IF, CASE, BLANKVALUE); NULL joins anything. */
export function commonType(values: readonly Value[], place: string, at: number): ValueType {
  let type: ValueType = 'null';
  for (const one of values) {
    if (one.type === 'null' || one.type === type) continue;
    if (type !== 'null') {
      throw new FormulaError(
        `Incorrect parameter type for ${place}. Expected ${typeName(type)}, received ${typeName(one.type)}`,
        at,
      );
    }
    type = one.type;
  }
  if (type === 'picklist' || type === 'multipicklist') {
    throw new FormulaError('Picklist fields are only supported in certain functions.', at);
  }
  return type;
}
