/** System validation: rights on fields, required fields, unique values, parents that exist. */
import { isAuditField, knownObject, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { quote, type SqlValue } from '../store/store.ts';
import { badChoice } from './coerce.ts';
import { idsByKey, keyText } from './columns.ts';
import { unreachedParents } from './sharing.ts';
import { fail, groupBy, isAlive, nextValue, type Saving, type Work } from './work.ts';

/** Fields that the row sets although the platform or the person's rights do not allow it. */
export function checkWritable(saving: Saving, works: readonly Work[]): void {
  const denied = new Map<FieldSchema, { readonly create: boolean; readonly update: boolean }>();
  for (const work of works) {
    const names: string[] = [];
    for (const field of work.values.keys()) {
      let no = denied.get(field);
      if (no === undefined) {
        const may = saving.access.canEdit(field);
        const isAudit = saving.setsAudit && isAuditField(field);
        denied.set(
          field,
          (no = { create: !isAudit && !(may && field.createable), update: !(may && field.updateable) }),
        );
      }
      if (work.isNew ? no.create : no.update) names.push(field.name);
    }
    if (names.length === 0) continue;
    const message = `Unable to create/update fields: ${names.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`;
    fail(work, 'INVALID_FIELD_FOR_INSERT_UPDATE', message, names);
  }
}

/** The name of a custom record is its id when nobody gave one; written after the id is known. */
export function takesIdAsName(object: ObjectSchema, field: FieldSchema): boolean {
  return object.custom && field.nameField && field.autoNumber === undefined;
}

export function checkRequired(saving: Saving, works: readonly Work[]): void {
  const required = saving.object.fields.filter((field) => field.required && !takesIdAsName(saving.object, field));
  for (const work of works) {
    const missing = required
      .filter((field) => (work.isNew || work.values.has(field)) && (work.values.get(field) ?? null) === null)
      .map((field) => field.name);
    if (missing.length === 0) continue;
    fail(work, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }
}

function duplicate(work: Work, field: FieldSchema, id: string): void {
  const message = `duplicate value found: ${field.name} duplicates value on record with id: ${id.slice(0, 15)}`;
  fail(work, 'DUPLICATE_VALUE', message, [field.name]);
}

function checkUniqueField(saving: Saving, works: readonly Work[], field: FieldSchema): void {
  const setting = works.filter((work) => isAlive(work) && (work.values.get(field) ?? null) !== null);
  if (setting.length === 0) return;
  const keyed = groupBy(setting, (work) => keyText(field, work.values.get(field) ?? null));
  const found = idsByKey(saving.store, saving.object, field, [...keyed.keys()]);
  for (const [value, group] of keyed) {
    const owners = found.get(value) ?? [];
    for (const [place, work] of group.entries()) {
      const other = owners.find((id) => id !== work.id);
      if (other !== undefined) duplicate(work, field, other);
      else if (place > 0) duplicate(work, field, group[0]?.id ?? '');
    }
  }
}

/** No user is given the same permission set twice. */
function checkAssignments(saving: Saving, works: readonly Work[]): void {
  const column = (name: string): FieldSchema | undefined => saving.object.fields.find((one) => one.name === name);
  const [set, user] = [column('PermissionSetId'), column('AssigneeId')];
  if (set === undefined || user === undefined) return;
  for (const work of works.filter(isAlive)) {
    const pair = [work.values.get(set) ?? null, work.values.get(user) ?? null];
    const [id] =
      saving.store.first(
        `SELECT "Id" FROM "PermissionSetAssignment" WHERE "PermissionSetId" = ?1 AND "AssigneeId" = ?2 AND "IsDeleted" = 0`,
        pair,
      ) ?? [];
    if (typeof id === 'string') fail(work, 'DUPLICATE_VALUE', 'Duplicate PermissionSetAssignment', []);
  }
}

export function checkUnique(saving: Saving, works: readonly Work[]): void {
  for (const field of saving.object.fields) if (field.unique) checkUniqueField(saving, works, field);
  if (saving.object.name === 'PermissionSetAssignment') checkAssignments(saving, works);
}

/** Ids that a lookup names must be records, not deleted, that the person may read. */
function checkTargets(saving: Saving, works: readonly Work[], field: FieldSchema): void {
  const setting = works.filter((work) => isAlive(work) && (work.values.get(field) ?? null) !== null);
  for (const name of setting.length === 0 ? [] : (field.reference?.to ?? [])) {
    const target = knownObject(saving.schema, name);
    const mine = setting.filter((work) => String(work.values.get(field)).startsWith(target.keyPrefix));
    if (mine.length === 0) continue;
    const ids = JSON.stringify([...new Set(mine.map((work) => work.values.get(field)))]);
    const states = new Map<SqlValue, SqlValue>(
      saving.store
        .all(`SELECT "Id", "IsDeleted" FROM ${quote(target.name)} WHERE "Id" IN (SELECT value FROM json_each(?1))`, [
          ids,
        ])
        .map(([id = null, isDeleted = null]) => [id, isDeleted]),
    );
    const changed = mine.filter((work) => work.values.get(field) !== work.before?.get(field.name));
    const named = new Set(changed.map((work) => String(work.values.get(field))));
    const hidden = unreachedParents(saving, field, target, [...named]);
    for (const work of mine) {
      const id = work.values.get(field) ?? null;
      const state = states.get(id);
      if (state === undefined) {
        fail(work, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [field.name]);
      } else if (state === 1) {
        fail(work, 'ENTITY_IS_DELETED', 'entity is deleted', [field.name]);
      } else if (hidden.has(String(id))) {
        const message = `insufficient access rights on cross-reference id: ${String(id)}`;
        fail(work, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', message, [field.name]);
      }
    }
  }
}

export function checkReferences(saving: Saving, works: readonly Work[]): void {
  for (const field of saving.object.fields) {
    const isWritten = field.createable || field.updateable || (saving.setsAudit && isAuditField(field));
    if (field.reference === undefined || !isWritten) continue;
    if (field.name === 'RecordTypeId') checkRecordTypes(saving, works, field);
    else checkTargets(saving, works, field);
  }
}

/**
 * A restricted picklist takes from the API what the record type of the record offers, and no other value of the field
 * (Gearset, "Data deployments and picklist errors"; Salesforce's own documents do not say). An entry is looked at when
 * it is set; a record without a record type takes them all. Unverified.
 */
export function checkOffered(saving: Saving, works: readonly Work[]): void {
  const { recordTypes, fields } = saving.object;
  const typed = fields.find(({ name }) => name === 'RecordTypeId');
  if (typed === undefined || recordTypes.length === 0) return;
  for (const work of works.filter(isAlive)) {
    const type = recordTypes.find(({ id }) => id === nextValue(work, typed));
    for (const [field, value] of type === undefined ? [] : work.values) {
      const offered = field.picklist?.restricted === true ? type?.offers.get(field.name) : undefined;
      const entries = value === null || offered === undefined ? [] : String(value).split(';');
      const bad = entries.find((one) => offered?.every((each) => each.value !== one));
      if (bad === undefined) continue;
      const { statusCode, message } = badChoice(field, bad);
      fail(work, statusCode, message, [field.name]);
    }
  }
}

function checkRecordTypes(saving: Saving, works: readonly Work[], field: FieldSchema): void {
  for (const work of works.filter(isAlive)) {
    const id = work.values.get(field) ?? null;
    if (id === null || saving.object.recordTypes.some((one) => one.id === id && one.active)) continue;
    fail(work, 'INVALID_CROSS_REFERENCE_KEY', "Record Type ID: this ID value isn't valid for the user", [field.name]);
  }
}
