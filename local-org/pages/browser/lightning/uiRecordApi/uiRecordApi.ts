/** Records through UI API. A record that one component saves is emitted again to every wire that shows it. */
import { readAdapter, wireAdapter, emptyResult, type WireResult } from '../../data/adapter.ts';
import { queryString, uiApi } from '../../data/fetch.ts';
import { deepFreeze, isObject } from '../../data/freeze.ts';
import { fetchRecord, followRecord, reread, type RecordQuery } from '../../data/records.ts';
import {
  fieldList,
  objectName,
  pathOf,
  qualified,
  type FieldReference,
  type FieldValue,
  type ObjectReference,
  type RecordRepresentation,
} from '../../data/representation.ts';
import { evict, ingest } from '../../data/store.ts';

interface RecordConfig extends Record<string, unknown> {
  recordId?: string | undefined;
  fields?: FieldReference | readonly FieldReference[] | undefined;
  optionalFields?: FieldReference | readonly FieldReference[] | undefined;
  layoutTypes?: readonly string[] | undefined;
  modes?: readonly string[] | undefined;
}

function queryOf(config: RecordConfig): RecordQuery {
  return {
    fields: fieldList(config.fields),
    optionalFields: fieldList(config.optionalFields),
    layoutTypes: config.layoutTypes ?? [],
    modes: config.modes ?? [],
  };
}

const asksForFields = (config: RecordConfig): boolean => {
  const { fields, optionalFields, layoutTypes } = queryOf(config);
  return fields.length + optionalFields.length + layoutTypes.length > 0;
};

export const getRecord = wireAdapter<RecordConfig, WireResult<RecordRepresentation>>({
  initial: emptyResult,
  isReady: (config) => typeof config.recordId === 'string' && config.recordId !== '' && asksForFields(config),
  start: (config, emit) => followRecord(config.recordId ?? '', queryOf(config), emit),
});

interface RecordsConfig extends Record<string, unknown> {
  records?: readonly (Omit<RecordConfig, 'recordId'> & { readonly recordIds: readonly string[] })[] | undefined;
}

export interface RecordsResult {
  readonly results: readonly { readonly result: RecordRepresentation; readonly statusCode: number }[];
}

export const getRecords = readAdapter<RecordsConfig, RecordsResult>(
  ({ records }) => Array.isArray(records) && records.length > 0,
  async ({ records = [] }) => {
    const answers = await Promise.all(
      records.flatMap((group) => group.recordIds.map((id) => fetchRecord(id, queryOf(group as RecordConfig)))),
    );
    return { results: answers.map((result) => ({ result, statusCode: 200 })) };
  },
);

interface CreateDefaultsConfig extends Record<string, unknown> {
  objectApiName?: ObjectReference | undefined;
  optionalFields?: readonly FieldReference[] | undefined;
}

export const getRecordCreateDefaults = readAdapter<CreateDefaultsConfig, unknown>(
  ({ objectApiName }) => objectApiName !== undefined,
  ({ objectApiName = '', optionalFields }) => {
    const query = queryString({ optionalFields: fieldList(optionalFields ?? []) });
    return uiApi(`/record-defaults/create/${objectName(objectApiName)}${query}`);
  },
);

export interface RecordInput {
  readonly apiName?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export async function createRecord(input: RecordInput): Promise<RecordRepresentation> {
  const record = (await uiApi('/records', { method: 'POST', body: input })) as RecordRepresentation; // 201, the record
  ingest(record);
  return deepFreeze(record);
}

/** Rejects with a `FetchResponse` whose body names the fields (`body.output.fieldErrors`). */
export async function updateRecord(
  input: RecordInput,
  options?: { readonly ifUnmodifiedSince?: string },
): Promise<RecordRepresentation> {
  const { Id: id, ...fields } = input.fields;
  if (typeof id !== 'string') throw new TypeError('updateRecord needs fields.Id, the id of the record to save.');
  const since = options?.ifUnmodifiedSince;
  const headers = since === undefined ? {} : { 'If-Unmodified-Since': since };
  const record = (await uiApi(`/records/${id}`, {
    method: 'PATCH',
    body: { fields },
    headers,
  })) as RecordRepresentation;
  ingest(record);
  return deepFreeze(record);
}

export async function deleteRecord(id: string): Promise<void> {
  await uiApi(`/records/${id}`, { method: 'DELETE' });
  evict(id);
}

/** Says that records changed on the server; what is shown of them is read again. */
export async function notifyRecordUpdateAvailable(records: readonly { readonly recordId: string }[]): Promise<void> {
  await reread(records.map(({ recordId }) => recordId));
}

function fieldAt(record: unknown, field: FieldReference): FieldValue | null | undefined {
  let place: unknown = record;
  let found: unknown;
  for (const name of pathOf(qualified(field))) {
    if (!isObject(place) || !isObject(place['fields'])) return place === null ? null : undefined;
    found = place['fields'][name];
    if (!isObject(found)) return undefined;
    place = found['value'];
  }
  return found as FieldValue | undefined; // the fields of a representation are these pairs
}

/** `undefined` when the record does not hold the field, `null` when it, or a parent on the way, is empty. */
export function getFieldValue(record: unknown, field: FieldReference): unknown {
  const found = fieldAt(record, field);
  return found === null || found === undefined ? found : found.value;
}

export function getFieldDisplayValue(record: unknown, field: FieldReference): unknown {
  const found = fieldAt(record, field);
  return found === null || found === undefined ? found : found.displayValue;
}
