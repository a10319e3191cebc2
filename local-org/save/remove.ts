/** Deleting and bringing back. A deleted record stays in its table, marked, as in the recycle bin. */
import { childRelationships, knownObject, type ObjectSchema } from '../schema/schema.ts';
import { quote, type SqlRow } from '../store/store.ts';
import { lockReached } from './lock.ts';
import { loadRecords } from './match.ts';
import { mastersOf, rollUp, type Affected, type Failures } from './rollups.ts';
import { checkUnique } from './check.ts';
import { fail, isAlive, type Saving, type Work } from './work.ts';

/** Records of one object with the rows of the request that they go with. */
type Doomed = Map<string, Set<Work>>;

const inList = (column: string): string => `${quote(column)} IN (SELECT value FROM json_each(?1))`;

function children(
  saving: Saving,
  child: ObjectSchema,
  column: string,
  ids: readonly string[],
  state: 0 | 1,
): readonly SqlRow[] {
  return saving.store.all(
    `SELECT "Id", ${quote(column)}, "deletion" FROM ${quote(child.name)} WHERE ${inList(column)} AND "IsDeleted" = ${state}`,
    [JSON.stringify(ids)],
  );
}

/** Records by object, parents before the details that go with them. */
type Closure = Map<ObjectSchema, Doomed>;

/** `take` says whether a detail goes with its parent. */
function withDetails(
  saving: Saving,
  works: readonly Work[],
  state: 0 | 1,
  take: (detail: SqlRow, works: Iterable<Work>) => boolean,
): Closure {
  const closure: Closure = new Map([[saving.object, new Map(works.map((work) => [work.id ?? '', new Set([work])]))]]);
  let level: Closure = closure;
  while (level.size > 0) {
    const next: Closure = new Map();
    for (const [object, rows] of level) addDetails(saving, object, rows, state, take, closure, next);
    level = next;
  }
  return closure;
}

function addDetails(
  saving: Saving,
  object: ObjectSchema,
  rows: Doomed,
  state: 0 | 1,
  take: (detail: SqlRow, works: Iterable<Work>) => boolean,
  closure: Closure,
  next: Closure,
): void {
  for (const relation of childRelationships(saving.schema, object)) {
    if (!relation.cascadeDelete) continue;
    const child = knownObject(saving.schema, relation.childObject);
    for (const detail of children(saving, child, relation.childField, [...rows.keys()], state)) {
      const [id, parent] = detail;
      const works = rows.get(String(parent)) ?? new Set<Work>();
      const known = closure.get(child) ?? new Map<string, Set<Work>>();
      if (known.has(String(id)) || !take(detail, works)) continue;
      closure.set(child, known.set(String(id), works));
      next.set(child, (next.get(child) ?? new Map<string, Set<Work>>()).set(String(id), works));
    }
  }
}

/** Records that forbid the deletion because they point at something that would go. */
function checkRestricted(saving: Saving, closure: Closure): void {
  for (const [object, rows] of closure) {
    for (const relation of childRelationships(saving.schema, object)) {
      if (!relation.restrictedDelete) continue;
      const child = knownObject(saving.schema, relation.childObject);
      for (const [id, parent] of children(saving, child, relation.childField, [...rows.keys()], 0)) {
        if (closure.get(child)?.has(String(id)) === true) continue;
        const message = `Your attempt to delete ${String(parent)} could not be completed because it is associated with the following ${child.labelPlural}: ${String(id)}`;
        for (const work of rows.get(String(parent)) ?? []) {
          if (isAlive(work)) fail(work, 'DELETE_FAILED', message);
        }
      }
    }
  }
}

/** Lookups at what goes become empty; their records' own masters sum again. Unverified that the platform does so. */
function clearLookups(saving: Saving, closure: Closure, failures: Failures): void {
  const { store, schema } = saving;
  for (const [object, rows] of closure) {
    for (const relation of childRelationships(schema, object)) {
      if (relation.cascadeDelete || relation.restrictedDelete) continue;
      const child = knownObject(schema, relation.childObject);
      const found = children(saving, child, relation.childField, [...rows.keys()], 0);
      const touched = new Map(found.map(([id, parent]) => [String(id), rows.get(String(parent)) ?? new Set<Work>()]));
      if (touched.size === 0) continue;
      lockReached(saving, touched, failures);
      store.run(
        `UPDATE ${quote(child.name)} SET ${quote(relation.childField)} = NULL, "SystemModstamp" = ?2 WHERE ${inList('Id')}`,
        [JSON.stringify([...touched.keys()]), store.runtime.now],
      );
      rollUp(
        saving,
        child,
        mastersOf(store, schema, child, touched, () => undefined),
        failures,
      );
    }
  }
}

