/** `sobjects/X/listviews`: the lists of an object, what they ask and what they find ("List Views", "List View Results"). */
import { ApiError } from '../engine/engine.ts';
import { notFound } from '../http/http.ts';
import type { FieldSchema, ObjectSchema } from '../schema/schema.ts';
import {
  columnsOf,
  conditionOfView,
  isListId,
  listId,
  listsOf,
  listWithId,
  orderBy,
  orderOf,
  type Column,
  type ListView,
  viewerOf,
  type Viewer,
} from '../ui/ui.ts';
import { type Answer, type Call, objectInPath, type Resource } from './resource.ts';

type Keys = Readonly<Record<string, unknown>>;

interface Found {
  readonly viewer: Viewer;
  readonly object: ObjectSchema;
  readonly list: ListView;
}

/** Columns that every list reads and none shows. */
const hidden = ['Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp'];

/** Rows of one answer: 25 unless it is said, 2,000 at most. */
const rows = { usual: 25, most: 2000 } as const;

function summary(call: Call, { object, list }: Found): Keys {
  const url = `/services/data/v${call.version}.0/sobjects/${object.name}/listviews/${listId(object, list)}`;
  return {
    describeUrl: `${url}/describe`,
    developerName: list.name,
    id: listId(object, list),
    label: list.label,
    resultsUrl: `${url}/results`,
    soqlCompatible: true,
    url,
  };
}

/** A picklist is read by its label. */
function selectItem({ type }: FieldSchema, path: string): string {
  return type === 'picklist' || type === 'multipicklist' ? `toLabel(${path})` : path;
}

const alphabetic: ReadonlySet<string> = new Set(['string', 'picklist', 'phone', 'email', 'url', 'textarea']);

/** What the two orders are called is documented for texts alone. */
function describeColumn({ field, path, label }: Column, place: number | null): Keys {
  const isText = alphabetic.has(field.type);
  return {
    ascendingLabel: isText ? 'Z-A' : null,
    descendingLabel: isText ? 'A-Z' : null,
    fieldNameOrPath: path,
    hidden: false,
    label,
    selectListItem: selectItem(field, path),
    sortDirection: place === null ? null : 'ascending',
    sortIndex: place,
    sortable: field.sortable,
    type: field.type,
  };
}

function hiddenColumn(path: string): Keys {
  const type = path === 'Id' ? 'id' : 'datetime';
  const nothing = { ascendingLabel: null, descendingLabel: null, sortDirection: null, sortIndex: null };
  return { ...nothing, fieldNameOrPath: path, hidden: true, label: path, selectListItem: path, sortable: false, type };
}

interface Asked {
  readonly columns: readonly Keys[];
  readonly paths: readonly string[];
  readonly order: readonly { readonly path: string; readonly isAscending: boolean }[];
  readonly query: string;
}

function askedBy({ viewer, object, list }: Found): Asked {
  const shown = columnsOf(viewer, object, list.columns).filter(({ path }) => !hidden.includes(path));
  const order = orderOf(viewer, { object, list }, shown);
  const place = (path: string): number | null => {
    const index = order.findIndex((term) => term.path === path);
    return index < 0 ? null : index;
  };
  const where = conditionOfView(viewer, object, list);
  const items = [...shown.map(({ field, path }) => selectItem(field, path)), ...hidden];
  const terms = [...orderBy(order), 'Id ASC NULLS FIRST'];
  return {
    columns: [...shown.map((column) => describeColumn(column, place(column.path))), ...hidden.map(hiddenColumn)],
    paths: [...shown.map(({ path }) => path), ...hidden],
    order: [...order, { path: 'Id', isAscending: true }],
    query: `SELECT ${items.join(', ')} FROM ${object.name}${where === undefined ? '' : ` WHERE ${where}`} ORDER BY ${terms.join(', ')}`,
  };
}

function foundIn(call: Call, objectName: string, id: string): Found {
  const object = objectInPath(call, objectName);
  const viewer = viewerOf(call.context.engine, call.session);
  const found = isListId(id) ? listWithId(viewer, id) : undefined;
  if (found?.object.name !== object.name) throw notFound();
  return { viewer, ...found };
}

/** The query of a list view by its id, for `query?explain=`; undefined where there is none. */
export function queryOfList(call: Call, id: string): string | undefined {
  if (!isListId(id)) return undefined;
  const viewer = viewerOf(call.context.engine, call.session);
  return askedBy({ viewer, ...listWithId(viewer, id) }).query;
}

const all: Answer = (call, { object: name = '' }) => {
  const object = objectInPath(call, name);
  const viewer = viewerOf(call.context.engine, call.session);
  const listviews = listsOf(viewer, object).map((list) => summary(call, { viewer, object, list }));
  const body = { done: true, listviews, nextRecordsUrl: null, size: listviews.length, sobjectType: object.name };
  return { status: 200, body };
};

const one: Answer = (call, { object = '', id = '' }) => ({
  status: 200,
  body: summary(call, foundIn(call, object, id)),
});

/** Without the tree of its conditions, which the query holds. */
const described: Answer = (call, { object = '', id = '' }) => {
  const found = foundIn(call, object, id);
  const { columns, order, query } = askedBy(found);
  const body = {
    columns,
    id: listId(found.object, found.list),
    orderBy: order.map(({ path, isAscending }) => ({
      fieldNameOrPath: path,
      nullsPosition: isAscending ? 'first' : 'last',
      sortDirection: isAscending ? 'ascending' : 'descending',
    })),
    query,
    scope: found.list.scope === 'Mine' ? 'mine' : 'everything',
    scopeEntityId: null,
    sobjectType: found.object.name,
    whereCondition: null,
  };
  return { status: 200, body };
};

function numberIn(call: Call, name: string, usual: number, [least, most]: readonly [number, number]): number {
  const text = call.parameters.get(name);
  if (text === null) return usual;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const message = `${name} has to be a number from ${least} to ${most}.`;
  throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message); // code and text unverified
}

/** The value at the end of a path, as the text that a list shows. */
function valueAt(record: Keys, path: string): string | null {
  let value: unknown = record;
  for (const step of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Keys)[step] : undefined;
  }
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const results: Answer = (call, { object = '', id = '' }) => {
  const found = foundIn(call, object, id);
  const { columns, paths, query } = askedBy(found);
  const limit = numberIn(call, 'limit', rows.usual, [1, rows.most]);
  const offset = numberIn(call, 'offset', 0, [0, rows.most]);
  const { engine } = call.context;
  const soql = `${query} LIMIT ${limit} OFFSET ${offset}`;
  const records = engine.query(call.session, soql, { apiVersion: `${call.version}.0` }).records.map((record) => ({
    columns: paths.map((fieldNameOrPath) => ({ fieldNameOrPath, value: valueAt(record, fieldNameOrPath) })),
  }));
  const { developerName, id: listIdText, label } = summary(call, found);
  const body = { columns, developerName, done: true, id: listIdText, label, records, size: records.length };
  return { status: 200, body };
};

export const listViewResources: readonly Resource[] = [
  { path: 'sobjects/:object/listviews', methods: { GET: all } },
  { path: 'sobjects/:object/listviews/:id', methods: { GET: one } },
  { path: 'sobjects/:object/listviews/:id/describe', methods: { GET: described } },
  { path: 'sobjects/:object/listviews/:id/results', methods: { GET: results } },
];
