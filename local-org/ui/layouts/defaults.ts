/** What forms for new records start with: defaults, or the values of a record that is cloned. */
import type { JsonObject } from '../../http/http.ts';
import { field, knownObject, type ObjectSchema, type RecordType } from '../../schema/schema.ts';
import { displayValue } from '../format.ts';
import { objectInfo } from '../objects/object-info.ts';
import { picklistDefault } from '../objects/picklists.ts';
import { recordTypeInfo, recordTypeNamed } from '../objects/record-types.ts';
import { absence, objectOf, readRecords, type FieldValue } from '../records/records.ts';
import { addShown, selectionOf, type Selection } from '../records/selection.ts';
import { listOf, textOf, type Call } from '../request.ts';
import { tagged } from '../tags.ts';
import { isVisible, visibleObject, type Viewer } from '../viewer.ts';
import { layoutFields, layoutRepresentation, type LayoutRequest } from './layouts.ts';

interface Asked {
  readonly viewer: Viewer;
  readonly object: ObjectSchema;
  readonly recordType: RecordType;
  readonly optionalFields: readonly string[];
}

function askedOf({ viewer, query }: Call, object: ObjectSchema): Asked {
  const recordType = recordTypeNamed(viewer, object, textOf(query, 'recordTypeId'));
  return { viewer, object, recordType, optionalFields: listOf(query, 'optionalFields') };
}

/** The names on the form and those asked for; the picked names are the form's only when there is one. */
function selectionFor({ viewer, object, recordType, optionalFields }: Asked, withLayout: boolean): Selection {
  const selection = selectionOf(viewer, object, { fields: [], optionalFields });
  const names = withLayout ? layoutFields(viewer, object, recordType, 'Full') : [];
  for (const name of names) addShown(viewer, selection, name);
  return selection;
}

/** A field of a parent in a record that does not exist yet: the person who will own it, and nobody else. */
function parentValue({ viewer }: Asked, selection: Selection, ownerId: unknown): FieldValue {
  const nothing = { displayValue: null, value: null };
  if (ownerId !== viewer.user.id) return nothing;
  const owner = readRecords(viewer, { ...selection, object: knownObject(viewer.schema, 'User'), isName: false }, [
    viewer.user.id,
  ]);
  const value = owner.get(viewer.user.id.slice(0, 15));
  return value === undefined ? nothing : { displayValue: viewer.user.name, value };
}

/** What a new record cannot be given is not among its defaults. */
function isOnForm({ object }: Asked, name: string): boolean {
  const one = field(object, name);
  return one !== undefined && (one.createable || one.name === 'OwnerId') && one.name !== 'RecordTypeId';
}

function newValues(asked: Asked, selection: Selection): Readonly<Record<string, FieldValue>> {
  const { viewer, object, recordType } = asked;
  const defaults = viewer.engine.defaults(viewer.session, object);
  const own = [...selection.fields.values()]
    .filter((one) => isOnForm(asked, one.name))
    .map((one) => {
      const value = picklistDefault(viewer, object, recordType, one) ?? defaults[one.name] ?? null;
      return [one.name, { displayValue: displayValue(viewer, object, one, value), value }] as const;
    });
  const parents = [...selection.parents].flatMap(([name, parent]) => {
    const link = object.fields.find((one) => one.reference?.relationshipName === name);
    if (link === undefined || !isOnForm(asked, link.name)) return [];
    return [[name, parentValue(asked, parent, name === 'Owner' ? defaults['OwnerId'] : undefined)] as const];
  });
  return Object.fromEntries([...own, ...parents].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Values that a clone takes over: what the person may set, and never who and when. */
function clonedValues(asked: Asked, selection: Selection, id: string): Readonly<Record<string, FieldValue>> {
  const { viewer, object } = asked;
  const record = readRecords(viewer, selection, [id]).get(id.slice(0, 15));
  if (record === undefined) throw absence(viewer, object, id);
  const isOwn = (name: string): boolean => {
    const link = object.fields.find((one) => one.reference?.relationshipName === name);
    return isOnForm(asked, link?.name ?? name);
  };
  return Object.fromEntries(Object.entries(record.fields).filter(([name]) => isOwn(name)));
}

/** Object info of the object and of what its fields refer to. */
export function infosOf(viewer: Viewer, selection: Selection): Readonly<Record<string, JsonObject>> {
  const objects = [selection.object, ...[...selection.parents.values()].map((parent) => parent.object)];
  const seen = [...new Set(objects)].filter((object) => isVisible(viewer, object));
  return Object.fromEntries(seen.map((object) => [object.name, objectInfo(viewer, object)]));
}

function record({ viewer, object, recordType }: Asked, fields: Readonly<Record<string, FieldValue>>): JsonObject {
  return {
    ...tagged({
      apiName: object.name,
      childRelationships: {},
      fields,
      id: null,
      lastModifiedById: null,
      lastModifiedDate: null,
      recordTypeId: recordType.id,
      recordTypeInfo: recordTypeInfo(viewer, object, recordType.id),
      systemModstamp: null,
    }),
    weakEtag: 0,
  };
}

function form(asked: Asked, mode: LayoutRequest['mode'], fields: Readonly<Record<string, FieldValue>>): JsonObject {
  const { viewer, object, recordType } = asked;
  return {
    layout: layoutRepresentation(viewer, object, { layoutType: 'Full', mode, recordType }),
    objectInfos: infosOf(viewer, selectionFor(asked, true)),
    record: record(asked, fields),
  };
}

/** `GET /record-defaults/create/{object}`. */
export function createDefaults(call: Call): JsonObject {
  const asked = askedOf(call, visibleObject(call.viewer, call.part('object')));
  return form(asked, 'Create', newValues(asked, selectionFor(asked, true)));
}

/** `GET /record-defaults/clone/{id}`. */
export function cloneDefaults(call: Call): JsonObject {
  const id = call.part('id');
  const asked = askedOf(call, objectOf(call.viewer, id));
  return form(asked, 'Edit', clonedValues(asked, selectionFor(asked, true), id));
}

/** `GET /record-defaults/template/create/{object}`: no layout, and no field that was not asked for. */
export function createTemplate(call: Call): JsonObject {
  const asked = askedOf(call, visibleObject(call.viewer, call.part('object')));
  const selection = selectionFor(asked, false);
  const { object, recordType } = asked;
  return {
    objectInfos: infosOf(call.viewer, selection),
    record: { apiName: object.name, fields: newValues(asked, selection), recordTypeId: recordType.id },
  };
}

/** `GET /record-defaults/template/clone/{id}`: besides what was asked for, the id that is cloned. */
export function cloneTemplate(call: Call): JsonObject {
  const id = call.part('id');
  const asked = askedOf(call, objectOf(call.viewer, id));
  const selection = selectionFor(asked, false);
  const { object, recordType } = asked;
  const values = clonedValues(asked, selection, id);
  return {
    objectInfos: infosOf(call.viewer, selection),
    record: {
      apiName: object.name,
      cloneSourceId: id,
      fields: { ...values, CloneSourceId: { displayValue: null, value: id } },
      recordTypeId: recordType.id,
    },
  };
}
