/** One record: saved with its outcome as a reply, read with its conditions. */
import { ApiError, type ObjectAccess, type RowInput, type RowResult, type SaveRequest } from '../engine/engine.ts';
import { isObject, notFound } from '../http/http.ts';
import { field as fieldNamed, normalizeId, type ObjectSchema } from '../schema/schema.ts';
import { checkDates, checkTags, httpDate, tagOf } from './conditions.ts';
import { noteSaved } from './recent.ts';
import { type Call, recordAddress, type Reply } from './resource.ts';
import { apiVersion, quote } from './soql.ts';

/** Row errors that are not the request's fault but the record's; every other one is a 400. Statuses partly unverified. */
const statuses: Readonly<Record<string, number>> = {
  ENTITY_IS_DELETED: 404,
  UNABLE_TO_LOCK_ROW: 500, // clients of the REST API report it as a server error
  NOT_FOUND: 404,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: 403,
};

/** A row of a request body; `attributes` only says what it is. */
export function rowOf(body: unknown): RowInput {
  if (!isObject(body)) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required to be an object.');
  } // text unverified
  const { attributes: _attributes, ...row } = body;
  return row;
}

/** A body may not carry the field that the URL names already. */
export function refuseField(row: RowInput, name: string): void {
  const given = Object.keys(row).find((field) => field.toLowerCase() === name.toLowerCase());
  if (given === undefined) return;
  throw new ApiError(400, 'INVALID_FIELD', `The ${given} field should not be specified in the sobject data.`); // unverified
}

export function saveOne(call: Call, request: Omit<SaveRequest, 'allOrNone' | 'rows'>, row: RowInput): RowResult {
  const [result] = call.context.engine.save(call.session, { ...request, rows: [row], allOrNone: false });
  if (result === undefined) throw new Error('the engine gave no outcome for a row');
  if (result.success && result.id !== null && request.operation !== 'delete') noteSaved(call, result.id);
  return result;
}

/** For a record that is not there the platform answers as for any path that is not (unverified). */
function isMissing({ errors: [first] }: RowResult): boolean {
  return first?.statusCode === 'INVALID_CROSS_REFERENCE_KEY' && first.fields.length === 0;
}

export function failure(result: RowResult): Reply {
  if (isMissing(result)) throw notFound();
  const status = statuses[result.errors[0]?.statusCode ?? ''] ?? 400;
  const body = result.errors.map(({ statusCode, message, fields }) => ({ message, errorCode: statusCode, fields }));
  return { status, body };
}

function readableFields(object: ObjectSchema, access: ObjectAccess): readonly string[] {
  return object.fields.filter((field) => access.canRead(field)).map((field) => field.name);
}

/** `?fields=a,b`, each once; without it every field that the person may read. */
export function fieldsAsked(call: Call, object: ObjectSchema): readonly string[] {
  const access = call.context.engine.access(call.session, object);
  const asked = call.parameters.get('fields');
  if (asked === null) return readableFields(object, access);
  const names = asked.split(',').map((name) => name.trim());
  const found = names.map((name) => {
    const field = fieldNamed(object, name);
    if (field !== undefined && access.canRead(field)) return field.name;
    throw new ApiError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`); // unverified
  });
  return [...new Set(found)];
}

/** What a URL names as an id; anything else is taken for the name of a key field that is not there. */
export function idInPath(text: string): string {
  const id = normalizeId(text);
  if (id !== undefined) return id;
  const message = `Provided external ID field does not exist or is not accessible: ${text}`;
  throw new ApiError(404, 'NOT_FOUND', message);
}

function changedAt(call: Call, object: ObjectSchema, id: string): number {
  const soql = `SELECT LastModifiedDate FROM ${object.name} WHERE Id = ${quote(id)}`;
  const [record] = call.context.engine.query(call.session, soql).records;
  if (record === undefined) throw notFound();
  return Date.parse(String(record['LastModifiedDate']).replace('+0000', 'Z'));
}

const hasDates = ({ headers }: Call): boolean =>
  headers['if-modified-since'] !== undefined || headers['if-unmodified-since'] !== undefined;

function readRow(call: Call, object: ObjectSchema, id: string, fields: readonly string[]): object {
  const soql = `SELECT ${fields.join(', ')} FROM ${object.name} WHERE Id = ${quote(id)}`;
  const [record] = call.context.engine.query(call.session, soql, { apiVersion: apiVersion(call) }).records;
  if (record === undefined) throw notFound();
  return record;
}

/** Only rows of Account carry a tag ("Conditional Request Headers"). */
const isTagged = (object: ObjectSchema): boolean => object.name === 'Account';

export function readRecord(call: Call, object: ObjectSchema, id: string): Reply {
  const { engine } = call.context;
  const record = readRow(call, object, id, fieldsAsked(call, object));
  const changed = hasDates(call) ? changedAt(call, object, id) : undefined;
  const unchanged = changed === undefined ? undefined : checkDates(call, changed);
  if (unchanged !== undefined) return unchanged;
  const dated = changed === undefined ? {} : { 'Last-Modified': httpDate(changed) };
  if (!isTagged(object)) return { status: 200, body: record, headers: dated };
  const whole = readRow(call, object, id, readableFields(object, engine.access(call.session, object)));
  const tag = tagOf(whole);
  return checkTags(call, tag) ?? { status: 200, body: record, headers: { ...dated, ETag: tag } };
}

/** Conditions before a record is changed: nothing is written when one fails. */
function checkChange(call: Call, object: ObjectSchema, id: string): Reply | undefined {
  const unchanged = hasDates(call) ? checkDates(call, changedAt(call, object, id)) : undefined;
  if (unchanged !== undefined) return unchanged;
  const { 'if-match': match, 'if-none-match': none } = call.headers;
  if (!isTagged(object) || (match === undefined && none === undefined)) return undefined;
  const { engine } = call.context;
  return checkTags(call, tagOf(readRow(call, object, id, readableFields(object, engine.access(call.session, object)))));
}

export function updateRecord(call: Call, object: ObjectSchema, id: string): Reply {
  const row = rowOf(call.body);
  refuseField(row, 'Id');
  const halted = checkChange(call, object, id);
  if (halted !== undefined) return halted;
  const result = saveOne(call, { operation: 'update', object: object.name }, { ...row, Id: id });
  return result.success ? { status: 204 } : failure(result);
}

export function removeRecord(call: Call, object: ObjectSchema, id: string): Reply {
  const result = saveOne(call, { operation: 'delete', object: object.name }, { Id: id });
  return result.success ? { status: 204 } : failure(result);
}

export function createRecord(call: Call, object: ObjectSchema): Reply {
  const result = saveOne(call, { operation: 'insert', object: object.name }, rowOf(call.body));
  if (!result.success || result.id === null) return failure(result);
  const headers = { Location: recordAddress(call, object.name, result.id) };
  return { status: 201, body: { id: result.id, success: true, errors: [] }, headers };
}
