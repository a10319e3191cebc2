/** Related lists: the children of a record, with the columns that the parent's layout gives them. */
import { ApiError } from '../engine/engine.ts';
import type { JsonObject } from '../http/http.ts';
import {
  childRelationship,
  childRelationships,
  knownObject,
  nameField,
  translation,
  type ChildRelationship,
  type ObjectSchema,
} from '../schema/schema.ts';
import { columnsOf, describeColumn, type Column } from './columns.ts';
import { layoutOf, type RelatedListLayout } from './metadata.ts';
import { pageOf, type PageRequest } from './paging.ts';
import { objectOf, quote } from './records.ts';
import { selectionOf } from './selection.ts';
import { isVisible, type Viewer } from './viewer.ts';

interface RelatedList {
  readonly id: string;
  readonly child: ObjectSchema;
  readonly link: ChildRelationship;
  readonly columns: readonly Column[];
  readonly sortBy: readonly string[];
}

/** `Project_Amount__c.Target__c` names the child's field, anything else the relationship itself. */
function linkOf(viewer: Viewer, object: ObjectSchema, name: string): ChildRelationship | undefined {
  const [childObject = '', childField] = name.split('.');
  if (childField === undefined) {
    return childRelationship(viewer.schema, object, name.replace(/^Related(.+)List$/, '$1s'));
  }
  return childRelationships(viewer.schema, object).find(
    (link) => link.childObject === childObject && link.childField === childField,
  );
}

function relatedList(
  viewer: Viewer,
  link: ChildRelationship | undefined,
  layout: RelatedListLayout | undefined,
): RelatedList | undefined {
  if (link?.relationshipName === undefined) return undefined;
  const child = knownObject(viewer.schema, link.childObject);
  if (!isVisible(viewer, child)) return undefined;
  const names = layout?.columns ?? [nameField(child)?.name ?? 'Id'];
  const direction = layout?.isDescending === true ? '-' : '';
  const sortBy = layout?.sortField === undefined ? [] : [direction + layout.sortField];
  return { id: link.relationshipName, child, link, columns: columnsOf(viewer, child, names), sortBy };
}

/** The related lists of the viewer's layout; without a layout every relationship that has a name. */
function relatedLists(viewer: Viewer, object: ObjectSchema): readonly RelatedList[] {
  const layout = layoutOf(viewer.engine, object, viewer.user.profileName);
  if (layout !== undefined) {
    return layout.relatedLists.flatMap((list) => relatedList(viewer, linkOf(viewer, object, list.name), list) ?? []);
  }
  return childRelationships(viewer.schema, object).flatMap((link) => relatedList(viewer, link, undefined) ?? []);
}

function relatedListNamed(viewer: Viewer, object: ObjectSchema, id: string): RelatedList {
  const onLayout = relatedLists(viewer, object).find((list) => list.id.toLowerCase() === id.toLowerCase());
  const found = onLayout ?? relatedList(viewer, childRelationship(viewer.schema, object, id), undefined);
  if (found !== undefined) return found;
  throw new ApiError(404, 'NOT_FOUND', `${object.name} has no related list ${id}.`); // text unverified
}

const labelOf = (viewer: Viewer, child: ObjectSchema): string =>
  translation(viewer.schema, viewer.user.language, child)?.labelPlural ?? child.labelPlural;

function describe(viewer: Viewer, object: ObjectSchema, list: RelatedList): JsonObject {
  return {
    displayColumns: list.columns.map(describeColumn),
    label: labelOf(viewer, list.child),
    listReference: {
      id: null,
      inContextOfRecordId: null,
      parentObjectApiName: object.name,
      recordTypeId: null,
      relatedListId: list.id,
      type: 'relatedList',
    },
    objectApiNames: [list.child.name],
    fieldApiName: list.link.childField,
  };
}

export function relatedListsInfo(viewer: Viewer, object: ObjectSchema): JsonObject {
  const lists = relatedLists(viewer, object).map((list) => ({
    entityLabel: labelOf(viewer, list.child),
    fieldApiName: list.link.childField,
    label: labelOf(viewer, list.child),
    objectApiName: list.child.name,
    relatedListId: list.id,
  }));
  return { parentObjectApiName: object.name, parentRecordTypeId: null, relatedLists: lists };
}

export const relatedListInfo = (viewer: Viewer, object: ObjectSchema, id: string): JsonObject =>
  describe(viewer, object, relatedListNamed(viewer, object, id));

function linkCondition(list: RelatedList, parentId: string): string {
  return `${list.link.childField} = ${quote(parentId)}`;
}

/** Without `fields` the columns of the layout are read. */
export function relatedListRecords(viewer: Viewer, parentId: string, id: string, request: PageRequest): JsonObject {
  const object = objectOf(viewer, parentId);
  const list = relatedListNamed(viewer, object, id);
  const columns = list.columns.flatMap(({ path, lookup }) => [path, ...(lookup === undefined ? [] : [lookup])]);
  const fields = request.fields.length > 0 ? request.fields : columns.map((path) => `${list.child.name}.${path}`);
  const selection = selectionOf(viewer, list.child, { fields, optionalFields: request.optionalFields });
  const sortBy = request.sortBy.length > 0 ? request.sortBy : list.sortBy;
  const page = pageOf(viewer, selection, linkCondition(list, parentId), { ...request, sortBy });
  return { ...page, listReference: describe(viewer, object, list)['listReference'] };
}

/** Counts up to 2000, as the platform does; `hasMore` says that there are more. */
export function relatedListCount(viewer: Viewer, parentId: string, id: string): JsonObject {
  const object = objectOf(viewer, parentId);
  const list = relatedListNamed(viewer, object, id);
  const soql = `SELECT COUNT() FROM ${list.child.name} WHERE ${linkCondition(list, parentId)}`;
  const { totalSize } = viewer.engine.query(viewer.session, soql);
  return { count: Math.min(totalSize, 2000), hasMore: totalSize > 2000, maxCount: 2000 };
}
