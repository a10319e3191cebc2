/** `sobjects/X` and what is below it: records by id, by a key, and what is related to them. */
import { ApiError } from '../engine/engine.ts';
import { notFound } from '../http/http.ts';
import { field as fieldNamed, type FieldSchema, normalizeId, type ObjectSchema } from '../schema/schema.ts';
import { related } from './related.ts';
import { type Answer, type Call, objectInPath, recordAddress, type Reply, type Resource } from './resource.ts';
import {
  createRecord,
  failure,
  idInPath,
  readRecord,
  refuseField,
  removeRecord,
  rowOf,
  saveOne,
  updateRecord,
} from './rows.ts';
import { quote } from './soql.ts';

export const create: Answer = (call, { object = '' }) => createRecord(call, objectInPath(call, object));

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
  const message = `Provided external ID field does not exist or is not accessible: ${name}`;
  throw new ApiError(404, 'NOT_FOUND', message);
}

/** 300 with the addresses of all matches; nothing is read or written. */
function severalMatches(call: Call, object: string, ids: readonly string[]): Reply {
  return { status: 300, body: ids.map((id) => recordAddress(call, object, id)) };
}

/** 201 and 200 with `created` from v46 on; before, 201 without it and 204 (REST API Developer Guide, Upsert). */
function upsert(call: Call, object: ObjectSchema, key: FieldSchema, value: string): Reply {
  const row = rowOf(call.body);
  refuseField(row, key.name);
  refuseField(row, 'Id');
  const matches = idsByKey(call, object.name, key.name, value);
  if (matches.length > 1) return severalMatches(call, object.name, matches);
  const updateOnly = call.parameters.get('updateOnly') === 'true';
  const request = { operation: 'upsert', object: object.name, externalIdField: key.name, updateOnly } as const;
  const result = saveOne(call, request, { ...row, [key.name]: value });
  if (!result.success || result.id === null) return failure(result);
  const tellsCreated = call.version >= 46;
  if (!result.created && !tellsCreated) return { status: 204 };
  const body = { id: result.id, success: true, errors: [], ...(tellsCreated ? { created: result.created } : {}) };
  return { status: result.created ? 201 : 200, body };
}

type Act = (call: Call, object: ObjectSchema, id: string) => Reply;

const byId =
  (act: Act): Answer =>
  (call, { object = '', id = '' }) =>
    act(call, objectInPath(call, object), idInPath(id));

/** Where the path names an id it goes on to what is related; else it names a key field and its value. */
function byKey(act: (call: Call, object: ObjectSchema, key: FieldSchema, value: string) => Reply): Answer {
  return (call, { object = '', field = '', value = '' }) => {
    const schema = objectInPath(call, object);
    const id = fieldNamed(schema, field) === undefined ? normalizeId(field) : undefined;
    if (id?.startsWith(schema.keyPrefix) === true) return related(call, schema, id, value);
    return act(call, schema, keyField(call, schema, field), value);
  };
}

/** Resolves a key in the URL to one record and goes on with its id. */
function onMatch(act: Act): Answer {
  return byKey((call, object, key, value) => {
    const [first, ...others] = idsByKey(call, object.name, key.name, value);
    if (first === undefined) throw notFound();
    return others.length > 0 ? severalMatches(call, object.name, [first, ...others]) : act(call, object, first);
  });
}

export const recordResources: readonly Resource[] = [
  { path: 'sobjects/:object/Id', methods: { POST: create } },
  {
    path: 'sobjects/:object/:id',
    methods: { GET: byId(readRecord), PATCH: byId(updateRecord), DELETE: byId(removeRecord) },
  },
  {
    path: 'sobjects/:object/:field/:value',
    methods: { GET: onMatch(readRecord), PATCH: byKey(upsert), DELETE: onMatch(removeRecord) },
  },
];
