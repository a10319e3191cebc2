/** Sharing by hand: which rows of a share object people may write (Object Reference, "AccountShare"). */
import { knownField, knownObject, objectNamed, shareColumns, shareName, type FieldSchema } from '../schema/schema.ts';
import { quote, shareTable, type SqlValue } from '../store/store.ts';
import { fail, isAlive, nextValue, type Saving, type Work } from './work.ts';

/** What everybody has already; a share that gives no more is refused. */
const open: Readonly<Record<string, readonly string[]>> = { Private: [], Read: ['Read'] };

interface Fields {
  readonly parent: FieldSchema;
  readonly level: FieldSchema;
  readonly person: FieldSchema;
  readonly cause: FieldSchema;
}

function fieldsOf(saving: Saving, shared: Saving['object']): Fields {
  const columns = shareColumns(shared);
  const field = (name: string): FieldSchema => knownField(saving.object, name);
  return {
    parent: field(columns.parent),
    level: field(columns.level),
    person: field('UserOrGroupId'),
    cause: field('RowCause'),
  };
}

function checkLevel(shared: Saving['object'], { level }: Fields, work: Work): void {
  const value = nextValue(work, level);
  if (value === 'All') {
    fail(work, 'FIELD_INTEGRITY_EXCEPTION', `${level.label}: All is given to owners alone`, [level.name]); // unverified
  } else if ((open[shared.sharingModel] ?? ['Read', 'Edit']).includes(String(value))) {
    const standard = shared.sharingModel === 'Read' ? 'Read' : 'Edit';
    const message = `field integrity exception (trivial share level ${String(value)}, for organization with default level ${standard})`;
    fail(work, 'FIELD_INTEGRITY_EXCEPTION', message, [level.name]); // text unverified
  }
}

/** Only whoever has everything on a record may share it; entries of another cause follow from the org's settings. */
function checkRow(saving: Saving, fields: Fields, shareable: ReadonlySet<string>, work: Work): void {
  const cause = nextValue(work, fields.cause);
  if (cause !== null && cause !== 'Manual') {
    fail(work, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id', ['RowCause']);
    return;
  }
  const parent = String(nextValue(work, fields.parent));
  if (shareable.has(parent)) return;
  const message = `insufficient access rights on cross-reference id: ${parent}`;
  fail(work, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message, [fields.parent.name]);
}

/** Sharing a record again with the same person changes the entry that is there. */
function findSame(saving: Saving, fields: Fields, work: Work): void {
  const [id] =
    saving.store.first(
      `SELECT "Id" FROM ${quote(shareTable(saving.object))} WHERE ${quote(fields.parent.name)} = ?1
       AND "UserOrGroupId" = ?2 AND "RowCause" = 'Manual' AND "IsDeleted" = 0`,
      [work.values.get(fields.parent) ?? null, work.values.get(fields.person) ?? null],
    ) ?? [];
  if (typeof id !== 'string') return;
  work.id = id;
  work.isNew = false;
  for (const field of [fields.parent, fields.person, fields.cause]) work.values.delete(field);
}

/** Rows of a share object about to be written or deleted; nothing to do for any other object. */
export function checkShares(saving: Saving, works: readonly Work[], isDeletion: boolean): void {
  const { shareOf } = saving.object;
  if (shareOf === undefined) return;
  const shared = knownObject(saving.schema, shareOf);
  const fields = fieldsOf(saving, shared);
  const parents = new Set(works.filter(isAlive).map((work) => String(nextValue(work, fields.parent))));
  const shareable = saving.org.reached(saving.user.id, shared, 'all', [...parents]);
  for (const work of works.filter(isAlive)) {
    checkRow(saving, fields, shareable, work);
    if (isDeletion || !isAlive(work)) continue;
    checkLevel(shared, fields, work);
    if (work.isNew) findSame(saving, fields, work);
  }
}

/** What was shared by hand goes when the record gets another owner (Help, "Transfer Records"). */
export function dropShares(saving: Saving, ids: readonly SqlValue[]): void {
  const share = objectNamed(saving.schema, shareName(saving.object));
  if (share === undefined || ids.length === 0) return;
  saving.store.run(
    `DELETE FROM ${quote(shareTable(share))} WHERE "RowCause" = 'Manual'
     AND ${quote(shareColumns(saving.object).parent)} IN (SELECT value FROM json_each(?1))`,
    [JSON.stringify(ids)],
  );
}
