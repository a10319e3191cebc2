/** A refused save in UI API's own form (Error with Output, Record Exceptions). */
import type { Response } from 'express';
import type { RowError } from '../../engine/engine.ts';
import type { JsonObject } from '../../http/http.ts';
import { field, type ObjectSchema } from '../../schema/schema.ts';
import { compoundOf } from '../layouts/parts.ts';
import { labelOf } from '../labels.ts';
import { visibleField, type Viewer } from '../viewer.ts';

interface SaveProblem {
  /** The part of a compound field that is meant; `field` is then the whole. */
  readonly constituentField: string | null;
  readonly duplicateRecordError: null;
  readonly errorCode: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly message: string;
}

/** `{enhancedErrorType, message, output, statusCode}`: what a component finds as `error.body`. */
export class SaveError extends Error {
  readonly status: number;
  readonly body: JsonObject;
  constructor(status: number, body: { readonly message: string } & JsonObject) {
    super(body.message);
    this.name = 'SaveError';
    this.status = status;
    this.body = { ...body, statusCode: status };
  }
}

/** A field that the person may not see is not named: its message is a general one. */
function outputOf(viewer: Viewer, object: ObjectSchema, problems: readonly RowError[]): JsonObject {
  const errors: SaveProblem[] = [];
  const fieldErrors: Record<string, SaveProblem[]> = {};
  for (const { statusCode, message, fields } of problems) {
    const seen = fields.flatMap((name) => visibleField(viewer, object, name) ?? []);
    const base = { constituentField: null, duplicateRecordError: null, errorCode: statusCode, message } as const;
    if (seen.length === 0) errors.push({ ...base, field: null, fieldLabel: null });
    for (const one of seen) {
      const whole = compoundOf(object, one);
      const name = whole?.name ?? one.name;
      const constituentField = whole === undefined ? null : one.name;
      const fieldLabel = labelOf(viewer, object, field(object, name) ?? one);
      (fieldErrors[name] ??= []).push({ ...base, constituentField, field: name, fieldLabel });
    }
  }
  return { errors, fieldErrors };
}

const gone: ReadonlySet<string> = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY_OF_ROW']);

export function refusedSave(viewer: Viewer, object: ObjectSchema, problems: readonly RowError[]): SaveError {
  const status = problems.some(({ statusCode }) => gone.has(statusCode)) ? 404 : 400;
  return new SaveError(status, {
    enhancedErrorType: 'RecordError',
    message: 'An error occurred while trying to update the record. Please try again.',
    output: outputOf(viewer, object, problems),
  });
}

/** Somebody saved since the client read the record; the answer holds what is there now (form unverified). */
export function changedSince(current: object): SaveError {
  return new SaveError(412, {
    enhancedErrorType: null,
    errorCode: 'PRECONDITION_FAILED',
    message: 'The record was changed after you read it. Read it again, then save.',
    output: current,
  });
}

export function answerSaveError(error: SaveError, response: Response): void {
  response.status(error.status).json(error.body);
}
