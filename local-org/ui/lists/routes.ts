import type { JsonObject } from '../../http/http.ts';
import { bodyOf, get, patch, post, type Answer, type Call, type Route } from '../request.ts';
import { tagged } from '../tags.ts';
import { visibleObject } from '../viewer.ts';
import { columnsOf } from './columns.ts';
import { listInfo, orderedByInfo, orderOf, preferenceName, referenceTo } from './list-info.ts';
import { listObjectInfo } from './list-object.ts';
import { listPreferences, saveListPreferences, userPreferences } from './list-preferences.ts';
import { listRecords } from './list-records.ts';
import { listInfoBatch, listSummaries, type UrlKey } from './summaries.ts';
import { isListId, listNamed, listWithId, recentList, type FoundList } from './views.ts';

/** `/{object}/{list}`. */
function named({ viewer, part }: Call): FoundList {
  const object = visibleObject(viewer, part('object'));
  return { object, list: listNamed(viewer, object, part('list')) };
}

function recent({ viewer, part }: Call): FoundList {
  const object = visibleObject(viewer, part('object'));
  return { object, list: recentList(viewer, object) };
}

const info = (call: Call, found: FoundList): JsonObject => listInfo(call.viewer, found);

function listUi(call: Call, found: FoundList): JsonObject {
  return tagged({ info: info(call, found), records: listRecords(call, found) });
}

/** One part alone is the id of a list, or an object whose lists are asked for. */
function idOrObject(answer: (call: Call, found: FoundList) => JsonObject, urlKey: UrlKey): Answer {
  return (call) => {
    const id = call.part('object');
    return isListId(id) ? answer(call, listWithId(call.viewer, id)) : listSummaries(call, urlKey);
  };
}

const byId: Answer = (call) => listRecords(call, listWithId(call.viewer, call.part('id')));

function preferences({ viewer }: Call, found: FoundList): JsonObject {
  const { object, list } = found;
  const columns = columnsOf(viewer, object, list.columns);
  const kept = listPreferences(viewer, preferenceName(found));
  return {
    ...userPreferences(
      kept,
      columns.map(({ path }) => path),
    ),
    listReference: referenceTo(found),
    orderedBy: orderedByInfo(viewer, object, orderOf(viewer, found, columns), columns),
  };
}

function savePreferences(call: Call): JsonObject {
  const found = named(call);
  saveListPreferences(call.viewer, found.object, preferenceName(found), bodyOf(call));
  return preferences(call, found);
}

export const listRoutes: readonly Route[] = [
  get('/list-info/batch', listInfoBatch),
  get('/list-info/:object', idOrObject(info, 'url')),
  get('/list-info/:object/:list', (call) => info(call, named(call))),
  get('/list-object-info/:object', listObjectInfo),
  get('/list-records/:id', byId),
  get('/list-records/:object/:list', (call) => listRecords(call, named(call))),
  post('/list-records/:object/:list', (call) => listRecords(call, named(call))),
  get('/list-ui/:object', idOrObject(listUi, 'listUiUrl')),
  get('/list-ui/:object/:list', (call) => listUi(call, named(call))),
  get('/mru-list-info/:object', (call) => info(call, recent(call))),
  get('/mru-list-records/:object', (call) => listRecords(call, recent(call))),
  get('/mru-list-ui/:object', (call) => listUi(call, recent(call))),
  get('/list-preferences/:object/:list', (call) => preferences(call, named(call))),
  patch('/list-preferences/:object/:list', savePreferences),
];
