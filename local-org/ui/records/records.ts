/** Records as UI API represents them: `{apiName, id, fields: {Name: {value, displayValue}}, …}`. */
import { administratorUsername, type ApiError, type QueryRecord } from '../../engine/engine.ts';
import { isObject, type JsonObject } from '../../http/http.ts';
import {
  isSetupObject,
  masterRecordTypeId,
  nameField,
  normalizeId,
  objectOfId,
  type ObjectSchema,
} from '../../schema/schema.ts';
import { displayValue, instantText } from '../format.ts';
import { recordTypeInfo } from '../objects/record-types.ts';
import { invalidRecordId, noAccess, notFound } from '../refusals.ts';
import { etag } from '../tags.ts';
import { isVisible, type Viewer } from '../viewer.ts';
import { selectList, type Selection } from './selection.ts';

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
  readonly recordTypeInfo: JsonObject | null;
  readonly systemModstamp: string | null;
  /** Grows with every change of the record. */
  readonly weakEtag: number;
}

/** The object that an id belongs to; an id of no object is refused, and so is one of an object the person may not see. */
export function objectOf(viewer: Viewer, id: string): ObjectSchema {
  const object = normalizeId(id) === undefined ? undefined : objectOfId(viewer.schema, id);
  if (object === undefined) throw invalidRecordId(id);
  if (!isVisible(viewer, object)) throw noAccess();
  return object;
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Values by field, with the records of parents in them. */
export function fieldValues(viewer: Viewer, selection: Selection, row: QueryRecord): Record<string, FieldValue> {
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
  return fields;
}

type Changes = Omit<RecordRepresentation, 'childRelationships' | 'eTag' | 'fields' | 'id'>;

/** A record that a lookup to several objects leads to is one of the Name object, which knows nothing of its changes. */
const nameObject: Changes = {
  apiName: 'Name',
  lastModifiedById: null,
  lastModifiedDate: null,
  recordTypeId: null,
  recordTypeInfo: null,
  systemModstamp: null,
  weakEtag: 0,
};

function changesOf(viewer: Viewer, object: ObjectSchema, row: QueryRecord): Changes {
  const systemModstamp = instantText(row['SystemModstamp']);
  const own = asText(row['RecordTypeId']);
  return {
    apiName: object.name,
    lastModifiedById: asText(row['LastModifiedById']),
    lastModifiedDate: instantText(row['LastModifiedDate']),
    recordTypeId: own ?? (isSetupObject(object.name) ? null : masterRecordTypeId),
    recordTypeInfo: own === null ? null : recordTypeInfo(viewer, object, own),
    systemModstamp,
    weakEtag: systemModstamp === null ? 0 : Date.parse(systemModstamp),
  };
}

/** The record as the representation; `row` has the columns of `selectList(selection)`. */
export function represent(viewer: Viewer, selection: Selection, row: QueryRecord): RecordRepresentation {
  const fields = fieldValues(viewer, selection, row);
  const changes = selection.isName ? nameObject : changesOf(viewer, selection.object, row);
  const id = asText(row['Id']) ?? '';
  return { ...changes, childRelationships: {}, eTag: etag(fields), fields, id };
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

/** Why a record cannot be read: it is gone, or it is there and not for this person. */
export function absence({ engine }: Viewer, object: ObjectSchema, id: string): ApiError {
  const administrator = engine.findUser(administratorUsername);
  if (administrator === undefined) return notFound();
  const soql = `SELECT Id FROM ${object.name} WHERE Id = ${quote(id)}`;
  const isThere = engine.query({ userId: administrator.id }, soql).records.length > 0;
  return isThere ? noAccess() : notFound();
}

export function readRecord(viewer: Viewer, selection: Selection, id: string): RecordRepresentation {
  const record = readRecords(viewer, selection, [id]).get(id.slice(0, 15));
  if (record === undefined) throw absence(viewer, selection.object, id);
  return record;
}
