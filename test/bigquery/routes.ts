/** From requests to answers. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { toColumn, toField } from './field.ts';
import type { FieldSchema } from './field.ts';
import type { Failure, JobRequest, Jobs } from './jobs.ts';
import { jobBody } from './jobs.ts';
import { schemaOf } from './query-job.ts';
import { Refused, duplicate, errorBody, invalidValue, notFound } from './refused.ts';
import { columnList, duckName } from './store.ts';
import type { Row, Store, StoredTable } from './store.ts';
import type { Troubles } from './trouble.ts';
import { receive } from './upload.ts';

export interface Parts {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly troubles: Troubles;
  /** Folder for uploads. */
  readonly dir: string;
}

interface Call {
  readonly method: string;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly parts: Parts;
  /** Why the job that is made shall fail. */
  readonly failure: Failure | undefined;
}

export async function handle(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const { method = 'GET', url = '' } = request;
  const address = new URL(url, 'http://localhost');
  const trouble = parts.troubles.take(method, address.pathname);
  if (trouble?.kind === 'silence') {
    request.resume();
    return;
  }
  if (trouble?.kind === 'drop') {
    request.destroy();
    return;
  }
  try {
    if (trouble?.kind === 'refuse') {
      request.resume();
      throw new Refused(trouble.status, trouble.reason, `Trouble on request: ${trouble.reason}`);
    }
    const path = address.pathname
      .split('/')
      .filter((step) => step !== '')
      .map(decodeURIComponent);
    const failure = trouble?.kind === 'fail-job' ? trouble : undefined;
    const body = await answer({ method, path, query: address.searchParams, request, parts, failure });
    deliver(response, body, trouble?.kind);
  } catch (error) {
    const refused = error instanceof Refused ? error : broken(error);
    send(response, refused.status, errorBody(refused));
  }
}

/** A mistake of the stand-in itself. */
function broken(error: unknown): Refused {
  return new Refused(500, 'internalError', error instanceof Error ? (error.stack ?? '') : String(error));
}

function send(response: ServerResponse, status: number, body: object | undefined): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function deliver(response: ServerResponse, body: object | undefined, trouble: string | undefined): void {
  if (trouble === 'lose-answer') response.destroy();
  else if (trouble === 'cut-answer') cut(response, body);
  else send(response, body === undefined ? 204 : 200, body);
}

