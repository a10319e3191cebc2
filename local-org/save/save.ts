/**
 * The front door of saving: at most 200 rows, one transaction, one outcome a row, in the platform's order of execution.
 * When rows fail on the way, everything is rolled back and the good ones are saved again without them.
 */
import type { RowResult, SaveRequest, Session } from '../engine/engine.ts';
import { ApiError } from '../errors.ts';
import { isSetupObject, objectNamed, type ObjectSchema } from '../schema/schema.ts';
import { checkOffered, checkReferences, checkRequired, checkUnique, checkWritable } from './check.ts';
import { readColumns } from './columns.ts';
import { applyDefaults } from './defaults.ts';
import { applyDerived } from './derived.ts';
import { lockRows } from './lock.ts';
import { attachStored, matchByKey, readIds, upsertKey } from './match.ts';
import { attachDeleted, deleteRows, undeleteRows } from './remove.ts';
import { mastersOf, rollUp, type Failures } from './rollups.ts';
import { brokenRules } from './rules.ts';
import { checkOwners, checkReached, idsWithNewOwner } from './sharing.ts';
import { checkShares, dropShares } from './shares.ts';
import { assignIds, writeRows } from './write.ts';
import { fail, isAlive, newWork, type SaveOrg, type Saving, type Work } from './work.ts';

export type { SaveOrg } from './work.ts';
export { newRecordValues } from './defaults.ts';
export { recalculate } from './rollups.ts';

const mostRows = 200;

/** Rolls one attempt back; not an error that anybody sees. */
class Retry extends Error {}

