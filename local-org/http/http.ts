/** What every router of the org shares: whose request it is, and how a refusal is answered. */
import type { NextFunction, Request, Response } from 'express';
import { ApiError, type Session } from '../engine/engine.ts';

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
