import { ApiError, type RowInput, type RowResult, type SaveRequest } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import { objectOfId } from '../schema/schema.ts';
import { rowOf } from './rows.ts';
import { type Answer, type Call, objectInPath, type Reply, type Resource } from './resource.ts';
import { apiVersion, quote } from './soql.ts';

/** sObject Collections take 200 records, and read 2,000 by POST (the latter unverified). */
const limits = { write: 200, read: 2000, chunks: 10 } as const;

type Operation = SaveRequest['operation'];

interface Item {
  readonly object: string;
  readonly row: RowInput;
}

const rolledBack = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

/** Thrown to undo the transaction; carries what to answer. */
class Undo extends Error {
  readonly results: readonly RowResult[];
  constructor(results: readonly RowResult[]) {
    super('rolled back');
    this.results = results;
  }
}

function tooMany(limit: number): ApiError {
  const message = `record limit reached. cannot submit more than ${limit} records into this call`;
  return new ApiError(400, 'EXCEEDED_ID_LIMIT', message);
}

function bodyOf(call: Call): JsonObject {
  if (isObject(call.body)) return call.body;
  throw new ApiError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required to be an object.'); // text unverified
}

function textList(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw new ApiError(400, 'JSON_PARSER_ERROR', `'${name}' has to be a list of texts.`); // text unverified
}

/** The records of a body with their objects; the one in the URL holds for all of an upsert. */
function itemsOf(call: Call, object?: string): readonly Item[] {
  const records = bodyOf(call)['records'];
  if (!Array.isArray(records) || records.length === 0) {
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', 'records is required.'); // text unverified
  }
  if (records.length > limits.write) throw tooMany(limits.write);
  return records.map((record: unknown, index) => {
    const row = rowOf(record);
    const attributes = isObject(record) && isObject(record['attributes']) ? record['attributes'] : {};
    const type = attributes['type'];
    if (typeof type !== 'string') {
      throw new ApiError(400, 'INVALID_TYPE', `records[${index}] needs attributes with a type.`); // text unverified
    }
    if (object !== undefined && type.toLowerCase() !== object.toLowerCase()) {
      throw new ApiError(400, 'INVALID_TYPE', `records[${index}] is a ${type}, but this call upserts ${object}.`); // text unverified
    }
    return { object: type, row };
  });
}

/** Runs of one object: {A, A, B, A} are three chunks (Create Records Using sObject Collections). */
function chunksOf(items: readonly Item[]): readonly Item[][] {
  const chunks: Item[][] = [];
  for (const item of items) {
    const last = chunks.at(-1);
    if (last?.[0]?.object.toLowerCase() === item.object.toLowerCase()) last.push(item);
    else chunks.push([item]);
  }
  if (chunks.length > limits.chunks) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `A collection can hold ${limits.chunks} chunks of one type at most.`); // unverified
  }
  return chunks;
}

/** A refused row of an upsert is one that would have been created, unless it was found (jsforce's own tests against an org). */
function meant(result: RowResult): RowResult {
  return result.success ? result : { ...result, created: result.id === null };
}

function saveChunks(
  call: Call,
  request: { readonly operation: Operation; readonly externalIdField?: string },
  items: readonly Item[],
  allOrNone: boolean,
): readonly RowResult[] {
  const { engine } = call.context;
  const run = (): readonly RowResult[] =>
    chunksOf(items).flatMap((chunk) => {
      const object = chunk[0]?.object ?? '';
      const rows = chunk.map(({ row }) => row);
      return engine.save(call.session, { ...request, object, rows, allOrNone }).map(meant);
    });
  if (!allOrNone) return run();
  try {
    return engine.transaction(() => {
      const results = run();
      if (results.every((result) => result.success)) return results;
      throw new Undo(
        results.map((result) =>
          result.success ? { ...result, id: null, success: false, errors: [rolledBack] } : result,
        ),
      );
    });
  } catch (error) {
    if (error instanceof Undo) return error.results;
    throw error;
  }
}

