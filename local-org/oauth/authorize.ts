/** `/services/oauth2/authorize`: a person chooses who they are and what an app may do (web server flow, PKCE). */
import type { Request, Response } from 'express';
import type { UserProfile } from '../engine/engine.ts';
import { type App, appOf } from './clients.ts';
import { OAuthError } from './errors.ts';
import { setCookie } from './frontdoor.ts';
import type { Login } from './login.ts';
import { approvalPage, type PersonShown, refusalPage } from './page.ts';
import { scopesOf } from './scopes.ts';

export type Parameters = Readonly<Record<string, unknown>>;

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state?: string;
  readonly challenge?: string;
  readonly prompts: ReadonlySet<string>;
  /** Everything as it came, for the form of the page. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A refusal that the app is told at its own address. */
class Returned extends OAuthError {
  readonly redirectUri: string;
  readonly state: string | undefined;
  constructor(redirectUri: string, state: string | undefined, cause: OAuthError) {
    super(cause.error, cause.message);
    this.redirectUri = redirectUri;
    this.state = state;
  }
}

function textsOf(parameters: Parameters): Record<string, string> {
  const pairs = Object.entries(parameters).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(pairs);
}

function checkAsked(texts: Readonly<Record<string, string>>, app: App): { scope: string; challenge?: string } {
  if (texts['response_type'] !== 'code') {
    throw new OAuthError('unsupported_response_type', 'response type not supported');
  }
  const scope = scopesOf(texts['scope']).join(' ');
  const challenge = texts['code_challenge'];
  if (challenge === undefined) {
    if (app.secret === undefined) throw new OAuthError('invalid_request', 'missing required code challenge');
    return { scope };
  }
  // SHA-256 is the default: clients leave the method out (jsforce, sf).
  if ((texts['code_challenge_method'] ?? 'S256') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) {
    throw new OAuthError('invalid_request', 'invalid code challenge');
  }
  return { scope, challenge };
}

/** Reads a request; before the address of the app is known to be its own, refusals are shown and not sent there. */
function read(login: Login, parameters: Parameters): Asked {
  const texts = textsOf(parameters);
  const app = appOf(login, texts['client_id']);
  const redirectUri = texts['redirect_uri'];
  if (redirectUri === undefined) throw new OAuthError('redirect_uri_missing', 'redirect_uri not provided');
  if (!app.accepts(redirectUri)) {
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  const { state } = texts;
  const prompts = new Set((texts['prompt'] ?? '').split(' '));
  try {
    const checked = checkAsked(texts, app);
    return { app, redirectUri, prompts, parameters: texts, ...(state === undefined ? {} : { state }), ...checked };
  } catch (error) {
    if (error instanceof OAuthError) throw new Returned(redirectUri, state, error);
    throw error;
  }
}

function goBack(response: Response, redirectUri: string, answer: Readonly<Record<string, string | undefined>>): void {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) {
    if (value !== undefined) target.searchParams.set(name, value);
  }
  response.redirect(302, target.href);
}

function approve(
  login: Login,
  { app, redirectUri, scope, challenge, state }: Asked,
  user: UserProfile,
  response: Response,
): void {
  const approval = { clientId: app.clientId, userId: user.id, redirectUri, scope };
  const code = login.codes.issue(challenge === undefined ? approval : { ...approval, challenge });
  goBack(response, redirectUri, { code, state });
}

/** Answers a refusal where it belongs: at the app's address, or on a page when that address is in doubt. */
function refuse(error: unknown, response: Response): void {
  if (error instanceof Returned) {
    goBack(response, error.redirectUri, { error: error.error, error_description: error.message, state: error.state });
    return;
  }
  if (!(error instanceof OAuthError)) throw error;
  response.status(400).type('html').send(refusalPage(error));
}

/** Everyone who is active, by name. */
function peopleOf({ engine, administrator }: Login): readonly PersonShown[] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const soql = 'SELECT Username FROM User WHERE IsActive = true ORDER BY Name';
  const usernames = engine.query(administrator, soql).records.map((row) => text(row['Username']));
  return usernames.flatMap((username) => {
    const user = engine.findUser(username);
    return user === undefined ? [] : [{ username, name: user.name, profile: user.profileName }];
  });
}

/** Nothing of these pages is kept by a browser, and no other site shows them in a frame. */
function protect(response: Response): void {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
  });
}

/**
 * The page, or at once the way back to the app: for whoever is signed in in this browser, unless the app insists
 * (`prompt=login`, `consent` or `select_account`), and for the user that `local_org_user` names. That parameter is this
 * org's own: it lets a test answer for the person.
 */
export function showAuthorize(login: Login, request: Request, response: Response, user: UserProfile | undefined): void {
  protect(response);
  try {
    const asked = read(login, request.query);
    const named = asked.parameters['local_org_user'];
    const person = named === undefined ? user : login.engine.findUser(named);
    if (named !== undefined && person === undefined) throw new OAuthError('inactive_user', `no active user ${named}`);
    const insists = ['login', 'consent', 'select_account'].some((prompt) => asked.prompts.has(prompt));
    if (person !== undefined && (named !== undefined || !insists)) {
      approve(login, asked, person, response);
      return;
    }
    if (asked.parameters['immediate'] === 'true' || asked.prompts.has('none')) {
      const cause = new OAuthError('immediate_unsuccessful', 'immediate unsuccessful');
      throw new Returned(asked.redirectUri, asked.state, cause);
    }
    const chosen = asked.parameters['login_hint'] ?? user?.username;
    const japanese = request.acceptsLanguages('en', 'ja') === 'ja';
    response.type('html').send(approvalPage({ ...asked, people: peopleOf(login), chosen, japanese }));
  } catch (error) {
    refuse(error, response);
  }
}

/** The page's form: whose name was clicked, or that access was denied. The browser stays signed in as that person. */
export function decideAuthorize(login: Login, form: Parameters, response: Response): void {
  protect(response);
  try {
    const asked = read(login, form);
    const username = asked.parameters['username'];
    if (username === undefined || username === '') {
      const cause = new OAuthError('access_denied', 'end-user denied authorization');
      throw new Returned(asked.redirectUri, asked.state, cause);
    }
    const user = login.engine.findUser(username);
    if (user === undefined) throw new OAuthError('inactive_user', 'user is inactive');
    setCookie(response, login.tokens.issue(user.id));
    approve(login, asked, user, response);
  } catch (error) {
    refuse(error, response);
  }
}
