/** What every router of the org shares: whose request it is, how a refusal is answered, how a body is read. */
import type { NextFunction, Request, Response } from 'express';
import { ApiError, type Session } from '../engine/engine.ts';
import { retired, versions } from '../versions.ts';

export { readJson, type JsonObject, isObject } from './body.ts';
export { newPlatformId } from './ids.ts';
export { listen, type Listening } from './listen.ts';
export { readMultipart, type Part } from './multipart.ts';
export { limitUris, ownHostOnly, straightenPath } from './uri.ts';
export { sendJson } from './send.ts';
export { versions } from '../versions.ts';
export { openUsage, type Allowance, type Usage } from './usage.ts';

const key = 'todoku.session';

/** Called once per request by the authentication in oauth/; the routers behind it only read. */
export function setSession(response: Response, session: Session): void {
  response.locals[key] = session;
}

/** The session of an authenticated request; without one the platform's 401. */
export function sessionOf(response: Response): Session {
  const session: unknown = response.locals[key];
  if (session === undefined) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  return session as Session; // only setSession writes this key
}

/** Last error handler of every REST router: `[{errorCode, message, fields?}]`, as REST answers. */
export function answerError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent || !(error instanceof ApiError)) {
    next(error);
    return;
  }
  const { errorCode, message, fields } = error;
  response.status(error.status).json([fields.length === 0 ? { message, errorCode } : { message, errorCode, fields }]);
}

/** The platform's 404 for a path that no resource answers; clients match this very text. */
export function notFound(): ApiError {
  return new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

function isRetired(version: number): boolean {
  return version >= retired.first && version <= retired.last;
}

function unsupported(status: number, version: number): ApiError {
  return new ApiError(status, 'UNSUPPORTED_API_VERSION', `API version ${version}.0 is retired.`);
}

function numberOf(segment: string): number {
  return Number(/^v([1-9]\d?)\.0$/.exec(segment)?.[1]);
}

/** The number in `v62.0`; a retired one is 410 (the body is unverified), any other outside the range does not exist. */
export function versionOf(segment: string | undefined): number {
  const version = numberOf(segment ?? '');
  if (version >= versions.first && version <= versions.last) return version;
  throw isRetired(version) ? unsupported(410, version) : notFound();
}

/** The number in `62.0`, as the addresses of SOAP write it; there a retired one is 500. */
export function soapVersion(segment: string): number {
  const version = numberOf(`v${segment}`);
  if (isRetired(version)) throw unsupported(500, version);
  return versionOf(`v${segment}`);
}

/** `2018-12-18T22:51:36.000+0000`, the form of every time in REST and Bulk replies. */
export function platformTime(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '+0000');
}