/** 200 with one outcome a record, in the order of the request; `id` only where there is one. */
function outcomes(results: readonly RowResult[], tellsCreated: boolean): Reply {
  const body = results.map(({ id, success, errors, created }) => ({
    ...(id === null ? {} : { id }),
    success,
    errors,
    ...(tellsCreated ? { created } : {}),
  }));
  return { status: 200, body };
}

const flags: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
  [null, false],
  [undefined, false],
]);

/** A JSON flag, or the text of one in an address; what is neither is refused, so that nobody believes in all or none. */
function isAllOrNone(call: Call, given: unknown): boolean {
  const flag = flags.get(typeof given === 'string' ? given.toLowerCase() : given);
  if (flag !== undefined) return call.allOrNone ?? flag;
  throw new ApiError(400, 'JSON_PARSER_ERROR', 'allOrNone has to be true or false.'); // text unverified
}

function save(operation: 'insert' | 'update'): Answer {
  return (call) => {
    const results = saveChunks(call, { operation }, itemsOf(call), isAllOrNone(call, bodyOf(call)['allOrNone']));
    return outcomes(results, false);
  };
}

const upsert: Answer = (call, { object = '', field = '' }) => {
  const items = itemsOf(call, object);
  const request = { operation: 'upsert', externalIdField: field } as const;
  return outcomes(saveChunks(call, request, items, isAllOrNone(call, bodyOf(call)['allOrNone'])), true);
};

/** `?ids=a,b&allOrNone=`: each id belongs to the object with its key prefix. */
const remove: Answer = (call) => {
  const ids = (call.parameters.get('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw new ApiError(400, 'REQUIRED_FIELD_MISSING', 'ids is required.'); // text unverified
  if (ids.length > limits.write) throw tooMany(limits.write);
  const items = ids.map((id) => {
    const owner = objectOfId(call.context.engine.schema(), id);
    if (owner === undefined) throw new ApiError(400, 'MALFORMED_ID', `id value of incorrect type: ${id}`, ['Id']); // unverified
    return { object: owner.name, row: { Id: id } };
  });
  const allOrNone = isAllOrNone(call, call.parameters.get('allOrNone'));
  return outcomes(saveChunks(call, { operation: 'delete' }, items, allOrNone), false);
};

/** The records in the order of the ids, null where there is none. */
function retrieve(call: Call, object: string, ids: readonly string[], fields: readonly string[]): Reply {
  if (ids.length > limits.read) throw tooMany(limits.read);
  if (ids.length === 0 || fields.length === 0) {
    throw new ApiError(400, 'REQUIRED_FIELD_MISSING', 'ids and fields are required.'); // text unverified
  }
  const { engine } = call.context;
  const { name } = objectInPath(call, object);
  const asksId = fields.some((field) => field.toLowerCase() === 'id');
  const select = asksId ? fields : [...fields, 'Id'];
  const soql = `SELECT ${select.join(', ')} FROM ${name} WHERE Id IN (${ids.map(quote).join(', ')})`;
  const found = new Map<string, unknown>();
  for (const record of engine.query(call.session, soql, { apiVersion: apiVersion(call) }).records) {
    const { Id: id, ...others } = record;
    found.set(String(id).slice(0, 15), asksId ? record : others);
  }
  return { status: 200, body: ids.map((id) => found.get(id.slice(0, 15)) ?? null) };
}

const retrieveByBody: Answer = (call, { object = '' }) => {
  const { ids, fields } = bodyOf(call);
  return retrieve(call, object, textList(ids, 'ids'), textList(fields, 'fields'));
};

const retrieveByUrl: Answer = (call, { object = '' }) => {
  const list = (name: string): readonly string[] =>
    (call.parameters.get(name) ?? '').split(',').filter((item) => item !== '');
  return retrieve(call, object, list('ids'), list('fields'));
};

export const collectionResources: readonly Resource[] = [
  {
    path: 'composite/sobjects',
    methods: { POST: save('insert'), PATCH: save('update'), DELETE: remove },
  },
  { path: 'composite/sobjects/:object', methods: { GET: retrieveByUrl, POST: retrieveByBody } },
  { path: 'composite/sobjects/:object/:field', methods: { PATCH: upsert } },
];
