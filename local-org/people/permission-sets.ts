import type { Engine, Session } from '../engine/engine.ts';
import type { Person } from './read.ts';
import { allRecords, idsByName, type RecordIds, saveRows } from './records.ts';

export function permissionSetsOf(engine: Engine, administrator: Session): RecordIds {
  const soql = 'SELECT Id, Name FROM PermissionSet WHERE IsOwnedByProfile = false ORDER BY Name';
  return idsByName(engine, administrator, soql);
}

const key = (user: unknown, set: unknown): string => `${String(user)} ${String(set)}`;

/** Gives each person the sets that they do not have yet. */
export function assignSets(
  engine: Engine,
  administrator: Session,
  users: readonly { readonly id: string; readonly person: Person; readonly place: string }[],
  sets: RecordIds,
): void {
  const soql = 'SELECT AssigneeId, PermissionSetId FROM PermissionSetAssignment';
  const records = allRecords(engine, administrator, soql);
  const assigned = new Set(records.map((row) => key(row['AssigneeId'], row['PermissionSetId'])));
  const wanted = users.flatMap(({ id, person, place }) =>
    [...new Set(person.permissionSets.map((name) => sets.get(name)))].map((set) => ({
      place: `${place}.permissionSets`,
      AssigneeId: id,
      PermissionSetId: set,
    })),
  );
  const rows = wanted.filter(({ AssigneeId, PermissionSetId }) => !assigned.has(key(AssigneeId, PermissionSetId)));
  saveRows(engine, administrator, { operation: 'insert', object: 'PermissionSetAssignment' }, rows);
}
