/** The Lightning pages of the org: sign-in, the host that draws pages from deployed metadata, and what it loads. */
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import express, { Router, type Request, type Response } from 'express';
import { ApiError, type Engine } from '../engine/engine.ts';
import { answerError } from '../http/http.ts';
import { readXml, text } from '../ui/ui.ts';
import { BuildProblem, describeProblem, type ComponentProblem } from './build/problem.ts';
import { pageBuilds, type Build, type BuildOptions, type BuildProgress, type PageBuilds } from './build/builds.ts';
import { hostRouter } from './host-routes.ts';
import { buildFailedPage, buildingPage, lightningPage } from './html.ts';
import { keepPreferences, preferencesOf } from './preferences.ts';
import { newNonce, sendPage } from './send.ts';
import { knownSession, signInRouter } from './sign-in.ts';
import { factsOf, viewingOf, type Pages, type PagesOptions } from './viewing.ts';

export { pageBuilds, BuildProblem, describeProblem };
export type { Build, BuildOptions, BuildProgress, ComponentProblem, PageBuilds, PagesOptions };

const require = createRequire(import.meta.url);
const slds = dirname(require.resolve('@salesforce-ux/design-system/package.json'));
const slds2 = dirname(require.resolve('@salesforce-ux/design-system-2/package.json'));
/** Long enough for a build from the cache, short enough not to look broken. */
const patienceMs = 500;

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

async function sendLightning(pages: Pages, request: Request, response: Response): Promise<void> {
  const session = knownSession(response);
  if (session === undefined) {
    response.redirect(302, `/host/sign-in?retURL=${encodeURIComponent(request.originalUrl)}`);
    return;
  }
  const viewing = viewingOf(pages, session, request);
  const look = { language: viewing.viewer.user.language, words: viewing.words, ...preferencesOf(request) };
  try {
    const build = await buildSoon(pages.builds);
    if (build === undefined) {
      sendPage(response, 200, buildingPage(look));
      return;
    }
    const nonce = newNonce();
    sendPage(response, 200, lightningPage(factsOf(viewing, request), build, nonce, pages.aheadMs()), nonce);
  } catch (error) {
    if (!(error instanceof BuildProblem)) throw error;
    sendPage(response, 500, buildFailedPage(error.problems, look));
  }
}

/** `/lightning/app/c__Todoku/r/Target__c/…/view`: opens the app, then the page behind it, home when there is none. */
function openApp(request: Request, response: Response): void {
  const { app = '' } = request.params as { readonly app?: string };
  const path = request.path.split('/').slice(4).join('/');
  const search = new URL(request.originalUrl, 'http://any').search;
  keepPreferences(response, { app: app.replace(/^c__/, '') });
  response.redirect(302, `/lightning/${path === '' ? 'page/home' : path}${search}`);
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
  router.get(['/lightning/app/:app', '/lightning/app/:app/*path'], openApp);
  router.get('/lightning/*path', async (request, response) => sendLightning(pages, request, response));
  router.use(signInRouter(pages), hostRouter(pages));
  staticRoutes(router, pages);
  router.use(answerError);
  return router;
}
