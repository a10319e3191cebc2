/** Pages of records: a page token is the offset of the page's first record. */
import type { JsonObject } from '../http/http.ts';
import { quote, represent, type RecordRepresentation } from './records/records.ts';
import { selectList, type Selection } from './records/selection.ts';
import { parametersOf, type Call } from './request.ts';
import type { Viewer } from './viewer.ts';

export interface PageQuery {
  readonly selection: Selection;
  /** SOQL; undefined for all records. */
  readonly condition: string | undefined;
  /** SOQL terms; the id comes last, so that pages never overlap. */
  readonly order: readonly string[];
  readonly pageSize: number;
  /** Index of the first record. */
  readonly offset: number;
}

export interface RecordPage {
  readonly records: readonly RecordRepresentation[];
  readonly hasNext: boolean;
}

/** SOQL refuses a larger OFFSET, and so do page tokens (UI API, Get List View Records). */
export const largestOffset = 2000;

export function readPage(viewer: Viewer, { selection, condition, order, pageSize, offset }: PageQuery): RecordPage {
  const where = condition === undefined ? '' : ` WHERE ${condition}`;
  const terms = [...order, 'Id ASC'].join(', ');
  // One more than the page shows whether there is a next one.
  const limit = ` LIMIT ${pageSize + 1}${offset > 0 ? ` OFFSET ${offset}` : ''}`;
  const soql = `SELECT ${selectList(selection)} FROM ${selection.object.name}${where} ORDER BY ${terms}${limit}`;
  const { records: rows, done } = viewer.engine.query(viewer.session, soql);
  const records = rows.slice(0, pageSize).map((row) => represent(viewer, selection, row));
  return { records, hasNext: (rows.length > pageSize || !done) && offset + pageSize <= largestOffset };
}

/** The records with these ids: in their order, the most recent first, unless the request sorts them. */
export function recentPage(viewer: Viewer, ids: readonly string[], query: PageQuery): RecordPage {
  if (ids.length === 0) return { records: [], hasNext: false };
  const among = `Id IN (${ids.map(quote).join(', ')})`;
  const condition = query.condition === undefined ? among : `${among} AND ${query.condition}`;
  if (query.order.length > 0) return readPage(viewer, { ...query, condition });
  const { records } = readPage(viewer, { ...query, condition, offset: 0, pageSize: ids.length });
  const place = new Map(ids.map((id, index) => [id, index]));
  const sorted = records.toSorted((one, other) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0));
  const end = query.offset + query.pageSize;
  return { records: sorted.slice(query.offset, end), hasNext: sorted.length > end };
}

interface Place {
  readonly pageSize: number;
  readonly offset: number;
  readonly hasNext: boolean;
}

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(',') : typeof value === 'string' ? value : JSON.stringify(value);

/** The address of another page of what is asked: the same parameters with the token changed. */
function addressOf(call: Call, path: string, pageSize: number, token: number): string {
  const asked = Object.entries(parametersOf(call)).filter(([, value]) => shown(value) !== '');
  const parameters = new Map(asked.map(([name, value]) => [name, shown(value)]));
  parameters.set('pageSize', String(pageSize)).set('pageToken', String(token));
  const search = [...parameters].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${call.base}${path}?${search.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join('&')}`;
}

/** Tokens and addresses of this page, the one before and the one after; `path` is below `/ui-api`. */
export function pageLinks(call: Call, path: string, { pageSize, offset, hasNext }: Place): JsonObject {
  const before = Math.max(0, offset - pageSize);
  const after = offset + pageSize;
  const link = (token: number): string => addressOf(call, path, pageSize, token);
  return {
    currentPageToken: String(offset),
    currentPageUrl: link(offset),
    nextPageToken: hasNext ? String(after) : null,
    nextPageUrl: hasNext ? link(after) : null,
    previousPageToken: offset === 0 ? null : String(before),
    previousPageUrl: offset === 0 ? null : link(before),
  };
}
