import type { ObjectSchema } from '../../schema/schema.ts';
import { insertRecord, quote, updateRecord, type SqlValue, type Store, type Values } from '../../store/store.ts';

/** Id of the record whose columns have these values, in any letter case; undefined when there is none. */
export function idOf(store: Store, object: string, columns: Readonly<Record<string, SqlValue>>): string | undefined {
  const names = Object.keys(columns);
  const where = names.map((name, index) => `${quote(name)} = ?${index + 1} COLLATE NOCASE`).join(' AND ');
  const [id] =
    store.first(
      `SELECT "Id" FROM ${quote(object)} WHERE "IsDeleted" = 0 AND ${where}`,
      names.map((name) => columns[name] ?? null),
    ) ?? [];
  return typeof id === 'string' ? id : undefined;
}

/** Inserts or updates the record with this key; returns its id. */
export function upsert(store: Store, object: ObjectSchema, key: readonly string[], values: Values): string {
  const known = idOf(store, object.name, Object.fromEntries(key.map((name) => [name, values[name] ?? null])));
  if (known === undefined) return insertRecord(store, object, values);
  updateRecord(store, object, known, values);
  return known;
}
