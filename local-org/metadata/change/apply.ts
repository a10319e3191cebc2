/** A checked schema into the store: tables and columns, and what existing records forbid to change. */
import { isStored, type FieldSchema, type ObjectSchema, type OrgSchema } from '../../schema/schema.ts';
import {
  alterTable,
  columnType,
  createShares,
  createTable,
  dropColumn,
  dropShares,
  dropTable,
  quote,
  type Store,
} from '../../store/store.ts';
import { keyOf, type Catalog, type Report } from '../component.ts';

/** Where a change of a field would lose or falsify what is stored. */
function changeProblem(
  store: Store,
  object: ObjectSchema,
  before: FieldSchema,
  after: FieldSchema,
): string | undefined {
  const isOtherKind =
    isStored(before) !== isStored(after) || (before.rollup === undefined) !== (after.rollup === undefined);
  if (isOtherKind || (isStored(before) && columnType(before) !== columnType(after))) {
    return `Cannot change the type of ${object.name}.${after.name} from ${before.type} to ${after.type}; delete the field first`;
  }
  const [from, to] = [before.reference, after.reference];
  if (from !== undefined && to !== undefined && (from.to.join() !== to.to.join() || from.kind !== to.kind)) {
    return `Cannot change what ${object.name}.${after.name} refers to`;
  }
  if (!after.unique || before.unique || !isStored(after)) return undefined;
  const value = after.caseSensitive ? quote(after.name) : `fold(${quote(after.name)})`;
  const twice = store.first(
    `SELECT 1 FROM ${quote(object.name)} WHERE "IsDeleted" = 0 AND ${quote(after.name)} IS NOT NULL GROUP BY ${value} HAVING count(*) > 1`,
  );
  return twice === undefined
    ? undefined
    : `Cannot make ${object.name}.${after.name} unique: there are duplicate values`;
}

/** A detail cannot be without a master, so the field cannot come to records that have none. */
function additionProblem(store: Store, object: ObjectSchema, field: FieldSchema): string | undefined {
  if (field.reference?.kind !== 'masterDetail') return undefined;
  const some = store.first(`SELECT 1 FROM ${quote(object.name)}`);
  return some === undefined
    ? undefined
    : `Cannot add the master-detail field ${object.name}.${field.name}: the object has records already`; // text unverified
}

/** Reports changes of fields that existing records do not allow. */
export function checkChanges(
  store: Store,
  before: OrgSchema,
  after: OrgSchema,
  catalog: Catalog,
  report: Report,
): void {
  for (const [key, object] of after.objects) {
    const old = before.objects.get(key);
    if (old === undefined) continue;
    const known = new Map(old.fields.map((field) => [field.name.toLowerCase(), field]));
    for (const field of object.fields) {
      const previous = known.get(field.name.toLowerCase());
      const owner = catalog.get(keyOf('CustomField', `${object.name}.${field.name}`));
      if (owner === undefined || previous === field) continue;
      const problem =
        previous === undefined ? additionProblem(store, object, field) : changeProblem(store, object, previous, field);
      if (problem !== undefined) report(owner, problem);
    }
  }
}

/** Rights on what is gone go too. */
function forgetRights(store: Store, object: string, field?: string): void {
  if (field === undefined) {
    store.run('DELETE FROM "ObjectPermissions" WHERE "SobjectType" = ?1 COLLATE NOCASE', [object]);
    store.run('DELETE FROM "FieldPermissions" WHERE "SobjectType" = ?1 COLLATE NOCASE', [object]);
    store.run('DELETE FROM "RecordType" WHERE "SobjectType" = ?1 COLLATE NOCASE', [object]);
  } else {
    store.run('DELETE FROM "FieldPermissions" WHERE "Field" = ?1 COLLATE NOCASE', [`${object}.${field}`]);
  }
}

function migrateTable(store: Store, old: ObjectSchema | undefined, object: ObjectSchema): void {
  if (old === undefined) {
    createTable(store, object);
    return;
  }
  const names = new Set(object.fields.map((field) => field.name));
  for (const field of old.fields.filter(({ name }) => !names.has(name))) {
    dropColumn(store, old, field);
    forgetRights(store, object.name, field.name);
  }
  alterTable(store, { ...old, fields: old.fields.filter((field) => names.has(field.name)) }, object);
}

/** Makes, alters and drops tables so that they hold what the new schema says; shares while their objects are there. */
export function migrate(store: Store, before: OrgSchema, after: OrgSchema): void {
  const isShare = ([, object]: readonly [string, ObjectSchema]): boolean => object.shareOf !== undefined;
  const gone = [...before.objects].filter(([key]) => !after.objects.has(key));
  for (const [, share] of gone.filter(isShare)) dropShares(store, share);
  const tables = [...after.objects].filter((one) => !isShare(one));
  for (const [key, object] of tables) migrateTable(store, before.objects.get(key), object);
  for (const [, object] of gone.filter((one) => !isShare(one))) {
    dropTable(store, object);
    forgetRights(store, object.name);
  }
  for (const [key, share] of [...after.objects].filter(isShare)) {
    if (!before.objects.has(key)) createShares(store, share);
  }
}
