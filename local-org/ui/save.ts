/** Create, update and delete through UI API, and its own form of a refused save. */
import type { Response } from 'express';
import { ApiError, type RowError, type RowResult, type SaveRequest } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import { field, fieldLabel, type ObjectSchema } from '../schema/schema.ts';
import { objectOf, readRecord, type RecordRepresentation } from './records.ts';
import { wholeRecord } from './selection.ts';
import { visibleObject, type Viewer } from './viewer.ts';

interface SaveProblem {
  readonly constituentField: null;
  readonly duplicateRecordError: null;
  readonly errorCode: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly message: string;
}

/** `{message, statusCode, enhancedErrorType, output}`: what a component finds as `error.body`. */
export class SaveError extends Error {
  readonly status: number;
  readonly body: JsonObject;
  constructor(viewer: Viewer, object: ObjectSchema, verb: string, problems: readonly RowError[]) {
    super(problems.map((problem) => problem.message).join('; '));
    this.name = 'SaveError';
    this.status = problems.some(({ statusCode }) => statusCode === 'ENTITY_IS_DELETED') ? 404 : 400;
    this.body = {
      enhancedErrorType: 'RecordError',
      message: `An error occurred while trying to ${verb} the record. Please try again.`,
      output: outputOf(viewer, object, problems),
      statusCode: this.status,
    };
  }
}

function outputOf(viewer: Viewer, object: ObjectSchema, problems: readonly RowError[]): JsonObject {
  const errors: SaveProblem[] = [];
  const fieldErrors: Record<string, SaveProblem[]> = {};
  for (const { statusCode, message, fields } of problems) {
    const known = fields.flatMap((name) => field(object, name) ?? []);
    const base = { constituentField: null, duplicateRecordError: null, errorCode: statusCode, message } as const;
    if (known.length === 0) errors.push({ ...base, field: null, fieldLabel: null });
    for (const one of known) {
      const label = fieldLabel(viewer.schema, viewer.user.language, object, one);
      (fieldErrors[one.name] ??= []).push({ ...base, field: one.name, fieldLabel: label });
    }
  }
  return { errors, fieldErrors };
}

export function answerSaveError(error: SaveError, response: Response): void {
  response.status(error.status).json(error.body);
}

function fieldsOf(body: unknown): JsonObject {
  if (isObject(body) && isObject(body['fields'])) return body['fields'];
  throw new ApiError(400, 'JSON_PARSER_ERROR', 'The body must be {"fields": {"FieldApiName": value}}.');
}

function saveOne(viewer: Viewer, object: ObjectSchema, verb: string, request: SaveRequest): RowResult {
  const [result] = viewer.engine.save(viewer.session, request);
  if (result === undefined) throw new Error(`The engine answered no row of ${object.name}.`);
  if (!result.success) throw new SaveError(viewer, object, verb, result.errors);
  return result;
}

export function createRecord(viewer: Viewer, body: unknown): RecordRepresentation {
  const apiName = isObject(body) ? body['apiName'] : undefined;
  if (typeof apiName !== 'string') {
    throw new ApiError(400, 'MISSING_ARGUMENT', 'The body must name the object in apiName.');
  }
  const object = visibleObject(viewer, apiName);
  const rows = [fieldsOf(body)];
  const { id } = saveOne(viewer, object, 'create', { operation: 'insert', object: object.name, rows, allOrNone: true });
  return readRecord(viewer, wholeRecord(viewer, object), id ?? '');
}

const seconds = (instant: number): number => Math.floor(instant / 1000);

/**
 * `unmodifiedSince` is the client's If-Unmodified-Since, a date in any form that JavaScript reads: the save is refused
 * when somebody saved later. Without it, or where the object keeps no date, nothing is compared.
 */
export function updateRecord(
  viewer: Viewer,
  id: string,
  body: unknown,
  unmodifiedSince: string | undefined,
): RecordRepresentation {
  const object = objectOf(viewer, id);
  const selection = wholeRecord(viewer, object);
  const before = readRecord(viewer, selection, id);
  const seen = Date.parse(unmodifiedSince ?? '');
  if (seconds(Date.parse(before.lastModifiedDate ?? '')) > seconds(seen)) {
    throw new ApiError(
      412,
      'PRECONDITION_FAILED',
      'The record was changed after you read it. Read it again, then save.',
    );
  }
  const rows = [{ ...fieldsOf(body), Id: id }];
  saveOne(viewer, object, 'update', { operation: 'update', object: object.name, rows, allOrNone: true });
  return readRecord(viewer, selection, id);
}

export function deleteRecord(viewer: Viewer, id: string): void {
  const object = objectOf(viewer, id);
  saveOne(viewer, object, 'delete', { operation: 'delete', object: object.name, rows: [{ Id: id }], allOrNone: true });
}
