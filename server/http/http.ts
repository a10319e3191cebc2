/** What the service answers. An Express application: whoever composes it listens. */
import express from 'express';
import type { Express, RequestHandler } from 'express';
import type { z } from 'zod';
import type { projectReply } from '../api/api.ts';
import type { WeekView } from '../cycle/cycle.ts';
import type { Logger } from '../log.ts';
import type { Timetable } from '../schedule/schedule.ts';
import { hooks } from './hooks.ts';
import type { Hooks } from './hooks.ts';
import { metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { operationsPage } from '../page/page.ts';
import { errors, sendProblem } from './problem.ts';
import { ready } from './ready.ts';
import type { Readiness } from './ready.ts';
import { runs } from './runs.ts';
import type { RunsParts } from './runs.ts';
import { requireToken, secureHeaders } from './security.ts';

export type { Hooks } from './hooks.ts';
export type { Readiness } from './ready.ts';

export interface HttpParts extends RunsParts {
  readonly timetable: Pick<Timetable, 'view' | 'order'>;
  readonly hooks: Hooks;
  readonly readiness: () => Promise<Readiness>;
  /** What the service works on, as its files are now. */
  readonly overview: () => z.infer<typeof projectReply>;
  /** A week of the cycle, by its key or the one that is under way. Faults when the project has none. */
  readonly cycle: (week: string | undefined) => Promise<WeekView>;
  readonly token: string;
  readonly log: Logger;
}

/**
 * `GET /health` is open to everyone and asks nobody, and so are the files of the operations page, which hold no data;
 * `/hooks` wants a signature; everything else needs the token.
 */
export function httpApplication(parts: HttpParts): Express {
  const app = bare();
  app.use(logged(parts));
  app.use('/hooks', hooks(parts));
  app.use(operationsPage());
  app.use(requireToken(parts.token));
  app.get('/ready', ready(parts.readiness));
  app.use('/runs', runs(parts));
  app.get('/metrics', metrics(parts));
  app.get('/openapi.json', (_request, response) => {
    response.json(openApiDocument());
  });
  app.get('/project', (_request, response) => {
    response.json(parts.overview());
  });
  app.get('/schedules', async (_request, response) => {
    response.json({ schedules: await parts.timetable.view() });
  });
  app.get('/cycle', async (request, response) => {
    const { week } = request.query;
    response.json(await parts.cycle(typeof week === 'string' ? week : undefined));
  });
  app.use(nowhere);
  app.use(errors(parts.log));
  return app;
}

/** While the service starts: it lives, and is not ready for anything. */
export function startingApplication(): Express {
  const app = bare();
  app.use((_request, response) => {
    response.set('Retry-After', '1');
    sendProblem(response, {
      status: 503,
      code: 'starting',
      detail: 'The service is starting.',
      next: 'Ask again in a second.',
    });
  });
  return app;
}

function bare(): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(secureHeaders);
  app.get('/health', (_request, response) => {
    response.json({ status: 'up', service: 'todoku' });
  });
  return app;
}

const nowhere: RequestHandler = (request, response) => {
  sendProblem(response, {
    status: 404,
    code: 'path-unknown',
    detail: `There is nothing to ${request.method} at ${request.path}.`,
    next: 'GET /openapi.json tells what there is.',
  });
};

/** One line a request: never its headers, which carry the token, nor its query. */
function logged({ log, clock }: HttpParts): RequestHandler {
  return (request, response, next) => {
    const since = clock.now();
    response.on('finish', () => {
      const { method, path } = request;
      // Who watches asks often; who orders is remembered.
      log[method === 'GET' ? 'debug' : 'info']({
        type: 'request',
        method,
        path,
        status: response.statusCode,
        tookMs: clock.now() - since,
      });
    });
    next();
  };
}
