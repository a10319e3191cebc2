/**
 * UI API: records, object info, picklists, layouts and lists as Lightning Data Service asks for them (User Interface API
 * Developer Guide). Labels and formatted values are in the language, locale and time zone of the session's user.
 */
import { Router, type NextFunction, type Request, type Response } from 'express';
import { ApiError, type Engine } from '../engine/engine.ts';
import { answerError, readJson, type JsonObject } from '../http/http.ts';
import { createDefaults } from './defaults.ts';
import { layoutRepresentation } from './layouts.ts';
import { listInfo, listRecords, listSummaries, listUi } from './lists.ts';
import { objectInfo, picklistOf, picklistValues } from './object-info.ts';
import { getRecord, getRecords } from './read.ts';
import { relatedListCount, relatedListInfo, relatedListRecords, relatedListsInfo } from './related.ts';
import { choice, pageRequest, parametersOf } from './request.ts';
import { answerSaveError, createRecord, deleteRecord, SaveError, updateRecord } from './save.ts';
import { viewerOfResponse, visibleObject, type Viewer } from './viewer.ts';

export { currencySetting, viewerOf, visibleField, visibleFields, isVisible, type Viewer } from './viewer.ts';
export { displayValue, instantText, localeTag } from './format.ts';
export { layoutFileOf } from './metadata.ts';
export { quote } from './records.ts';
export { isTrue, nodes, readXml, text, texts, type XmlNode } from './xml.ts';

type Answer = (viewer: Viewer, request: Request<Record<string, string>>) => unknown;

/** A path parameter; express gives every name of the path. */
const part = (request: Request<Record<string, string>>, name: string): string => request.params[name] ?? '';

function recordRoutes(router: Router, reply: (answer: Answer) => Handler): void {
  router.get(
    '/records/batch/:ids',
    reply((viewer, request) => getRecords(viewer, part(request, 'ids').split(','), request.query)),
  );
  router.get(
    '/records/:id',
    reply((viewer, request) => getRecord(viewer, part(request, 'id'), request.query)),
  );
  router.patch(
    '/records/:id',
    reply(async (viewer, request) => {
      const body = await readJson(request);
      const unmodifiedSince = request.get('If-Unmodified-Since');
      return viewer.engine.locks.run(() => updateRecord(viewer, part(request, 'id'), body, unmodifiedSince));
    }),
  );
  router.get(
    '/record-defaults/create/:object',
    reply((viewer, request) => createDefaults(viewer, objectIn(viewer, request))),
  );
}

const objectIn = (viewer: Viewer, request: Request<Record<string, string>>): ReturnType<typeof visibleObject> =>
  visibleObject(viewer, part(request, 'object'));

function batchOfObjects(viewer: Viewer, names: readonly string[]): JsonObject {
  const results = names.map((name) => {
    try {
      return { statusCode: 200, result: objectInfo(viewer, visibleObject(viewer, name)) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { statusCode: error.status, result: [{ errorCode: error.errorCode, message: error.message }] };
    }
  });
  return { hasErrors: results.some(({ statusCode }) => statusCode !== 200), results };
}

function objectRoutes(router: Router, reply: (answer: Answer) => Handler): void {
  router.get(
    '/object-info/batch/:names',
    reply((viewer, request) => batchOfObjects(viewer, part(request, 'names').split(','))),
  );
  router.get(
    '/object-info/:object',
    reply((viewer, request) => objectInfo(viewer, objectIn(viewer, request))),
  );
  router.get(
    '/object-info/:object/picklist-values/:recordType',
    reply((viewer, request) =>
      picklistValues(viewer, objectIn(viewer, request), part(request, 'recordType'), request.originalUrl),
    ),
  );
  router.get(
    '/object-info/:object/picklist-values/:recordType/:field',
    reply((viewer, request) =>
      picklistOf(viewer, objectIn(viewer, request), part(request, 'field'), request.originalUrl),
    ),
  );
  router.get(
    '/layout/:object',
    reply((viewer, request) => {
      const layoutType = choice(request.query, 'layoutType', ['Full', 'Compact']);
      const mode = choice(request.query, 'mode', ['View', 'Edit', 'Create']);
      return layoutRepresentation(viewer, objectIn(viewer, request), { layoutType, mode });
    }),
  );
}

function listRoutes(router: Router, reply: (answer: Answer) => Handler): void {
  const summaries: Answer = (viewer, request) =>
    listSummaries(viewer, objectIn(viewer, request), request.originalUrl.split('?', 1)[0] ?? '');
  router.all(['/list-ui/:object', '/list-info/:object'], reply(summaries));
  router.get(
    '/list-info/:object/:list',
    reply((viewer, request) => listInfo(viewer, objectIn(viewer, request), part(request, 'list'))),
  );
  router.all(
    '/list-records/:object/:list',
    reply(async (viewer, request) =>
      listRecords(viewer, objectIn(viewer, request), part(request, 'list'), pageRequest(await parametersOf(request))),
    ),
  );
  router.get(
    '/list-ui/:object/:list',
    reply((viewer, request) =>
      listUi(viewer, objectIn(viewer, request), part(request, 'list'), pageRequest(request.query)),
    ),
  );
}

function relatedRoutes(router: Router, reply: (answer: Answer) => Handler): void {
  router.get(
    '/related-list-info/:object',
    reply((viewer, request) => relatedListsInfo(viewer, objectIn(viewer, request))),
  );
  router.get(
    '/related-list-info/:object/:list',
    reply((viewer, request) => relatedListInfo(viewer, objectIn(viewer, request), part(request, 'list'))),
  );
  router.all(
    '/related-list-records/:parent/:list',
    reply(async (viewer, request) =>
      relatedListRecords(
        viewer,
        part(request, 'parent'),
        part(request, 'list'),
        pageRequest(await parametersOf(request)),
      ),
    ),
  );
  router.get(
    '/related-list-count/:parent/:list',
    reply((viewer, request) => relatedListCount(viewer, part(request, 'parent'), part(request, 'list'))),
  );
}

type Handler = (request: Request<Record<string, string>>, response: Response) => Promise<void>;

function answerUiError(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (error instanceof SaveError) answerSaveError(error, response);
  else answerError(error, request, response, next);
}

/** Mounted at `/services/data/:version/ui-api`, behind the authentication. */
export function uiRouter(engine: Engine): Router {
  const router = Router();
  const reply =
    (answer: Answer): Handler =>
    async (request, response) => {
      response.json(await answer(viewerOfResponse(engine, response), request));
    };
  router.post('/records', async (request, response) => {
    const body = await readJson(request);
    const viewer = viewerOfResponse(engine, response);
    response.status(201).json(await engine.locks.run(() => createRecord(viewer, body)));
  });
  router.delete('/records/:id', async (request, response) => {
    const viewer = viewerOfResponse(engine, response);
    await engine.locks.run(() => {
      deleteRecord(viewer, request.params.id);
    });
    response.status(204).end();
  });
  recordRoutes(router, reply);
  objectRoutes(router, reply);
  listRoutes(router, reply);
  relatedRoutes(router, reply);
  router.use(() => {
    throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  });
  router.use(answerUiError);
  return router;
}
