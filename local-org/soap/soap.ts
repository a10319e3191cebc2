/** The Metadata API over SOAP, `/services/Soap/m/{version}`: what the sf CLI and jsforce deploy and retrieve with. */
import { Router, type NextFunction, type Request, type Response } from 'express';
import { type Deployments } from '../deploy/deploy.ts';
import { ApiError, type Engine, type Session } from '../engine/engine.ts';
import { soapVersion } from '../http/http.ts';
import { deployCalls } from './deploy-calls.ts';
import { fault, readBody, readEnvelope, reply, type Call } from './envelope.ts';
import type { Operation } from './operation.ts';
import { retrieveCalls } from './retrieve-calls.ts';

export { fault, readBody, readEnvelope, reply } from './envelope.ts';
export { partnerCalls } from './partner-calls.ts';

export interface SoapContext {
  readonly engine: Engine;
  readonly deployments: Deployments;
  readonly sessionOf: (token: string) => Session | undefined;
  /** Counts a request against the day's limit. */
  readonly takeRequest: () => void;
}

const illegalSession = 'Invalid Session ID found in SessionHeader: Illegal Session'; // the platform adds what it missed

function sessionFor({ sessionOf }: SoapContext, { sessionId }: Call): Session {
  const session = sessionId === undefined ? undefined : sessionOf(sessionId);
  if (session === undefined) throw new ApiError(500, 'INVALID_SESSION_ID', illegalSession);
  return session;
}

/** Every refusal is HTTP 500 with a fault, as SOAP 1.1 wants it. */
function answerFault(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent || !(error instanceof ApiError)) {
    next(error);
    return;
  }
  response.status(500).type('text/xml').send(fault(error.errorCode, error.message));
}

export function soapRouter(context: SoapContext): Router {
  const operations: Readonly<Record<string, Operation>> = {
    ...deployCalls(context.deployments),
    ...retrieveCalls(context.engine),
  };
  const router = Router();
  router.post(['/:version', '/:version/:organization'], async (request: Request, response: Response) => {
    const version = soapVersion(String(request.params['version']));
    const call = readEnvelope(await readBody(request));
    const session = sessionFor(context, call);
    context.takeRequest();
    const operation = operations[call.name];
    if (operation === undefined) {
      throw new ApiError(500, 'UNKNOWN_EXCEPTION', `No operation available for request {http://soap.sforce.com/2006/04/metadata}${call.name}`); // prettier-ignore
    }
    const result = operation({ session, body: call.body, version });
    response.type('text/xml').send(reply(call.name, result));
  });
  router.use(answerFault);
  return router;
}
