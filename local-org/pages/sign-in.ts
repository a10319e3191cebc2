/** Signing in, out and as somebody else: no passwords, and the page says so. */
import express, { Router, type Request, type Response } from 'express';
import { ApiError, type Session } from '../engine/engine.ts';
import { isObject, sessionOf } from '../http/http.ts';
import { signInPage } from './html.ts';
import { activePeople } from './people.ts';
import { preferencesOf } from './preferences.ts';
import { sendPage } from './send.ts';
import { wordsIn } from './texts/words.ts';
import type { Pages } from './viewing.ts';

const home = '/lightning/page/home';

/** The session that authentication found; pages answer a stranger with the sign-in page and not with 401. */
export function knownSession(response: Response): Session | undefined {
  try {
    return sessionOf(response);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

/** A path of this org; anything else becomes home. */
function returnPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : home;
}

function languageOfStranger(request: Request): string {
  return request.acceptsLanguages('en', 'ja') === 'ja' ? 'ja' : 'en_US';
}

/** A form of another site must not sign somebody in or out here. */
function refuseForeignForm(request: Request): void {
  const { origin } = request.headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host)) return;
  throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Sign in from the sign-in page of this org.');
}

function showSignIn({ engine, administrator }: Pages, request: Request, response: Response): void {
  const session = knownSession(response);
  const language = session === undefined ? languageOfStranger(request) : engine.user(session).language;
  const page = {
    people: activePeople(engine, administrator, language),
    returnUrl: returnPath(request.query['retURL']),
    isAgain: request.query['again'] === '1',
    userId: session?.userId,
  };
  sendPage(response, 200, signInPage(page, { language, words: wordsIn(language), ...preferencesOf(request) }));
}

function signIn({ engine, administrator, issueToken }: Pages, request: Request, response: Response): void {
  refuseForeignForm(request);
  const form: unknown = request.body;
  const userId = isObject(form) ? form['userId'] : undefined;
  const person = activePeople(engine, administrator, '').find(({ id }) => id === userId);
  if (person === undefined) throw new ApiError(400, 'INVALID_LOGIN', 'Choose one of the people on the sign-in page.');
  const search = new URLSearchParams({
    sid: issueToken(person.id),
    retURL: returnPath(isObject(form) ? form['retURL'] : undefined),
  });
  response.redirect(303, `/secur/frontdoor.jsp?${search.toString()}`);
}

export function signInRouter(pages: Pages): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false });
  router.get('/host/sign-in', (request, response) => {
    showSignIn(pages, request, response);
  });
  router.post('/host/sign-in', form, (request, response) => {
    signIn(pages, request, response);
  });
  router.post('/host/sign-out', form, (request, response) => {
    refuseForeignForm(request);
    pages.endSession(request);
    response.clearCookie('sid', { path: '/' });
    response.redirect(303, '/host/sign-in');
  });
  return router;
}
