/** Refusals that several resources share, in the words of the platform where they are known. */
import { ApiError } from '../engine/engine.ts';

/** Nobody learns whether the thing is missing or hidden (UI API, Status Codes and Error Responses). */
export function noAccess(): ApiError {
  const message = "You don't have access to this record. Ask your administrator for help or to request access.";
  return new ApiError(403, 'INSUFFICIENT_ACCESS', message);
}

export function notFound(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

export function invalidRecordId(id: string): ApiError {
  return new ApiError(400, 'INVALID_ID_FIELD', `Record ID ${id} is not a valid record ID.`);
}

export function illegalValue(name: string, value: string): ApiError {
  return new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', `Illegal value for query parameter '${name}': ${value}`);
}

export function missing(message: string): ApiError {
  return new ApiError(400, 'MISSING_ARGUMENT', message);
}

/** One entry of a batch: its own status, and the representation or a list of errors. */
export interface BatchItem {
  readonly statusCode: number;
  readonly result: unknown;
}

export function refusedItem(error: unknown): BatchItem {
  if (!(error instanceof ApiError)) throw error;
  return { statusCode: error.status, result: [{ errorCode: error.errorCode, message: error.message }] };
}

/** Runs one entry of a batch; a refusal becomes its result. */
export function batchItem(answer: () => unknown): BatchItem {
  try {
    return { statusCode: 200, result: answer() };
  } catch (error) {
    return refusedItem(error);
  }
}
