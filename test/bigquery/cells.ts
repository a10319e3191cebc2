/** Rows of DuckDB in the form of the REST API: every scalar is text. */
import type { Column, Type } from '../../server/googlesql/googlesql.ts';
import { fieldName, quoted } from '../../server/googlesql/googlesql.ts';

export interface WireRow {
  readonly f: readonly { readonly v: unknown }[];
}

/** SQL that brings each column to the text the API shows; a moment is microseconds, as `useInt64Timestamp` asks. */
export function wireColumns(columns: readonly Column[]): string {
  return columns.map((column) => `${wireSql(quoted(column.name), column.type)} AS ${quoted(column.name)}`).join(', ');
}

function wireSql(sql: string, type: Type): string {
  if (type.kind === 'ARRAY') return `list_transform(${sql}, lambda e: ${wireSql('e', type.of)})`;
  if (type.kind === 'STRUCT') return sql;
  return shown[type.kind]?.(sql) ?? `CAST(${sql} AS VARCHAR)`;
}

const decimal = (sql: string): string => `rtrim(rtrim(CAST(${sql} AS VARCHAR), '0'), '.')`;

const shown: Readonly<Partial<Record<Type['kind'], (sql: string) => string>>> = {
  NUMERIC: decimal,
  BIGNUMERIC: decimal,
  TIMESTAMP: (sql) => `CAST(epoch_us(${sql}) AS VARCHAR)`,
  DATETIME: (sql) =>
    `strftime(${sql}, CASE WHEN date_part('microsecond', ${sql}) % 1000000 = 0 THEN '%Y-%m-%dT%H:%M:%S' ELSE '%Y-%m-%dT%H:%M:%S.%f' END)`,
  BYTES: (sql) => `to_base64(${sql})`,
};

export function toWire(columns: readonly Column[], row: Readonly<Record<string, unknown>>): WireRow {
  return { f: columns.map((column) => ({ v: cell(row[column.name], column.type) })) };
}

function cell(value: unknown, type: Type): unknown {
  if (value === null || value === undefined) return type.kind === 'ARRAY' ? [] : null;
  if (type.kind === 'ARRAY' && Array.isArray(value)) return value.map((item) => ({ v: cell(item, type.of) }));
  if (type.kind === 'STRUCT' && typeof value === 'object') {
    const fields: Readonly<Record<string, unknown>> = { ...value };
    return {
      f: type.fields.map((field, index) => ({ v: cell(fields[fieldName(field, index)], field.type) })),
    };
  }
  return value;
}
