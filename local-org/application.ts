/** Everything the org answers, as one request handler: the routers in the order in which a request meets them. */
import type { RequestListener } from 'node:http';
import express, { type ErrorRequestHandler, type Request } from 'express';
import type { Bulk } from './bulk/bulk.ts';
import { clockRouter, isMovable } from './clock/clock.ts';
import { type Deployments, deployRouter } from './deploy/deploy.ts';
import type { Clock, Engine, Session } from './engine/engine.ts';
import { graphqlRouter } from './graphql/graphql.ts';
import { answerError, limitUris, notFound, ownHostOnly, straightenPath, type Usage, versionOf } from './http/http.ts';
import { authenticate, liveSession, type Login, oauthRouter, recognise, tokenOf } from './oauth/oauth.ts';
import { type PageBuilds, pagesRouter } from './pages/pages.ts';
import { restRouter, versionsRouter } from './rest/rest.ts';
import { soapRouter } from './soap/soap.ts';
import { troubleGate, troubleRouter, type Troubles } from './trouble/trouble.ts';
import { uiRouter } from './ui/ui.ts';

export interface Parts {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly login: Login;
  readonly usage: Usage;
  readonly bulk: Bulk;
  readonly deployments: Deployments;
  readonly troubles: Troubles;
  readonly builds: PageBuilds;
  readonly administrator: Session;
  readonly isAdministrator: (session: Session) => boolean;
  readonly report: (error: unknown) => void;
}

/** A defect of this org: 500 in the form of REST, the details for the operator only. */
function answerDefect(report: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.destroyed || response.writableEnded) return; // the client has left
    report(error);
    if (response.headersSent) {
      next(error);
      return;
    }
    const message = 'An unexpected error occurred. The log of this org says more.';
    response.status(500).json([{ message, errorCode: 'UNKNOWN_EXCEPTION' }]);
  };
}

/** Errors of the platform are answered as REST does, defects of this org with 500 and a report. */
export function application(parts: Parts): RequestListener {
  const { engine, clock, login, usage, bulk, deployments, troubles, builds, administrator, isAdministrator, report } =
    parts;
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(ownHostOnly(login.origin), straightenPath, limitUris);
  app.use((_request, response, next) => {
    response.setHeader('Sforce-Limit-Info', usage.info());
    next();
  });
  const endSession = (request: Request): void => {
    login.tokens.end(tokenOf(request, login.origin) ?? '');
  };
  app.use(troubleGate(troubles, endSession));
  app.use(oauthRouter(login), versionsRouter());
  app.use('/local-org/trouble', authenticate(login), troubleRouter(troubles, isAdministrator));
  if (isMovable(clock)) app.use('/local-org/clock', clockRouter(clock));
  // The session of SOAP is in the envelope, so it cannot stand behind `authenticate`.
  app.use(
    '/services/Soap/m',
    soapRouter({
      engine,
      deployments,
      sessionOf: (token) => liveSession(login, token),
      takeRequest: () => {
        usage.takeRequest();
      },
    }),
  );
  app.use('/services/data', authenticate(login), (_request, response, next) => {
    usage.takeRequest();
    response.setHeader('Sforce-Limit-Info', usage.info());
    next();
  });
  app.use('/services/data', (request, response, next) => {
    // Bulk jobs write later, by themselves.
    if (request.method !== 'GET' && !/^\/v[\d.]+\/jobs\//.test(request.path)) {
      const writer = engine.locks.enter();
      response.once('close', () => {
        writer.leave();
      });
    }
    next();
  });
  app.use('/services/data/:version', (request, _response, next) => {
    versionOf(request.params.version);
    next();
  });
  app.use('/services/data/:version/ui-api', uiRouter(engine));
  app.use('/services/data/:version/graphql', graphqlRouter(engine));
  app.use('/services/data', deployRouter(deployments), bulk.router);
  app.use('/services/data', restRouter({ engine, clock, usage, origin: login.origin }));
  const issueToken = (userId: string): string => login.tokens.issue(userId);
  const aheadMs = (): number => (isMovable(clock) ? clock.offset() : 0);
  app.use(recognise(login), pagesRouter(engine, { builds, issueToken, endSession, administrator, aheadMs }));
  app.use('/services', () => {
    throw notFound();
  });
  app.use(answerError, answerDefect(report));
  return app;
}
