import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import { ApiError } from '../engine/engine.ts';
import { isObject, notFound, readJson, readMultipart, sessionOf, versionOf } from '../http/http.ts';
import type { Bulk } from './bulk.ts';
import { createIngestJob, refuse } from './create.ts';
import { type IngestJob, isOver, jobInfo, jobJson } from './job.ts';
import { openHeader } from './ingest.ts';
import { sendJobs } from './list.ts';
import { csvLine, readOutcomes, readUnprocessed } from './results.ts';
import { receive } from './upload.ts';

/** Data sent along with the job may have 100,000 characters (Process for Creating Bulk API 2.0 Requests). */
const largestInline = 100_000;

/** How long a job may stay open (Limits Quick Reference, v67); that it is Aborted then is unverified. */
const longestOpenMs = 24 * 60 * 60 * 1000;

type Requested = Request<Record<string, string>>;

/** The job of a path, which exists from v41 on. */
function jobOf(bulk: Bulk, request: Requested): IngestJob {
  checkVersion(request);
  const job = bulk.store.get(request.params['id'] ?? '');
  if (job?.kind !== 'ingest') throw notFound();
  if (job.state === 'Open' && job.createdAt + longestOpenMs < bulk.clock.now()) abort(bulk, job);
  return job;
}

function checkVersion(request: Requested): number {
  const version = versionOf(request.params['version']);
  if (version < 41) throw notFound();
  return version;
}

/** Creator, or a user with Manage Data Integrations. */
export function checkOwner(bulk: Bulk, response: Response, job: { readonly createdById: string }): void {
  const session = sessionOf(response);
  if (job.createdById === session.userId || bulk.engine.permits(session, 'ManageDataIntegrations')) return;
  throw refuse('INVALIDUSER', 'InvalidUser : The job belongs to another user');
}

export function wrongState(job: { readonly state: string }, wanted: string): ApiError {
  return refuse('INVALIDJOBSTATE', `InvalidJobState : The job is ${job.state}, it cannot ${wanted}`);
}

function close(bulk: Bulk, job: IngestJob): void {
  job.state = 'UploadComplete';
  bulk.store.save(job);
  bulk.queue.add(job);
}

/** Job and data in one request; the job starts at once. */
async function createWithData(bulk: Bulk, request: Requested, make: (body: unknown) => IngestJob): Promise<IngestJob> {
  const parts = await readMultipart(request, largestInline * 4);
  const [described, content] = [parts.find(({ name }) => name === 'job'), parts.find(({ name }) => name === 'content')];
  if (described === undefined || content === undefined) {
    throw refuse('INVALIDJOB', "InvalidJob : A multipart request needs the parts 'job' and 'content'");
  }
  if (content.content.toString('utf8').length > largestInline) {
    throw refuse('CLIENTINPUTERROR', `ClientInputError : The content is longer than ${largestInline} characters`);
  }
  let body: unknown;
  try {
    body = JSON.parse(described.content.toString('utf8'));
  } catch {
    throw new ApiError(400, 'JSON_PARSER_ERROR', "The part 'job' is not JSON.");
  }
  const job = make(body);
  bulk.store.add(job);
  job.upload = await receive(Readable.from([content.content]), bulk.store.file(job, 'upload.csv'));
  close(bulk, job);
  return job;
}

async function create(bulk: Bulk, request: Requested, response: Response): Promise<void> {
  const apiVersion = checkVersion(request);
  const maker = { engine: bulk.engine, usage: bulk.usage, session: sessionOf(response), apiVersion };
  const make = (body: unknown): IngestJob => createIngestJob(maker, body);
  if (request.is('multipart/form-data') !== false) {
    response.json(jobJson(await createWithData(bulk, request, make)));
    return;
  }
  const job = make(await readJson(request));
  bulk.store.add(job);
  response.json(jobJson(job));
}

/** One upload only, and only while the job is open (a second one is unverified: refused). */
async function upload(bulk: Bulk, request: Requested, response: Response): Promise<void> {
  const job = jobOf(bulk, request);
  checkOwner(bulk, response, job);
  if (request.is('text/csv') === false) {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'The data of a job has to be text/csv.');
  }
  const earlier = bulk.uploading.get(job.id);
  // One whose connection broke is about to be cleared away; its client may be here again already.
  if (earlier?.request.destroyed === true) await earlier.end;
  if (job.state !== 'Open' || job.upload !== undefined || bulk.uploading.has(job.id)) {
    throw wrongState(job, 'take data');
  }
  const { promise: end, resolve } = Promise.withResolvers<undefined>();
  bulk.uploading.set(job.id, { request, end });
  try {
    job.upload = await receive(request, bulk.store.file(job, 'upload.csv'));
  } finally {
    bulk.uploading.delete(job.id);
    resolve(undefined);
  }
  bulk.store.save(job);
  response.status(201).end();
}

