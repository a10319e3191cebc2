import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** 16,384 bytes for the URI alone and for URI and headers together (Limits and Allocations Quick Reference, v67). */
const limit = 16_384;

/**
 * Collapses repeated slashes of the path before anything is routed: the sf CLI keeps its instance URL with a trailing
 * slash and asks for `//services/data`. The query string is left alone.
 */
export function straightenPath(request: Request, _response: Response, next: NextFunction): void {
  const end = request.url.indexOf('?');
  const path = end === -1 ? request.url : request.url.slice(0, end);
  if (path.includes('//')) request.url = path.replace(/\/{2,}/g, '/') + (end === -1 ? '' : request.url.slice(end));
  next();
}

/** 414 for a URI that is too long, 431 for URI and headers together; the bodies are unverified. */
export function limitUris(request: Request, response: Response, next: NextFunction): void {
  const uri = Buffer.byteLength(request.originalUrl);
  if (uri > limit) {
    response.status(414).type('text/plain').send('URI Too Long');
    return;
  }
  const headers = request.rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, 0);
  if (uri + headers > limit) {
    response.status(431).type('text/plain').send('Request Header Fields Too Large');
    return;
  }
  next();
}

/**
 * Refuses requests that name another host. A page of a foreign site can have its own name resolve to this machine and
 * would then count as a page of this org, which signs people in without a password.
 */
export function ownHostOnly(origin: string): RequestHandler {
  const { port } = new URL(origin);
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  return (request, response, next) => {
    if (names.includes(request.headers.host ?? '')) next();
    else {
      response
        .status(421)
        .type('text/plain')
        .send(`This org answers to ${names.join(' and ')} only.`);
    }
  };
}
