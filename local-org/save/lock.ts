/** Which rows a save has to have for itself, and the refusal of those that somebody else holds. */
import { lockMessage } from '../locks/locks.ts';
import { isSetupObject, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { Failures } from './rollups.ts';
import { fail, isAlive, type Saving, type Work } from './work.ts';

const code = 'UNABLE_TO_LOCK_ROW';

/** Owners and authors are not locked, nor is anything that people set up. */
const isLockable = (field: FieldSchema): boolean =>
  field.reference !== undefined && !field.reference.to.some((name) => name === 'User' || isSetupObject(name));

const references = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

function referencesOf(object: ObjectSchema): readonly FieldSchema[] {
  let fields = references.get(object);
  if (fields === undefined) references.set(object, (fields = object.fields.filter(isLockable)));
  return fields;
}

/**
 * The record itself, its masters (old and new), and what its lookups are set to. The cheat sheet says that a lookup's
 * target is locked depending on its configuration; all of them is the stricter reading.
 */
function rowsOf(saving: Saving, work: Work): readonly string[] {
  const ids = work.isNew || work.id === null ? [] : [work.id];
  for (const field of referencesOf(saving.object)) {
    const isMaster = field.reference?.kind === 'masterDetail';
    const before = isMaster ? work.before?.get(field.name) : undefined;
    for (const id of [work.values.get(field), before]) if (typeof id === 'string') ids.push(id);
  }
  return ids;
}

/** Takes the rows of the works; a work one of whose rows is held elsewhere is failed. */
export function lockRows(saving: Saving, works: readonly Work[]): void {
  const { locks } = saving.org;
  if (!locks.isWatched) return;
  const needs = works.filter(isAlive).map((work) => ({ work, ids: rowsOf(saving, work) }));
  const missing = locks.take(new Set(needs.flatMap(({ ids }) => ids)));
  if (missing.size === 0) return;
  for (const { work, ids } of needs) {
    const held = [...new Set(ids)].filter((id) => missing.has(id));
    if (held.length > 0) fail(work, code, lockMessage(held));
  }
}

/** The same for rows that a save reaches on its way: masters to be summed, details that go, lookups to be cleared. */
export function lockReached(saving: Saving, rows: ReadonlyMap<string, Iterable<Work>>, failures: Failures): void {
  const { locks } = saving.org;
  if (!locks.isWatched) return;
  for (const id of locks.take(rows.keys())) {
    const error = { statusCode: code, message: lockMessage([id]), fields: [] };
    for (const work of rows.get(id) ?? []) failures.set(work, [error]);
  }
}
