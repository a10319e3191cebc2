/** What sharing allows of a save: which records may be written, which parents named, and who may own a record. */
import { field as fieldOf, type FieldSchema } from '../schema/schema.ts';
import type { Level } from '../access/access.ts';
import { type SqlValue } from '../store/store.ts';
import { fail, isAlive, type Saving, type Work } from './work.ts';

const noRight = 'insufficient access rights on object id';

/** Stored records that the person may not change, or not delete, fail their row. */
export function checkReached(saving: Saving, works: readonly Work[], level: Level): void {
  const stored = works.filter((work) => isAlive(work) && !work.isNew && work.id !== null);
  if (stored.length === 0 || saving.access.modifyAll) return;
  const ids = stored.map((work) => work.id ?? '');
  const reached = saving.org.reached(saving.user.id, saving.object, level, ids);
  for (const work of stored) {
    if (!reached.has(work.id ?? '')) fail(work, 'INSUFFICIENT_ACCESS_OR_READONLY', noRight);
  }
}

interface NewOwner {
  readonly work: Work;
  readonly id: string;
}

/** Rows that give a record another owner than it has; a new record that names its creator is none. */
function transfers(saving: Saving, works: readonly Work[], owner: FieldSchema): readonly NewOwner[] {
  return works.filter(isAlive).flatMap((work) => {
    const id = work.values.get(owner);
    const before = work.isNew ? saving.user.id : (work.before?.get(owner.name) ?? null);
    return typeof id !== 'string' || id === before ? [] : [{ work, id }];
  });
}

/** Stored records that the save gives to somebody else. */
export function idsWithNewOwner(saving: Saving, works: readonly Work[]): readonly string[] {
  const owner = fieldOf(saving.object, 'OwnerId');
  if (owner === undefined) return [];
  return transfers(saving, works, owner).flatMap(({ work }) => (work.isNew ? [] : (work.id ?? [])));
}

/** Texts of these refusals are unverified. */
function checkPeople(saving: Saving, owners: readonly NewOwner[]): void {
  const ids = [...new Set(owners.map(({ id }) => id))].filter((id) => id.startsWith('005'));
  if (ids.length === 0) return;
  const active = new Map<SqlValue, boolean>(
    saving.store
      .all('SELECT "Id", "IsActive" FROM "User" WHERE "Id" IN (SELECT value FROM json_each(?1))', [JSON.stringify(ids)])
      .map(([id = null, isActive]) => [id, isActive === 1]),
  );
  for (const { work, id } of owners.filter((one) => active.has(one.id))) {
    if (active.get(id) === false) {
      const message = `operation performed with inactive user [${id.slice(0, 15)}] as owner of ${saving.object.label.toLowerCase()}`;
      fail(work, 'INACTIVE_OWNER_OR_USER', message, ['OwnerId']);
    } else if (!saving.org.access(id, saving.object).read) {
      fail(work, 'TRANSFER_REQUIRES_READ', 'The new owner must have read permission', ['OwnerId']);
    }
  }
}

/** Only a queue that was made for the object may own its records. */
function checkQueues(saving: Saving, owners: readonly NewOwner[]): void {
  for (const { work, id } of owners.filter((one) => one.id.startsWith('00G'))) {
    const found = saving.store.first(
      `SELECT 1 FROM "QueueSobject" q JOIN "Group" g ON g."Id" = q."QueueId" AND g."Type" = 'Queue'
       WHERE q."QueueId" = ?1 AND q."SobjectType" = ?2 COLLATE NOCASE AND q."IsDeleted" = 0`,
      [id, saving.object.name],
    );
    if (found !== undefined) continue;
    fail(work, 'INVALID_OPERATION', 'Queue not associated with this SObject type', ['OwnerId']);
  }
}

/** To give a record away needs more than to change it (Help, "Transfer Records"). */
function checkTransfers(saving: Saving, owners: readonly NewOwner[]): void {
  const { object, access, user } = saving;
  const isFree = object.sharingModel === 'ReadWriteTransfer' || object.sharingModel === 'FullAccess';
  const given = owners.map(({ work }) => work).filter((work) => isAlive(work) && !work.isNew);
  if (isFree || access.modifyAll || access.transferAny || given.length === 0) return;
  const reached = saving.org.reached(
    user.id,
    object,
    'all',
    given.map((work) => work.id ?? ''),
  );
  for (const work of given) {
    if (!reached.has(work.id ?? '')) fail(work, 'INSUFFICIENT_ACCESS_OR_READONLY', noRight, ['OwnerId']);
  }
}

export function checkOwners(saving: Saving, works: readonly Work[]): void {
  const owner = fieldOf(saving.object, 'OwnerId');
  const owners = owner === undefined ? [] : transfers(saving, works, owner);
  if (owners.length === 0) return;
  checkPeople(saving, owners);
  checkQueues(saving, owners);
  checkTransfers(saving, owners);
}

/** The ids among these that the person does not reach, as parents of the rows. */
export function unreachedParents(
  saving: Saving,
  field: FieldSchema,
  target: Saving['object'],
  ids: readonly string[],
): ReadonlySet<string> {
  const { org, user } = saving;
  if (!org.access(user.id, target).read) return new Set(ids);
  const isMaster = field.reference?.kind === 'masterDetail' && !field.reference.writeRequiresMasterRead;
  const reached = org.reached(user.id, target, isMaster ? 'edit' : 'read', ids);
  return new Set(ids.filter((id) => !reached.has(id)));
}
