/** Object info and picklists: read once for a page, since metadata does not change under it. */
import { readAdapter } from '../../data/adapter.ts';
import { uiApi } from '../../data/fetch.ts';
import { objectName, qualified, type FieldReference, type ObjectReference } from '../../data/representation.ts';

const answers = new Map<string, Promise<unknown>>();

/** One request for each path; a failed one may be tried again. */
export function readOnce(path: string): Promise<unknown> {
  let answer = answers.get(path);
  if (answer === undefined) {
    answer = uiApi(path);
    answers.set(path, answer);
    answer.catch(() => answers.delete(path));
  }
  return answer;
}

interface ObjectConfig extends Record<string, unknown> {
  objectApiName?: ObjectReference | undefined;
}

export const getObjectInfo = readAdapter<ObjectConfig, unknown>(
  ({ objectApiName }) => objectApiName !== undefined && objectApiName !== '',
  ({ objectApiName = '' }) => readOnce(`/object-info/${objectName(objectApiName)}`),
);

interface ObjectsConfig extends Record<string, unknown> {
  objectApiNames?: readonly ObjectReference[] | undefined;
}

export const getObjectInfos = readAdapter<ObjectsConfig, unknown>(
  ({ objectApiNames }) => Array.isArray(objectApiNames) && objectApiNames.length > 0,
  ({ objectApiNames = [] }) => readOnce(`/object-info/batch/${objectApiNames.map(objectName).join(',')}`),
);

interface PicklistConfig extends Record<string, unknown> {
  recordTypeId?: string | undefined;
  fieldApiName?: FieldReference | undefined;
}

export const getPicklistValues = readAdapter<PicklistConfig, unknown>(
  ({ recordTypeId, fieldApiName }) => typeof recordTypeId === 'string' && fieldApiName !== undefined,
  ({ recordTypeId = '', fieldApiName = '' }) => {
    const [object = '', ...path] = qualified(fieldApiName).split('.');
    return readOnce(`/object-info/${object}/picklist-values/${recordTypeId}/${path.join('.')}`);
  },
);

interface RecordTypeConfig extends ObjectConfig {
  recordTypeId?: string | undefined;
}

export const getPicklistValuesByRecordType = readAdapter<RecordTypeConfig, unknown>(
  ({ objectApiName, recordTypeId }) => objectApiName !== undefined && typeof recordTypeId === 'string',
  ({ objectApiName = '', recordTypeId = '' }) =>
    readOnce(`/object-info/${objectName(objectApiName)}/picklist-values/${recordTypeId}`),
);
