/** Which actions a place offers (User Interface API Developer Guide, "Work with Actions"); what they do is the client's. */
import { illegalValue } from '../refusals.ts';
import { recordTypeNamed } from '../objects/record-types.ts';
import { absence, objectOf, readRecords } from '../records/records.ts';
import { selectionOf } from '../records/selection.ts';
import { notSupported, relatedListNamed } from '../related/related.ts';
import { listWithId } from '../lists/views.ts';
import type { JsonObject } from '../../http/http.ts';
import type { Answer, Call } from '../request.ts';
import { visibleObject } from '../viewer.ts';
import { actionCollection, filterIn, type Offered, type Place } from './collection.ts';
import { quickOffers } from './offers.ts';
import {
  formOffers,
  newOffers,
  recordOffers,
  recordRights,
  relatedOffers,
  rowOffers,
  type OfferedRecord,
} from './places.ts';

/** UserRecordAccess answers for so many at once, and so do these resources (unverified). */
const mostRecords = 200;

interface Shown extends OfferedRecord {
  readonly id: string;
}

/** The records of the path with what the person may do with each; one that cannot be read is refused. */
function recordsIn(call: Call, name: string): readonly Shown[] {
  const { viewer } = call;
  const ids = call.parts(name);
  if (ids.length > mostRecords) throw illegalValue(name, `${ids.length} ids`);
  const groups = Map.groupBy(ids, (id) => objectOf(viewer, id));
  const read = new Map(
    [...groups].flatMap(([object, mine]) => [
      ...readRecords(viewer, selectionOf(viewer, object, { fields: [], optionalFields: [] }), mine),
    ]),
  );
  const known = ids.map((id) => {
    const record = read.get(id.slice(0, 15));
    if (record === undefined) throw absence(viewer, objectOf(viewer, id), id);
    return record;
  });
  const rights = recordRights(
    viewer,
    known.map(({ id }) => id),
  );
  return known.map(({ id, recordTypeId }) => {
    const object = objectOf(viewer, id);
    return { id, object, type: recordTypeNamed(viewer, object, recordTypeId ?? undefined), rights: rights(id) };
  });
}

const isAll = (call: Call): boolean => filterIn(call).isAll;

function forRecords(
  context: Place['context'],
  path: (ids: string) => string,
  offers: (call: Call, record: Shown) => Offered['offers'],
): Answer {
  return (call) => {
    const records = recordsIn(call, 'ids');
    const offered = records.map((record) => ({
      place: { context, source: record.id, path: path(record.id) },
      offers: offers(call, record),
    }));
    return actionCollection(call, path(call.part('ids')), offered);
  };
}

/** `GET /actions/record/{ids}`. */
export const recordActions = forRecords(
  'Record',
  (ids) => `/actions/record/${ids}`,
  (call, record) => recordOffers(call.viewer, record, isAll(call)),
);

/** `GET /actions/record/{ids}/record-edit`. */
export const recordEditActions = forRecords(
  'RecordEdit',
  (ids) => `/actions/record/${ids}/record-edit`,
  ({ viewer }, { object, rights }) => formOffers(viewer, object, rights.edit),
);

/** `GET /actions/list-view-record/{ids}`. */
export const listViewRecordActions = forRecords(
  'ListViewRecord',
  (ids) => `/actions/list-view-record/${ids}`,
  ({ viewer }, { object, rights }) => rowOffers(viewer, object, rights),
);

/** `GET /actions/record/{ids}/related-list/{lists}`. */
export function relatedListActions(call: Call): JsonObject {
  const { viewer } = call;
  const offered = recordsIn(call, 'ids').flatMap(({ id, object, type }) =>
    call.parts('lists').map((name): Offered => {
      const list = relatedListNamed(viewer, object, type, name);
      if (list === undefined) throw notSupported();
      const path = `/actions/record/${id}/related-list/${list.id}`;
      return {
        place: { context: 'RelatedList', source: id, path, relatedList: list.child.name },
        offers: relatedOffers(viewer, list, isAll(call)),
      };
    }),
  );
  return actionCollection(call, `/actions/record/${call.part('ids')}/related-list/${call.part('lists')}`, offered);
}

/** `GET /actions/record/{ids}/related-list-record/{rows}`. */
export function relatedRecordActions(call: Call): JsonObject {
  const parents = recordsIn(call, 'ids');
  const rows = recordsIn(call, 'rows');
  const offered = parents.flatMap((parent) =>
    rows.map((row): Offered => {
      const path = `/actions/record/${parent.id}/related-list-record/${row.id}`;
      return {
        place: { context: 'RelatedListRecord', source: parent.id, path, relatedRecord: row.id },
        offers: rowOffers(call.viewer, row.object, row.rights),
      };
    }),
  );
  return actionCollection(
    call,
    `/actions/record/${call.part('ids')}/related-list-record/${call.part('rows')}`,
    offered,
  );
}

function forObjects(
  context: Place['context'],
  path: (names: string) => string,
  offers: (call: Call, object: ReturnType<typeof visibleObject>) => Offered['offers'],
): Answer {
  return (call) => {
    const offered = call.parts('names').map((name): Offered => {
      const object = visibleObject(call.viewer, name);
      return { place: { context, source: object.name, path: path(object.name) }, offers: offers(call, object) };
    });
    return actionCollection(call, path(call.part('names')), offered);
  };
}

/** `GET /actions/lookup/{objects}`. */
export const lookupActions = forObjects(
  'Lookup',
  (names) => `/actions/lookup/${names}`,
  ({ viewer }, object) => newOffers(viewer, object, 'CreateFromLookup'),
);

/** `GET /actions/mru-list/{objects}`. */
export const recentListActions = forObjects(
  'MruList',
  (names) => `/actions/mru-list/${names}`,
  ({ viewer }, object) => newOffers(viewer, object, 'New'),
);

/** `GET /actions/object/{object}/record-create`. */
export const createActions = forObjects(
  'ObjectCreate',
  (names) => `/actions/object/${names}/record-create`,
  ({ viewer }, object) => formOffers(viewer, object, viewer.access(object).create),
);

/** `GET /actions/list-view/{ids}`. */
export function listViewActions(call: Call): JsonObject {
  const offered = call.parts('ids').map((id): Offered => {
    const { object } = listWithId(call.viewer, id);
    const place: Place = { context: 'ListView', source: id, path: `/actions/list-view/${id}` };
    return { place, offers: newOffers(call.viewer, object, 'New') };
  });
  return actionCollection(call, `/actions/list-view/${call.part('ids')}`, offered);
}

/** `GET /actions/global`: the quick actions that belong to no object. */
export function globalActions(call: Call): JsonObject {
  const place: Place = { context: 'Global', source: 'Global', path: '/actions/global' };
  return actionCollection(call, '/actions/global', [{ place, offers: quickOffers(call.viewer, undefined) }]);
}
