import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Router, type Request, type Response } from 'express';
import { ApiError } from '../engine/engine.ts';
import { isObject, notFound, readJson, sessionOf, versionOf } from '../http/http.ts';
import type { Bulk } from './bulk.ts';
import { createQueryJob, refuse } from './create.ts';
import { checkOwner, wrongState } from './ingest-routes.ts';
import { isOver, jobInfo, jobJson, type QueryJob } from './job.ts';
import { sendJobs } from './list.ts';
import { readPage, resultPages } from './queries.ts';

/** Rows on a page when the client names no number; the platform chooses its own, so clients have to page. */
const pageRows = 10_000;

type Requested = Request<Record<string, string>>;

function checkVersion(request: Requested): number {
  const version = versionOf(request.params['version']);
  if (version < 47) throw notFound();
  return version;
}

function jobOf(bulk: Bulk, request: Requested): QueryJob {
  checkVersion(request);
  const job = bulk.store.get(request.params['id'] ?? '');
  if (job?.kind !== 'query') throw notFound();
  return job;
}

async function create(bulk: Bulk, request: Requested, response: Response): Promise<void> {
  const apiVersion = checkVersion(request);
  const maker = { engine: bulk.engine, usage: bulk.usage, session: sessionOf(response), apiVersion };
  const job = createQueryJob(maker, await readJson(request));
  bulk.store.add(job);
  response.json(jobJson(job));
  bulk.queue.add(job);
}

async function change(bulk: Bulk, request: Requested, response: Response): Promise<void> {
  const job = jobOf(bulk, request);
  checkOwner(bulk, response, job);
  const body = await readJson(request);
  if (!isObject(body) || body['state'] !== 'Aborted') {
    throw refuse('INVALIDJOBSTATE', 'InvalidJobState : state has to be Aborted');
  }
  if (isOver(job)) throw wrongState(job, 'be aborted');
  job.state = 'Aborted';
  job.finishedAt = bulk.clock.now();
  bulk.store.save(job);
  response.json(jobJson(job));
}

function remove(bulk: Bulk, request: Requested, response: Response): void {
  const job = jobOf(bulk, request);
  checkOwner(bulk, response, job);
  if (job.state === 'InProgress') throw wrongState(job, 'be deleted');
  job.state = 'Aborted';
  bulk.store.remove(job);
  response.status(204).end();
}

function largestPage(request: Requested): number {
  const asked = request.query['maxRecords'];
  if (asked === undefined) return pageRows;
  const rows = Number(asked);
  if (Number.isInteger(rows) && rows > 0) return rows;
  throw new ApiError(400, 'INVALIDINPUT', 'maxRecords has to be a positive whole number.'); // code unverified
}

/** A job whose rows are there, asked for by who may read them and with the version that made it. */
function readableJob(bulk: Bulk, request: Requested, response: Response): QueryJob {
  const job = jobOf(bulk, request);
  checkOwner(bulk, response, job);
  if (versionOf(request.params['version']) !== job.apiVersion) {
    // The status is documented, code and text are unverified.
    const message = `The job was created with v${job.apiVersion}.0; its results have to be read with the same version.`;
    throw new ApiError(409, 'APIVERSIONMISMATCH', message);
  }
  if (job.state !== 'JobComplete') throw wrongState(job, 'be read');
  return job;
}

/** Up to five addresses of pages that may be read side by side, from v58 on (Get Parallel Results for a Query Job). */
function parallelPages(bulk: Bulk, request: Requested, response: Response): void {
  if (versionOf(request.params['version']) < 58) throw notFound();
  const job = readableJob(bulk, request, response);
  const { locator } = request.query;
  const isFirst = typeof locator !== 'string' || locator === '';
  const { locators, next } = resultPages(job.rows, isFirst ? undefined : locator, pageRows);
  const path = `/services/data/v${job.apiVersion}.0/jobs/query/${job.id}`;
  response.json({
    resultPages: locators.map((one) => ({ resultUrl: `${path}/results?locator=${one}` })),
    ...(next === undefined ? {} : { nextRecordsUrl: `${path}/resultPages?locator=${next}` }),
    done: next === undefined,
  });
}

/**
 * A page of CSV. `Sforce-Locator` is the literal text `null` on the last one: clients that miss it ask for ever. The
 * reply is compressed whenever the client accepts it (Get Results for a Query Job).
 */
async function results(bulk: Bulk, request: Requested, response: Response): Promise<void> {
  const job = readableJob(bulk, request, response);
  const { locator } = request.query;
  const isFirst = typeof locator !== 'string' || locator === '';
  const page = readPage(bulk.work, job, isFirst ? undefined : locator, largestPage(request));
  response.status(200).setHeader('Content-Type', 'text/csv');
  response.setHeader('Sforce-NumberOfRecords', String(page.rows));
  response.setHeader('Sforce-Locator', page.next ?? 'null');
  const source = Readable.from(page.content);
  if (!request.acceptsEncodings().includes('gzip')) {
    await pipeline(source, response);
    return;
  }
  response.setHeader('Content-Encoding', 'gzip');
  await pipeline(source, createGzip(), response);
}

/** `jobs/query` and everything below it. */
export function queryRoutes(bulk: Bulk): Router {
  const router = Router();
  const path = '/:version/jobs/query';
  router.post(path, (request, response) => create(bulk, request, response));
  router.get(path, (request, response) => {
    checkVersion(request);
    sendJobs(
      bulk.store.list().filter(({ kind }) => kind === 'query'),
      request,
      response,
    );
  });
  router.get(`${path}/:id`, (request, response) => {
    response.json(jobInfo(jobOf(bulk, request)));
  });
  router.patch(`${path}/:id`, (request, response) => change(bulk, request, response));
  router.delete(`${path}/:id`, (request, response) => {
    remove(bulk, request, response);
  });
  router.get(`${path}/:id/resultPages`, (request, response) => {
    parallelPages(bulk, request, response);
  });
  router.get(`${path}/:id/results`, (request, response) => results(bulk, request, response));
  return router;
}