function abort(bulk: Bulk, job: IngestJob): void {
  if (isOver(job)) throw wrongState(job, 'be aborted');
  job.state = 'Aborted';
  job.finishedAt = bulk.clock.now();
  bulk.store.save(job);
}

async function change(bulk: Bulk, request: Requested, response: Response): Promise<void> {
  const job = jobOf(bulk, request);
  checkOwner(bulk, response, job);
  const body = await readJson(request);
  const state = isObject(body) ? body['state'] : undefined;
  if (state === 'Aborted') abort(bulk, job);
  else if (state !== 'UploadComplete') {
    throw refuse('INVALIDJOBSTATE', 'InvalidJobState : state has to be UploadComplete or Aborted');
  } else if (job.state !== 'Open' || job.upload === undefined) {
    throw wrongState(job, 'be closed');
  } // without data: unverified
  else close(bulk, job);
  response.json(state === 'Aborted' ? jobJson(job) : { ...jobJson(job), state });
}

function remove(bulk: Bulk, request: Requested, response: Response): void {
  const job = jobOf(bulk, request);
  checkOwner(bulk, response, job);
  // UploadComplete may be deleted by the documents; InProgress and Open may not.
  if (job.state === 'Open' || job.state === 'InProgress') throw wrongState(job, 'be deleted');
  job.state = 'Aborted';
  bulk.store.remove(job);
  response.status(204).end();
}

type Results = 'successfulResults' | 'failedResults' | 'unprocessedrecords';

async function* content(bulk: Bulk, job: IngestJob, which: Results): AsyncGenerator<string | Buffer> {
  const uploaded = bulk.store.file(job, 'upload.csv');
  const { progress } = job;
  if (progress.bytes === 0 && job.upload === undefined) return;
  // A job that could not begin gives its data back as it came.
  if (progress.bytes === 0 && which === 'unprocessedrecords' && job.state !== 'JobComplete') {
    yield* createReadStream(uploaded) as AsyncIterable<Buffer>;
    return;
  }
  const columns = progress.bytes === 0 && job.state !== 'JobComplete' ? [] : await headerOf(bulk, job, uploaded);
  if (which === 'successfulResults') {
    const header = csvLine(['sf__Id', 'sf__Created', ...columns], job);
    yield* readOutcomes(bulk.store.file(job, 'successful.csv'), header, progress.successBytes);
  } else if (which === 'failedResults') {
    const header = csvLine(['sf__Id', 'sf__Error', ...columns], job);
    yield* readOutcomes(bulk.store.file(job, 'failed.csv'), header, progress.failedBytes);
  } else {
    yield csvLine(columns, job);
    if (job.state !== 'JobComplete') yield* readUnprocessed(job, uploaded, progress.bytes);
  }
}

async function headerOf(bulk: Bulk, job: IngestJob, uploaded: string): Promise<readonly string[]> {
  return (await openHeader(bulk.engine, job, uploaded)).columns;
}

async function results(bulk: Bulk, request: Requested, response: Response, which: Results): Promise<void> {
  const job = jobOf(bulk, request);
  checkOwner(bulk, response, job);
  if (!isOver(job)) throw wrongState(job, 'be read'); // unverified: the documents speak of finished jobs only
  response.status(200).setHeader('Content-Type', 'text/csv');
  await pipeline(Readable.from(content(bulk, job, which)), response);
}

/** `jobs/ingest` and everything below it. */
export function ingestRoutes(bulk: Bulk): Router {
  const router = Router();
  const path = '/:version/jobs/ingest';
  router.post(path, (request, response) => create(bulk, request, response));
  router.get(path, (request, response) => {
    checkVersion(request);
    sendJobs(
      bulk.store.list().filter(({ kind }) => kind === 'ingest'),
      request,
      response,
    );
  });
  router.put(`${path}/:id/batches`, (request, response) => upload(bulk, request, response));
  router.patch(`${path}/:id`, (request, response) => change(bulk, request, response));
  router.get(`${path}/:id`, (request, response) => {
    response.json(jobInfo(jobOf(bulk, request)));
  });
  router.delete(`${path}/:id`, (request, response) => {
    remove(bulk, request, response);
  });
  for (const which of ['successfulResults', 'failedResults', 'unprocessedrecords'] as const) {
    router.get(`${path}/:id/${which}`, (request, response) => results(bulk, request, response, which));
  }
  return router;
}
