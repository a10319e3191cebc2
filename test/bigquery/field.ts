/** Schemas as the REST API writes them, and the types they stand for. */
import type { Column, Type } from '../../server/googlesql/googlesql.ts';
import { fieldName, scalarNamed } from '../../server/googlesql/googlesql.ts';
import { invalidValue } from './refused.ts';

export interface FieldSchema {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
  readonly description?: string;
  readonly fields?: readonly FieldSchema[];
}

/** The names that the API answers with (legacy names for three of them). */
const legacy: Readonly<Record<string, string>> = { INT64: 'INTEGER', FLOAT64: 'FLOAT', BOOL: 'BOOLEAN' };

export function toField({ name, type }: { readonly name: string; readonly type: Type }): FieldSchema {
  if (type.kind === 'ARRAY') return { ...toField({ name, type: type.of }), mode: 'REPEATED' };
  if (type.kind === 'STRUCT') {
    const fields = type.fields.map((field, index) => toField({ name: fieldName(field, index), type: field.type }));
    return { name, type: 'RECORD', mode: 'NULLABLE', fields };
  }
  return { name, type: legacy[type.kind] ?? type.kind, mode: 'NULLABLE' };
}

export function toColumn(field: FieldSchema): Column {
  checkColumnName(field.name);
  const plain = plainType(field);
  if (!['NULLABLE', 'REQUIRED', 'REPEATED'].includes(field.mode ?? 'NULLABLE')) {
    throw invalidValue(`Invalid mode ${field.mode ?? ''}`);
  }
  return { name: field.name, type: field.mode === 'REPEATED' ? { kind: 'ARRAY', of: plain } : plain };
}

function plainType({ type, fields, name }: FieldSchema): Type {
  const upper = type.toUpperCase();
  if (upper === 'RECORD' || upper === 'STRUCT') return { kind: 'STRUCT', fields: (fields ?? []).map(toColumn) };
  const kind = upper === 'FLOAT' ? 'FLOAT64' : scalarNamed(upper);
  if (kind === undefined) throw invalidValue(`Invalid value for type: ${type} of field ${name} is not a valid value`);
  return { kind };
}

const reservedStarts = ['_TABLE_', '_FILE_', '_PARTITION', '_ROW_TIMESTAMP', '__ROOT__', '_COLIDENTIFIER', '_CHANGE_'];

/** The plain rule; what BigQuery calls flexible column names is not used. */
export function checkColumnName(name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,299}$/.test(name)) throw invalidValue(`Invalid field name "${name}"`);
  if (reservedStarts.some((start) => name.toUpperCase().startsWith(start))) {
    throw invalidValue(`Invalid field name "${name}". Field names are not allowed to start with the prefix`);
  }
}

/** Letters, marks, numbers, connectors, dashes and spaces, at most 1,024 bytes. */
export function checkTableName(name: string): void {
  if (!/^[\p{L}\p{M}\p{N}\p{Pc}\p{Pd}\p{Zs}]+$/u.test(name) || Buffer.byteLength(name) > 1024) {
    throw invalidValue(`Invalid table ID "${name}".`);
  }
}

export function checkLabels(labels: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(labels)) {
    const isGood =
      /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u.test(key) && /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u.test(String(value));
    if (!isGood) throw invalidValue(`Label "${key}": "${String(value)}" has invalid characters or is too long.`);
  }
}
