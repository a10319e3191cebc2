/** What a user may do with certain records, as the object UserRecordAccess tells it (Object Reference, "UserRecordAccess"). */
import type { ObjectAccess } from '../engine/engine.ts';
import { knownObject, objectOfId, type ObjectSchema, type OrgSchema } from '../schema/schema.ts';
import { insertRecord, type Store } from '../store/store.ts';
import type { Level } from './sharing.ts';

export interface Judge {
  readonly access: (userId: string, object: ObjectSchema) => ObjectAccess;
  readonly reached: (userId: string, object: ObjectSchema, level: Level, ids: readonly string[]) => ReadonlySet<string>;
}

interface Verdict {
  readonly read: boolean;
  readonly edit: boolean;
  readonly remove: boolean;
  readonly transfer: boolean;
  readonly all: boolean;
}

/** Rights on the object and sharing of the record together. */
function verdicts(judge: Judge, userId: string, object: ObjectSchema, ids: readonly string[]): Map<string, Verdict> {
  const may = judge.access(userId, object);
  const [readable, editable, owned] = (['read', 'edit', 'all'] as const).map((level) =>
    judge.reached(userId, object, level, ids),
  );
  const isFree = object.sharingModel === 'ReadWriteTransfer' || object.sharingModel === 'FullAccess';
  return new Map(
    ids.map((id) => {
      const read = may.read && readable?.has(id) === true;
      const edit = read && may.edit && editable?.has(id) === true;
      const all = read && owned?.has(id) === true;
      const transfer = edit && (all || isFree || may.transferAny);
      return [id, { read, edit, remove: all && may.remove, transfer, all: all && edit }];
    }),
  );
}

function highest({ read, edit, remove, transfer, all }: Verdict): string {
  if (all) return 'All';
  if (transfer) return 'Transfer';
  if (remove) return 'Delete';
  if (edit) return 'Edit';
  return read ? 'Read' : 'None';
}

const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);

interface Question {
  /** Whose query it is: what this person may not read is left out. */
  readonly askerId: string;
  readonly userId: string;
  readonly ids: readonly string[];
}

function existing(store: Store, object: ObjectSchema, ids: readonly string[]): readonly string[] {
  return store
    .all(`SELECT "Id" FROM "${object.name}" WHERE "IsDeleted" = 0 AND "Id" IN (SELECT value FROM json_each(?1))`, [
      JSON.stringify(ids),
    ])
    .map(([id]) => String(id));
}

/** Makes the rows that a query of UserRecordAccess reads; ids that no record has are left out. */
export function fillRecordAccess(store: Store, schema: OrgSchema, judge: Judge, question: Question): void {
  const { askerId, userId, ids } = question;
  const table = knownObject(schema, 'UserRecordAccess');
  store.run('DELETE FROM "UserRecordAccess"');
  for (const [object, mine] of Map.groupBy(ids, (id) => objectOfId(schema, id))) {
    if (object === undefined || object === table || !judge.access(askerId, object).read) continue;
    const shown = [...judge.reached(askerId, object, 'read', existing(store, object, mine))];
    for (const [id, verdict] of verdicts(judge, userId, object, shown)) {
      insertRecord(store, table, {
        Id: userId,
        UserId: userId,
        RecordId: id,
        HasReadAccess: flag(verdict.read),
        HasEditAccess: flag(verdict.edit),
        HasDeleteAccess: flag(verdict.remove),
        HasTransferAccess: flag(verdict.transfer),
        HasAllAccess: flag(verdict.all),
        MaxAccessLevel: highest(verdict),
      });
    }
  }
}
