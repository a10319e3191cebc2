/** Who may ask: apps, tokens and the ways to one, and the doors by which a browser gets its cookie. */
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { decideAuthorize, showAuthorize } from './authorize.ts';
import { OAuthError } from './errors.ts';
import { giveSingleAccess, openFrontDoor } from './frontdoor.ts';
import { grantToken, type TokenRequest } from './grants.ts';
import { showIdentity, showUserInfo } from './identity.ts';
import { introspect, revoke } from './introspect.ts';
import type { Login } from './login.ts';
import { discovery } from './openid.ts';
import { isOwnPage, tokenOf, userOf } from './session.ts';
import { soapLoginRouter } from './soap-login.ts';

export type { Client } from './clients.ts';
export { type Login, openLogin } from './login.ts';
export { openPasswords } from './passwords.ts';
export { authenticate, liveSession, recognise, tokenOf } from './session.ts';
export { openTokens, type Tokens } from './tokens.ts';

/** The fields of a form, and of the query where a client sends them there; Basic names the app. */
function fieldsOf(request: Request): TokenRequest {
  const form = request.body as TokenRequest | undefined; // express.urlencoded without `extended` gives flat texts
  const query = request.query as TokenRequest; // the simple parser; a repeated name is a list, which no grant reads
  const [, basic] = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const fields = { ...query, ...form };
  if (basic === undefined) return fields;
  const [clientId = '', clientSecret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s);
  return { ...fields, client_id: clientId, client_secret: clientSecret };
}

function answerOAuthError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (!(error instanceof OAuthError)) {
    next(error);
    return;
  }
  response.status(400).set('Cache-Control', 'no-store').json({ error: error.error, error_description: error.message });
}

function authorizeRoutes(router: Router, login: Login): void {
  router.get('/services/oauth2/authorize', (request, response) => {
    showAuthorize(login, request, response, userOf(login, tokenOf(request, login.origin)));
  });
  router.post('/services/oauth2/authorize', (request, response) => {
    if (!isOwnPage(request, login.origin)) throw new OAuthError('access_denied', 'answer on the page of this org');
    decideAuthorize(login, fieldsOf(request), response);
  });
}

/** Everything that hands out, explains or ends a session. It authenticates by itself: mount it before `authenticate`. */
export function oauthRouter(login: Login): Router {
  const router = Router();
  router.use(['/services/oauth2', '/secur'], express.urlencoded({ extended: false }));
  router.post('/services/oauth2/token', (request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json(grantToken(login, fieldsOf(request)));
  });
  authorizeRoutes(router, login);
  router.post('/services/oauth2/introspect', (request, response) => {
    response.json(introspect(login, fieldsOf(request)));
  });
  router.all('/services/oauth2/revoke', (request, response) => {
    revoke(login, fieldsOf(request)['token']);
    response.status(200).end();
  });
  router.all('/services/oauth2/userinfo', (request, response) => {
    showUserInfo(login, request, response);
  });
  router.all('/services/oauth2/singleaccess', (request, response) => {
    giveSingleAccess(login, request, response);
  });
  router.get('/id/keys', (_request, response) => {
    response.json(login.keys.jwks());
  });
  router.get('/.well-known/openid-configuration', (_request, response) => {
    response.json(discovery(login.origin));
  });
  router.all('/id/:organizationId/:userId', (request, response) => {
    showIdentity(login, request, response);
  });
  router.all('/secur/frontdoor.jsp', (request, response) => {
    openFrontDoor(login, request, response);
  });
  router.use(soapLoginRouter(login));
  router.use(answerOAuthError);
  return router;
}
