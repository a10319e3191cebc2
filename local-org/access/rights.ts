/** What profile and permission sets give a user: rights on the org, on objects and on fields, merged. */
import type { ObjectAccess } from '../engine/engine.ts';
import { isSetupObject, takesAuditFields, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { SqlValue, Store } from '../store/store.ts';

export interface ObjectRights {
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly remove: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

/** Everything granted to one user. */
export interface Rights {
  readonly modifyAllData: boolean;
  readonly viewAllData: boolean;
  readonly manageUsers: boolean;
  readonly transferAny: boolean;
  readonly createAudit: boolean;
  /** Object name in lower case. */
  readonly objects: ReadonlyMap<string, ObjectRights>;
  /** `object.field` in lower case → may it be edited; absent when it cannot even be read. */
  readonly fields: ReadonlyMap<string, boolean>;
}

const nothing: ObjectRights = {
  create: false,
  read: false,
  edit: false,
  remove: false,
  viewAll: false,
  modifyAll: false,
};

/** Objects whose rights are those of another (Object Reference, "OpportunityLineItem", "CampaignMember"). */
const governedBy: Readonly<Record<string, string>> = {
  opportunitylineitem: 'opportunity',
  campaignmember: 'campaign',
};

/** The permission sets of a user, the profile's own among them. */
const setsOf = `SELECT a."PermissionSetId" FROM "PermissionSetAssignment" a WHERE a."AssigneeId" = ?1 AND a."IsDeleted" = 0
  UNION SELECT s."Id" FROM "PermissionSet" s JOIN "User" u ON u."ProfileId" = s."ProfileId"
  WHERE u."Id" = ?1 AND s."IsDeleted" = 0`;

const text = (value: SqlValue | undefined): string => (typeof value === 'string' ? value : '');

function readObjects(store: Store, userId: string): ReadonlyMap<string, ObjectRights> {
  const objects = new Map<string, ObjectRights>();
  const names = ['Create', 'Read', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'];
  for (const row of store.all(
    `SELECT lower("SobjectType"), ${names.map((name) => `max("Permissions${name}")`).join(', ')}
     FROM "ObjectPermissions" WHERE "IsDeleted" = 0 AND "ParentId" IN (${setsOf}) GROUP BY 1`,
    [userId],
  )) {
    const [name, create, read, edit, remove, viewAll, modifyAll] = row;
    objects.set(text(name), {
      create: create === 1,
      read: read === 1,
      edit: edit === 1,
      remove: remove === 1,
      viewAll: viewAll === 1 || modifyAll === 1,
      modifyAll: modifyAll === 1,
    });
  }
  return objects;
}

/** Whether a permission on the org, `BulkApiHardDelete`, is granted by profile or permission set; nothing implies it. */
export function readPermission(store: Store, userId: string, name: string): boolean {
  const sql = `SELECT max("Permissions${name}") FROM "PermissionSet" WHERE "Id" IN (${setsOf})`;
  return store.first(sql, [userId])?.[0] === 1;
}

export function readRights(store: Store, userId: string): Rights {
  const [modify, view, manage, transfer, audit] =
    store.first(
      `SELECT max("PermissionsModifyAllData"), max("PermissionsViewAllData"), max("PermissionsManageUsers"),
         max("PermissionsTransferAnyEntity"), max("PermissionsCreateAuditFields")
       FROM "PermissionSet" WHERE "Id" IN (${setsOf})`,
      [userId],
    ) ?? [];
  const fields = new Map<string, boolean>();
  for (const [name, edit] of store.all(
    `SELECT lower("Field"), max("PermissionsEdit") FROM "FieldPermissions"
     WHERE "IsDeleted" = 0 AND ("PermissionsRead" = 1 OR "PermissionsEdit" = 1) AND "ParentId" IN (${setsOf}) GROUP BY 1`,
    [userId],
  )) {
    fields.set(text(name), edit === 1);
  }
  return {
    modifyAllData: modify === 1,
    viewAllData: view === 1,
    manageUsers: manage === 1,
    transferAny: transfer === 1,
    createAudit: audit === 1 && modify === 1, // needs both (Help 000176484)
    objects: readObjects(store, userId),
    fields,
  };
}

/** Whoever reads the object may see and make shares; whether of a certain record is asked of the record. */
function rightsOnShares(rights: Rights, shared: string): ObjectRights {
  const { read, viewAll, modifyAll } = rights.objects.get(shared.toLowerCase()) ?? nothing;
  const may = read || rights.viewAllData;
  return { create: may, read: may, edit: may, remove: may, viewAll: viewAll || rights.viewAllData, modifyAll };
}

function objectRights(rights: Rights, object: ObjectSchema): ObjectRights {
  if (rights.modifyAllData) {
    return { create: true, read: true, edit: true, remove: true, viewAll: true, modifyAll: true };
  }
  if (isSetupObject(object.name)) {
    const may = rights.manageUsers;
    return { create: may, read: true, edit: may, remove: may, viewAll: true, modifyAll: may };
  }
  if (object.shareOf !== undefined) return rightsOnShares(rights, object.shareOf);
  const key = object.name.toLowerCase();
  const granted = rights.objects.get(governedBy[key] ?? key) ?? nothing;
  return rights.viewAllData ? { ...granted, read: true, viewAll: true } : granted;
}

/** Fields that nobody may be denied (required, master-detail, system) are seen with the object. */
export function accessOf(rights: Rights, object: ObjectSchema): ObjectAccess {
  const mine = objectRights(rights, object);
  const isFree = (field: FieldSchema): boolean =>
    rights.modifyAllData || !field.permissionable || isSetupObject(object.name);
  const grant = (name: string): boolean | undefined => rights.fields.get(`${object.name}.${name}`.toLowerCase());
  const granted = (field: FieldSchema): boolean | undefined =>
    grant(field.name) ?? (field.compound === undefined ? undefined : grant(field.compound));
  return {
    ...mine,
    transferAny: rights.transferAny,
    setsAudit: rights.createAudit && takesAuditFields(object),
    canRead: (field) => mine.read && (isFree(field) || granted(field) !== undefined),
    canEdit: (field) =>
      (mine.edit || mine.create) &&
      (field.createable || field.updateable) &&
      (isFree(field) || granted(field) === true),
  };
}