function savingFor(org: SaveOrg, session: Session, request: SaveRequest): Saving {
  const schema = org.schema();
  const object = objectNamed(schema, request.object);
  const access = object === undefined ? undefined : org.access(session.userId, object);
  if (object === undefined || access?.read !== true) {
    throw new ApiError(
      400,
      'INVALID_TYPE',
      `sObject type '${request.object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  const user = org.user(session.userId);
  const isHard = request.isHard === true;
  const setsAudit = access.setsAudit && request.operation === 'insert';
  return { org, store: org.store, schema, object, access, user, isHard, setsAudit, trimText: request.trimText ?? true };
}

function refuse(works: readonly Work[], statusCode: string, message: string): void {
  for (const work of works.filter(isAlive)) fail(work, statusCode, message);
}

/** What the object and the person's rights on it allow. Texts unverified. */
function checkRights(saving: Saving, works: readonly Work[], operation: SaveRequest['operation']): void {
  const { object, access } = saving;
  if (operation === 'delete' || operation === 'undelete') {
    if (!object.deletable) refuse(works, 'DELETE_FAILED', `entity type cannot be deleted: ${object.label}`);
    else if (!access.remove) {
      refuse(works, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    }
    return;
  }
  const created = works.filter((work) => work.isNew);
  const changed = works.filter((work) => !work.isNew);
  if (!object.createable || !access.create) {
    refuse(created, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${object.label}`);
  }
  if (!object.updateable) {
    refuse(changed, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be updated: ${object.label}`);
  } else if (!access.edit) {
    refuse(changed, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  }
}

/** Finds which record each row means; reads no values yet. */
function identify(saving: Saving, works: readonly Work[], request: SaveRequest): void {
  const { operation } = request;
  const isById = operation === 'upsert' && request.externalIdField?.toLowerCase() === 'id';
  if (operation === 'insert') {
    for (const { input, errors } of works) {
      const key = Object.keys(input).find((name) => name.toLowerCase() === 'id');
      if (key === undefined || input[key] === null || input[key] === '') continue;
      const message = 'cannot specify Id in an insert call';
      errors.push({ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', message, fields: ['Id'] });
    }
  } else if (operation !== 'upsert' || isById) {
    readIds(saving, works, operation, isById);
  }
}

function prepareValues(saving: Saving, works: readonly Work[], request: SaveRequest): void {
  readColumns(saving, works.filter(isAlive));
  const isKeyed = request.operation === 'upsert' && request.externalIdField?.toLowerCase() !== 'id';
  if (isKeyed) {
    const key = upsertKey(saving, request.externalIdField);
    matchByKey(saving, works, key, request.updateOnly ?? false);
  }
  attachStored(saving, works);
  checkRights(saving, works, request.operation);
  checkReached(saving, works, 'edit');
  checkWritable(saving, works.filter(isAlive));
  const created = works.filter((work) => isAlive(work) && work.isNew);
  applyDefaults(saving, created);
  applyDerived(saving, works.filter(isAlive));
  checkRequired(saving, works.filter(isAlive));
  checkReferences(saving, works);
  checkOffered(saving, works);
  checkOwners(saving, works);
  checkShares(saving, works, false);
  checkUnique(saving, works);
  assignIds(saving, works.filter(isAlive));
}

function write(saving: Saving, works: readonly Work[], failures: Failures): void {
  const { store, schema, object, user } = saving;
  writeRows(saving, works);
  dropShares(saving, idsWithNewOwner(saving, works));
  const byId = new Map(works.map((work) => [work.id ?? '', work]));
  const saved = works.map((work) => ({ id: work.id ?? '', isNew: work.isNew, before: work.before }));
  for (const [id, errors] of brokenRules(store, schema, object, user.language, saved)) {
    const work = byId.get(id);
    if (work !== undefined) failures.set(work, errors);
  }
  if (failures.size > 0) return;
  const rows = new Map(works.map((work) => [work.id ?? '', [work]]));
  const masters = mastersOf(store, schema, object, rows, (id) => byId.get(id)?.before);
  rollUp(saving, object, masters, failures);
}

const operations: Readonly<Record<SaveRequest['operation'], typeof write>> = {
  insert: write,
  update: write,
  upsert: write,
  delete: deleteRows,
  undelete: undeleteRows,
};

/** One attempt with these rows; false when some of them failed and nothing was kept. */
function attempt(saving: Saving, works: readonly Work[], operation: SaveRequest['operation']): boolean {
  const failures: Failures = new Map();
  try {
    saving.store.transaction(() => {
      operations[operation](saving, works, failures);
      if (failures.size > 0 || works.some((work) => !isAlive(work))) throw new Retry();
    });
    return true;
  } catch (error) {
    if (!(error instanceof Retry)) throw error;
    for (const [work, errors] of failures) work.errors.push(...errors);
    return false;
  }
}

function rollBackAll(works: readonly Work[]): void {
  const message = 'Record rolled back because not all records were valid and the request was using AllOrNone header';
  refuse(works, 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message);
}

function persist(saving: Saving, works: readonly Work[], request: SaveRequest): void {
  for (;;) {
    const alive = works.filter(isAlive);
    if (alive.length < works.length && request.allOrNone) rollBackAll(works);
    const good = works.filter(isAlive);
    if (good.length === 0 || attempt(saving, good, request.operation)) return;
  }
}

function resultOf(work: Work): RowResult {
  const success = isAlive(work);
  const id = success || !work.isNew ? work.id : null;
  return { id, success, created: success && work.isNew, errors: work.errors };
}

/** Objects whose records decide what people may do. */
function isAboutRights(object: ObjectSchema): boolean {
  return isSetupObject(object.name);
}

/** Throws an ApiError when the request as a whole makes no sense; what is wrong with a row is in its result. */
export function save(org: SaveOrg, session: Session, request: SaveRequest): readonly RowResult[] {
  if (request.rows.length > mostRows) {
    throw new ApiError(
      400,
      'EXCEEDED_ID_LIMIT',
      `record limit reached. cannot submit more than ${mostRows} records into this call`,
    );
  }
  const saving = savingFor(org, session, request);
  const works = request.rows.map(newWork);
  org.store.transaction(() => {
    identify(saving, works, request);
    if (request.operation === 'delete') attachStored(saving, works);
    if (request.operation === 'undelete') attachDeleted(saving, works.filter(isAlive));
    if (request.operation === 'delete' || request.operation === 'undelete') {
      checkRights(saving, works, request.operation);
      checkReached(saving, works, 'all');
      checkShares(saving, works, true);
    } else prepareValues(saving, works, request);
    lockRows(saving, works);
    persist(saving, works, request);
  });
  if (isAboutRights(saving.object)) org.rightsChanged();
  return works.map(resultOf);
}
