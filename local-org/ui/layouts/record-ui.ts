/** `GET /record-ui/{ids}`: records with everything that a page needs to show them. */
import type { JsonObject } from '../../http/http.ts';
import type { ObjectSchema, RecordType } from '../../schema/schema.ts';
import { defaultRecordType, recordTypeNamed } from '../objects/record-types.ts';
import { childReader } from '../records/children.ts';
import { addLayouts, largestBatch, layoutModes, layoutTypes } from '../records/read.ts';
import { absence, objectOf, readRecords, type RecordRepresentation } from '../records/records.ts';
import { remember } from '../records/recent.ts';
import { selectionOf, type Selection } from '../records/selection.ts';
import { illegalValue } from '../refusals.ts';
import { choices, flag, listOf, type Call } from '../request.ts';
import { tagged } from '../tags.ts';
import { infosOf } from './defaults.ts';
import { layoutRepresentation, type LayoutMode, type LayoutType } from './layouts.ts';
import { layoutUserState } from './user-state.ts';

interface Asked {
  readonly types: readonly LayoutType[];
  readonly modes: readonly LayoutMode[];
  readonly optionalFields: readonly string[];
  readonly children: readonly string[];
}

function askedOf({ query }: Call): Asked {
  const types = choices(query, 'layoutTypes', layoutTypes);
  const modes = choices(query, 'modes', layoutModes);
  return {
    types: types.length === 0 ? ['Full'] : types,
    modes: modes.length === 0 ? ['View'] : modes,
    optionalFields: listOf(query, 'optionalFields'),
    children: listOf(query, 'childRelationships'),
  };
}

/** The records of one object among those asked for. */
interface Group {
  readonly object: ObjectSchema;
  readonly selection: Selection;
  readonly records: readonly RecordRepresentation[];
  readonly recordTypes: readonly RecordType[];
}

function groupOf(call: Call, object: ObjectSchema, ids: readonly string[], asked: Asked): Group {
  const { viewer } = call;
  const prefix = `${object.name.toLowerCase()}.`;
  const optionalFields = asked.optionalFields.filter(
    (name) => !name.includes('.') || name.toLowerCase().startsWith(prefix),
  );
  const selection = selectionOf(viewer, object, { fields: [], optionalFields });
  addLayouts(viewer, selection, ids, asked.types);
  const found = readRecords(viewer, selection, ids);
  const children = childReader(call, object, asked.children);
  const records = ids.map((id) => {
    const record = found.get(id.slice(0, 15));
    if (record === undefined) throw absence(viewer, object, id);
    return { ...record, childRelationships: children(record.id) };
  });
  const types = new Set(records.map(({ recordTypeId }) => recordTypeId ?? defaultRecordType(viewer, object)));
  return { object, selection, records, recordTypes: [...types].map((id) => recordTypeNamed(viewer, object, id)) };
}

/** `{[recordTypeId]: {[layoutType]: {[mode]: layout}}}`. */
function layoutsOf({ viewer }: Call, { object, recordTypes }: Group, { types, modes }: Asked): JsonObject {
  const ofType = (recordType: RecordType): JsonObject =>
    Object.fromEntries(
      types.map((layoutType) => {
        const byMode = modes.map(
          (mode) => [mode, layoutRepresentation(viewer, object, { layoutType, mode, recordType })] as const,
        );
        return [layoutType, Object.fromEntries(byMode)];
      }),
    );
  return Object.fromEntries(recordTypes.map((recordType) => [recordType.id, ofType(recordType)]));
}

/** One id that leads to no record fails the whole request. */
export function recordUi(call: Call): JsonObject {
  const { viewer } = call;
  const ids = call.parts('ids');
  if (ids.length > largestBatch) throw illegalValue('recordIds', `${ids.length} ids; ${largestBatch} is the most`); // text unverified
  const asked = askedOf(call);
  const groups = [...Map.groupBy(ids, (id) => objectOf(viewer, id))].map(([object, own]) =>
    groupOf(call, object, own, asked),
  );
  const states = groups.flatMap(({ object, recordTypes }) =>
    recordTypes.map((recordType) => layoutUserState(viewer, object, recordType)),
  );
  if (flag(call.query, 'updateMru')) {
    for (const { object, records } of groups) for (const { id } of records) remember(viewer, object, id);
  }
  return tagged({
    layoutUserStates: Object.fromEntries(states.map((state) => [state.id, state])),
    layouts: Object.fromEntries(groups.map((group) => [group.object.name, layoutsOf(call, group, asked)])),
    objectInfos: Object.assign({}, ...groups.map(({ selection }) => infosOf(viewer, selection))) as JsonObject, // joins such objects
    records: Object.fromEntries(groups.flatMap(({ records }) => records.map((record) => [record.id, record] as const))),
  });
}
