/** A page of a list view's records. */
import type { JsonObject } from '../../http/http.ts';
import { nameField, type ObjectSchema } from '../../schema/schema.ts';
import { conditionOfText } from '../conditions.ts';
import { largestOffset, pageLinks, readPage, recentPage, type PageQuery } from '../pages.ts';
import { recentIds } from '../records/recent.ts';
import { addShown, qualify, selectionOf, type Selection } from '../records/selection.ts';
import { listOf, parametersOf, textOf, wholeNumber, type Call } from '../request.ts';
import type { Viewer } from '../viewer.ts';
import { columnsOf, type Column } from './columns.ts';
import { conditionOfView } from './filters.ts';
import { listInfo, orderOf, referenceTo } from './list-info.ts';
import { orderBy, orderTerms, writtenTerm, type OrderTerm } from './order.ts';
import { searchCondition } from './search.ts';
import { isRecent, type FoundList } from './views.ts';

export interface PageAsked {
  readonly fields: readonly string[];
  readonly optionalFields: readonly string[];
  readonly sortBy: readonly string[];
  readonly pageSize: number;
  readonly offset: number;
  readonly where: string | undefined;
}

/** `largest` is the largest page: 2000 of a list, 1999 of a related list. */
export function pageAsked(call: Call, largest: number): PageAsked {
  const parameters = parametersOf(call);
  return {
    fields: listOf(parameters, 'fields'),
    optionalFields: listOf(parameters, 'optionalFields'),
    sortBy: listOf(parameters, 'sortBy'),
    pageSize: wholeNumber(parameters, 'pageSize', 50, [1, largest]),
    offset: wholeNumber(parameters, 'pageToken', 0, [0, largestOffset]),
    where: textOf(parameters, 'where'),
  };
}

/** What every record of a list brings along besides its columns. */
const always = ['Id', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate', 'SystemModstamp'];

/** The fields asked for, the columns with the ids of what they refer to, and what every list brings. */
export function listSelection(
  viewer: Viewer,
  object: ObjectSchema,
  columns: readonly Column[],
  asked: Pick<PageAsked, 'fields' | 'optionalFields'>,
): Selection {
  const names = [...always, nameField(object)?.name ?? 'Id', ...columns.map(({ field }) => field.name)];
  const selection = selectionOf(viewer, object, {
    fields: asked.fields.map((name) => qualify(object, name)),
    optionalFields: asked.optionalFields.map((name) => qualify(object, name)),
  });
  for (const name of names) addShown(viewer, selection, name);
  return selection;
}

function conditionFor(
  call: Call,
  { object, list }: FoundList,
  columns: readonly Column[],
  asked: PageAsked,
): string | undefined {
  const { viewer } = call;
  const search = searchCondition(viewer, object, columns, textOf(parametersOf(call), 'searchTerm'));
  const where = asked.where === undefined ? '' : conditionOfText(viewer, object, asked.where);
  const parts = [conditionOfView(viewer, object, list), search, where === '' ? undefined : where];
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.map((part) => `(${part})`).join(' AND ');
}

function sortedBy(
  viewer: Viewer,
  found: FoundList,
  columns: readonly Column[],
  asked: PageAsked,
): readonly OrderTerm[] {
  if (asked.sortBy.length > 0) return orderTerms(viewer, found.object, asked.sortBy, true);
  return orderOf(viewer, found, columns);
}

const pathOf = ({ object, list }: FoundList): string =>
  isRecent(list) ? `/mru-list-records/${object.name}` : `/list-records/${object.name}/${list.name}`;

export function listRecords(call: Call, found: FoundList): JsonObject {
  const { viewer } = call;
  const { object, list } = found;
  const asked = pageAsked(call, 2000);
  const columns = columnsOf(viewer, object, list.columns);
  const terms = sortedBy(viewer, found, columns, asked);
  const query: PageQuery = {
    selection: listSelection(viewer, object, columns, asked),
    condition: conditionFor(call, found, columns, asked),
    order: orderBy(terms),
    pageSize: asked.pageSize,
    offset: asked.offset,
  };
  const page = isRecent(list) ? recentPage(viewer, recentIds(viewer, object), query) : readPage(viewer, query);
  return {
    count: page.records.length,
    ...pageLinks(call, pathOf(found), { ...asked, hasNext: page.hasNext }),
    fields: asked.fields,
    listInfoETag: listInfo(viewer, found).eTag,
    listReference: referenceTo(found),
    optionalFields: asked.optionalFields,
    pageSize: asked.pageSize,
    records: page.records,
    searchTerm: textOf(parametersOf(call), 'searchTerm') ?? null,
    sortBy: terms.length === 0 ? null : terms.map(writtenTerm).join(','),
    where: asked.where ?? null,
  };
}
