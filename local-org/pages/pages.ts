/** The Lightning pages of the org: sign-in, the host that draws pages from deployed metadata, and what it loads. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import express, { Router, type Request, type Response } from 'express';
import { ApiError, type Engine, type Session } from '../engine/engine.ts';
import { answerError, isObject, readJson, sessionOf } from '../http/http.ts';
import { readXml, text, viewerOf, type Viewer } from '../ui/ui.ts';
import { BuildProblem, describeProblem, type ComponentProblem } from './build/problem.ts';
import { pageBuilds, type Build, type BuildOptions, type BuildProgress, type PageBuilds } from './build/builds.ts';
import { placeableComponents } from './build/components.ts';
import type { PageFacts, Theme } from './facts.ts';
import { buildFailedPage, buildingPage, contentSecurityPolicy, lightningPage, signInPage } from './html.ts';
import { appOf } from './metadata/app.ts';
import { recordPageModel } from './metadata/record-page.ts';
import { activePeople, setLanguage } from './people.ts';
import baseLabelsJapanese from './texts/base-ja.json' with { type: 'json' };
import { labelTexts } from './texts/labels.ts';
import { i18nValues } from './texts/locale.ts';
import { wordsIn } from './texts/words.ts';

export { pageBuilds, BuildProblem, describeProblem };
export type { Build, BuildOptions, BuildProgress, ComponentProblem, PageBuilds };

export interface PagesOptions {
  readonly builds: PageBuilds;
  /** A new access token for somebody who chose themselves on the sign-in page. */
  readonly issueToken: (userId: string) => string;
  /** By whose rights the people are listed and their language is saved. */
  readonly administrator: Session;
}

/** What the pages need of a request, once its session is known. */
interface Pages extends PagesOptions {
  readonly engine: Engine;
}

const apiVersion = 'v66.0';
const require = createRequire(import.meta.url);
const slds = dirname(require.resolve('@salesforce-ux/design-system/package.json'));
const slds2 = dirname(require.resolve('@salesforce-ux/design-system-2/package.json'));
/** Long enough for a build from the cache, short enough not to look broken. */
const patienceMs = 500;

