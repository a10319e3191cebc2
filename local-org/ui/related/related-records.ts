/** Records of related lists and how many there are. */
import { ApiError } from '../../engine/engine.ts';
import { isObject, type JsonObject } from '../../http/http.ts';
import type { ObjectSchema } from '../../schema/schema.ts';
import { conditionOfText } from '../conditions.ts';
import { pageAsked, type PageAsked } from '../lists/list-records.ts';
import { orderBy, orderTerms } from '../lists/order.ts';
import { recordTypeNamed } from '../objects/record-types.ts';
import { pageLinks, readPage } from '../pages.ts';
import { absence, objectOf, quote, readRecords } from '../records/records.ts';
import { qualify, selectionOf } from '../records/selection.ts';
import { batchItem, missing, type BatchItem } from '../refusals.ts';
import { bodyOf, flag, parametersOf, textOf, wholeNumber, type Call } from '../request.ts';
import { tagged } from '../tags.ts';
import type { Viewer } from '../viewer.ts';
import { listReference } from './related-info.ts';
import { notSupported, relatedListNamed, type RelatedList } from './related.ts';

/** Records of a related list that can be read in all (UI API, Related List Records Input). */
const largestPage = 1999;

interface Parent {
  readonly id: string;
  readonly object: ObjectSchema;
  readonly recordTypeId: string | undefined;
}

/** The parent has to be there for this person; its record type chooses the layout. */
function parentNamed({ viewer }: Call, id: string): Parent {
  const object = objectOf(viewer, id);
  const selection = selectionOf(viewer, object, { fields: [], optionalFields: [] });
  const record = readRecords(viewer, selection, [id]).get(id.slice(0, 15));
  if (record === undefined) throw absence(viewer, object, id);
  return { id: record.id, object, recordTypeId: record.recordTypeId ?? undefined };
}

function listOf(viewer: Viewer, { object, recordTypeId }: Parent, name: string): RelatedList | undefined {
  return relatedListNamed(viewer, object, recordTypeNamed(viewer, object, recordTypeId), name);
}

const linkCondition = (list: RelatedList, parent: Parent): string => `${list.link.childField} = ${quote(parent.id)}`;

/** Only the fields that were asked for are read: the columns of the layout are named by related list info. */
function recordsOf(call: Call, parent: Parent, name: string): JsonObject {
  const { viewer } = call;
  const list = listOf(viewer, parent, name);
  if (list === undefined) throw notSupported();
  const asked: PageAsked = pageAsked(call, largestPage);
  const selection = selectionOf(viewer, list.child, {
    fields: asked.fields.map((field) => qualify(list.child, field)),
    optionalFields: asked.optionalFields.map((field) => qualify(list.child, field)),
  });
  const terms = orderTerms(viewer, list.child, asked.sortBy, false);
  // `where` belongs to the form with a body; an address with it is read without (UI API, Get Related List Records).
  const where = call.isGet || asked.where === undefined ? '' : conditionOfText(viewer, list.child, asked.where);
  const condition = [linkCondition(list, parent), where].filter((part) => part !== '').join(' AND ');
  const { pageSize, offset } = asked;
  const order = orderBy(terms.length > 0 ? terms : list.order);
  const { records, hasNext } = readPage(viewer, { selection, condition, order, pageSize, offset });
  const withLabels = flag(parametersOf(call), 'includeColumnLabels');
  return {
    ...(withLabels ? { columnLabels: Object.fromEntries(list.columns.map(({ path, label }) => [path, label])) } : {}),
    count: records.length,
    ...pageLinks(call, `/related-list-records/${parent.id}/${list.id}`, { pageSize, offset, hasNext }),
    fields: asked.fields,
    listInfoETag: null,
    listReference: listReference(list, parent.id),
    optionalFields: asked.optionalFields,
    pageSize,
    records,
    sortBy: asked.sortBy,
    ...(call.isGet ? {} : { where: asked.where ?? null }),
  };
}

/** `GET` and `POST /related-list-records/{parent}/{list}`. */
export const relatedListRecords = (call: Call): JsonObject =>
  recordsOf(call, parentNamed(call, call.part('parent')), call.part('list'));

/** `Contacts:Contact.Id,Contact.Name;Cases:Case.Id`: what each list of a batch is asked. */
function perList(value: string | undefined, name: string): string | undefined {
  const own = value?.split(';').find((part) => part.startsWith(`${name}:`));
  return own?.slice(name.length + 1);
}

/** `GET /related-list-records/batch/{parent}/{lists}`. */
export function relatedListRecordsBatch(call: Call): JsonObject {
  const parent = parentNamed(call, call.part('parent'));
  const results = call.parts('lists').map((name) => {
    const given = ['fields', 'optionalFields', 'sortBy', 'pageSize'].flatMap((key) => {
      const own = perList(textOf(call.query, key), name);
      return own === undefined ? [] : [[key, own] as const];
    });
    return batchItem(() => recordsOf({ ...call, query: Object.fromEntries(given) }, parent, name));
  });
  return { results };
}

/** `POST /related-list-records/batch/{parent}` with `{relatedListParameters: [{relatedListId, fields, …}]}`. */
export function relatedListRecordsPosted(call: Call): JsonObject {
  const given = bodyOf(call)['relatedListParameters'];
  if (!Array.isArray(given)) throw missing('The body must hold relatedListParameters.'); // text unverified
  const parent = parentNamed(call, call.part('parent'));
  const results = (given as unknown[]).map((one): BatchItem => {
    const { relatedListId, ...body } = isObject(one) ? one : {};
    const name = typeof relatedListId === 'string' ? relatedListId : '';
    return batchItem(() => recordsOf({ ...call, query: {}, body }, parent, name));
  });
  return { results };
}

/** The platform counts no further. */
const mostCounted = 2000;

function countOf({ viewer, query }: Call, parent: Parent, name: string): JsonObject {
  const list = listOf(viewer, parent, name);
  if (list === undefined) throw new ApiError(400, 'ITEM_NOT_FOUND', `Related list not found: ${name}`);
  const maxCount = wholeNumber(query, 'maxCount', mostCounted, [1, mostCounted]);
  const soql = `SELECT COUNT() FROM ${list.child.name} WHERE ${linkCondition(list, parent)}`;
  const { totalSize } = viewer.engine.query(viewer.session, soql);
  return tagged({
    count: Math.min(totalSize, maxCount),
    hasMore: totalSize > maxCount,
    listReference: listReference(list, parent.id),
  });
}

/** `GET /related-list-count/{parent}/{list}`. */
export const relatedListCount = (call: Call): JsonObject =>
  countOf(call, parentNamed(call, call.part('parent')), call.part('list'));

/** `GET /related-list-count/batch/{parent}/{lists}`. */
export function relatedListCountBatch(call: Call): JsonObject {
  const parent = parentNamed(call, call.part('parent'));
  return { results: call.parts('lists').map((name) => batchItem(() => countOf(call, parent, name))) };
}
