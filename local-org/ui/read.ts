/** Reading one record or many, by fields or by layout. */
import { ApiError } from '../engine/engine.ts';
import type { JsonObject } from '../http/http.ts';
import type { ObjectSchema } from '../schema/schema.ts';
import { layoutFields } from './layouts.ts';
import { notFound, objectOf, readRecord, readRecords, type RecordRepresentation } from './records.ts';
import { listOf } from './request.ts';
import { selectionOf, type Selection, type Wanted } from './selection.ts';
import type { Viewer } from './viewer.ts';

interface Asked extends Wanted {
  readonly layoutTypes: readonly ('Full' | 'Compact')[];
}

function asked(parameters: JsonObject): Asked {
  const layoutTypes = listOf(parameters, 'layoutTypes').map((type) => {
    if (type === 'Full' || type === 'Compact') return type;
    throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', `layoutTypes must be Full or Compact, not ${type}.`);
  });
  const fields = listOf(parameters, 'fields');
  const optionalFields = listOf(parameters, 'optionalFields');
  if (fields.length + optionalFields.length + layoutTypes.length > 0) return { fields, optionalFields, layoutTypes };
  const message = 'At least one of fields, optionalFields or layoutTypes is required.'; // text unverified
  throw new ApiError(400, 'MISSING_ARGUMENT', message);
}

function selectionFor(viewer: Viewer, object: ObjectSchema, wanted: Asked): Selection {
  const ofLayouts = wanted.layoutTypes.flatMap((type) => layoutFields(viewer, object, type));
  return selectionOf(viewer, object, { ...wanted, optionalFields: [...wanted.optionalFields, ...ofLayouts] });
}

export function getRecord(viewer: Viewer, id: string, parameters: JsonObject): RecordRepresentation {
  const object = objectOf(viewer, id);
  return readRecord(viewer, selectionFor(viewer, object, asked(parameters)), id);
}

interface BatchResult {
  readonly statusCode: number;
  readonly result: unknown;
}

const largestBatch = 200;

function failure(error: unknown): BatchResult {
  if (!(error instanceof ApiError)) throw error;
  return { statusCode: error.status, result: [{ errorCode: error.errorCode, message: error.message }] };
}

/** Fields of several objects may be mixed in one batch: each record takes those of its own object. */
function ownFields(object: ObjectSchema, names: readonly string[]): readonly string[] {
  const prefix = `${object.name.toLowerCase()}.`;
  return names.filter((name) => name.toLowerCase().startsWith(prefix));
}

function batchOfObject(
  viewer: Viewer,
  object: ObjectSchema,
  ids: readonly string[],
  wanted: Asked,
): (id: string) => BatchResult {
  try {
    const fields = ownFields(object, wanted.fields);
    const optionalFields = ownFields(object, wanted.optionalFields);
    const records = readRecords(viewer, selectionFor(viewer, object, { ...wanted, fields, optionalFields }), ids);
    return (id) => {
      const record = records.get(id.slice(0, 15));
      return record === undefined ? failure(notFound(id)) : { statusCode: 200, result: record };
    };
  } catch (error) {
    const result = failure(error);
    return () => result;
  }
}

/** `{hasErrors, results: [{statusCode, result}]}` in the order of the ids; one query for each object. */
export function getRecords(viewer: Viewer, ids: readonly string[], parameters: JsonObject): JsonObject {
  if (ids.length > largestBatch) {
    throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', `A batch reads at most ${largestBatch} records.`);
  }
  const wanted = asked(parameters);
  const idsOf = new Map<ObjectSchema, string[]>();
  for (const id of ids) {
    const object = knownObjectOf(viewer, id);
    if (object !== undefined) idsOf.set(object, [...(idsOf.get(object) ?? []), id]);
  }
  const readers = new Map([...idsOf].map(([object, own]) => [object, batchOfObject(viewer, object, own, wanted)]));
  const results = ids.map((id) => {
    const object = knownObjectOf(viewer, id);
    return (object === undefined ? undefined : readers.get(object)?.(id)) ?? failure(notFound(id));
  });
  return { hasErrors: results.some(({ statusCode }) => statusCode !== 200), results };
}

function knownObjectOf(viewer: Viewer, id: string): ObjectSchema | undefined {
  try {
    return objectOf(viewer, id);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
