/** Children of a record, one level deep: named beside its fields, or page by page under an address of their own. */
import { ApiError } from '../../engine/engine.ts';
import type { JsonObject } from '../../http/http.ts';
import {
  childRelationship,
  knownObject,
  nameField,
  type ChildRelationship,
  type ObjectSchema,
} from '../../schema/schema.ts';
import { largestOffset, pageLinks, readPage } from '../pages.ts';
import { notFound } from '../refusals.ts';
import { listOf, wholeNumber, type Call } from '../request.ts';
import { isVisible, visibleField, type Viewer } from '../viewer.ts';
import { absence, objectOf, quote, readRecords } from './records.ts';
import { qualify, selectionOf, type Selection } from './selection.ts';

/** `pageSize` of child records when nothing else is asked (UI API, Get Child Records). */
const defaultPageSize = 5;

interface Children {
  readonly link: ChildRelationship;
  readonly child: ObjectSchema;
}

export function childrenNamed(viewer: Viewer, object: ObjectSchema, name: string): Children | undefined {
  const link = childRelationship(viewer.schema, object, name);
  const child = link === undefined ? undefined : knownObject(viewer.schema, link.childObject);
  if (link === undefined || child === undefined || !isVisible(viewer, child)) return undefined;
  return visibleField(viewer, child, link.childField) === undefined ? undefined : { link, child };
}

/** The name, and whatever field the request has added to the relationship: children have no layout here. */
function selectionFor(viewer: Viewer, { child }: Children, names: readonly string[]): Selection {
  const fields = [...new Set([nameField(child)?.name ?? 'Id', ...names])].map((name) => qualify(child, name));
  return selectionOf(viewer, child, { fields, optionalFields: [] });
}

function collection(call: Call, parentId: string, children: Children, selection: Selection, page: Page): JsonObject {
  const { link } = children;
  const condition = `${link.childField} = ${quote(parentId)}`;
  const { records, hasNext } = readPage(call.viewer, { selection, condition, order: [], ...page });
  const path = `/records/${parentId}/child-relationships/${link.relationshipName ?? ''}`;
  return { count: records.length, ...pageLinks(call, path, { ...page, hasNext }), records };
}

interface Page {
  readonly pageSize: number;
  readonly offset: number;
}

/** `Account.Contacts` or `Account.Contacts.Email`, grouped by relationship; those of other objects are left out. */
function grouped(object: ObjectSchema, names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const [owner = '', relationship = '', ...path] = name.split('.');
    if (relationship === '') {
      const message = `Expected '.' in all qualified names: ${name} is invalid`;
      throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
    }
    if (owner.toLowerCase() !== object.name.toLowerCase()) continue;
    const fields = groups.get(relationship) ?? [];
    groups.set(relationship, path.length === 0 ? fields : [...fields, path.join('.')]);
  }
  return groups;
}

/** What `childRelationships` asks of one object's records: a function from a record's id to its children. */
export function childReader(call: Call, object: ObjectSchema, names: readonly string[]): (id: string) => JsonObject {
  const pageSize = wholeNumber(call.query, 'pageSize', defaultPageSize, [1, largestOffset]);
  const wanted = [...grouped(object, names)].map(([name, fields]) => {
    const children = childrenNamed(call.viewer, object, name);
    if (children === undefined) {
      const message = `Child relationship ${object.name}.${name} does not exist.`; // text unverified
      throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
    }
    return {
      name: children.link.relationshipName ?? name,
      children,
      selection: selectionFor(call.viewer, children, fields),
    };
  });
  return (id) =>
    Object.fromEntries(
      wanted.map(({ name, children, selection }) => [
        name,
        collection(call, id, children, selection, { pageSize, offset: 0 }),
      ]),
    );
}

/** `page` counts pages from 0; a token, which is an offset, wins. */
function pageAsked({ query }: Call): Page {
  const pageSize = wholeNumber(query, 'pageSize', defaultPageSize, [1, largestOffset]);
  const page = wholeNumber(query, 'page', 0, [0, largestOffset]);
  return { pageSize, offset: wholeNumber(query, 'pageToken', page * pageSize, [0, largestOffset]) };
}

/** `GET /records/{id}/child-relationships/{name}`. */
export function childRecords(call: Call): JsonObject {
  const { viewer, query } = call;
  const id = call.part('id');
  const object = objectOf(viewer, id);
  const children = childrenNamed(viewer, object, call.part('relationship'));
  if (children === undefined) throw notFound();
  const parent = selectionOf(viewer, object, { fields: [], optionalFields: [] });
  if (readRecords(viewer, parent, [id]).size === 0) throw absence(viewer, object, id);
  const fields = listOf(query, 'fields');
  const optionalFields = listOf(query, 'optionalFields');
  const selection =
    fields.length + optionalFields.length === 0
      ? selectionFor(viewer, children, [])
      : selectionOf(viewer, children.child, { fields, optionalFields });
  return collection(call, id, children, selection, pageAsked(call));
}
