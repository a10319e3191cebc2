/**
 * `/services/Soap/u/{version}` and `/c/`: signing in with a password, for clients that know nothing else. Salesforce
 * retires `login()` in Summer '27, and from API 65.0 on it is not there.
 */
import { Router, type NextFunction, type Request, type Response } from 'express';
import { ApiError, type UserProfile } from '../engine/engine.ts';
import { soapVersion } from '../http/http.ts';
import { fault, partnerCalls, readBody, readEnvelope, reply } from '../soap/soap.ts';
import { textOf } from '../xml.ts';
import type { Login } from './login.ts';
import { liveSession } from './session.ts';

const lastWithLogin = 64;
const namespaces: Readonly<Record<string, string>> = {
  u: 'urn:partner.soap.sforce.com',
  c: 'urn:enterprise.soap.sforce.com',
};

type Fields = Readonly<Record<string, string | boolean>>;

function userInfo({ engine }: Login, user: UserProfile): Fields {
  const [organization] = engine.query({ userId: user.id }, 'SELECT Name FROM Organization').records;
  return {
    accessibilityMode: false,
    organizationId: engine.organizationId,
    organizationMultiCurrency: false,
    organizationName: String(organization?.['Name']),
    profileName: user.profileName,
    userEmail: user.email,
    userFullName: user.name,
    userId: user.id,
    userLanguage: user.language,
    userLocale: user.locale,
    userName: user.username,
    userTimeZone: user.timeZone,
    userType: 'Standard',
  };
}

/** The result of `login`; the session may do everything, as one that a person opened. */
function logIn(
  login: Login,
  user: UserProfile,
  kind: string,
  version: number,
): Readonly<Record<string, string | boolean | Fields>> {
  const address = (api: string): string =>
    `${login.origin}/services/Soap/${api}/${version}.0/${login.engine.organizationId.slice(0, 15)}`;
  return {
    metadataServerUrl: address('m'),
    passwordExpired: false,
    sandbox: false,
    serverUrl: address(kind),
    sessionId: login.tokens.issue(user.id),
    userId: user.id,
    userInfo: userInfo(login, user),
  };
}

async function answer(login: Login, request: Request, response: Response): Promise<void> {
  const [kind, version] = [String(request.params['kind']), soapVersion(String(request.params['version']))];
  const { name, sessionId, body } = readEnvelope(await readBody(request));
  const send = (result: Parameters<typeof reply>[1]): void => {
    response.type('text/xml').send(reply(name, result, namespaces[kind]));
  };
  if (name === 'login') {
    if (version > lastWithLogin) {
      throw new ApiError(500, 'UNSUPPORTED_API_VERSION', 'login() is not part of this version; use OAuth.'); // code and text unverified
    }
    const user = login.passwords.check(textOf(body, 'username') ?? '', textOf(body, 'password') ?? '');
    if (user === undefined) {
      throw new ApiError(500, 'INVALID_LOGIN', 'Invalid username, password, security token; or user locked out.');
    }
    send(logIn(login, user, kind, version));
    return;
  }
  const session = liveSession(login, sessionId);
  if (session === undefined) {
    throw new ApiError(500, 'INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Illegal Session');
  }
  const operation = partnerCalls(login.engine)[name];
  if (name === 'getUserInfo') send({ ...userInfo(login, login.engine.user(session)) });
  else if (name === 'logout') {
    login.tokens.end(sessionId ?? '');
    send(undefined);
  } else if (operation !== undefined) {
    send(await login.engine.locks.run(() => operation({ session, body, version })));
  } else throw new ApiError(500, 'UNKNOWN_EXCEPTION', `This org has no operation ${name} here; use REST.`); // text unverified
}

/** Signing in and out, and what REST has no resource for; records are read and written over REST. */
export function soapLoginRouter(login: Login): Router {
  const router = Router();
  const paths = ['/services/Soap/:kind/:version', '/services/Soap/:kind/:version/:organization'];
  router.post(paths, async (request, response, next) => {
    if (namespaces[String(request.params['kind'])] === undefined) next();
    else await answer(login, request, response);
  });
  router.use('/services/Soap/:kind', (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const namespace = namespaces[String(request.params['kind'])];
    if (response.headersSent || !(error instanceof ApiError) || namespace === undefined) {
      next(error);
      return;
    }
    response
      .status(500)
      .type('text/xml')
      .send(fault(error.errorCode, error.message, namespace));
  });
  return router;
}
