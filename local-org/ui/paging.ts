/** One page of records in UI API's form; a page token is the offset of its first record. */
import { ApiError } from '../engine/engine.ts';
import type { JsonObject } from '../http/http.ts';
import { fieldOfColumn } from './columns.ts';
import { represent } from './records.ts';
import { selectList, type Selection } from './selection.ts';
import { visibleField, type Viewer } from './viewer.ts';

export interface PageRequest {
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
  /** Field names of the object itself, `-` in front for descending. */
  readonly sortBy: readonly string[];
  /** 1 … 2000, default 50. */
  readonly pageSize: number;
  readonly pageToken: number;
}

export const largestPage = 2000;

function orderTerm(viewer: Viewer, selection: Selection, term: string): string {
  const isDescending = term.startsWith('-');
  const path = term.replace(/^-/, '').replace(new RegExp(`^${selection.object.name}\\.`, 'i'), '');
  const [first = ''] = path.split('.');
  const one = path.includes('.') ? undefined : fieldOfColumn(selection.object, first);
  if (!path.includes('.') && (one === undefined || visibleField(viewer, selection.object, one.name) === undefined)) {
    throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', `Records cannot be sorted by ${path}.`);
  }
  return `${one?.name ?? path} ${isDescending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}`;
}

export function pageOf(
  viewer: Viewer,
  selection: Selection,
  condition: string | undefined,
  request: PageRequest,
): JsonObject {
  const { sortBy, pageSize, pageToken } = request;
  const terms = sortBy.map((term) => orderTerm(viewer, selection, term));
  const where = condition === undefined ? '' : ` WHERE ${condition}`;
  const order = [...terms, 'Id ASC'].join(', ');
  // One more than the page shows whether there is a next one.
  const limit = ` LIMIT ${pageSize + 1}${pageToken > 0 ? ` OFFSET ${pageToken}` : ''}`;
  const soql = `SELECT ${selectList(selection)} FROM ${selection.object.name}${where} ORDER BY ${order}${limit}`;
  const { records: rows, done } = viewer.engine.query(viewer.session, soql);
  const records = rows.slice(0, pageSize).map((row) => represent(viewer, selection, row));
  return {
    count: records.length,
    currentPageToken: String(pageToken),
    fields: request.fields,
    nextPageToken: rows.length > pageSize || !done ? String(pageToken + pageSize) : null,
    optionalFields: request.optionalFields,
    pageSize,
    previousPageToken: pageToken === 0 ? null : String(Math.max(0, pageToken - pageSize)),
    records,
    sortBy,
  };
}