/** The session that authentication found; pages answer a stranger with the sign-in page and not with 401. */
function knownSession(response: Response): Session | undefined {
  try {
    return sessionOf(response);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}

function themeOf(request: Request): Theme {
  return /(?:^|;\s*)theme=slds2(?:;|$)/.test(request.headers.cookie ?? '') ? 'slds2' : 'slds1';
}

function factsOf(viewer: Viewer, theme: Theme): PageFacts {
  const { engine, user, currency } = viewer;
  const words = wordsIn(user.language);
  const { id, name, username, language, locale, timeZone } = user;
  return {
    apiVersion,
    user: { id, name, username, title: '', language, locale, timeZone },
    i18n: i18nValues({ language, locale, timeZone, currency }),
    labels: labelTexts(engine, language),
    baseLabels: language === 'ja' ? baseLabelsJapanese : {},
    words,
    app: appOf(viewer, words.home),
    theme,
  };
}

function sendPage(response: Response, status: number, html: string, nonce = randomBytes(16).toString('base64')): void {
  response.status(status).set({
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
  });
  response.type('html').send(html);
}

/** The build when it is there in a moment, else undefined while it goes on. */
async function buildSoon(builds: PageBuilds): Promise<Build | undefined> {
  const patience = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => {
    patience.resolve(undefined);
  }, patienceMs);
  try {
    return await Promise.race([builds.current(), patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function sendLightning({ engine, builds }: Pages, request: Request, response: Response): Promise<void> {
  const session = knownSession(response);
  if (session === undefined) {
    response.redirect(302, `/host/sign-in?retURL=${encodeURIComponent(request.originalUrl)}`);
    return;
  }
  const viewer = viewerOf(engine, session);
  const { language } = viewer.user;
  try {
    const build = await buildSoon(builds);
    if (build === undefined) {
      sendPage(response, 200, buildingPage(language, wordsIn(language)));
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    sendPage(response, 200, lightningPage(factsOf(viewer, themeOf(request)), build, nonce), nonce);
  } catch (error) {
    if (!(error instanceof BuildProblem)) throw error;
    sendPage(response, 500, buildFailedPage(error.problems, language, wordsIn(language)));
  }
}

/** A path of this org; anything else becomes home. */
function returnPath(value: unknown): string {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : '/lightning/page/home';
}

function languageOfStranger(request: Request): string {
  return request.acceptsLanguages('en', 'ja') === 'ja' ? 'ja' : 'en_US';
}

/** A form of another site must not sign somebody in here. */
function refuseForeignForm(request: Request): void {
  const { origin } = request.headers;
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.headers.host)) return;
  throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'Sign in from the sign-in page of this org.');
}

function signInRoutes(router: Router, { engine, administrator, issueToken }: Pages): void {
  router.get('/host/sign-in', (request, response) => {
    const session = knownSession(response);
    const language = session === undefined ? languageOfStranger(request) : engine.user(session).language;
    const people = activePeople(engine, administrator);
    sendPage(response, 200, signInPage(people, returnPath(request.query['retURL']), language, wordsIn(language)));
  });
  router.post('/host/sign-in', express.urlencoded({ extended: false }), (request, response) => {
    refuseForeignForm(request);
    const form: unknown = request.body;
    const userId = isObject(form) ? form['userId'] : undefined;
    const person = activePeople(engine, administrator).find(({ id }) => id === userId);
    if (person === undefined) throw new ApiError(400, 'INVALID_LOGIN', 'Choose one of the people on the sign-in page.');
    const search = new URLSearchParams({
      sid: issueToken(person.id),
      retURL: returnPath(isObject(form) ? form['retURL'] : undefined),
    });
    response.redirect(303, `/secur/frontdoor.jsp?${search.toString()}`);
  });
}

function hostRoutes(router: Router, { engine, administrator }: Pages): void {
  router.get('/host/record-page/:recordId', (request, response) => {
    const viewer = viewerOf(engine, sessionOf(response));
    const labels = labelTexts(engine, viewer.user.language);
    const context = { engine, labels, placeable: placeableComponents(engine) };
    const formFactor = request.query['formFactor'] === 'Small' ? 'Small' : 'Large';
    response.json(recordPageModel(viewer, context, request.params.recordId, formFactor));
  });
  router.post('/host/preferences', async (request, response) => {
    const session = sessionOf(response);
    const body = await readJson(request);
    const { language, theme } = isObject(body) ? body : {};
    if (typeof language === 'string') setLanguage(engine, administrator, session.userId, language);
    if (theme === 'slds1' || theme === 'slds2') response.cookie('theme', theme, { sameSite: 'lax', path: '/' });
    response.status(204).end();
  });
}

/** A static resource as deployed: `/resource/Name`. */
function sendResource(engine: Engine, name: string, response: Response): void {
  const files = engine.deployed('staticresources');
  const file = files.find(({ path }) => basename(path) === `${name}.resource`);
  if (file === undefined) throw new ApiError(404, 'NOT_FOUND', `The org has no static resource ${name}.`);
  const about = files.find(({ path }) => basename(path) === `${name}.resource-meta.xml`);
  const type = about === undefined ? undefined : text(readXml(about.content), 'contentType');
  response.type(type ?? 'application/octet-stream').send(Buffer.from(file.content));
}

function staticRoutes(router: Router, { engine, builds }: Pages): void {
  const forever = { immutable: true, maxAge: '1y', index: false } as const;
  const layers = express.static(builds.cacheFolder, { ...forever, dotfiles: 'deny' });
  router.use('/host/lwc', layers);
  router.use('/_slds', express.static(join(slds, 'assets'), { ...forever, maxAge: '1d' }));
  router.use('/_slds2', express.static(join(slds2, 'dist', 'css', 'bundled'), { ...forever, maxAge: '1d' }));
  router.get('/resource/:name', (request, response) => {
    sendResource(engine, request.params.name, response);
  });
}

/** Mounted at `/`, behind a middleware that sets the session of a request that has one. */
export function pagesRouter(engine: Engine, options: PagesOptions): Router {
  const pages: Pages = { ...options, engine };
  const router = Router();
  router.get('/', (_request, response) => {
    response.redirect(302, knownSession(response) === undefined ? '/host/sign-in' : '/lightning/page/home');
  });
  router.get('/lightning', (_request, response) => {
    response.redirect(302, '/lightning/page/home');
  });
  router.get('/lightning/*path', async (request, response) => sendLightning(pages, request, response));
  signInRoutes(router, pages);
  hostRoutes(router, pages);
  staticRoutes(router, pages);
  router.use(answerError);
  return router;
}
