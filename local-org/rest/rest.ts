/** The REST API below `/services/data`: versions, describe, records, collections, composite, queries. */
import { Router, type Request, type Response } from 'express';
import { answerError, readJson, sendJson, sessionOf, versionOf } from '../http/http.ts';
import { batch } from './batch.ts';
import { collectionResources } from './collections.ts';
import { composite, compositeResources } from './composite.ts';
import { basicInformation, describeGlobal, describeObject } from './describe.ts';
import { createFreshness } from './freshness.ts';
import { graph } from './graph.ts';
import { layoutResources } from './layouts.ts';
import { checkAccept, checkContentType } from './negotiation.ts';
import { listViewResources } from './list-views.ts';
import { openRecents, recent } from './recent.ts';
import { create, recordResources } from './records.ts';
import { replicationResources } from './replication.ts';
import {
  answer,
  type Call,
  type Context,
  type Reply,
  type Resource,
  type RestContext,
  segmentsOf,
} from './resource.ts';
import { searchResources } from './search.ts';
import { queryResources } from './soql.ts';
import { tabResources } from './tabs.ts';
import { tree } from './tree.ts';
import { entryResources, versionList } from './versions.ts';

export type { Context } from './resource.ts';

/** What may be a part of a composite or batch request. Order decides: `describe` is no record's id. */
const simple: readonly Resource[] = [
  ...entryResources,
  ...tabResources,
  { path: 'recent', methods: { GET: recent } },
  { path: 'sobjects', methods: { GET: describeGlobal } },
  { path: 'sobjects/:object', methods: { GET: basicInformation, POST: create } },
  { path: 'sobjects/:object/describe', methods: { GET: describeObject } },
  ...layoutResources,
  ...listViewResources,
  ...replicationResources,
  ...recordResources,
  ...collectionResources,
  ...queryResources,
  ...searchResources,
];

const resources: readonly Resource[] = [
  { path: 'composite', methods: { GET: compositeResources, POST: composite(simple) } },
  { path: 'composite/graph', methods: { POST: graph(simple) } },
  { path: 'composite/batch', methods: { POST: batch(simple) } },
  { path: 'composite/tree/:object', methods: { POST: tree } },
  ...simple,
];

function send(request: Request, response: Response, reply: Reply): void {
  response.status(reply.status).set(reply.headers ?? {});
  if (reply.body === undefined) response.end();
  else sendJson(request, response, reply.body);
}

/** A POST may stand for another method where a client cannot send that ("HTTP Method Override"). */
function methodOf(request: Request, parameters: URLSearchParams): string {
  const override = request.method === 'POST' ? parameters.get('_HttpMethod') : null;
  return override?.toUpperCase() ?? request.method;
}

async function serve(context: RestContext, request: Request, response: Response): Promise<void> {
  checkAccept(request.headers);
  const [path = '', query = ''] = request.url.split(/\?(.*)/s);
  const [version, ...segments] = segmentsOf(path);
  const parameters = new URLSearchParams(query);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  const body = await readJson(request);
  if (body !== undefined) checkContentType(request.headers);
  const call: Call = {
    context,
    session: sessionOf(response),
    method: methodOf(request, parameters),
    version: versionOf(version),
    segments,
    parameters,
    headers: Object.fromEntries(headers) as Record<string, string>, // pairs of texts, made above
    body,
  };
  const isRead = call.method === 'GET' || call.method === 'HEAD';
  const reply = isRead ? answer(resources, call) : await context.engine.locks.run(() => answer(resources, call));
  send(request, response, reply);
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
  const inner = { ...context, freshness: createFreshness(), recents: openRecents(context.engine) };
  router.use((request, response) => serve(inner, request, response));
  router.use(answerError);
  return router;
}