function cut(response: ServerResponse, body: object | undefined): void {
  const text = JSON.stringify(body ?? {});
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', 'content-length': text.length });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

async function answer(call: Call): Promise<object | undefined> {
  const { path, method, parts } = call;
  if (path[0] === 'upload') return upload(call, path.slice(1));
  const [service, version, projects, project, kind, ...rest] = path;
  if (service !== 'bigquery' || version !== 'v2' || projects !== 'projects') throw notFound(`URL ${path.join('/')}`);
  if (project !== parts.store.project) throw notFound(`Project ${project ?? ''}`);
  if (kind === 'datasets') return datasets(call, rest);
  if (kind === 'jobs') return jobs(call, rest);
  if (kind === 'queries' && method === 'GET') return results(call, rest[0] ?? '');
  throw notFound(`URL ${method} ${path.join('/')}`);
}

async function json(request: IncomingMessage): Promise<Row> {
  const text = (await buffer(request)).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refused(400, 'parseError', 'Parse Error');
}

async function upload({ query, request, parts, failure, method }: Call, path: readonly string[]): Promise<object> {
  const [service, version, projects, project, kind] = path;
  const isJobs = service === 'bigquery' && version === 'v2' && projects === 'projects' && kind === 'jobs';
  if (!isJobs || method !== 'POST' || project !== parts.store.project) throw notFound(`URL upload/${path.join('/')}`);
  if (query.get('uploadType') !== 'multipart') throw invalidValue('Only uploadType=multipart is supported here');
  const file = join(parts.dir, randomUUID());
  const text = await receive(request, file);
  const job = await parts.jobs.insert(toRequest(JSON.parse(text)), file, failure);
  return jobBody(job, parts.store.project);
}

/** The request as it came; what is wrong with it is found where it is used. */
function toRequest(value: unknown): JobRequest {
  return typeof value === 'object' && value !== null ? value : {};
}

async function jobs(call: Call, rest: readonly string[]): Promise<object> {
  const { method, query, request, parts, failure } = call;
  const [id, verb] = rest;
  const { store } = parts;
  if (id === undefined && method === 'POST') {
    return jobBody(await parts.jobs.insert(toRequest(await json(request)), undefined, failure), store.project);
  }
  if (id === undefined && method === 'GET') {
    return { jobs: parts.jobs.list().map((job) => jobBody(job, store.project)) };
  }
  if (id === undefined) throw notFound('URL jobs');
  const job = parts.jobs.get(id, query.get('location') ?? undefined);
  if (method === 'GET' && verb === undefined) return jobBody(job, store.project);
  if (method === 'POST' && verb === 'cancel') return { job: jobBody(job, store.project) };
  throw notFound(`URL jobs/${id}/${verb ?? ''}`);
}

const patienceMs = 10_000;

/** Waits as long as it is asked to; a job that failed answers with its error. */
async function results({ query, parts }: Call, id: string): Promise<object> {
  const job = parts.jobs.get(id, query.get('location') ?? undefined);
  const limit = Math.min(Number(query.get('timeoutMs') ?? patienceMs), 200_000);
  const late = AbortSignal.timeout(limit);
  await Promise.race([
    job.done,
    new Promise((resolve) => {
      late.addEventListener('abort', resolve, { once: true });
    }),
  ]);
  const jobReference = { projectId: parts.store.project, jobId: id, location: job.location };
  if (job.state !== 'DONE') return { jobComplete: false, jobReference };
  if (job.error !== undefined) throw job.error;
  const { outcome } = job;
  if (outcome === undefined) throw invalidValue('Cannot get query results of a load job');
  const start = startOf(query);
  const wanted = query.get('maxResults');
  const page = await parts.jobs.page(job, start, wanted === null ? undefined : Number(wanted));
  return {
    kind: 'bigquery#getQueryResultsResponse',
    jobComplete: true,
    jobReference,
    schema: schemaOf(outcome.columns),
    totalRows: String(page.total),
    rows: page.rows,
    totalBytesProcessed: String(outcome.totalBytesProcessed),
    cacheHit: false,
    ...(page.next === undefined ? {} : { pageToken: tokenOf(page.next) }),
    ...(outcome.affectedRows === undefined ? {} : { numDmlAffectedRows: String(outcome.affectedRows) }),
  };
}

function tokenOf(start: number): string {
  return Buffer.from(`page:${start}`).toString('base64url');
}

function startOf(query: URLSearchParams): number {
  const token = query.get('pageToken');
  if (token === null) return Number(query.get('startIndex') ?? 0);
  const text = /^page:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  if (text === undefined) throw invalidValue('Invalid page token');
  return Number(text);
}

async function datasets(call: Call, rest: readonly string[]): Promise<object | undefined> {
  const { method, request, parts } = call;
  const { store } = parts;
  const [id, kind, ...deeper] = rest;
  if (id === undefined && method === 'POST') {
    const body = await json(request);
    const { datasetReference, location } = body;
    const { datasetId } = toReference(datasetReference);
    const dataset = await store.createDataset(datasetId ?? '', typeof location === 'string' ? location : 'US', body);
    return datasetBody(dataset.id, store);
  }
  if (id === undefined) throw notFound('URL datasets');
  if (kind === undefined && method === 'GET') return datasetBody(store.dataset(id).id, store);
  if (kind === 'tables') return tables(call, id, deeper);
  throw notFound(`URL datasets/${rest.join('/')}`);
}

function toReference(value: unknown): { readonly datasetId?: string; readonly tableId?: string } {
  return typeof value === 'object' && value !== null ? value : {};
}

function datasetBody(id: string, { project, datasets: all }: Store): object {
  const dataset = all.get(id);
  return {
    kind: 'bigquery#dataset',
    ...dataset?.metadata,
    location: dataset?.location,
    datasetReference: { projectId: project, datasetId: id },
  };
}

async function tables(call: Call, dataset: string, rest: readonly string[]): Promise<object | undefined> {
  const { method, request, parts, query } = call;
  const { store } = parts;
  const [id, verb] = rest;
  if (id === undefined && method === 'POST') return createTable(await json(request), dataset, store);
  if (id === undefined && method === 'GET') {
    return {
      tables: [...store.dataset(dataset).tables.keys()].map((tableId) => ({
        tableReference: { projectId: store.project, datasetId: dataset, tableId },
      })),
    };
  }
  const table = store.table(dataset, id ?? '');
  if (verb === 'data' && method === 'GET') return tableData(table, query, parts.jobs);
  if (verb !== undefined) throw notFound(`URL tables/${rest.join('/')}`);
  if (method === 'GET') return tableBody(table, store);
  if (method !== 'DELETE') throw notFound(`URL ${method} tables`);
  await store.session((session) => session.run(`DROP TABLE ${duckName(table)}`));
  store.dataset(dataset).tables.delete(table.id);
  return undefined;
}

async function createTable(
  { tableReference, schema, ...metadata }: Row,
  dataset: string,
  store: Store,
): Promise<object> {
  const { tableId = '' } = toReference(tableReference);
  if (store.dataset(dataset).tables.has(tableId)) throw duplicate(`Table ${store.project}:${dataset}.${tableId}`);
  const columns = fieldsOf(schema).map(toColumn);
  await store.session((session) =>
    session.run(`CREATE TABLE ${duckName({ dataset, id: tableId })} (${columnList(columns)})`),
  );
  return tableBody(store.note(dataset, tableId, columns, metadata), store);
}

async function tableData(table: StoredTable, query: URLSearchParams, jobs: Jobs): Promise<object> {
  const wanted = query.get('maxResults');
  const most = wanted === null ? undefined : Number(wanted);
  const page = await jobs.pageOf(duckName(table), table.columns, startOf(query), most);
  return {
    kind: 'bigquery#tableDataList',
    totalRows: String(page.total),
    rows: page.rows,
    ...(page.next === undefined ? {} : { pageToken: tokenOf(page.next) }),
  };
}

function fieldsOf(schema: unknown): readonly FieldSchema[] {
  if (typeof schema !== 'object' || schema === null || !('fields' in schema) || !Array.isArray(schema.fields)) {
    return [];
  }
  return schema.fields as readonly FieldSchema[]; // checked field by field by `toColumn`
}

async function tableBody(table: StoredTable, store: Store): Promise<object> {
  const [row] = await store.session((session) => session.rows(`SELECT count(*) AS n FROM ${duckName(table)}`));
  return {
    kind: 'bigquery#table',
    ...table.metadata,
    tableReference: { projectId: store.project, datasetId: table.dataset, tableId: table.id },
    schema: { fields: table.columns.map(toField) },
    numRows: String(Number(row?.['n'])),
    creationTime: String(table.createdAt),
    lastModifiedTime: String(table.modifiedAt),
    location: store.dataset(table.dataset).location,
    type: 'TABLE',
  };
}
