/** Rows of DuckDB in the form of the REST API: every scalar is text. */
import type { Column, Type } from '../../server/googlesql/googlesql.ts';
import { quoted } from '../../server/googlesql/googlesql.ts';

export interface WireRow {
  readonly f: readonly { readonly v: unknown }[];
}

/** SQL that brings each column to the text the API shows; a moment is microseconds, as `useInt64Timestamp` asks. */
export function wireColumns(columns: readonly Column[]): string {
  return columns.map((column) => `${wireSql(quoted(column.name), column.type)} AS ${quoted(column.name)}`).join(', ');
}

function wireSql(sql: string, type: Type): string {
  switch (type.kind) {
    case 'NUMERIC':
    case 'BIGNUMERIC':
      return `rtrim(rtrim(CAST(${sql} AS VARCHAR), '0'), '.')`;
    case 'TIMESTAMP':
      return `CAST(epoch_us(${sql}) AS VARCHAR)`;
    case 'DATETIME':
      return `strftime(${sql}, CASE WHEN date_part('microsecond', ${sql}) % 1000000 = 0 THEN '%Y-%m-%dT%H:%M:%S' ELSE '%Y-%m-%dT%H:%M:%S.%f' END)`;
    case 'BYTES':
      return `to_base64(${sql})`;
    case 'ARRAY':
      return `list_transform(${sql}, lambda e: ${wireSql('e', type.of)})`;
    case 'STRUCT':
    case 'INT64':
    case 'FLOAT64':
    case 'BOOL':
    case 'STRING':
    case 'DATE':
    case 'TIME':
    case 'JSON':
    case 'NULL':
      return type.kind === 'STRUCT' ? sql : `CAST(${sql} AS VARCHAR)`;
  }
}

export function toWire(columns: readonly Column[], row: Readonly<Record<string, unknown>>): WireRow {
  return { f: columns.map((column) => ({ v: cell(row[column.name], column.type) })) };
}

function cell(value: unknown, type: Type): unknown {
  if (value === null || value === undefined) return type.kind === 'ARRAY' ? [] : null;
  if (type.kind === 'ARRAY' && Array.isArray(value)) return value.map((item) => ({ v: cell(item, type.of) }));
  if (type.kind === 'STRUCT' && typeof value === 'object') {
    const fields: Readonly<Record<string, unknown>> = { ...value };
    return {
      f: type.fields.map((field, index) => ({ v: cell(fields[field.name ?? `_field_${index + 1}`], field.type) })),
    };
  }
  return value;
}
