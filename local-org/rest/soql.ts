import { ApiError, type QueryPage } from '../engine/engine.ts';
import { normalizeId } from '../schema/schema.ts';
import { queryOfList } from './list-views.ts';
import type { Answer, Call, Resource } from './resource.ts';

/** A text as a SOQL literal. */
export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** Addresses in records carry the version that was asked. */
export const apiVersion = (call: Call): string => `${call.version}.0`;

const isTooling = ({ segments }: Call): boolean => segments[0] === 'tooling';

/** Header `Sforce-Query-Options: batchSize=500`, a hint from 200 to 2,000. */
export function batchSize(call: Call): { readonly batchSize?: number } {
  const [, text] = /batchSize\s*=\s*(\d+)/i.exec(call.headers['sforce-query-options'] ?? '') ?? [];
  return text === undefined ? {} : { batchSize: Math.min(2000, Math.max(200, Number(text))) };
}

export function pageReply(call: Call, page: QueryPage): object {
  const root = `/services/data/v${call.version}.0${isTooling(call) ? '/tooling' : ''}`;
  const next = page.locator === undefined ? {} : { nextRecordsUrl: `${root}/query/${page.locator}` };
  return { totalSize: page.totalSize, done: page.done, ...next, records: page.records };
}

/** `columns=true`: no rows but what they consist of. Every non-empty `sf data query` asks it. */
function columnsReply(call: Call, page: QueryPage): object {
  const keyPrefix = call.context.engine.schema().objects.get(page.entityName.toLowerCase())?.keyPrefix ?? null;
  const idSelected = page.columns.some((column) => column.columnName.toLowerCase() === 'id');
  const groupBy = page.columns.some((column) => column.aggregate && column.joinColumns.length === 0);
  return { columnMetadata: page.columns, entityName: page.entityName, groupBy, idSelected, keyPrefix };
}

/** `explain=` instead of `q=`: a query or the id of a list view, not that of a report, which this org has not. */
function explained(call: Call, text: string): object {
  const soql = queryOfList(call, text) ?? text;
  if (normalizeId(soql) !== undefined) throw new ApiError(400, 'INVALID_ID_FIELD', `${soql} cannot be explained`); // unverified
  return call.context.engine.explain(call.session, soql);
}

function select(call: Call, all: boolean): object {
  const { engine, recents } = call.context;
  const explain = call.parameters.get('explain');
  if (explain !== null) return explained(call, explain);
  const soql = call.parameters.get('q') ?? '';
  if (soql.trim() === '') throw new ApiError(400, 'MALFORMED_QUERY', 'SOQL statement cannot be empty.'); // text unverified
  const options = { all, apiVersion: apiVersion(call), tooling: isTooling(call), ...batchSize(call) };
  const page = engine.query(call.session, soql, options);
  if (page.isView === true) recents.add(call.session, page.records.flatMap(idOf));
  return call.parameters.get('columns') === 'true' ? columnsReply(call, page) : pageReply(call, page);
}

/** Of a record: its id is the end of its address, selected or not. */
function idOf({ attributes }: QueryPage['records'][number]): readonly string[] {
  const { url } = attributes as { readonly url?: string }; // every record has attributes
  return url?.split('/').slice(-1) ?? [];
}

const query: Answer = (call) => ({ status: 200, body: select(call, false) });
const queryAll: Answer = (call) => ({ status: 200, body: select(call, true) });

/** jsforce asks here for the later pages of `queryAll`, too. */
const more: Answer = (call, { locator = '' }) => ({
  status: 200,
  body: pageReply(call, call.context.engine.queryMore(call.session, locator)),
});

export const queryResources: readonly Resource[] = [
  { path: 'query', methods: { GET: query } },
  { path: 'queryAll', methods: { GET: queryAll } },
  { path: 'query/:locator', methods: { GET: more } },
  { path: 'queryAll/:locator', methods: { GET: more } },
  { path: 'tooling/query', methods: { GET: query } },
  { path: 'tooling/queryAll', methods: { GET: queryAll } },
  { path: 'tooling/query/:locator', methods: { GET: more } },
];
