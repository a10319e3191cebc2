/** Related lists as UI API describes them. */
import { isObject, type JsonObject } from '../../http/http.ts';
import { normalizeId, picklistLabel, type ObjectSchema, type RecordType } from '../../schema/schema.ts';
import { pluralLabel, singleLabel } from '../labels.ts';
import type { Column } from '../lists/columns.ts';
import { orderedByInfo } from '../lists/list-info.ts';
import { listPreferences, saveListPreferences, userPreferences } from '../lists/list-preferences.ts';
import { dataType } from '../objects/field-info.ts';
import { recordTypeNamed } from '../objects/record-types.ts';
import { themeInfo } from '../objects/theme.ts';
import { objectOf } from '../records/records.ts';
import { batchItem } from '../refusals.ts';
import { bodyOf, flag, listOf, textOf, type Call } from '../request.ts';
import { tagged } from '../tags.ts';
import { visibleObject, type Viewer } from '../viewer.ts';
import { notSupported, preferenceName, relatedListNamed, relatedLists, type RelatedList } from './related.ts';

function describeColumn(viewer: Viewer, object: ObjectSchema, column: Column): JsonObject {
  const { field: one } = column;
  return {
    dataType: dataType(one).toLowerCase(),
    fieldApiName: column.path,
    filterable: one.filterable,
    label: column.label,
    lookupId: column.isName ? 'Id' : (column.lookup ?? null),
    picklistValues:
      one.picklist?.values
        .filter(({ active }) => active)
        .map((value) => picklistLabel(viewer.schema, viewer.user.language, object, one, value)) ?? null,
    quickFilterOperator: one.filterable ? 'Equals' : null,
    sortable: one.sortable,
  };
}

/** `parentId` only where the list is that of one record. */
export function listReference(list: RelatedList, parentId: string | null): JsonObject {
  return {
    id: null,
    inContextOfRecordId: parentId,
    listViewApiName: null,
    objectApiName: null,
    parentObjectApiName: list.parent.name,
    recordTypeId: null,
    relatedListId: list.id,
    type: 'relatedList',
  };
}

function infoOf({ viewer, query }: Call, list: RelatedList): JsonObject {
  const { parent, child } = list;
  const paths = list.columns.map(({ path }) => path);
  return tagged({
    cloneable: false,
    createable: false,
    deletable: false,
    displayColumns: list.columns.map((column) => describeColumn(viewer, child, column)),
    fieldApiName: list.link.childField,
    fields: listOf(query, 'fields'),
    filterLogicString: '',
    filterable: true,
    filteredByInfo: [],
    label: pluralLabel(viewer, child),
    listReference: listReference(list, null),
    objectApiNames: [child.name, parent.name],
    optionalFields: listOf(query, 'optionalFields'),
    orderedByInfo: orderedByInfo(viewer, child, list.order, list.columns),
    restrictColumnsToLayout: flag({ restrictColumnsToLayout: true, ...query }, 'restrictColumnsToLayout'),
    updateable: true,
    userPreferences: userPreferences(listPreferences(viewer, preferenceName(parent, list.id)), paths),
    visibility: 'Public',
    visibilityEditable: false,
  });
}

interface Parent {
  readonly object: ObjectSchema;
  readonly recordType: RecordType;
}

/** The parent by its object's name or by the id of a record. */
function parentOf({ viewer, part, query }: Call): Parent {
  const name = part('parent');
  const object = normalizeId(name) === undefined ? visibleObject(viewer, name) : objectOf(viewer, name);
  return { object, recordType: recordTypeNamed(viewer, object, textOf(query, 'recordTypeId')) };
}

function listOfParent(call: Call, { object, recordType }: Parent, name: string): RelatedList {
  const list = relatedListNamed(call.viewer, object, recordType, name);
  if (list === undefined) throw notSupported();
  return list;
}

/** `GET /related-list-info/{parent}/{list}`. */
export const relatedListInfo = (call: Call): JsonObject =>
  infoOf(call, listOfParent(call, parentOf(call), call.part('list')));

/** `GET /related-list-info/batch/{parent}/{lists}`. */
export function relatedListInfoBatch(call: Call): JsonObject {
  const parent = parentOf(call);
  return {
    results: call.parts('lists').map((name) => batchItem(() => infoOf(call, listOfParent(call, parent, name)))),
  };
}

/** `PATCH /related-list-info/{parent}/{list}` with `{orderedByInfo, userPreferences}`. */
export function saveRelatedListInfo(call: Call): JsonObject {
  const parent = parentOf(call);
  const list = listOfParent(call, parent, call.part('list'));
  const { orderedByInfo: orderedBy, userPreferences: widths } = bodyOf(call);
  const body = { ...(isObject(widths) ? widths : {}), ...(orderedBy === undefined ? {} : { orderedBy }) };
  saveListPreferences(call.viewer, list.child, preferenceName(parent.object, list.id), body);
  return infoOf(call, listOfParent(call, parent, list.id));
}

/** `GET /related-list-info/{parent}`: the lists of the parent's layout. */
export function relatedListsInfo(call: Call): JsonObject {
  const { viewer, base } = call;
  const { object, recordType } = parentOf(call);
  const lists = relatedLists(viewer, object, recordType).map(({ id, child, link }) => ({
    entityLabel: singleLabel(viewer, child),
    entityLabelPlural: pluralLabel(viewer, child),
    entityPluralLabel: pluralLabel(viewer, child),
    fieldApiName: link.childField,
    keyPrefix: child.keyPrefix,
    label: pluralLabel(viewer, child),
    objectApiName: child.name,
    parentFieldApiName: 'Id',
    relatedListId: id,
    relatedListInfoUrl: `${base}/related-list-info/${object.name}/${id}`,
    themeInfo: themeInfo(viewer, child),
  }));
  return tagged({ parentObjectApiName: object.name, parentRecordTypeId: recordType.id, relatedLists: lists });
}

interface Preferred {
  readonly list: RelatedList;
  readonly preferencesId: string;
}

/** `Account.Contacts`: the parent and its list. */
function preferredOf({ viewer }: Call, preferencesId: string): Preferred {
  const [parent = '', ...name] = preferencesId.split('.');
  const object = visibleObject(viewer, parent);
  const recordType = recordTypeNamed(viewer, object, undefined);
  const list = relatedListNamed(viewer, object, recordType, name.join('.'));
  if (list === undefined) throw notSupported();
  return { list, preferencesId };
}

function preferencesOf({ viewer }: Call, { list, preferencesId }: Preferred): JsonObject {
  const paths = list.columns.map(({ path }) => path);
  return {
    ...userPreferences(listPreferences(viewer, preferenceName(list.parent, list.id)), paths),
    orderedBy: orderedByInfo(viewer, list.child, list.order, list.columns),
    preferencesId,
  };
}

/** `GET /related-list-preferences/{id}`. */
export const relatedListPreferences = (call: Call): JsonObject =>
  preferencesOf(call, preferredOf(call, call.part('id')));

/** `GET /related-list-preferences/batch/{ids}`. */
export function relatedListPreferencesBatch(call: Call): JsonObject {
  return { results: call.parts('ids').map((id) => batchItem(() => preferencesOf(call, preferredOf(call, id)))) };
}

/** `PATCH /related-list-preferences/{id}`. */
export function saveRelatedListPreferences(call: Call): JsonObject {
  const { list, preferencesId } = preferredOf(call, call.part('id'));
  saveListPreferences(call.viewer, list.child, preferenceName(list.parent, list.id), bodyOf(call));
  return preferencesOf(call, preferredOf(call, preferencesId));
}
