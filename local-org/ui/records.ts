/** Records as UI API represents them: `{apiName, id, fields: {Name: {value, displayValue}}, …}`. */
import { createHash } from 'node:crypto';
import { ApiError, type QueryRecord } from '../engine/engine.ts';
import { isObject, type JsonObject } from '../http/http.ts';
import { nameField, objectOfId, type ObjectSchema } from '../schema/schema.ts';
import { displayValue, instantText } from './format.ts';
import { selectList, type Selection } from './selection.ts';
import { isVisible, type Viewer } from './viewer.ts';

export interface FieldValue {
  readonly value: unknown;
  readonly displayValue: string | null;
}

export interface RecordRepresentation {
  readonly apiName: string;
  readonly childRelationships: JsonObject;
  readonly eTag: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly id: string;
  readonly lastModifiedById: string | null;
  readonly lastModifiedDate: string | null;
  readonly recordTypeId: string | null;
  readonly recordTypeInfo: null;
  readonly systemModstamp: string | null;
  /** Grows with every change of the record. */
  readonly weakEtag: number;
}

export function notFound(id: string): ApiError {
  return new ApiError(404, 'NOT_FOUND', `The requested resource does not exist: ${id}`); // text unverified
}

export function objectOf(viewer: Viewer, id: string): ObjectSchema {
  const object = /^\w{15}(?:\w{3})?$/.test(id) ? objectOfId(viewer.schema, id) : undefined;
  if (object === undefined || !isVisible(viewer, object)) throw notFound(id);
  return object;
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The record as the representation; `row` has the columns of `selectList(selection)`. */
export function represent(viewer: Viewer, selection: Selection, row: QueryRecord): RecordRepresentation {
  const fields: Record<string, FieldValue> = {};
  for (const [name, one] of selection.fields) {
    const raw = row[name] ?? null;
    const value = one.type === 'datetime' ? instantText(raw) : raw;
    fields[name] = { displayValue: displayValue(viewer, selection.object, one, value), value };
  }
  for (const [name, parent] of selection.parents) {
    const nested = row[name];
    const label = nameField(parent.object)?.name ?? 'Id';
    fields[name] = isObject(nested)
      ? { displayValue: asText(nested[label]), value: represent(viewer, parent, nested) }
      : { displayValue: null, value: null };
  }
  const systemModstamp = instantText(row['SystemModstamp']);
  const id = asText(row['Id']) ?? '';
  const object = selection.isName ? (objectOfId(viewer.schema, id) ?? selection.object) : selection.object;
  return {
    apiName: object.name,
    childRelationships: {},
    eTag: createHash('md5').update(JSON.stringify(fields)).digest('hex'),
    fields,
    id,
    lastModifiedById: asText(row['LastModifiedById']),
    lastModifiedDate: instantText(row['LastModifiedDate']),
    recordTypeId: asText(row['RecordTypeId']),
    recordTypeInfo: null,
    systemModstamp,
    weakEtag: systemModstamp === null ? 0 : Date.parse(systemModstamp),
  };
}

export const quote = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** The records with these ids that the person may see, by 15-character id; one query for all. */
export function readRecords(
  viewer: Viewer,
  selection: Selection,
  ids: readonly string[],
): ReadonlyMap<string, RecordRepresentation> {
  const list = ids.map(quote).join(', ');
  const soql = `SELECT ${selectList(selection)} FROM ${selection.object.name} WHERE Id IN (${list})`;
  const { records } = viewer.engine.query(viewer.session, soql);
  const found = records.map((row) => represent(viewer, selection, row));
  return new Map(found.map((record) => [record.id.slice(0, 15), record]));
}

export function readRecord(viewer: Viewer, selection: Selection, id: string): RecordRepresentation {
  const record = readRecords(viewer, selection, [id]).get(id.slice(0, 15));
  if (record === undefined) throw notFound(id);
  return record;
}
