/** Who may ask: tokens, the two grants of machines, identity, and the door by which a browser gets its cookie. */
import express, { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { ApiError, type Clock, type Engine, type Session, type UserProfile } from '../engine/engine.ts';
import { notFound, setSession } from '../http/http.ts';
import { grantToken, OAuthError, type TokenRequest } from './grants.ts';
import { identity, userInfo } from './identity.ts';
import type { Tokens } from './tokens.ts';

export { openTokens, type Tokens } from './tokens.ts';

/** The one app that may sign in without a person, as an External Client App would declare it. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM of the certificate or public key that checks JWT bearer assertions; without it that grant is refused. */
  readonly publicKey?: string;
  /** Username that client credentials run as. */
  readonly runAs: string;
}

export interface Login {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly client: Client;
  /** Own origin, without a trailing slash. */
  readonly origin: string;
}

function cookie(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** A cookie is sent by any page of the browser, so a request that writes has to come from a page of this org. */
function isOwnPage(request: Request, origin: string): boolean {
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

/** Lets a request through with its session, or answers 401 INVALID_SESSION_ID. */
export function authenticate(login: Login): RequestHandler {
  return (request, response, next) => {
    const session = liveSession(login, tokenOf(request, login.origin));
    if (session === undefined) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    setSession(response, session);
    next();
  };
}

/** Sets the session when there is one and lets every request pass; the pages decide what a stranger sees. */
export function recognise(login: Login): RequestHandler {
  return (request, response, next) => {
    const session = liveSession(login, tokenOf(request, login.origin));
    if (session !== undefined) setSession(response, session);
    next();
  };
}

function tokenRequest(request: Request): TokenRequest {
  const form = request.body as TokenRequest | undefined; // express.urlencoded without `extended` gives flat texts
  const [, basic] = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (basic === undefined) return form ?? {};
  const [clientId = '', clientSecret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { ...form, client_id: clientId, client_secret: clientSecret };
}

function answerOAuthError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (!(error instanceof OAuthError)) {
    next(error);
    return;
  }
  response.status(400).json({ error: error.error, error_description: error.message });
}

/** Identity and userinfo take the token as a header or as a parameter, and refuse with the platform's own 403. */
function asked(login: Login, request: Request, response: Response): UserProfile | undefined {
  const parameter = request.query['oauth_token'] ?? request.query['access_token'];
  const token = typeof parameter === 'string' ? parameter : tokenOf(request, login.origin);
  const session = liveSession(login, token);
  if (session !== undefined) return login.engine.user(session);
  response.status(403).type('text/plain').send('Bad_OAuth_Token'); // unverified
  return undefined;
}

/** Where a browser goes after it got its cookie: a page of this org, whatever it was told. */
function returnPath(login: Login, wanted: unknown): string {
  const base = `${login.origin}/`;
  if (typeof wanted !== 'string' || !URL.canParse(wanted, base)) return '/';
  const target = new URL(wanted, base);
  return target.origin === login.origin ? target.pathname + target.search + target.hash : '/';
}

function openFrontDoor(login: Login, request: Request, response: Response): void {
  const token = request.query['sid'];
  if (typeof token !== 'string' || liveSession(login, token) === undefined) {
    response.status(401).type('text/plain').send('This link has expired. Sign in again to get a new one.');
    return;
  }
  response.cookie('sid', token, { httpOnly: true, sameSite: 'lax', path: '/', encode: (value) => value });
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.redirect(302, returnPath(login, request.query['retURL']));
}

function revoke(login: Login, request: Request, response: Response): void {
  const form = request.body as TokenRequest | undefined; // as above
  const token = form?.['token'] ?? request.query['token'];
  if (typeof token !== 'string' || !login.tokens.end(token)) {
    throw new OAuthError('unsupported_token_type', 'this token type is not supported');
  }
  response.status(200).end();
}

/** Everything that hands out, explains or ends a session. It authenticates by itself: mount it before `authenticate`. */
export function oauthRouter(login: Login): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false });
  router.post('/services/oauth2/token', form, (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json(grantToken(login, tokenRequest(request)));
  });
  router.all('/services/oauth2/userinfo', (request, response) => {
    const user = asked(login, request, response);
    if (user !== undefined) response.json(userInfo(login.engine, login.origin, user));
  });
  router.get('/id/:organizationId/:userId', (request, response) => {
    const user = asked(login, request, response);
    if (user === undefined) return;
    const isOwn = request.params.userId.slice(0, 15) === user.id.slice(0, 15);
    if (!isOwn) throw notFound();
    response.json(identity(login.engine, login.origin, user));
  });
  router.all('/services/oauth2/revoke', form, (request, response) => {
    revoke(login, request, response);
  });
  router.get('/secur/frontdoor.jsp', (request, response) => {
    openFrontDoor(login, request, response);
  });
  router.use(answerOAuthError);
  return router;
}
