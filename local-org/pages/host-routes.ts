/** What the host's own components ask for beside UI API: page models, names, people, preferences. */
import { Router, type Request, type Response } from 'express';
import { isObject, readJson, sessionOf } from '../http/http.ts';
import { viewerOf } from '../ui/ui.ts';
import { recordPageModel, type RecordPageContext } from './metadata/record-page.ts';
import { homePageModel, tabPage } from './metadata/tab-page.ts';
import { findRecords, recentRecords } from './names.ts';
import { activePeople, setLanguage } from './people.ts';
import { keepPreferences } from './preferences.ts';
import { noteRecent } from './recent.ts';
import { pageContext, viewingOf, type Pages } from './viewing.ts';

function contextOf(pages: Pages, request: Request, response: Response): RecordPageContext {
  return pageContext(pages, viewingOf(pages, sessionOf(response), request), request);
}

const most = 200;

function wholeNumber(value: unknown, fallback: number): number {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? Math.min(number, most) : fallback;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function pageRoutes(router: Router, pages: Pages): void {
  router.get('/host/record-page/:recordId', (request, response) => {
    response.json(recordPageModel(contextOf(pages, request, response), request.params.recordId));
  });
  router.get('/host/home-page', (request, response) => {
    response.json(homePageModel(contextOf(pages, request, response)));
  });
  router.get('/host/tab-page/:tab', (request, response) => {
    response.json(tabPage(contextOf(pages, request, response), request.params.tab));
  });
}

function nameRoutes(router: Router, { engine }: Pages): void {
  router.get('/host/records', (request, response) => {
    const objects = textOf(request.query['objects'])
      .split(',')
      .filter((name) => name !== '');
    const term = textOf(request.query['term']).trim();
    const limit = wholeNumber(request.query['limit'], 5);
    response.json({ groups: findRecords(viewerOf(engine, sessionOf(response)), { objects, term, limit }) });
  });
  router.get('/host/recent', (request, response) => {
    const viewer = viewerOf(engine, sessionOf(response));
    response.json({ records: recentRecords(viewer, wholeNumber(request.query['limit'], 10)) });
  });
  router.post('/host/recent/:recordId', (request, response) => {
    noteRecent(engine, sessionOf(response).userId, request.params.recordId);
    response.status(204).end();
  });
}

export function hostRouter(pages: Pages): Router {
  const { engine, administrator } = pages;
  const router = Router();
  pageRoutes(router, pages);
  nameRoutes(router, pages);
  router.get('/host/people', (_request, response) => {
    const { locale } = engine.user(sessionOf(response)); // only for somebody who is signed in
    response.json({ people: activePeople(engine, administrator, locale) });
  });
  router.post('/host/preferences', async (request, response) => {
    const session = sessionOf(response);
    const body = await readJson(request);
    const wanted = isObject(body) ? body : {};
    if (typeof wanted['language'] === 'string') setLanguage(engine, administrator, session.userId, wanted['language']);
    keepPreferences(response, wanted);
    response.status(204).end();
  });
  return router;
}
