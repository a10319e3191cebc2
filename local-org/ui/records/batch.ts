/** `POST /records/batch`: records of several objects created, updated and deleted by one request. */
import { ApiError, type RowError, type RowResult, type SaveRequest } from '../../engine/engine.ts';
import { isObject, type JsonObject } from '../../http/http.ts';
import type { ObjectSchema } from '../../schema/schema.ts';
import { type BatchItem } from '../refusals.ts';
import { bodyOf, type Call } from '../request.ts';
import { visibleObject, type Viewer } from '../viewer.ts';
import { addLayouts } from './read.ts';
import { objectOf, readRecords } from './records.ts';
import { refusedSave } from './save-error.ts';
import { selectionOf } from './selection.ts';

/** Records in one request (UI API, Create a Batch of Records). */
const mostRecords = 200;

type Verb = 'CREATE' | 'UPDATE' | 'DELETE';

interface Step {
  readonly verb: Verb;
  readonly object: ObjectSchema;
  readonly request: SaveRequest;
}

const invalidInput = (message: string): ApiError => new ApiError(400, 'INVALID_INPUT', message); // texts unverified

const operations = { CREATE: 'insert', UPDATE: 'update', DELETE: 'delete' } as const;

function stepOf(viewer: Viewer, verb: Verb, record: unknown): Step {
  const { apiName, fields } = isObject(record) ? record : {};
  const values = isObject(fields) ? fields : {};
  const { Id: id } = values;
  const isCreate = verb === 'CREATE';
  if (isCreate ? typeof apiName !== 'string' || id !== undefined : typeof id !== 'string') {
    const message = isCreate ? 'A record to create has an apiName and no Id.' : 'A record to change has an Id.';
    throw new ApiError(400, 'INVALID_BATCH_REQUEST', message); // text unverified
  }
  const object = isCreate ? visibleObject(viewer, String(apiName)) : objectOf(viewer, String(id));
  const rows = [verb === 'DELETE' ? { Id: id } : values];
  return { verb, object, request: { operation: operations[verb], object: object.name, rows, allOrNone: true } };
}

function verbOf(operation: JsonObject): Verb {
  const { type } = operation;
  const name = typeof type === 'string' ? type.toUpperCase() : '';
  if (name === 'CREATE' || name === 'UPDATE' || name === 'DELETE') return name;
  throw invalidInput('Each operation has the type CREATE, UPDATE or DELETE.');
}

function stepsOf(viewer: Viewer, body: JsonObject): readonly Step[] {
  const given: unknown = body['operations'];
  if (!Array.isArray(given) || given.length === 0) throw invalidInput('The body must hold operations.');
  const steps = (given as unknown[]).flatMap((one) => {
    const operation = isObject(one) ? one : {};
    const verb = verbOf(operation);
    const records: unknown = operation['records'];
    if (!Array.isArray(records) || records.length === 0) throw invalidInput('Each operation must hold records.');
    return (records as unknown[]).map((record) => stepOf(viewer, verb, record));
  });
  if (steps.length <= mostRecords) return steps;
  throw invalidInput(`A batch holds at most ${mostRecords} records.`);
}

const notRun: readonly RowError[] = [
  {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
    fields: [],
  },
];

/** Ends the transaction of a batch that is all or none. */
class FirstRefusal extends Error {
  readonly place: number;
  readonly errors: readonly RowError[];
  constructor(place: number, errors: readonly RowError[]) {
    super('A record of an all-or-none batch was refused.');
    this.place = place;
    this.errors = errors;
  }
}

function run({ engine, session }: Viewer, steps: readonly Step[], allOrNone: boolean): readonly RowResult[] {
  return steps.map(({ request }, place) => {
    const [row] = engine.save(session, request);
    if (row === undefined) throw new Error(`The engine answered no row of ${request.object}.`);
    if (allOrNone && !row.success) throw new FirstRefusal(place, row.errors);
    return row;
  });
}

function refused(viewer: Viewer, object: ObjectSchema, errors: readonly RowError[]): BatchItem {
  const { status, body } = refusedSave(viewer, object, errors);
  return { statusCode: status, result: body };
}

function done(viewer: Viewer, { verb, object }: Step, id: string): BatchItem {
  if (verb === 'DELETE') return { statusCode: 204, result: null };
  const selection = selectionOf(viewer, object, { fields: [], optionalFields: [] });
  addLayouts(viewer, selection, [id], ['Full']);
  const record = readRecords(viewer, selection, [id]).get(id.slice(0, 15));
  return { statusCode: verb === 'CREATE' ? 201 : 200, result: record ?? null };
}

function results(viewer: Viewer, steps: readonly Step[], allOrNone: boolean): readonly BatchItem[] {
  try {
    const rows = allOrNone ? viewer.engine.transaction(() => run(viewer, steps, true)) : run(viewer, steps, false);
    return steps.map((step, place) => {
      const row = rows[place];
      return row?.success === true ? done(viewer, step, row.id ?? '') : refused(viewer, step.object, row?.errors ?? []);
    });
  } catch (error) {
    if (!(error instanceof FirstRefusal)) throw error;
    return steps.map(({ object }, place) => refused(viewer, object, place === error.place ? error.errors : notRun));
  }
}

export function saveBatch(call: Call): JsonObject {
  const { viewer } = call;
  const body = bodyOf(call);
  const found = results(viewer, stepsOf(viewer, body), body['allOrNone'] !== false);
  return { hasErrors: found.some(({ statusCode }) => statusCode >= 400), results: found };
}
