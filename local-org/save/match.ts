/** Which stored record each row means: by Id, or for an upsert by an external id. */
import { ApiError } from '../errors.ts';
import { field as fieldOf, isStored, normalizeId, type FieldSchema } from '../schema/schema.ts';
import { quote } from '../store/store.ts';
import { idsByKey, keyText } from './columns.ts';
import { fail, groupBy, isAlive, type Saving, type StoredRecord, type Work } from './work.ts';

const stored = new WeakMap<object, { readonly names: readonly string[]; readonly sql: string }>();

function selectAll(saving: Saving): { readonly names: readonly string[]; readonly sql: string } {
  let known = stored.get(saving.object);
  if (known === undefined) {
    const names = saving.object.fields.filter(isStored).map((field) => field.name);
    const sql = `SELECT ${names.map(quote).join(', ')} FROM ${quote(saving.object.name)} WHERE "Id" IN (SELECT value FROM json_each(?1))`;
    known = { names, sql };
    stored.set(saving.object, known);
  }
  return known;
}

/** Stored records by id, deleted ones too. */
export function loadRecords(saving: Saving, ids: readonly string[]): ReadonlyMap<string, StoredRecord> {
  const { names, sql } = selectAll(saving);
  const found = new Map<string, StoredRecord>();
  for (const row of saving.store.all(sql, [JSON.stringify(ids)])) {
    const record = new Map(names.map((name, index) => [name, row[index] ?? null]));
    found.set(String(record.get('Id')), record);
  }
  return found;
}

function givenId(work: Work): unknown {
  const key = Object.keys(work.input).find((name) => name.toLowerCase() === 'id');
  return key === undefined ? undefined : work.input[key];
}

/** Reads the Id of every row; a row without one is failed unless `isOptional`. */
export function readIds(saving: Saving, works: readonly Work[], call: string, isOptional = false): void {
  for (const work of works) {
    const given = givenId(work);
    if (given === undefined || given === null || given === '') {
      if (!isOptional) fail(work, 'MISSING_ARGUMENT', `Id not specified in an ${call} call`);
      continue;
    }
    const id = typeof given === 'string' ? normalizeId(given) : undefined;
    if (id?.startsWith(saving.object.keyPrefix) !== true) {
      const message = `${saving.object.label} ID: id value of incorrect type: ${JSON.stringify(given)}`;
      fail(work, 'MALFORMED_ID', message.replaceAll('"', ''), ['Id']);
      continue;
    }
    work.id = id;
    work.isNew = false;
  }
  for (const [id, group] of groupBy(works.filter(isAlive), (work) => work.id)) {
    if (id === null || group.length < 2) continue;
    for (const work of group) fail(work, 'DUPLICATE_VALUE', `Duplicate id in list: ${id}`, ['Id']);
  }
}

/** Puts the stored record beside each row that has an id; rows whose record is gone are failed. */
export function attachStored(saving: Saving, works: readonly Work[]): void {
  const wanted = works.filter((work) => isAlive(work) && work.id !== null);
  if (wanted.length === 0) return;
  const found = loadRecords(
    saving,
    wanted.map((work) => work.id ?? ''),
  );
  for (const work of wanted) {
    const record = found.get(work.id ?? '');
    if (record === undefined) fail(work, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    else if (record.get('IsDeleted') === 1) fail(work, 'ENTITY_IS_DELETED', 'entity is deleted');
    else work.before = record;
  }
}

/** The field an upsert goes by. Throws NOT_FOUND for one that is no key. */
export function upsertKey(saving: Saving, name: string | undefined): FieldSchema {
  const key = name === undefined ? undefined : fieldOf(saving.object, name);
  if (key !== undefined && (key.externalId || key.idLookup) && saving.access.canRead(key)) return key;
  throw new ApiError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${name ?? ''}`);
}

/** Finds the records of an upsert. The same key twice in one call fails every row that has it. */
export function matchByKey(saving: Saving, works: readonly Work[], key: FieldSchema, updateOnly: boolean): void {
  const alive = works.filter(isAlive);
  for (const work of alive) {
    const value = work.values.get(key);
    if (value === undefined || value === null) fail(work, 'MISSING_ARGUMENT', `${key.name} not specified`, [key.name]);
  }
  const keyed = groupBy(alive.filter(isAlive), (work) => keyText(key, work.values.get(key) ?? null));
  for (const group of keyed.values()) {
    if (group.length < 2) continue;
    for (const work of group) {
      const message = `Duplicate external id specified: ${String(work.values.get(key))}`;
      fail(work, 'DUPLICATE_VALUE', message, [key.name]);
    }
  }
  const found = idsByKey(saving.store, saving.object, key, [...keyed.keys()]);
  for (const [value, group] of keyed) {
    for (const work of group.filter(isAlive)) matchOne(work, key, found.get(value) ?? [], updateOnly);
  }
}

function matchOne(work: Work, key: FieldSchema, ids: readonly string[], updateOnly: boolean): void {
  const [id, ...others] = ids;
  if (others.length > 0) {
    const message = `${key.name}: more than one record found for external id field: [${ids.join(', ')}]`;
    fail(work, 'DUPLICATE_EXTERNAL_ID', message, [key.name]);
  } else if (id !== undefined) {
    work.id = id;
    work.isNew = false;
    // The key found the record; it is not written again.
    work.values.delete(key);
  } else if (updateOnly) {
    fail(work, 'NOT_FOUND', 'The requested resource does not exist', [key.name]);
  }
}
