/** Record types: which an object has, which the viewer may give a new record, and what they are called. */
import { ApiError } from '../../engine/engine.ts';
import type { JsonObject } from '../../http/http.ts';
import {
  isSetupObject,
  masterRecordTypeId,
  recordTypesOf,
  type ObjectSchema,
  type RecordType,
} from '../../schema/schema.ts';
import { objectMetadata, profileMetadata, translatedNames, translationMetadata } from '../metadata.ts';
import type { Viewer } from '../viewer.ts';
import { isTrue, nodes, readXml, text, texts, type XmlNode } from '../xml.ts';

/** `Account.Retail`, as profiles and permission sets name a record type. */
const fullName = (object: ObjectSchema, type: RecordType): string => `${object.name}.${type.developerName}`;

/** Names of the permission sets that the viewer has besides the profile. */
function assignedSets({ engine, session, user }: Viewer): ReadonlySet<string> {
  const soql = `SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE AssigneeId = '${user.id}'`;
  const { records } = engine.query(session, soql);
  return new Set(records.map((row) => (row['PermissionSet'] as JsonObject)['Name'] as string)); // as SELECT asks
}

const profileOf = ({ engine, user }: Viewer): XmlNode | undefined => profileMetadata(engine, user.profileName);

function visibilities(viewer: Viewer): readonly XmlNode[] {
  const sets = assignedSets(viewer);
  const files = viewer.engine
    .deployed('permissionsets')
    .filter(({ path }) => sets.has(path.replace(/^.*\/|\.permissionset$/g, '')));
  const trees = [...files.map(({ content }) => readXml(content)), profileOf(viewer) ?? {}];
  return trees.flatMap((tree) => nodes(tree, 'recordTypeVisibilities'));
}

interface Allowed {
  readonly available: ReadonlySet<string>;
  readonly byDefault: string | undefined;
}

/** Whoever may change everything has all record types until a profile says which (as the setup pages grant them). */
function allowed(viewer: Viewer, object: ObjectSchema): Allowed {
  const active = object.recordTypes.filter((type) => type.active);
  if (viewer.access(object).modifyAll && profileOf(viewer) === undefined) {
    return { available: new Set(active.map(({ id }) => id)), byDefault: active[0]?.id };
  }
  const granted = visibilities(viewer).filter((one) => isTrue(one, 'visible'));
  const names = new Set(granted.map((one) => text(one, 'recordType')));
  const chosen = granted.find(
    (one) => isTrue(one, 'default') && active.some((type) => fullName(object, type) === text(one, 'recordType')),
  );
  const available = active.filter((type) => names.has(fullName(object, type)));
  const byDefault = available.find((type) => fullName(object, type) === text(chosen ?? {}, 'recordType'));
  return { available: new Set(available.map(({ id }) => id)), byDefault: byDefault?.id };
}

const known = new WeakMap<Viewer, Map<string, Allowed>>();

function allowedTypes(viewer: Viewer, object: ObjectSchema): Allowed {
  if (object.recordTypes.length === 0) return { available: new Set(), byDefault: undefined };
  const mine = known.get(viewer) ?? new Map<string, Allowed>();
  known.set(viewer, mine);
  let found = mine.get(object.name);
  if (found === undefined) mine.set(object.name, (found = allowed(viewer, object)));
  return found;
}

/** The record type of a new record that names none; the master's when the viewer has no other. */
export function defaultRecordType(viewer: Viewer, object: ObjectSchema): string {
  return allowedTypes(viewer, object).byDefault ?? masterRecordTypeId;
}

/** The record type with this id, the default without one. */
export function recordTypeNamed(viewer: Viewer, object: ObjectSchema, id: string | undefined): RecordType {
  const wanted = id ?? defaultRecordType(viewer, object);
  const found = recordTypesOf(object).find((type) => type.id.slice(0, 15) === wanted.slice(0, 15));
  if (found !== undefined) return found;
  throw new ApiError(400, 'INVALID_ID_FIELD', `Illegal value for query parameter 'recordTypeId': ${wanted}`);
}

function infoOf(viewer: Viewer, object: ObjectSchema, type: RecordType): JsonObject {
  const { available, byDefault } = allowedTypes(viewer, object);
  const labels = translatedNames(translationMetadata(viewer, object), 'recordTypes', 'name');
  return {
    available: type.isMaster || available.has(type.id),
    defaultRecordTypeMapping: type.id === (byDefault ?? masterRecordTypeId),
    master: type.isMaster,
    name: labels.get(type.developerName) ?? type.label,
    recordTypeId: type.id,
  };
}

export function recordTypeInfos(viewer: Viewer, object: ObjectSchema): Readonly<Record<string, JsonObject>> {
  if (isSetupObject(object.name)) return {};
  return Object.fromEntries(recordTypesOf(object).map((type) => [type.id, infoOf(viewer, object, type)]));
}

/** The record type of a record that has one of its own; null for the master's. */
export function recordTypeInfo(viewer: Viewer, object: ObjectSchema, id: string): JsonObject | null {
  const type = object.recordTypes.find((one) => one.id === id);
  return type === undefined ? null : infoOf(viewer, object, type);
}

/** The metadata of a record type: its picklist values and its compact layout. */
export function recordTypeMetadata(viewer: Viewer, object: ObjectSchema, type: RecordType): XmlNode {
  const trees = nodes(objectMetadata(viewer.engine, object), 'recordTypes');
  return trees.find((one) => texts(one, 'fullName').includes(type.developerName)) ?? {};
}
