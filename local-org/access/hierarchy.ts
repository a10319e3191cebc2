/** Roles and groups: on whose behalf a user reaches records, and which users a group stands for. */
import type { SharedWith } from '../schema/schema.ts';
import type { SqlRow, SqlValue, Store } from '../store/store.ts';

export interface Hierarchy {
  /**
   * Users and groups whose access is also this user's: the user, everyone in a role below, and every group that one of
   * them belongs to. A record owned by or shared with one of these is reached by the user.
   */
  principalsOf(userId: string): ReadonlySet<string>;
  /** Users in a group, those in groups and roles inside of it too; a queue counts as an owner itself. */
  ownersIn(groupId: string): ReadonlySet<string>;
  /** The id of a group by its developer name; for a role's groups that of the role. */
  groupNamed(group: SharedWith): string | undefined;
}

interface Group {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** The role of a group of type Role or RoleAndSubordinates. */
  readonly role: string;
  /** People above a member in the role hierarchy count as members too. */
  readonly hasBosses: boolean;
}

const text = (value: SqlValue | undefined): string => (typeof value === 'string' ? value : '');

function index<Key extends string>(rows: readonly SqlRow[]): ReadonlyMap<Key, readonly string[]> {
  const lists = new Map<Key, string[]>();
  for (const [key, value] of rows) {
    const name = text(key) as Key; // a string; Key only names what the map is about
    const list = lists.get(name);
    if (list === undefined) lists.set(name, [text(value)]);
    else list.push(text(value));
  }
  return lists;
}

class Organization implements Hierarchy {
  private readonly roleOf: ReadonlyMap<string, readonly string[]>;
  private readonly usersIn: ReadonlyMap<string, readonly string[]>;
  private readonly rolesBelow: ReadonlyMap<string, readonly string[]>;
  private readonly parentRole: ReadonlyMap<string, readonly string[]>;
  private readonly groupsOf: ReadonlyMap<string, readonly string[]>;
  private readonly membersOf: ReadonlyMap<string, readonly string[]>;
  private readonly groups: ReadonlyMap<string, Group>;
  private readonly users: readonly string[];

  constructor(store: Store) {
    const users = store.all('SELECT "Id", "UserRoleId" FROM "User" WHERE "IsDeleted" = 0');
    const roles = store.all('SELECT "Id", "ParentRoleId" FROM "UserRole" WHERE "IsDeleted" = 0');
    const members = store.all('SELECT "UserOrGroupId", "GroupId" FROM "GroupMember" WHERE "IsDeleted" = 0');
    const groups = store.all(
      'SELECT "Id", "DeveloperName", "Type", "RelatedId", "DoesIncludeBosses" FROM "Group" WHERE "IsDeleted" = 0',
    );
    const turned = (rows: readonly SqlRow[]): readonly SqlRow[] =>
      rows.map(([one = null, other = null]) => [other, one]);
    this.users = users.map(([id]) => text(id));
    this.roleOf = index(users);
    this.usersIn = index(turned(users));
    this.parentRole = index(roles);
    this.rolesBelow = index(turned(roles));
    this.groupsOf = index(members);
    this.membersOf = index(turned(members));
    this.groups = new Map(
      groups.map(([id, name, type, role, bosses]) => [
        text(id),
        { id: text(id), name: text(name), type: text(type), role: text(role), hasBosses: bosses === 1 },
      ]),
    );
  }

  principalsOf(userId: string): ReadonlySet<string> {
    const role = this.roleOf.get(userId)?.[0] ?? '';
    const below = role === '' ? [] : this.subordinateRoles(role);
    const people = below.flatMap((one) => this.usersIn.get(one) ?? []);
    const mine = this.closure([userId, ...this.systemGroups([role], true)], () => true);
    const theirs = this.closure([...people, ...this.systemGroups(below, false)], (group) => group.hasBosses);
    return new Set([...mine, ...theirs]);
  }

  ownersIn(groupId: string): ReadonlySet<string> {
    const found = new Set<string>([groupId]);
    for (const id of found) {
      for (const inner of this.groups.has(id) ? this.inside(id) : []) found.add(inner);
    }
    return found;
  }

  groupNamed({ kind, name }: SharedWith): string | undefined {
    for (const group of this.groups.values()) {
      if (group.type === kind && (kind === 'Organization' || group.name === name)) return group.id;
    }
    return undefined;
  }

  private inside(id: string): readonly string[] {
    const group = this.groups.get(id);
    if (group?.type === 'Organization') return this.users;
    if (group?.type === 'Role') return this.usersIn.get(group.role) ?? [];
    if (group?.type.startsWith('RoleAndSubordinates') === true) {
      return [group.role, ...this.subordinateRoles(group.role)].flatMap((role) => this.usersIn.get(role) ?? []);
    }
    return this.membersOf.get(id) ?? [];
  }

  private subordinateRoles(role: string): readonly string[] {
    const found = new Set<string>();
    const open = [role];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const below of this.rolesBelow.get(next) ?? []) {
        if (!found.has(below)) open.push(below);
        found.add(below);
      }
    }
    return [...found];
  }

  /** Groups that the platform keeps for these roles; a person's own role is also below those above it. */
  private systemGroups(roles: readonly string[], isOwn: boolean): readonly string[] {
    const exact = new Set(roles);
    const around = new Set(roles);
    for (const role of isOwn ? around : []) {
      const above = this.parentRole.get(role)?.[0];
      if (above !== undefined && above !== '') around.add(above);
    }
    return [...this.groups.values()]
      .filter(({ type, role }) => {
        if (type === 'Organization') return isOwn;
        if (role === '') return false;
        return type === 'Role' ? exact.has(role) : type.startsWith('RoleAndSubordinates') && around.has(role);
      })
      .map(({ id }) => id);
  }

  /** These and every group around them, as far as `counts` lets membership pass. */
  private closure(start: readonly string[], counts: (group: Group) => boolean): ReadonlySet<string> {
    const found = new Set(start);
    for (const id of found) {
      for (const groupId of this.groupsOf.get(id) ?? []) {
        const group = this.groups.get(groupId);
        if (group !== undefined && counts(group)) found.add(groupId);
      }
    }
    return found;
  }
}

/** Reads roles, groups and members once; what comes later is not seen. */
export function readHierarchy(store: Store): Hierarchy {
  const organization = new Organization(store);
  const principals = new Map<string, ReadonlySet<string>>();
  return {
    principalsOf: (userId) => {
      const known = principals.get(userId) ?? organization.principalsOf(userId);
      principals.set(userId, known);
      return known;
    },
    ownersIn: (groupId) => organization.ownersIn(groupId),
    groupNamed: (group) => organization.groupNamed(group),
  };
}
