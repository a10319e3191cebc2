/** Keys of a row → fields; parents that a row names by an external id → their ids. */
import { field as fieldOf, knownObject, relationship, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { fold, foldColumn, hasFold, quote, type SqlValue, type Store } from '../store/store.ts';
import { coerce } from './coerce.ts';
import { fail, groupBy, type Saving, type Work } from './work.ts';

type Target =
  | { readonly kind: 'field'; readonly field: FieldSchema }
  | { readonly kind: 'parent'; readonly through: FieldSchema }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

/** A parent asked for by an external id. */
interface ParentRequest {
  readonly work: Work;
  readonly through: FieldSchema;
  readonly parent: ObjectSchema;
  readonly key: FieldSchema;
  readonly value: SqlValue;
}

function targetOf(saving: Saving, key: string): Target {
  const { object, access } = saving;
  if (key === 'attributes' || key.toLowerCase() === 'id') return { kind: 'nothing' };
  const own = fieldOf(object, key);
  if (own !== undefined && access.canRead(own)) return { kind: 'field', field: own };
  const through = relationship(object, key);
  if (through !== undefined && access.canRead(through)) return { kind: 'parent', through };
  return { kind: 'unknown' };
}

/** Text by which a unique or external key is found again. */
export function keyText(key: FieldSchema, value: SqlValue): SqlValue {
  return hasFold(key) && typeof value === 'string' ? fold(value) : value;
}

/** Ids by key, for records that are not deleted. One query, however many keys. */
export function idsByKey(
  store: Store,
  object: ObjectSchema,
  key: FieldSchema,
  values: readonly SqlValue[],
): ReadonlyMap<SqlValue, readonly string[]> {
  const column = quote(hasFold(key) ? foldColumn(key) : key.name);
  const wanted = JSON.stringify([...new Set(values)]);
  const rows = store.all(
    `SELECT ${column}, "Id" FROM ${quote(object.name)} WHERE ${column} IN (SELECT value FROM json_each(?1)) AND "IsDeleted" = 0`,
    [wanted],
  );
  const found = new Map<SqlValue, string[]>();
  for (const [value = null, id] of rows) {
    const list = found.get(value);
    if (list === undefined) found.set(value, [String(id)]);
    else list.push(String(id));
  }
  return found;
}

/** The one `[field, value]` of a relationship's object; fails the work when there is none or more. */
function keyEntry(work: Work, relation: string, given: unknown): readonly [string, unknown] | undefined {
  const entries: readonly (readonly [string, unknown])[] =
    typeof given === 'object' && given !== null ? Object.entries(given) : [];
  const keys = entries.filter(([name]) => name !== 'attributes');
  if (keys.length === 1) return keys[0];
  const count = keys.length === 0 ? 'No' : 'More than 1';
  fail(work, 'INVALID_FIELD', `${count} field provided in an external foreign key reference in entity: ${relation}`, [
    relation,
  ]);
  return undefined;
}

/** The object behind the reference that knows this external id. */
function keyedParent(
  saving: Saving,
  through: FieldSchema,
  name: string,
): Pick<ParentRequest, 'parent' | 'key'> | undefined {
  for (const to of through.reference?.to ?? []) {
    const parent = knownObject(saving.schema, to);
    const key = fieldOf(parent, name);
    if (key === undefined || !(key.externalId || key.idLookup)) continue;
    if (saving.org.access(saving.user.id, parent).canRead(key)) return { parent, key };
  }
  return undefined;
}

/** `{ "External_Key__c": "T-1" }` of a relationship; fails the work when it says anything else. */
function requestOf(saving: Saving, work: Work, through: FieldSchema, given: unknown): ParentRequest | undefined {
  const relation = through.reference?.relationshipName ?? through.name;
  const entry = keyEntry(work, relation, given);
  if (entry === undefined) return undefined;
  const [name, value] = entry;
  const found = keyedParent(saving, through, name);
  if (found === undefined) {
    fail(work, 'INVALID_FIELD', `${name} is not an External ID or indexed field for ${relation}`, [relation]);
    return undefined;
  }
  const coerced = coerce(saving.schema, found.key, value, saving.trimText);
  if ('value' in coerced) return { work, through, ...found, value: coerced.value };
  fail(work, coerced.statusCode, coerced.message, [relation]);
  return undefined;
}

function resolve(store: Store, requests: readonly ParentRequest[]): void {
  for (const [key, group] of groupBy(requests, (one) => one.key)) {
    const [{ parent } = { parent: undefined }] = group;
    if (parent === undefined) continue;
    const found = idsByKey(
      store,
      parent,
      key,
      group.map((one) => keyText(key, one.value)),
    );
    for (const { work, through, value } of group) {
      const ids = found.get(keyText(key, value)) ?? [];
      const [id, ...others] = ids;
      if (id === undefined) {
        const message = `Foreign key external ID: ${String(value)} not found for field ${key.name} in entity ${parent.name}`;
        fail(work, 'INVALID_FIELD', message, [through.name]);
      } else if (others.length > 0) {
        const message = `${key.name}: more than one record found for external id field: [${ids.join(', ')}]`;
        fail(work, 'DUPLICATE_EXTERNAL_ID', message, [through.name]);
      } else {
        work.values.set(through, id);
      }
    }
  }
}

function place(saving: Saving, work: Work, key: string, target: Target, requests: ParentRequest[]): void {
  const given = work.input[key];
  if (target.kind === 'nothing' || given === undefined) return;
  if (target.kind === 'unknown') {
    fail(work, 'INVALID_FIELD', `No such column '${key}' on sobject of type ${saving.object.name}`);
  } else if (target.kind === 'parent' && given !== null) {
    const request = requestOf(saving, work, target.through, given);
    if (request?.value === null) work.values.set(target.through, null);
    else if (request !== undefined) requests.push(request);
  } else {
    const field = target.kind === 'parent' ? target.through : target.field;
    const coerced = coerce(saving.schema, field, given, saving.trimText);
    if ('value' in coerced) work.values.set(field, coerced.value);
    else fail(work, coerced.statusCode, coerced.message, [field.name]);
  }
}

/** Fills the values of every row; rows that cannot be read are failed. */
export function readColumns(saving: Saving, works: readonly Work[]): void {
  const targets = new Map<string, Target>();
  const requests: ParentRequest[] = [];
  for (const work of works) {
    for (const key of Object.keys(work.input)) {
      let target = targets.get(key);
      if (target === undefined) targets.set(key, (target = targetOf(saving, key)));
      place(saving, work, key, target, requests);
    }
  }
  resolve(
    saving.store,
    requests.filter(({ work }) => work.errors.length === 0),
  );
}
