/** Whose request it is: the token of a header or of the browser's cookie, and the session behind it. */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { ApiError, type Session, type UserProfile } from '../engine/engine.ts';
import { setSession } from '../http/http.ts';
import { mayCallApi } from './scopes.ts';
import type { Login } from './login.ts';

function cookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A cookie is sent by any page of the browser, so a request that writes has to come from a page of this org. */
export function isOwnPage(request: Request, origin: string): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return true;
  const from = request.headers.origin;
  if (from === undefined || from === origin) return true;
  return URL.canParse(from) && new URL(from).host === request.headers.host;
}

/** The token of a request: `Authorization: Bearer` or `OAuth`, else the browser's cookie `sid`. */
export function tokenOf(request: Request, origin: string): string | undefined {
  const [, bearer] = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (bearer !== undefined) return bearer;
  return isOwnPage(request, origin) ? cookie(request, 'sid') : undefined;
}

/** The session of a token whose user is still active. */
export function liveSession(login: Login, token: string | undefined): Session | undefined {
  const session = token === undefined ? undefined : login.tokens.session(token);
  return session !== undefined && login.engine.user(session).active ? session : undefined;
}

/** The person behind a live token; undefined for a stranger. */
export function userOf(login: Login, token: string | undefined): UserProfile | undefined {
  const session = liveSession(login, token);
  return session === undefined ? undefined : login.engine.user(session);
}

/** Lets a request through with its session, or answers 401 INVALID_SESSION_ID. */
export function authenticate(login: Login): RequestHandler {
  return (request, response, next) => {
    const token = tokenOf(request, login.origin);
    const session = liveSession(login, token);
    if (session === undefined) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    if (!mayCallApi(login.tokens.facts(token ?? '')?.scope ?? '')) {
      // jsforce knows this text: it does not try to refresh then.
      throw new ApiError(401, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API');
    }
    setSession(response, session);
    next();
  };
}

/** Sets the session when there is one and lets every request pass; the pages decide what a stranger sees. */
export function recognise(login: Login): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const session = liveSession(login, tokenOf(request, login.origin));
    if (session !== undefined) setSession(response, session);
    next();
  };
}
