import { ApiError, type ObjectAccess, type RowInput, type RowResult, type SaveRequest } from '../engine/engine.ts';
import { isObject, notFound } from '../http/http.ts';
import { field as fieldNamed, type FieldSchema, type ObjectSchema } from '../schema/schema.ts';
import { type Answer, type Call, objectInPath, type Reply, type Resource } from './resource.ts';
import { apiVersion, quote } from './soql.ts';

/** Row errors that are not the request's fault but the record's; every other one is a 400. Statuses partly unverified. */
const statuses: Readonly<Record<string, number>> = {
  ENTITY_IS_DELETED: 404,
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
function refuseField(row: RowInput, name: string): void {
  const given = Object.keys(row).find((field) => field.toLowerCase() === name.toLowerCase());
  if (given === undefined) return;
  throw new ApiError(400, 'INVALID_FIELD', `The ${given} field should not be specified in the sobject data.`); // unverified
}

function saveOne(call: Call, request: Omit<SaveRequest, 'allOrNone' | 'rows'>, row: RowInput): RowResult {
  const [result] = call.context.engine.save(call.session, { ...request, rows: [row], allOrNone: false });
  if (result === undefined) throw new Error('the engine gave no outcome for a row');
  return result;
}

/** For a record that is not there the platform answers as for any path that is not (unverified). */
function isMissing({ errors: [first] }: RowResult): boolean {
  return first?.statusCode === 'INVALID_CROSS_REFERENCE_KEY' && first.fields.length === 0;
}

function failure(result: RowResult): Reply {
  if (isMissing(result)) throw notFound();
  const status = statuses[result.errors[0]?.statusCode ?? ''] ?? 400;
  const body = result.errors.map(({ statusCode, message, fields }) => ({ message, errorCode: statusCode, fields }));
  return { status, body };
}

function recordPath(call: Call, object: string, id: string): string {
  return `/services/data/v${call.version}.0/sobjects/${object}/${id}`;
}

export const create: Answer = (call, { object = '' }) => {
  const { name } = objectInPath(call, object);
  const result = saveOne(call, { operation: 'insert', object: name }, rowOf(call.body));
  if (!result.success || result.id === null) return failure(result);
  const headers = { Location: recordPath(call, name, result.id) };
  return { status: 201, body: { id: result.id, success: true, errors: [] }, headers };
};

const isCompound = (field: FieldSchema): boolean => field.type === 'address' || field.type === 'location';

function readableFields(object: ObjectSchema, access: ObjectAccess): readonly string[] {
  return object.fields.filter((field) => access.canRead(field) && !isCompound(field)).map((field) => field.name);
}

/** Ids of the records whose key field holds the value; at most two are of interest. */
function idsByKey(call: Call, object: string, field: string, value: string): readonly string[] {
  const soql = `SELECT Id FROM ${object} WHERE ${field} = ${quote(value)} LIMIT 200`;
  return call.context.engine.query(call.session, soql).records.map((record) => String(record['Id']));
}

/** The field by which a URL finds a record: an external id or a field with `idLookup`. */
function keyField(call: Call, object: ObjectSchema, name: string): FieldSchema {
  const field = fieldNamed(object, name);
  const mayRead = field !== undefined && call.context.engine.access(call.session, object).canRead(field);
  if (mayRead && (field.externalId || field.idLookup || field.type === 'id')) return field;
  const message = `Provided external ID field does not exist or is not accessible: ${name}`; // unverified
  throw new ApiError(404, 'NOT_FOUND', message);
}

/** 300 with the addresses of all matches; nothing is read or written. */
function severalMatches(call: Call, object: string, ids: readonly string[]): Reply {
  return { status: 300, body: ids.map((id) => recordPath(call, object, id)) };
}

function readRecord(call: Call, object: ObjectSchema, id: string): Reply {
  const { engine } = call.context;
  const asked = call.parameters.get('fields');
  const names =
    asked?.split(',').map((name) => name.trim()) ?? readableFields(object, engine.access(call.session, object));
  const soql = `SELECT ${names.join(', ')} FROM ${object.name} WHERE Id = ${quote(id)}`;
  const page = engine.query(call.session, soql, { apiVersion: apiVersion(call) });
  const [record] = page.records;
  if (record === undefined) throw notFound();
  return { status: 200, body: record };
}

const read: Answer = (call, { object = '', id = '' }) => readRecord(call, objectInPath(call, object), id);

const update: Answer = (call, { object = '', id = '' }) => {
  const { name } = objectInPath(call, object);
  const row = rowOf(call.body);
  refuseField(row, 'Id');
  const result = saveOne(call, { operation: 'update', object: name }, { ...row, Id: id });
  return result.success ? { status: 204 } : failure(result);
};

const remove: Answer = (call, { object = '', id = '' }) => {
  const { name } = objectInPath(call, object);
  const result = saveOne(call, { operation: 'delete', object: name }, { Id: id });
  return result.success ? { status: 204 } : failure(result);
};

/** 201 and 200 with `created` from v46 on; before, 201 without it and 204 (REST API Developer Guide, Upsert). */
const upsert: Answer = (call, { object = '', field = '', value = '' }) => {
  const schema = objectInPath(call, object);
  const key = keyField(call, schema, field);
  const row = rowOf(call.body);
  refuseField(row, key.name);
  refuseField(row, 'Id');
  const matches = idsByKey(call, schema.name, key.name, value);
  if (matches.length > 1) return severalMatches(call, schema.name, matches);
  const updateOnly = call.parameters.get('updateOnly') === 'true';
  const request = { operation: 'upsert', object: schema.name, externalIdField: key.name, updateOnly } as const;
  const result = saveOne(call, request, { ...row, [key.name]: value });
  if (!result.success || result.id === null) return failure(result);
  const tellsCreated = call.version >= 46;
  if (!result.created && !tellsCreated) return { status: 204 };
  const body = { id: result.id, success: true, errors: [], ...(tellsCreated ? { created: result.created } : {}) };
  return { status: result.created ? 201 : 200, body };
};

/** Resolves a key in the URL to one record and goes on with its id. */
function byKey(then: (call: Call, object: ObjectSchema, id: string) => Reply): Answer {
  return (call, { object = '', field = '', value = '' }) => {
    const schema = objectInPath(call, object);
    const key = keyField(call, schema, field);
    const [first, ...others] = idsByKey(call, schema.name, key.name, value);
    if (first === undefined) throw notFound();
    if (others.length > 0) return severalMatches(call, schema.name, [first, ...others]);
    return then(call, schema, first);
  };
}

export const recordResources: readonly Resource[] = [
  { path: 'sobjects/:object/Id', methods: { POST: create } },
  { path: 'sobjects/:object/:id', methods: { GET: read, PATCH: update, DELETE: remove } },
  {
    path: 'sobjects/:object/:field/:value',
    methods: {
      GET: byKey(readRecord),
      PATCH: upsert,
      DELETE: byKey((call, object, id) => remove(call, { object: object.name, id })),
    },
  },
];
