/** Records that a deployment leaves behind, besides the tables: record types, people's groups, rights, custom metadata. */
import { keepSystemGroups } from '../../access/access.ts';
import { knownObject, objectNamed, type OrgSchema } from '../../schema/schema.ts';
import type { Store } from '../../store/store.ts';
import { textOf } from '../../xml.ts';
import { type Catalog, type Component } from '../component.ts';
import { applyGroup, applyQueue } from './groups.ts';
import { applyMetadataRecord } from './metadata-records.ts';
import { applyCustomPermission, applyPermissionSet, applyProfile } from './permissions.ts';
import { applyPermissionSetGroups } from './permission-groups.ts';
import { recordOf } from './record-keys.ts';
import { idOf, upsert } from './upsert.ts';

function applyRecordTypes(store: Store, schema: OrgSchema): void {
  const records = knownObject(schema, 'RecordType');
  for (const object of schema.objects.values()) {
    for (const { id, developerName, label, active } of object.recordTypes) {
      upsert(store, records, ['Id'], {
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
    upsert(store, object, ['DeveloperName'], { DeveloperName: name, Name: textOf(body, 'name') ?? name });
  }
  for (const { name, body } of roles) {
    const above = textOf(body, 'parentRole');
    const parent = above === undefined ? null : (idOf(store, 'UserRole', { DeveloperName: above }) ?? null);
    upsert(store, object, ['DeveloperName'], { DeveloperName: name, ParentRoleId: parent });
  }
}

type Apply = (store: Store, schema: OrgSchema, component: Component) => void;

const applies: Readonly<Record<string, Apply>> = {
  Group: applyGroup,
  Queue: applyQueue,
  CustomPermission: applyCustomPermission,
  CustomMetadata: applyMetadataRecord,
};

/** After people's groups: what permission sets and profiles name is there by then. */
const rightsOf: Readonly<Record<string, Apply>> = { PermissionSet: applyPermissionSet, Profile: applyProfile };

/** Brings records in line with every component that changed. */
export function applyRecords(store: Store, schema: OrgSchema, catalog: Catalog, before: Catalog): void {
  const changed = [...catalog].filter(([key, one]) => before.get(key) !== one).map(([, component]) => component);
  applyRecordTypes(store, schema);
  applyRoles(
    store,
    schema,
    changed.filter((one) => one.type === 'Role'),
  );
  keepSystemGroups(store, schema);
  for (const table of [applies, rightsOf]) {
    for (const component of changed) table[component.type]?.(store, schema, component);
  }
  const isAboutRights = changed.some(({ type }) => /PermissionSet/.test(type));
  if (isAboutRights) applyPermissionSetGroups(store, schema, catalog);
}

/** Rows that point at a record which is gone. */
const dependents: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Group: [
    ['GroupMember', 'GroupId'],
    ['GroupMember', 'UserOrGroupId'],
    ['QueueSobject', 'QueueId'],
  ],
  PermissionSet: [
    ['ObjectPermissions', 'ParentId'],
    ['FieldPermissions', 'ParentId'],
    ['SetupEntityAccess', 'ParentId'],
    ['PermissionSetGroupComponent', 'PermissionSetId'],
  ],
  PermissionSetGroup: [['PermissionSetGroupComponent', 'PermissionSetGroupId']],
  CustomPermission: [['SetupEntityAccess', 'SetupEntityId']],
};

/** The records of a component that was deleted; those of an object go with its table. */
export function removeRecords(store: Store, schema: OrgSchema, component: Component): void {
  const found = recordOf(store, component.type, component.name);
  if (found === undefined || objectNamed(schema, found.object) === undefined) return;
  for (const [other, column] of dependents[found.object] ?? []) {
    store.run(`DELETE FROM "${other}" WHERE "${column}" = ?1`, [found.id]);
  }
  store.run(`DELETE FROM "${found.object}" WHERE "Id" = ?1`, [found.id]);
}
