/** Permission sets and profiles → rows of PermissionSet, ObjectPermissions and FieldPermissions. */
import { field as fieldOf, knownObject, objectNamed, type OrgSchema } from '../../schema/schema.ts';
import { insertRecord, updateRecord, type Store, type Values } from '../../store/store.ts';
import { elements, isTrue, textOf, type Element } from '../../xml.ts';
import { userRights } from '../check/permissions.ts';
import type { Component } from '../component.ts';
import { profileName } from './record-keys.ts';
import { idOf, upsert } from './upsert.ts';

const objectFlags: Readonly<Record<string, string>> = {
  allowCreate: 'PermissionsCreate',
  allowRead: 'PermissionsRead',
  allowEdit: 'PermissionsEdit',
  allowDelete: 'PermissionsDelete',
  viewAllRecords: 'PermissionsViewAllRecords',
  modifyAllRecords: 'PermissionsModifyAllRecords',
};

const flags = (entry: Element, names: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(Object.entries(names).map(([tag, column]) => [column, isTrue(entry, tag) ? 1 : 0]));

function grantObjects(store: Store, schema: OrgSchema, parent: string, body: Element): void {
  for (const entry of elements(body, 'objectPermissions')) {
    const name = objectNamed(schema, textOf(entry, 'object') ?? '')?.name ?? '';
    store.run('DELETE FROM "ObjectPermissions" WHERE "ParentId" = ?1 AND "SobjectType" = ?2', [parent, name]);
    const values = { ParentId: parent, SobjectType: name, ...flags(entry, objectFlags) };
    insertRecord(store, knownObject(schema, 'ObjectPermissions'), values);
  }
}

function grantFields(store: Store, schema: OrgSchema, parent: string, body: Element): void {
  for (const entry of elements(body, 'fieldPermissions')) {
    const [owner = '', name = ''] = (textOf(entry, 'field') ?? '').split('.');
    const object = objectNamed(schema, owner);
    const field = object === undefined ? undefined : fieldOf(object, name);
    if (object === undefined || field?.permissionable !== true) continue;
    const path = `${object.name}.${field.name}`;
    store.run('DELETE FROM "FieldPermissions" WHERE "ParentId" = ?1 AND "Field" = ?2', [parent, path]);
    const granted = flags(entry, { readable: 'PermissionsRead', editable: 'PermissionsEdit' });
    const values = { ParentId: parent, SobjectType: object.name, Field: path, ...granted };
    insertRecord(store, knownObject(schema, 'FieldPermissions'), values);
  }
}

/** Custom metadata types and custom settings that may be read; they have no other rights. */
function grantTypes(store: Store, schema: OrgSchema, parent: string, body: Element): void {
  for (const tag of ['customMetadataTypeAccesses', 'customSettingAccesses']) {
    for (const entry of elements(body, tag)) {
      const name = objectNamed(schema, textOf(entry, 'name') ?? '')?.name ?? '';
      upsert(store, knownObject(schema, 'ObjectPermissions'), ['ParentId', 'SobjectType'], {
        ParentId: parent,
        SobjectType: name,
        PermissionsRead: isTrue(entry, 'enabled') ? 1 : 0,
      });
    }
  }
}

function grantCustomPermissions(store: Store, schema: OrgSchema, parent: string, body: Element): void {
  for (const entry of elements(body, 'customPermissions')) {
    const id = idOf(store, 'CustomPermission', { DeveloperName: textOf(entry, 'name') ?? '' });
    if (id === undefined) continue;
    store.run('DELETE FROM "SetupEntityAccess" WHERE "ParentId" = ?1 AND "SetupEntityId" = ?2', [parent, id]);
    if (!isTrue(entry, 'enabled')) continue;
    const values = { ParentId: parent, SetupEntityId: id, SetupEntityType: 'CustomPermission' };
    insertRecord(store, knownObject(schema, 'SetupEntityAccess'), values);
  }
}

/** Adds to the rights of a set; entries that are there already are replaced. */
function grant(store: Store, schema: OrgSchema, parent: string, body: Element): void {
  grantObjects(store, schema, parent, body);
  grantFields(store, schema, parent, body);
  grantTypes(store, schema, parent, body);
  grantCustomPermissions(store, schema, parent, body);
}

/** Gives a set these rights and no other. */
export function grantAll(store: Store, schema: OrgSchema, parent: string, body: Element): void {
  for (const table of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess']) {
    store.run(`DELETE FROM "${table}" WHERE "ParentId" = ?1`, [parent]);
  }
  updateRecord(store, knownObject(schema, 'PermissionSet'), parent, userFlags(schema, body, true));
  grant(store, schema, parent, body);
}

function userFlags(schema: OrgSchema, body: Element, isWhole: boolean): Values {
  const granted = new Map(
    elements(body, 'userPermissions').map((entry) => [textOf(entry, 'name') ?? '', isTrue(entry, 'enabled') ? 1 : 0]),
  );
  return Object.fromEntries(
    [...userRights(schema)]
      .filter((name) => isWhole || granted.has(name))
      .map((name) => [`Permissions${name}`, granted.get(name) ?? 0]),
  );
}

export function applyPermissionSet(store: Store, schema: OrgSchema, { name, body }: Component): void {
  const object = knownObject(schema, 'PermissionSet');
  const values: Values = {
    Name: name,
    Label: textOf(body, 'label') ?? name,
    Description: textOf(body, 'description') ?? null,
    HasActivationRequired: isTrue(body, 'hasActivationRequired') ? 1 : 0,
  };
  const [known] = store.first('SELECT "Id" FROM "PermissionSet" WHERE "fold Name" = ?1', [name.toLowerCase()]) ?? [];
  if (typeof known === 'string') updateRecord(store, object, known, { ...values, IsDeleted: 0 });
  const id = typeof known === 'string' ? known : insertRecord(store, object, { ...values, IsCustom: 1 });
  grantAll(store, schema, id, body);
}

/** A profile's rights are those of the permission set that it owns; what the file does not name stays. */
export function applyProfile(store: Store, schema: OrgSchema, { name, body }: Component): void {
  const shown = profileName(name);
  const profiles = knownObject(schema, 'Profile');
  const [known] = store.first('SELECT "Id" FROM "Profile" WHERE "Name" = ?1', [shown]) ?? [];
  const profile =
    typeof known === 'string' ? known : insertRecord(store, profiles, { Name: shown, UserType: 'Standard' });
  const [owned] = store.first('SELECT "Id" FROM "PermissionSet" WHERE "ProfileId" = ?1', [profile]) ?? [];
  const set = typeof owned === 'string' ? owned : insertOwnedSet(store, schema, profile, shown, {});
  updateRecord(store, knownObject(schema, 'PermissionSet'), set, userFlags(schema, body, false));
  grant(store, schema, set, body);
}

export function applyCustomPermission(store: Store, schema: OrgSchema, { name, body }: Component): void {
  upsert(store, knownObject(schema, 'CustomPermission'), ['DeveloperName'], {
    DeveloperName: name,
    MasterLabel: textOf(body, 'label') ?? name,
    Description: textOf(body, 'description') ?? null,
    Language: 'en_US',
  });
}

export function insertOwnedSet(
  store: Store,
  schema: OrgSchema,
  profile: string,
  label: string,
  rights: Values,
): string {
  return insertRecord(store, knownObject(schema, 'PermissionSet'), {
    Name: `X${profile}`,
    Label: label,
    Type: 'Profile',
    IsOwnedByProfile: 1,
    ProfileId: profile,
    ...rights,
  });
}
