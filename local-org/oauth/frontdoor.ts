/** How a session gets into a browser: the front door, and the single-access links that lead to it. */
import type { Request, Response } from 'express';
import { mayOpenPages } from './scopes.ts';
import type { Login } from './login.ts';
import { liveSession, tokenOf } from './session.ts';

/** Where a browser goes after it got its cookie: a page of this org, whatever it was told. */
function returnPath(login: Login, wanted: unknown): string {
  const base = `${login.origin}/`;
  if (typeof wanted !== 'string' || !URL.canParse(wanted, base)) return '/';
  const target = new URL(wanted, base);
  return target.origin === login.origin ? target.pathname + target.search + target.hash : '/';
}

export function setCookie(response: Response, token: string): void {
  response.cookie('sid', token, { httpOnly: true, sameSite: 'lax', path: '/', encode: (value) => value });
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The token that the browser shall have: the one of `sid`, or a new one for a single-access link that was not used yet. */
function tokenFor(login: Login, parameters: Readonly<Record<string, unknown>>): string | undefined {
  const otp = textOf(parameters['otp']);
  if (otp !== undefined) {
    const userId = login.doors.take(otp);
    return userId === undefined ? undefined : login.tokens.issue(userId);
  }
  const sid = textOf(parameters['sid']) ?? '';
  const facts = login.tokens.facts(sid);
  return facts !== undefined && mayOpenPages(facts.scope) && liveSession(login, sid) !== undefined ? sid : undefined;
}

/** `/secur/frontdoor.jsp?sid=…&retURL=…` or `?otp=…&startURL=…` (Help, "Use of frontdoor.jsp"). */
export function openFrontDoor(login: Login, request: Request, response: Response): void {
  const form = request.body as Readonly<Record<string, unknown>> | undefined; // flat texts, or no body
  const parameters = { ...request.query, ...form };
  const token = tokenFor(login, parameters);
  if (token === undefined) {
    response.status(401).type('text/plain').send('This link has expired. Sign in again to get a new one.');
    return;
  }
  setCookie(response, token);
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.redirect(302, returnPath(login, parameters['retURL'] ?? parameters['startURL']));
}

/**
 * `/services/oauth2/singleaccess`: an access token for a link that opens the pages once, within a minute (Help,
 * "Generate a Frontdoor URL to Bridge into UI Sessions"; how long it lasts is unverified). 403 for a token that is not
 * good, as the sf CLI expects.
 */
export function giveSingleAccess(login: Login, request: Request, response: Response): void {
  const form = request.body as Readonly<Record<string, unknown>> | undefined; // flat texts, or no body
  const parameters = { ...request.query, ...form };
  const token = textOf(parameters['access_token']) ?? tokenOf(request, login.origin) ?? '';
  const session = liveSession(login, token);
  const facts = login.tokens.facts(token);
  if (session === undefined || facts === undefined || !mayOpenPages(facts.scope)) {
    response.status(403).type('text/plain').send('Bad_OAuth_Token');
    return;
  }
  const link = new URL('/secur/frontdoor.jsp', login.origin);
  link.searchParams.set('otp', login.doors.issue(session.userId));
  const wanted = parameters['redirect_uri'];
  if (wanted !== undefined) link.searchParams.set('startURL', returnPath(login, wanted));
  response.setHeader('Cache-Control', 'no-store');
  response.json({ frontdoor_uri: link.href });
}