function mark(saving: Saving, closure: Closure, deletion: number | null): void {
  const { store } = saving;
  for (const [object, rows] of closure) {
    store.run(
      `UPDATE ${quote(object.name)} SET "IsDeleted" = ?2, "deletion" = ?3, "SystemModstamp" = ?4 WHERE ${inList('Id')}`,
      [JSON.stringify([...rows.keys()]), deletion === null ? 0 : 1, deletion, store.runtime.now],
    );
  }
}

function rollUpAll(saving: Saving, closure: Closure, failures: Failures): void {
  for (const [object, rows] of closure) {
    const masters: ReadonlyMap<string, Affected> = mastersOf(
      saving.store,
      saving.schema,
      object,
      rows,
      () => undefined,
    );
    rollUp(saving, object, masters, failures);
  }
}

export function deleteRows(saving: Saving, works: readonly Work[], failures: Failures): void {
  const closure = withDetails(saving, works, 0, () => true);
  checkRestricted(saving, closure);
  for (const rows of closure.values()) lockReached(saving, rows, failures);
  if (works.some((work) => !isAlive(work)) || failures.size > 0) return;
  mark(saving, closure, saving.store.nextNumber('deletion', 1));
  clearLookups(saving, closure, failures);
  rollUpAll(saving, closure, failures);
  if (saving.isHard) purge(saving, closure);
}

/** Hard delete: the records are gone, and with them those that went with a master. */
function purge({ store }: Saving, closure: Closure): void {
  for (const [object, rows] of closure) {
    store.run(`DELETE FROM ${quote(object.name)} WHERE ${inList('Id')}`, [JSON.stringify([...rows.keys()])]);
  }
}

/** Ids must be of deleted records whose masters are still there; what went with them comes back with them. */
export function attachDeleted(saving: Saving, works: readonly Work[]): void {
  const found = loadRecords(
    saving,
    works.map((work) => work.id ?? ''),
  );
  for (const work of works) {
    const record = found.get(work.id ?? '');
    if (record?.get('IsDeleted') !== 1) {
      fail(work, 'UNDELETE_FAILED', 'Entity is not in the recycle bin');
      continue;
    }
    work.before = record;
    for (const field of saving.object.fields) {
      if (field.unique) work.values.set(field, record.get(field.name) ?? null);
    }
  }
  checkUnique(saving, works.filter(isAlive));
  checkMasters(saving, works.filter(isAlive));
}

function checkMasters(saving: Saving, works: readonly Work[]): void {
  const masters = saving.object.fields.filter((field) => field.reference?.kind === 'masterDetail');
  for (const { name, reference } of masters) {
    const parent = knownObject(saving.schema, reference?.to[0] ?? '');
    for (const work of works) {
      const [isDeleted] =
        saving.store.first(`SELECT "IsDeleted" FROM ${quote(parent.name)} WHERE "Id" = ?1`, [
          work.before?.get(name) ?? null,
        ]) ?? [];
      if (isDeleted !== 0) fail(work, 'UNDELETE_FAILED', `The ${parent.label} of this record is deleted`, [name]);
    }
  }
}

export function undeleteRows(saving: Saving, works: readonly Work[], failures: Failures): void {
  const numbers = new Map<Work, unknown>();
  for (const work of works) {
    const [deletion] =
      saving.store.first(`SELECT "deletion" FROM ${quote(saving.object.name)} WHERE "Id" = ?1`, [work.id]) ?? [];
    numbers.set(work, deletion);
  }
  const closure = withDetails(saving, works, 1, ([, , deletion], owners) =>
    [...owners].some((work) => numbers.get(work) === deletion),
  );
  mark(saving, closure, null);
  rollUpAll(saving, closure, failures);
}
