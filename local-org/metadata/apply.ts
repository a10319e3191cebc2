/** A checked schema into the store: tables, record types, permissions, roles and groups. */
import { isStored, knownObject, type FieldSchema, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';
import {
  alterTable,
  columnType,
  createShares,
  createTable,
  dropColumn,
  dropShares,
  dropTable,
  insertRecord,
  quote,
  updateRecord,
  type Store,
  type Values,
} from '../store/store.ts';
import { keepSystemGroups } from '../access/access.ts';
import { type Component, type KeptComponent, type Report } from './component.ts';
import { applyGroup, applyQueue } from './groups.ts';
import { applyPermissionSet, applyProfile } from './permissions.ts';
import { parseXml, textOf } from '../xml.ts';

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

/** Reports changes of fields that existing records do not allow. */
export function checkChanges(
  store: Store,
  before: OrgSchema,
  after: OrgSchema,
  component: (name: string) => Component | undefined,
  report: Report,
): void {
  for (const [key, object] of after.objects) {
    const old = before.objects.get(key);
    const known = new Map(old?.fields.map((field) => [field.name.toLowerCase(), field]));
    for (const field of object.fields) {
      const previous = known.get(field.name.toLowerCase());
      const owner = component(`${object.name}.${field.name}`);
      if (previous === undefined || owner === undefined || previous === field) continue;
      const problem = changeProblem(store, object, previous, field);
      if (problem !== undefined) report(owner, problem);
    }
  }
}

function migrateTable(store: Store, old: ObjectSchema | undefined, object: ObjectSchema): void {
  if (old === undefined) {
    createTable(store, object);
    return;
  }
  const names = new Set(object.fields.map((field) => field.name));
  for (const field of old.fields) if (!names.has(field.name)) dropColumn(store, old, field);
  alterTable(store, { ...old, fields: old.fields.filter((field) => names.has(field.name)) }, object);
}

/** Makes, alters and drops tables so that they hold what the new schema says; shares while their objects are there. */
export function migrate(store: Store, before: OrgSchema, after: OrgSchema): void {
  const isShare = ([, object]: readonly [string, ObjectSchema]): boolean => object.shareOf !== undefined;
  const gone = [...before.objects].filter(([key]) => !after.objects.has(key));
  for (const [, share] of gone.filter(isShare)) dropShares(store, share);
  const tables = [...after.objects].filter((one) => !isShare(one));
  for (const [key, object] of tables) migrateTable(store, before.objects.get(key), object);
  for (const [, object] of gone.filter((one) => !isShare(one))) dropTable(store, object);
  for (const [key, share] of [...after.objects].filter(isShare)) {
    if (!before.objects.has(key)) createShares(store, share);
  }
}

function upsert(store: Store, object: ObjectSchema, key: string, values: Values): void {
  const [known] =
    store.first(`SELECT "Id" FROM ${quote(object.name)} WHERE ${quote(key)} = ?1`, [values[key] ?? null]) ?? [];
  if (typeof known === 'string') updateRecord(store, object, known, values);
  else insertRecord(store, object, values);
}

function applyRecordTypes(store: Store, schema: OrgSchema): void {
  const records = knownObject(schema, 'RecordType');
  for (const object of schema.objects.values()) {
    for (const { id, developerName, label, active } of object.recordTypes) {
      upsert(store, records, 'Id', {
        Id: id,
        Name: label,
        DeveloperName: developerName,
        SobjectType: object.name,
        IsActive: active ? 1 : 0,
      });
    }
  }
}

/** All roles first, then who stands above whom: files come in any order. */
function applyRoles(store: Store, schema: OrgSchema, roles: readonly Component[]): void {
  const object = knownObject(schema, 'UserRole');
  for (const { name, body } of roles) {
    upsert(store, object, 'DeveloperName', { DeveloperName: name, Name: textOf(body, 'name') ?? name });
  }
  for (const { name, body } of roles) {
    const above = textOf(body, 'parentRole') ?? null;
    const [parent = null] = store.first('SELECT "Id" FROM "UserRole" WHERE "DeveloperName" = ?1', [above]) ?? [];
    upsert(store, object, 'DeveloperName', { DeveloperName: name, ParentRoleId: parent });
  }
}

/** Records that a deployment leaves behind, besides the tables. */
export function applyRecords(
  store: Store,
  schema: OrgSchema,
  components: readonly Component[],
  kept: readonly KeptComponent[],
): void {
  applyRecordTypes(store, schema);
  applyRoles(
    store,
    schema,
    components.filter((one) => one.type === 'Role'),
  );
  keepSystemGroups(store, schema);
  for (const component of components) {
    if (component.type === 'PermissionSet') applyPermissionSet(store, schema, component);
    if (component.type === 'Group') applyGroup(store, schema, component);
    if (component.type === 'Queue') applyQueue(store, schema, component);
  }
  for (const { type, name, files } of kept) {
    const [file] = files;
    if (type !== 'Profile' || file === undefined) continue;
    applyProfile(store, schema, name, parseXml(new TextDecoder().decode(file.content)));
  }
}
