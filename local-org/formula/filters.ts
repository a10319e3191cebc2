/** The filters of roll-ups and sharing rules as SQL over the object that they look at. */
import type { Column, Scope, Statement } from './scope.ts';
import { isNumber, isText, type RollupFilter } from '../schema/schema.ts';
import { fold, type SqlValue } from '../store/store.ts';

const signs: Readonly<Record<string, string>> = {
  equals: '=',
  notEqual: '=',
  lessThan: '<',
  greaterThan: '>',
  lessOrEqual: '<=',
  greaterOrEqual: '>=',
};

function bound({ field }: Column, text: string): SqlValue {
  if (field.type === 'boolean') return /^(?:true|1)$/i.test(text) ? 1 : 0;
  if (isNumber(field)) return Number(text);
  if (field.type === 'datetime') return Date.parse(text);
  return text;
}

/** Text is compared without regard to case, as everywhere. */
function textual(column: Column): boolean {
  return isText(column.field) || column.field.type === 'picklist' || column.field.type === 'multipicklist';
}

function one(column: Column, statement: Statement, operation: RollupFilter['operation'], text: string): string {
  if (!textual(column)) return `${column.sql} ${signs[operation] ?? '='} ${statement.bind(bound(column, text))}`;
  const left = `fold(${column.sql})`;
  const right = statement.bind(fold(text));
  switch (operation) {
    case 'contains':
    case 'notContain':
      return `instr(${left}, ${right}) > 0`;
    case 'startsWith':
      return `instr(${left}, ${right}) = 1`;
    case 'equals':
    case 'notEqual':
    case 'lessThan':
    case 'greaterThan':
    case 'lessOrEqual':
    case 'greaterOrEqual':
      return `${left} ${signs[operation] ?? '='} ${right}`;
  }
}

/** Values are alternatives; none at all asks for blank. Negations keep records without a value. */
export function filterSql(scope: Scope, statement: Statement, filter: RollupFilter): string {
  const column = scope.column(scope.root, filter.field);
  if (column === undefined) throw new Error(`A filter names ${filter.field}, which is no field.`);
  const isNegated = filter.operation === 'notEqual' || filter.operation === 'notContain';
  const tests = filter.values.map((value) => one(column, statement, filter.operation, value));
  const any = tests.length === 0 ? `${column.sql} IS NULL` : tests.join(' OR ');
  return isNegated ? `NOT ifnull((${any}), 0)` : `(${any})`;
}
