/** Reading one record or many: by fields, by layout, with children. */
import { ApiError } from '../../engine/engine.ts';
import type { JsonObject } from '../../http/http.ts';
import type { ObjectSchema } from '../../schema/schema.ts';
import { layoutFields, type LayoutType } from '../layouts/layouts.ts';
import { defaultRecordType, recordTypeNamed } from '../objects/record-types.ts';
import { illegalValue, missing, refusedItem, type BatchItem } from '../refusals.ts';
import { choices, flag, listOf, type Call } from '../request.ts';
import type { Viewer } from '../viewer.ts';
import { childReader } from './children.ts';
import { remember } from './recent.ts';
import { absence, objectOf, quote, readRecords, type RecordRepresentation } from './records.ts';
import { addShown, selectionOf, type Selection, type Wanted } from './selection.ts';

interface Asked extends Wanted {
  readonly layoutTypes: readonly LayoutType[];
  readonly children: readonly string[];
}

export const layoutTypes = ['Full', 'Compact'] as const;
export const layoutModes = ['View', 'Edit', 'Create'] as const;

function asked({ query }: Call): Asked {
  const found = {
    fields: listOf(query, 'fields'),
    optionalFields: listOf(query, 'optionalFields'),
    layoutTypes: choices(query, 'layoutTypes', layoutTypes),
    children: listOf(query, 'childRelationships'),
  };
  choices(query, 'modes', [...layoutModes, 'Clone']); // every mode reads the same fields; a name that is none is refused
  if (found.fields.length + found.optionalFields.length + found.layoutTypes.length > 0) return found;
  throw missing('At least one of fields, optionalFields or layoutTypes is required.'); // text unverified
}

/** Record types of records by id; layouts differ by them. Objects without any have the master's alone. */
function recordTypesOfRecords(viewer: Viewer, object: ObjectSchema, ids: readonly string[]): readonly string[] {
  if (object.recordTypes.length === 0) return [defaultRecordType(viewer, object)];
  const soql = `SELECT RecordTypeId FROM ${object.name} WHERE Id IN (${ids.map(quote).join(', ')})`;
  const found = viewer.engine.query(viewer.session, soql).records.map((row) => row['RecordTypeId']);
  return [...new Set(found.map((id) => (typeof id === 'string' ? id : defaultRecordType(viewer, object))))];
}

/** Adds the fields of layouts of these records, with the names of what they refer to. */
export function addLayouts(
  viewer: Viewer,
  selection: Selection,
  ids: readonly string[],
  types: readonly LayoutType[],
): void {
  const { object } = selection;
  if (types.length === 0) return;
  for (const id of recordTypesOfRecords(viewer, object, ids)) {
    const recordType = recordTypeNamed(viewer, object, id);
    const names = types.flatMap((type) => layoutFields(viewer, object, recordType, type));
    for (const name of names) addShown(viewer, selection, name);
  }
}

function selectionFor(viewer: Viewer, object: ObjectSchema, ids: readonly string[], wanted: Asked): Selection {
  const selection = selectionOf(viewer, object, wanted);
  addLayouts(viewer, selection, ids, wanted.layoutTypes);
  return selection;
}

/** `GET /records/{id}`. */
export function getRecord(call: Call): RecordRepresentation {
  const { viewer } = call;
  const id = call.part('id');
  const object = objectOf(viewer, id);
  const wanted = asked(call);
  const children = childReader(call, object, wanted.children);
  const record = readRecords(viewer, selectionFor(viewer, object, [id], wanted), [id]).get(id.slice(0, 15));
  if (record === undefined) throw absence(viewer, object, id);
  if (flag(call.query, 'updateMru')) remember(viewer, object, id);
  return { ...record, childRelationships: children(record.id) };
}

export const largestBatch = 200;

/** Fields of several objects may be mixed in one batch: each record takes those of its own object. */
function ownFields(object: ObjectSchema, names: readonly string[]): readonly string[] {
  const prefix = `${object.name.toLowerCase()}.`;
  return names.filter((name) => !name.includes('.') || name.toLowerCase().startsWith(prefix));
}

/** In a batch a record that is gone or hidden is told in words of its own. */
function absent(viewer: Viewer, object: ObjectSchema, id: string): BatchItem {
  const refusal = absence(viewer, object, id);
  return refusal.status === 404
    ? refusedItem(new ApiError(404, 'NOT_FOUND', 'Resource not found.'))
    : refusedItem(new ApiError(403, 'FORBIDDEN', refusal.message));
}

function readerOf(call: Call, object: ObjectSchema, ids: readonly string[], all: Asked): (id: string) => BatchItem {
  const { viewer } = call;
  try {
    const fields = ownFields(object, all.fields);
    const wanted = { ...all, fields, optionalFields: ownFields(object, all.optionalFields) };
    const children = childReader(call, object, all.children);
    const records = readRecords(viewer, selectionFor(viewer, object, ids, wanted), ids);
    return (id) => {
      const record = records.get(id.slice(0, 15));
      if (record === undefined) return absent(viewer, object, id);
      return { statusCode: 200, result: { ...record, childRelationships: children(record.id) } };
    };
  } catch (error) {
    const result = refusedItem(error);
    return () => result;
  }
}

/** `GET /records/batch/{ids}`: `{hasErrors, results: [{statusCode, result}]}` in the order of the ids. */
export function getRecords(call: Call): JsonObject {
  const { viewer } = call;
  const ids = call.parts('ids');
  if (ids.length > largestBatch) throw illegalValue('recordIds', `${ids.length} ids; ${largestBatch} is the most`); // text unverified
  const wanted = asked(call);
  const objects = new Map<string, ObjectSchema | BatchItem>();
  for (const id of ids) objects.set(id, objectOrRefusal(viewer, id));
  const idsOf = Map.groupBy(ids, (id) => objects.get(id));
  const readers = new Map(
    [...idsOf].flatMap(([object, own]) =>
      object === undefined || 'statusCode' in object ? [] : [[object, readerOf(call, object, own, wanted)] as const],
    ),
  );
  const results = ids.map((id) => {
    const object = objects.get(id);
    if (object === undefined || 'statusCode' in object) return object;
    return readers.get(object)?.(id);
  });
  return { hasErrors: results.some((one) => one?.statusCode !== 200), results };
}

function objectOrRefusal(viewer: Viewer, id: string): ObjectSchema | BatchItem {
  try {
    return objectOf(viewer, id);
  } catch (error) {
    return refusedItem(error);
  }
}
