/** List views: which there are, their columns, and a page of their records. */
import { createHash } from 'node:crypto';
import { ApiError } from '../engine/engine.ts';
import type { JsonObject } from '../http/http.ts';
import { nameField, translation, type ObjectSchema } from '../schema/schema.ts';
import { columnsOf, describeColumn, fieldOfColumn } from './columns.ts';
import { conditionOf } from './filters.ts';
import { listViews, type ListView } from './metadata.ts';
import { pageOf, type PageRequest } from './paging.ts';
import { selectionOf } from './selection.ts';
import type { Viewer } from './viewer.ts';

const etag = (value: unknown): string => createHash('md5').update(JSON.stringify(value)).digest('hex');

/** Every object has a list, also before anybody has deployed one. */
function listsOf(viewer: Viewer, object: ObjectSchema): readonly ListView[] {
  const deployed = listViews(viewer.engine, object);
  if (deployed.length > 0) return deployed;
  const plural = translation(viewer.schema, viewer.user.language, object)?.labelPlural ?? object.labelPlural;
  const columns = [nameField(object)?.name ?? 'Id', 'OwnerId', 'LastModifiedDate'];
  return [{ name: 'All', label: plural, scope: 'Everything', columns, filters: [] }];
}

function listNamed(viewer: Viewer, object: ObjectSchema, name: string): ListView {
  const found = listsOf(viewer, object).find((list) => list.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return found;
  throw new ApiError(404, 'NOT_FOUND', `${object.name} has no list view ${name}.`); // text unverified
}

const referenceTo = (object: ObjectSchema, list: ListView): JsonObject => ({
  id: null,
  listViewApiName: list.name,
  objectApiName: object.name,
  type: 'listView',
});

export function listSummaries(viewer: Viewer, object: ObjectSchema, url: string): JsonObject {
  const lists = listsOf(viewer, object).map((list) => ({
    apiName: list.name,
    id: null,
    label: list.label,
    listUiUrl: `${url}/${list.name}`,
    ...referenceTo(object, list),
  }));
  return {
    count: lists.length,
    currentPageToken: null,
    lists,
    nextPageToken: null,
    objectApiName: object.name,
    pageSize: lists.length,
  };
}

function infoOf(viewer: Viewer, object: ObjectSchema, list: ListView): JsonObject {
  const displayColumns = columnsOf(viewer, object, list.columns).map(describeColumn);
  const filteredByInfo = list.filters.map(({ column, operation, value }) => ({
    fieldApiName: fieldOfColumn(object, column)?.name ?? column,
    operandLabels: value.split(','),
    operator: operation,
  }));
  const info = {
    cloneable: false,
    createable: false,
    deleteable: false,
    displayColumns,
    filterLogicString: list.logic ?? null,
    filteredByInfo,
    label: list.label,
    listReference: referenceTo(object, list),
    orderedByInfo: [],
    updateable: false,
    visibility: 'Public',
  };
  return { ...info, eTag: etag(info) };
}

export const listInfo = (viewer: Viewer, object: ObjectSchema, name: string): JsonObject =>
  infoOf(viewer, object, listNamed(viewer, object, name));

export function listRecords(viewer: Viewer, object: ObjectSchema, name: string, request: PageRequest): JsonObject {
  const list = listNamed(viewer, object, name);
  const paths = columnsOf(viewer, object, list.columns).flatMap(({ path, lookup }) => [
    path,
    ...(lookup === undefined ? [] : [lookup]),
  ]);
  const fields = [nameField(object)?.name ?? 'Id', ...paths].map((path) => `${object.name}.${path}`);
  const selection = selectionOf(viewer, object, {
    fields: [...fields, ...request.fields],
    optionalFields: request.optionalFields,
  });
  const page = pageOf(viewer, selection, conditionOf(object, list, viewer.user.id), request);
  return { ...page, listInfoETag: infoOf(viewer, object, list)['eTag'], listReference: referenceTo(object, list) };
}

export function listUi(viewer: Viewer, object: ObjectSchema, name: string, request: PageRequest): JsonObject {
  const info = listInfo(viewer, object, name);
  const records = listRecords(viewer, object, name, request);
  return { eTag: etag([info, records]), info, records };
}
