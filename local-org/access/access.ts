/** What a user may do: profile and permission sets, merged. Who may see which record is asked here too, one day. */
import type { ObjectAccess, UserProfile } from '../engine/engine.ts';
import { ApiError } from '../errors.ts';
import { isSetupObject, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import type { SqlRow, SqlValue, Store } from '../store/store.ts';

export interface Access {
  readonly user: (userId: string) => UserProfile;
  readonly find: (username: string) => UserProfile | undefined;
  readonly of: (userId: string, object: ObjectSchema) => ObjectAccess;
  /** Call after any change of users, profiles, permission sets or assignments. */
  readonly forget: () => void;
}

interface ObjectRights {
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly remove: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}

/** Everything granted to one user. */
interface Rights {
  readonly modifyAllData: boolean;
  readonly viewAllData: boolean;
  readonly manageUsers: boolean;
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

const text = (value: SqlValue | undefined): string => (typeof value === 'string' ? value : '');

const userColumns = `u."Id", u."Username", u."Name", u."Email", p."Name", u."LanguageLocaleKey", u."LocaleSidKey",
  u."TimeZoneSidKey", u."IsActive" FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId"`;

function profileOf(row: SqlRow): UserProfile {
  const [id, username, name, email, profileName, language, locale, timeZone, active] = row;
  return {
    id: text(id),
    username: text(username),
    name: text(name),
    email: text(email),
    profileName: text(profileName),
    language: text(language),
    locale: text(locale),
    timeZone: text(timeZone),
    active: active === 1,
  };
}

/** The permission sets of a user, the profile's own among them. */
const setsOf = `SELECT a."PermissionSetId" FROM "PermissionSetAssignment" a WHERE a."AssigneeId" = ?1 AND a."IsDeleted" = 0
  UNION SELECT s."Id" FROM "PermissionSet" s JOIN "User" u ON u."ProfileId" = s."ProfileId"
  WHERE u."Id" = ?1 AND s."IsDeleted" = 0`;

function readRights(store: Store, userId: string): Rights {
  const [modify, view, manage] =
    store.first(
      `SELECT max("PermissionsModifyAllData"), max("PermissionsViewAllData"), max("PermissionsManageUsers")
       FROM "PermissionSet" WHERE "Id" IN (${setsOf})`,
      [userId],
    ) ?? [];
  const objects = new Map<string, ObjectRights>();
  const rights = ['Create', 'Read', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'];
  for (const row of store.all(
    `SELECT lower("SobjectType"), ${rights.map((right) => `max("Permissions${right}")`).join(', ')}
     FROM "ObjectPermissions" WHERE "IsDeleted" = 0 AND "ParentId" IN (${setsOf}) GROUP BY 1`,
    [userId],
  )) {
    const [name, create, read, edit, remove, viewAll, modifyAll] = row;
    objects.set(text(name), {
      create: create === 1,
      read: read === 1,
      edit: edit === 1,
      remove: remove === 1,
      viewAll: viewAll === 1,
      modifyAll: modifyAll === 1,
    });
  }
  const fields = new Map<string, boolean>();
  for (const [name, edit] of store.all(
    `SELECT lower("Field"), max("PermissionsEdit") FROM "FieldPermissions"
     WHERE "IsDeleted" = 0 AND ("PermissionsRead" = 1 OR "PermissionsEdit" = 1) AND "ParentId" IN (${setsOf}) GROUP BY 1`,
    [userId],
  )) {
    fields.set(text(name), edit === 1);
  }
  return { modifyAllData: modify === 1, viewAllData: view === 1, manageUsers: manage === 1, objects, fields };
}

function objectRights(rights: Rights, object: ObjectSchema): ObjectRights {
  if (rights.modifyAllData) {
    return { create: true, read: true, edit: true, remove: true, viewAll: true, modifyAll: true };
  }
  if (isSetupObject(object.name)) {
    const may = rights.manageUsers;
    return { create: may, read: true, edit: may, remove: may, viewAll: true, modifyAll: may };
  }
  const key = object.name.toLowerCase();
  const granted = rights.objects.get(governedBy[key] ?? key) ?? nothing;
  return rights.viewAllData ? { ...granted, read: true, viewAll: true } : granted;
}

/** Fields that nobody may be denied (required, master-detail, system) are seen with the object. */
function accessOf(rights: Rights, object: ObjectSchema): ObjectAccess {
  const mine = objectRights(rights, object);
  const isFree = (field: FieldSchema): boolean =>
    rights.modifyAllData || !field.permissionable || isSetupObject(object.name);
  const granted = (field: FieldSchema): boolean | undefined =>
    rights.fields.get(`${object.name}.${field.name}`.toLowerCase());
  return {
    ...mine,
    canRead: (field) => mine.read && (isFree(field) || granted(field) !== undefined),
    canEdit: (field) =>
      (mine.edit || mine.create) &&
      (field.createable || field.updateable) &&
      (isFree(field) || granted(field) === true),
  };
}

export function createAccess(store: Store): Access {
  let rights = new Map<string, Rights>();
  let accesses = new WeakMap<ObjectSchema, Map<string, ObjectAccess>>();
  let users = new Map<string, UserProfile>();
  const rightsOf = (userId: string): Rights => {
    const known = rights.get(userId) ?? readRights(store, userId);
    rights.set(userId, known);
    return known;
  };
  return {
    user: (userId) => {
      let user = users.get(userId);
      if (user === undefined) {
        const row = store.first(`SELECT ${userColumns} WHERE u."Id" = ?1`, [userId]);
        if (row === undefined) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
        user = profileOf(row);
        users.set(userId, user);
      }
      return user;
    },
    find: (username) => {
      const row = store.first(`SELECT ${userColumns} WHERE u."fold Username" = ?1 AND u."IsActive" = 1`, [
        username.toLowerCase(),
      ]);
      return row === undefined ? undefined : profileOf(row);
    },
    of: (userId, object) => {
      let byUser = accesses.get(object);
      if (byUser === undefined) accesses.set(object, (byUser = new Map<string, ObjectAccess>()));
      let access = byUser.get(userId);
      if (access === undefined) byUser.set(userId, (access = accessOf(rightsOf(userId), object)));
      return access;
    },
    forget: () => {
      rights = new Map();
      accesses = new WeakMap();
      users = new Map();
    },
  };
}
