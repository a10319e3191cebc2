/** Create, update and delete through UI API. */
import { ApiError, type RowResult, type SaveRequest } from '../../engine/engine.ts';
import { isObject, type JsonObject } from '../../http/http.ts';
import type { ObjectSchema } from '../../schema/schema.ts';
import { missing } from '../refusals.ts';
import { bodyOf, flag, type Call } from '../request.ts';
import { visibleObject, type Viewer } from '../viewer.ts';
import { addLayouts } from './read.ts';
import { absence, objectOf, readRecords, type RecordRepresentation } from './records.ts';
import { changedSince, refusedSave } from './save-error.ts';
import { addShown, selectionOf, type Selection } from './selection.ts';

function fieldsIn(input: JsonObject): JsonObject {
  if (isObject(input['fields'])) return input['fields'];
  throw new ApiError(400, 'JSON_PARSER_ERROR', 'The body must be {"fields": {"FieldApiName": value}}.');
}

function saveOne(viewer: Viewer, object: ObjectSchema, request: SaveRequest): RowResult {
  const [result] = viewer.engine.save(viewer.session, request);
  if (result === undefined) throw new Error(`The engine answered no row of ${object.name}.`);
  if (!result.success) throw refusedSave(viewer, object, result.errors);
  return result;
}

/** The fields of the full layout and, on request, those of the body that are not on it. */
function answered(call: Call, object: ObjectSchema, id: string): Selection {
  const { viewer } = call;
  const selection = selectionOf(viewer, object, { fields: [], optionalFields: [] });
  addLayouts(viewer, selection, [id], ['Full']);
  if (flag(call.query, 'includeFieldsInBody')) {
    for (const name of Object.keys(fieldsIn(bodyOf(call)))) addShown(viewer, selection, name);
  }
  return selection;
}

/** Undefined, which is 204, when the person has just given the record away and said that this may happen. */
function saved(call: Call, object: ObjectSchema, id: string): RecordRepresentation | undefined {
  const record = readRecords(call.viewer, answered(call, object, id), [id]).get(id.slice(0, 15));
  if (record === undefined && !flag(call.query, 'handleOwnerChange')) throw absence(call.viewer, object, id);
  return record;
}

/** `POST /records`. */
export function createRecord(call: Call): RecordRepresentation | undefined {
  const { viewer } = call;
  const body = bodyOf(call);
  const { apiName } = body;
  if (typeof apiName !== 'string') throw missing('The body must name the object in apiName.');
  const object = visibleObject(viewer, apiName);
  const rows = [fieldsIn(body)];
  const { id } = saveOne(viewer, object, { operation: 'insert', object: object.name, rows, allOrNone: true });
  return saved(call, object, id ?? '');
}

const seconds = (instant: number): number => Math.floor(instant / 1000);

/**
 * `PATCH /records/{id}`. If-Unmodified-Since, a date in any form that JavaScript reads, refuses the save when somebody
 * saved later. Without it, or where the object keeps no date, nothing is compared.
 */
export function updateRecord(call: Call): RecordRepresentation | undefined {
  const { viewer } = call;
  const id = call.part('id');
  const object = objectOf(viewer, id);
  const fields = fieldsIn(bodyOf(call));
  const before = readRecords(viewer, answered(call, object, id), [id]).get(id.slice(0, 15));
  if (before === undefined) throw absence(viewer, object, id);
  const seen = Date.parse(call.header('If-Unmodified-Since') ?? '');
  if (seconds(Date.parse(before.lastModifiedDate ?? '')) > seconds(seen)) throw changedSince(before);
  const rows = [{ ...fields, Id: id }];
  saveOne(viewer, object, { operation: 'update', object: object.name, rows, allOrNone: true });
  return saved(call, object, id);
}

/** `DELETE /records/{id}`, which answers 204. */
export function deleteRecord({ viewer, part }: Call): undefined {
  const id = part('id');
  const object = objectOf(viewer, id);
  const empty = selectionOf(viewer, object, { fields: [], optionalFields: [] });
  if (readRecords(viewer, empty, [id]).size === 0) throw absence(viewer, object, id);
  saveOne(viewer, object, { operation: 'delete', object: object.name, rows: [{ Id: id }], allOrNone: true });
}
