/** The front door of access: who somebody is, what profile and permission sets grant, and which records sharing opens. */
import type { ObjectAccess, UserPermission, UserProfile } from '../engine/engine.ts';
import { ApiError } from '../errors.ts';
import { personName } from '../names.ts';
import { Statement } from '../formula/formula.ts';
import type { ObjectSchema, OrgSchema } from '../schema/schema.ts';
import { quote, type SqlRow, type SqlValue, type Store } from '../store/store.ts';
import { keepSystemGroups } from './groups.ts';
import { readHierarchy, type Hierarchy } from './hierarchy.ts';
import { fillRecordAccess } from './record-access.ts';
import { accessOf, readPermission, readRights, type Rights } from './rights.ts';
import { conditionOf, type Level, type Rows } from './sharing.ts';

export type { Level, Rows } from './sharing.ts';
export { keepSystemGroups } from './groups.ts';

export interface Access {
  readonly user: (userId: string) => UserProfile;
  readonly find: (username: string) => UserProfile | undefined;
  readonly of: (userId: string, object: ObjectSchema) => ObjectAccess;
  readonly permits: (userId: string, permission: UserPermission) => boolean;
  /** SQL that holds for the rows on which the user has at least this level; undefined when that is all of them. */
  readonly condition: (userId: string, object: ObjectSchema, level: Level, rows: Rows) => string | undefined;
  /** Of these records those on which the user has at least this level. */
  readonly reached: (userId: string, object: ObjectSchema, level: Level, ids: readonly string[]) => ReadonlySet<string>;
  /** Makes the rows of UserRecordAccess for this person and those of these records that the asker may read. */
  readonly fillRecordAccess: (askerId: string, userId: string, recordIds: readonly string[]) => void;
  /** Call after any change of users, roles, groups, profiles, permission sets, assignments or the schema. */
  readonly changed: () => void;
  /** Reads everything again; called after a rollback. */
  readonly forget: () => void;
}

const text = (value: SqlValue | undefined): string => (typeof value === 'string' ? value : '');

const userColumns = `u."Id", u."Username", u."Name", u."Email", p."Name", u."LanguageLocaleKey", u."LocaleSidKey",
  u."TimeZoneSidKey", u."IsActive", u."FirstName", u."LastName" FROM "User" u LEFT JOIN "Profile" p ON p."Id" = u."ProfileId"`;

function profileOf(row: SqlRow): UserProfile {
  const [id, username, name, email, profileName, language, locale, timeZone, active, first, family] = row;
  return {
    id: text(id),
    username: text(username),
    name: personName(text(locale), text(name), text(first), text(family)),
    email: text(email),
    profileName: text(profileName),
    language: text(language),
    locale: text(locale),
    timeZone: text(timeZone),
    active: active === 1,
  };
}

/** What was read about people, until something about them changes. */
class Known {
  private readonly store: Store;
  private hierarchy: Hierarchy | undefined;
  private readonly rights = new Map<string, Rights>();
  private readonly permissions = new Map<string, boolean>();
  private readonly accesses = new WeakMap<ObjectSchema, Map<string, ObjectAccess>>();
  readonly users = new Map<string, UserProfile>();

  constructor(store: Store) {
    this.store = store;
  }

  people(): Hierarchy {
    return (this.hierarchy ??= readHierarchy(this.store));
  }

  access(userId: string, object: ObjectSchema): ObjectAccess {
    let byUser = this.accesses.get(object);
    if (byUser === undefined) this.accesses.set(object, (byUser = new Map<string, ObjectAccess>()));
    let access = byUser.get(userId);
    if (access === undefined) byUser.set(userId, (access = accessOf(this.rightsOf(userId), object)));
    return access;
  }

  permits(userId: string, permission: UserPermission): boolean {
    const key = `${userId}.${permission}`;
    const granted = this.permissions.get(key) ?? readPermission(this.store, userId, permission);
    this.permissions.set(key, granted);
    return granted;
  }

  private rightsOf(userId: string): Rights {
    const known = this.rights.get(userId) ?? readRights(this.store, userId);
    this.rights.set(userId, known);
    return known;
  }
}

function readUser(store: Store, userId: string): UserProfile {
  const row = store.first(`SELECT ${userColumns} WHERE u."Id" = ?1`, [userId]);
  if (row === undefined) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  return profileOf(row);
}

export function createAccess(store: Store, schema: () => OrgSchema): Access {
  let known = new Known(store);
  const condition: Access['condition'] = (userId, object, level, rows) =>
    conditionOf(
      { userId, schema: schema(), hierarchy: () => known.people(), access: (one) => known.access(userId, one) },
      object,
      level,
      rows,
    );
  const reached: Access['reached'] = (userId, object, level, ids) => {
    const statement = new Statement();
    const alias = statement.alias();
    const list = statement.bind(JSON.stringify(ids));
    const reaches = condition(userId, object, level, { alias, statement, isSelective: true });
    if (reaches === undefined) return new Set(ids);
    const rows = store.all(
      `SELECT ${alias}."Id" FROM ${quote(object.name)} AS ${alias}
       WHERE ${alias}."Id" IN (SELECT value FROM json_each(${list})) AND ${reaches}`,
      statement.params,
    );
    return new Set(rows.map(([id]) => text(id)));
  };
  return {
    user: (userId) => {
      const user = known.users.get(userId) ?? readUser(store, userId);
      known.users.set(userId, user);
      return user;
    },
    find: (username) => {
      const row = store.first(`SELECT ${userColumns} WHERE u."fold Username" = ?1 AND u."IsActive" = 1`, [
        username.toLowerCase(),
      ]);
      return row === undefined ? undefined : profileOf(row);
    },
    of: (userId, object) => known.access(userId, object),
    permits: (userId, permission) => known.permits(userId, permission),
    condition,
    reached,
    fillRecordAccess: (askerId, userId, ids) => {
      const judge = { access: (id: string, object: ObjectSchema) => known.access(id, object), reached };
      fillRecordAccess(store, schema(), judge, { askerId, userId, ids });
    },
    changed: () => {
      keepSystemGroups(store, schema());
      known = new Known(store);
    },
    forget: () => {
      known = new Known(store);
    },
  };
}
