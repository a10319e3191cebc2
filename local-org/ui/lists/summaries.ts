/** The list views of an object, page by page, and batches of their descriptions. */
import type { JsonObject } from '../../http/http.ts';
import { batchItem, illegalValue } from '../refusals.ts';
import { flag, listOf, textOf, wholeNumber, type Call } from '../request.ts';
import { tagged } from '../tags.ts';
import { visibleObject } from '../viewer.ts';
import { largestOffset, pageLinks } from '../pages.ts';
import { listInfo } from './list-info.ts';
import { isListId, listId, listsOf, listWithId, type ListView } from './views.ts';

/** `q` is part of the label; `*` stands for anything. */
function matches(list: ListView, q: string | undefined): boolean {
  if (q === undefined) return true;
  const pattern = RegExp.escape(q).replaceAll('\\*', '.*').replaceAll('\\?', '.');
  return new RegExp(pattern, 'i').test(list.label);
}

/** The key of a summary's address: `listUiUrl` in the older resource, `url` in the newer one. */
export type UrlKey = 'listUiUrl' | 'url';

export function listSummaries(call: Call, urlKey: UrlKey): JsonObject {
  const { viewer, query, base } = call;
  const object = visibleObject(viewer, call.part('object'));
  const pageSize = wholeNumber(query, 'pageSize', 20, [1, 2000]);
  const offset = wholeNumber(query, 'pageToken', 0, [0, largestOffset]);
  const q = textOf(query, 'q');
  const recentListsOnly = flag(query, 'recentListsOnly');
  // Which lists somebody has opened is not kept, so none is recent.
  const all = recentListsOnly ? [] : listsOf(viewer, object).filter((list) => matches(list, q));
  const resource = urlKey === 'url' ? 'list-info' : 'list-ui';
  const lists = all.slice(offset, offset + pageSize).map((list) => ({
    apiName: list.name,
    id: listId(object, list),
    label: list.label,
    [urlKey]: `${base}/${resource}/${object.name}/${list.name}`,
  }));
  return tagged({
    count: lists.length,
    ...pageLinks(call, `/${resource}/${object.name}`, { pageSize, offset, hasNext: all.length > offset + pageSize }),
    lists,
    objectApiName: object.name,
    pageSize,
    queryString: q ?? null,
    recentListsOnly,
  });
}

/** `GET /list-info/batch?ids=…`. */
export function listInfoBatch({ viewer, query }: Call): JsonObject {
  const ids = listOf(query, 'ids');
  const wrong = ids.find((id) => !isListId(id));
  if (ids.length === 0 || wrong !== undefined) throw illegalValue('ids', wrong ?? '');
  return { results: ids.map((id) => batchItem(() => listInfo(viewer, listWithId(viewer, id)))) };
}
