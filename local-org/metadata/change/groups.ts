/** Public groups and queues of a package → rows of Group, GroupMember and QueueSobject. */
import { knownObject, type OrgSchema } from '../../schema/schema.ts';
import { insertRecord, updateRecord, type SqlValue, type Store, type Values } from '../../store/store.ts';
import { elements, isTrue, textOf, textsOf, type Element } from '../../xml.ts';
import type { Component } from '../component.ts';

/** Developer names are unique within a type: a role's own groups have the name of the role. */
function upsertGroup(store: Store, schema: OrgSchema, type: string, name: string, values: Values): string {
  const object = knownObject(schema, 'Group');
  const [known] =
    store.first('SELECT "Id" FROM "Group" WHERE "DeveloperName" = ?1 AND "Type" = ?2 AND "IsDeleted" = 0', [
      name,
      type,
    ]) ?? [];
  if (typeof known !== 'string') return insertRecord(store, object, { ...values, DeveloperName: name, Type: type });
  updateRecord(store, object, known, values);
  return known;
}

export function applyGroup(store: Store, schema: OrgSchema, { name, body }: Component): void {
  upsertGroup(store, schema, 'Regular', name, {
    Name: textOf(body, 'name') ?? name,
    DoesIncludeBosses: isTrue(body, 'doesIncludeBosses') ? 1 : 0,
  });
}

/** Where the members of a queue are found, by the element that names them. */
const members: readonly (readonly [string, string, string])[] = [
  ['users', 'user', 'SELECT "Id" FROM "User" WHERE "fold Username" = lower(?1)'],
  ['publicGroups', 'publicGroup', `SELECT "Id" FROM "Group" WHERE "Type" = 'Regular' AND "DeveloperName" = ?1`],
  ['roles', 'role', `SELECT "Id" FROM "Group" WHERE "Type" = 'Role' AND "DeveloperName" = ?1`],
  [
    'roleAndSubordinates',
    'roleAndSubordinate',
    `SELECT "Id" FROM "Group" WHERE "Type" = 'RoleAndSubordinates' AND "DeveloperName" = ?1`,
  ],
];

function membersOf(store: Store, body: Element): readonly SqlValue[] {
  return elements(body, 'queueMembers').flatMap((element) =>
    members.flatMap(([list, item, sql]) =>
      elements(element, list).flatMap((one) =>
        textsOf(one, item).flatMap((name) => store.first(`${sql} AND "IsDeleted" = 0`, [name])?.[0] ?? []),
      ),
    ),
  );
}

/** A queue's objects and members are those of its file; a file that names no members leaves them as they are. */
export function applyQueue(store: Store, schema: OrgSchema, { name, body }: Component): void {
  const queue = upsertGroup(store, schema, 'Queue', name, {
    Name: textOf(body, 'name') ?? name,
    Email: textOf(body, 'email') ?? null,
    DoesIncludeBosses: 1,
  });
  store.run('DELETE FROM "QueueSobject" WHERE "QueueId" = ?1', [queue]);
  for (const SobjectType of elements(body, 'queueSobject').flatMap((one) => textsOf(one, 'sobjectType'))) {
    insertRecord(store, knownObject(schema, 'QueueSobject'), { QueueId: queue, SobjectType });
  }
  if (elements(body, 'queueMembers').length === 0) return;
  store.run('DELETE FROM "GroupMember" WHERE "GroupId" = ?1', [queue]);
  for (const UserOrGroupId of new Set(membersOf(store, body))) {
    insertRecord(store, knownObject(schema, 'GroupMember'), { GroupId: queue, UserOrGroupId });
  }
}
