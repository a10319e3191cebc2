/** One row on its way into the org, and the errors that keep it out. */
import type { ObjectAccess, RowError, RowInput, UserProfile } from '../engine/engine.ts';
import type { RowLocks } from '../locks/locks.ts';
import type { FieldSchema, ObjectSchema, OrgSchema } from '../schema/schema.ts';
import type { Level } from '../access/access.ts';
import type { SqlValue, Store } from '../store/store.ts';

/** What saving needs of the org. */
export interface SaveOrg {
  readonly store: Store;
  readonly locks: RowLocks;
  readonly schema: () => OrgSchema;
  readonly access: (userId: string, object: ObjectSchema) => ObjectAccess;
  readonly user: (userId: string) => UserProfile;
  /** Of these records those on which sharing gives the person at least this level. */
  readonly reached: (userId: string, object: ObjectSchema, level: Level, ids: readonly string[]) => ReadonlySet<string>;
  /** Users, profiles, permission sets or assignments were written. */
  readonly rightsChanged: () => void;
}

export type StoredRecord = ReadonlyMap<string, SqlValue>;

export interface Work {
  readonly index: number;
  readonly input: RowInput;
  readonly errors: RowError[];
  /** What the row sets, in stored form. */
  readonly values: Map<FieldSchema, SqlValue>;
  /** 18 characters; of a new record only after it was written. */
  id: string | null;
  isNew: boolean;
  /** As stored before the save; absent for a new record. */
  before: StoredRecord | undefined;
}

/** Everything that the steps of one save share. */
export interface Saving {
  readonly org: SaveOrg;
  readonly store: Store;
  readonly schema: OrgSchema;
  readonly object: ObjectSchema;
  readonly access: ObjectAccess;
  readonly user: UserProfile;
  /** Deleted past the recycle bin. */
  readonly isHard: boolean;
  /** Audit fields may be set: by inserts alone, by whoever has the permission. */
  readonly setsAudit: boolean;
  /** REST removes blanks around text, Bulk CSV does not. */
  readonly trimText: boolean;
}

export function newWork(input: RowInput, index: number): Work {
  return { index, input, errors: [], values: new Map(), id: null, isNew: true, before: undefined };
}

export function fail(work: Work, statusCode: string, message: string, fields: readonly string[] = []): void {
  work.errors.push({ statusCode, message, fields });
}

export const isAlive = (work: Work): boolean => work.errors.length === 0;

/** A field as it will be after the save. */
export function nextValue(work: Work, field: FieldSchema): SqlValue {
  const given = work.values.get(field);
  return given === undefined ? (work.before?.get(field.name) ?? null) : given;
}

export function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
