/** Records that the platform itself writes (the first user, permission sets of a deployment), past all rules. */
import { isStored, type ObjectSchema } from '../schema/schema.ts';
import { fold } from './runtime.ts';
import type { SqlValue, Store } from './store.ts';
import { foldColumn, hasFold, quote } from './tables.ts';

export type Values = Readonly<Record<string, SqlValue>>;

/** The columns of these values, with the folded twins of keys. */
export function withFolds(object: ObjectSchema, values: Values): Values {
  const folds = object.fields
    .filter((field) => isStored(field) && hasFold(field) && field.name in values)
    .map((field) => {
      const value = values[field.name];
      return [foldColumn(field), typeof value === 'string' ? fold(value) : null] as const;
    });
  return folds.length === 0 ? values : { ...values, ...Object.fromEntries(folds) };
}

/** Inserts a record as the running user, now; returns its id. */
export function insertRecord(store: Store, object: ObjectSchema, values: Values): string {
  const { userId, now } = store.runtime;
  const id = typeof values['Id'] === 'string' ? values['Id'] : store.newId(object.keyPrefix);
  const row = withFolds(object, {
    ...values,
    Id: id,
    IsDeleted: 0,
    CreatedById: userId,
    CreatedDate: now,
    LastModifiedById: userId,
    LastModifiedDate: now,
    SystemModstamp: now,
  });
  const names = Object.keys(row);
  const slots = names.map((_, index) => `?${index + 1}`);
  store.run(
    `INSERT INTO ${quote(object.name)} (${names.map(quote).join(', ')}) VALUES (${slots.join(', ')})`,
    names.map((name) => row[name] ?? null),
  );
  return id;
}

export function updateRecord(store: Store, object: ObjectSchema, id: string, values: Values): void {
  const { userId, now } = store.runtime;
  const row = withFolds(object, { ...values, LastModifiedById: userId, LastModifiedDate: now, SystemModstamp: now });
  const names = Object.keys(row);
  store.run(
    `UPDATE ${quote(object.name)} SET ${names.map((name, index) => `${quote(name)} = ?${index + 2}`).join(', ')} WHERE "Id" = ?1`,
    [id, ...names.map((name) => row[name] ?? null)],
  );
}
