/** Routes on express: a call is read once, an answer becomes JSON with its entity tag, a refusal the platform's form. */
import { Router, type NextFunction, type Request, type Response } from 'express';
import type { Engine } from '../engine/engine.ts';
import { answerError, notFound, readJson } from '../http/http.ts';
import { answerSaveError, SaveError } from './records/save-error.ts';
import type { Call, Route } from './request.ts';
import { etag } from './tags.ts';
import { viewerOfRequest } from './viewer.ts';

type PathRequest = Request<Record<string, string>>;

async function callOf(engine: Engine, request: PathRequest, response: Response): Promise<Call> {
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  const body = isGet ? undefined : await readJson(request);
  const part = (name: string): string => request.params[name] ?? '';
  return {
    viewer: viewerOfRequest(engine, request, response),
    isGet,
    base: request.baseUrl,
    url: request.originalUrl,
    query: request.query,
    body,
    part,
    parts: (name) => part(name).split(','),
    header: (name) => request.get(name),
  };
}

/** `If-None-Match` lists tags, each perhaps weak; a proxy may have added to one (`…--gzip`). */
function isKnown(header: string | undefined, tag: string): boolean {
  const tags = [...(header ?? '').matchAll(/"([^"]*)"/g)].map(([, known = '']) => known.replace(/--gzip$/, ''));
  return tags.includes(tag);
}

/** A client that has this very representation gets 304 (UI API, Authentication, Versioning, Limits, ETag, and More). */
function send(call: Call, response: Response, status: number, answer: unknown): void {
  if (answer === undefined) {
    response.status(204).end();
    return;
  }
  const tag = etag(answer);
  response.set('ETag', `"${tag}"`);
  if (call.isGet && isKnown(call.header('If-None-Match'), tag)) response.status(304).end();
  else response.status(status).json(answer);
}

function answerUiError(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (error instanceof SaveError) answerSaveError(error, response);
  else answerError(error, request, response, next);
}

export function routerOf(engine: Engine, routes: readonly Route[]): Router {
  const router = Router();
  for (const { method, path, answer, status = 200, isSave = false } of routes) {
    router[method](path, async (request: PathRequest, response) => {
      const call = await callOf(engine, request, response);
      const work = (): unknown => answer(call);
      send(call, response, status, isSave ? await engine.locks.run(work) : await work());
    });
  }
  router.use(() => {
    throw notFound();
  });
  router.use(answerUiError);
  return router;
}
