/** The REST API below `/services/data`: versions, describe, records, collections, composite, queries. */
import { Router, type Request, type Response } from 'express';
import { answerError, readJson, sessionOf, versionOf } from '../http/http.ts';
import { batch } from './batch.ts';
import { collectionResources } from './collections.ts';
import { composite } from './composite.ts';
import { basicInformation, describeGlobal, describeObject } from './describe.ts';
import { create, recordResources } from './records.ts';
import { answer, type Context, type Reply, type Resource, segmentsOf } from './resource.ts';
import { queryResources } from './soql.ts';
import { tree } from './tree.ts';
import { entryResources, versionList } from './versions.ts';

export type { Context } from './resource.ts';

/** What may be a part of a composite or batch request. Order decides: `describe` is no record's id. */
const simple: readonly Resource[] = [
  ...entryResources,
  { path: 'sobjects', methods: { GET: describeGlobal } },
  { path: 'sobjects/:object', methods: { GET: basicInformation, POST: create } },
  { path: 'sobjects/:object/describe', methods: { GET: describeObject } },
  ...recordResources,
  ...collectionResources,
  ...queryResources,
];

const resources: readonly Resource[] = [
  { path: 'composite', methods: { POST: composite(simple) } },
  { path: 'composite/batch', methods: { POST: batch(simple) } },
  { path: 'composite/tree/:object', methods: { POST: tree } },
  ...simple,
];

function send(response: Response, reply: Reply): void {
  response.status(reply.status).set(reply.headers ?? {});
  if (reply.body === undefined) response.end();
  else response.json(reply.body);
}

async function serve(context: Context, request: Request, response: Response): Promise<void> {
  const [path = '', query = ''] = request.url.split(/\?(.*)/s);
  const [version, ...segments] = segmentsOf(path);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  const reply = answer(resources, {
    context,
    session: sessionOf(response),
    method: request.method,
    version: versionOf(version),
    segments,
    parameters: new URLSearchParams(query),
    headers: Object.fromEntries(headers) as Record<string, string>, // pairs of texts, made one line above
    body: await readJson(request),
  });
  send(response, reply);
}

/** `GET /services/data`, which needs no session. */
export function versionsRouter(): Router {
  const router = Router();
  router.get('/services/data', (_request, response) => {
    response.json(versionList());
  });
  return router;
}

/** Everything below `/services/data/`; mount it there, behind the authentication and the other routers. */
export function restRouter(context: Context): Router {
  const router = Router();
  router.use((request, response) => serve(context, request, response));
  router.use(answerError);
  return router;
}
