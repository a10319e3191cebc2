/**
 * What an error code of Salesforce means for the load: the one table. A code that is not here concerns the row (`data`):
 * the row waits, the others go on.
 */
import type { ErrorClass } from '../model/model.ts';

export interface CodeMeaning {
  readonly code: string;
  readonly errorClass: ErrorClass;
  readonly meaning: string;
}

const table: readonly CodeMeaning[] = [
  { code: 'UNABLE_TO_LOCK_ROW', errorClass: 'transient', meaning: 'another save holds the record or its parent' },
  { code: 'SERVER_UNAVAILABLE', errorClass: 'transient', meaning: 'the server is busy' },
  { code: 'REQUEST_RUNNING_TOO_LONG', errorClass: 'transient', meaning: 'the request took too long' },
  { code: 'QUERY_TIMEOUT', errorClass: 'transient', meaning: 'a query took too long' },
  { code: 'UNKNOWN_EXCEPTION', errorClass: 'transient', meaning: 'an error inside Salesforce' },
  { code: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', errorClass: 'transient', meaning: 'rolled back with a neighbour' },

  { code: 'INVALID_FIELD_FOR_INSERT_UPDATE', errorClass: 'configuration', meaning: 'a field may not be written' },
  { code: 'INSUFFICIENT_ACCESS_OR_READONLY', errorClass: 'configuration', meaning: 'no right to write the record' },
  { code: 'INVALID_TYPE', errorClass: 'configuration', meaning: 'no such object for this user' },
  {
    code: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    errorClass: 'configuration',
    meaning: 'automation of the org failed',
  },
  { code: 'METHOD_NOT_ALLOWED', errorClass: 'configuration', meaning: 'the object does not take this operation' },
  { code: 'NOT_FOUND', errorClass: 'configuration', meaning: 'no such resource' },
  { code: 'InvalidBatch', errorClass: 'configuration', meaning: 'the file of a job does not fit its object' },
  { code: 'ClientInputError', errorClass: 'configuration', meaning: 'the file of a job cannot be read' },
  {
    code: 'FEATURENOTENABLED',
    errorClass: 'configuration',
    meaning: 'a permission of the integration user is missing',
  },

  { code: 'REQUEST_LIMIT_EXCEEDED', errorClass: 'fatal', meaning: 'the API calls of the day are used up' },
  { code: 'STORAGE_LIMIT_EXCEEDED', errorClass: 'fatal', meaning: 'the org has no storage left' },
  { code: 'ExceededQuota', errorClass: 'fatal', meaning: 'the bulk allocation of the day is used up' },
  { code: 'EXCEEDEDQUOTA', errorClass: 'fatal', meaning: 'the bulk allocation of the day is used up' },
  { code: 'INVALID_SESSION_ID', errorClass: 'fatal', meaning: 'signed out, and signing in again did not help' },
  { code: 'invalid_grant', errorClass: 'fatal', meaning: 'the credentials are refused' },
  { code: 'invalid_client', errorClass: 'fatal', meaning: 'the client id or secret is refused' },
  { code: 'API_DISABLED_FOR_ORG', errorClass: 'fatal', meaning: 'the org has no API' },

  { code: 'DUPLICATE_VALUE', errorClass: 'data', meaning: 'another record has the same unique value' },
  { code: 'REQUIRED_FIELD_MISSING', errorClass: 'data', meaning: 'a required field is empty' },
  { code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', errorClass: 'data', meaning: 'a validation rule said no' },
  { code: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', errorClass: 'data', meaning: 'not a value of the picklist' },
  { code: 'STRING_TOO_LONG', errorClass: 'data', meaning: 'the text is too long' },
  { code: 'NUMBER_OUTSIDE_VALID_RANGE', errorClass: 'data', meaning: 'the number has too many digits' },
  { code: 'INVALID_FIELD', errorClass: 'data', meaning: 'a parent was not found by its key' },
  { code: 'INVALID_CROSS_REFERENCE_KEY', errorClass: 'data', meaning: 'a record that is referred to is not there' },
  { code: 'ENTITY_IS_DELETED', errorClass: 'data', meaning: 'the record has been deleted' },
];

const byCode = new Map(table.map((row) => [row.code, row.errorClass]));

/** The published table, in order of severity from passing to fatal. */
export const errorClasses: readonly CodeMeaning[] = table;

export function classOf(code: string): ErrorClass {
  return byCode.get(code) ?? 'data';
}

/** All codes of a class. */
export function codesOf(errorClass: ErrorClass): readonly string[] {
  return table.filter((row) => row.errorClass === errorClass).map((row) => row.code);
}

/** Trying the same rows again in small calls, one after the other, helps against these. */
export const lockCodes: readonly string[] = ['UNABLE_TO_LOCK_ROW'];

/** A delete that fails with one of these has reached its goal: the record is not there. */
export const goneCodes: readonly string[] = ['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY'];

/** HTTP statuses that ask to come back later. */
export function backsOff(status: number): boolean {
  return status === 429 || status === 408 || (status >= 500 && status !== 501);
}
