import { createHmac, timingSafeEqual } from 'node:crypto';
import type { UserProfile } from '../engine/engine.ts';
import { verifyAssertion } from './assertion.ts';
import type { Login } from './oauth.ts';

/** `{error, error_description}` with 400, as the token endpoint refuses. */
export class OAuthError extends Error {
  readonly error: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
  }
}

/** The form fields of a token request; a client that authenticates by Basic has its two fields filled in from there. */
export type TokenRequest = Readonly<Record<string, string | undefined>>;

/** Keys beyond access_token, instance_url, id and scope are unverified. */
export interface TokenReply {
  readonly access_token: string;
  readonly signature: string;
  readonly scope: string;
  readonly instance_url: string;
  readonly id: string;
  readonly token_type: 'Bearer';
  readonly issued_at: string;
}

type Grant = (login: Login, request: TokenRequest) => TokenReply;

function areEqual(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function checkClientId(login: Login, clientId: string | undefined): void {
  if (clientId !== login.client.clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
}

function signIn(login: Login, user: UserProfile): TokenReply {
  const id = `${login.origin}/id/${login.engine.organizationId}/${user.id}`;
  const issuedAt = String(login.clock.now());
  return {
    access_token: login.tokens.issue(user.id),
    signature: createHmac('sha256', login.client.clientSecret)
      .update(id + issuedAt)
      .digest('base64'),
    scope: 'api id',
    instance_url: login.origin,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

/** Runs as the app's execution user and gives no refresh token. */
const clientCredentials: Grant = (login, request) => {
  checkClientId(login, request['client_id']);
  if (!areEqual(request['client_secret'] ?? '', login.client.clientSecret)) {
    throw new OAuthError('invalid_client', 'invalid client credentials');
  }
  const user = login.engine.findUser(login.client.runAs);
  if (user === undefined) throw new OAuthError('invalid_grant', 'no client credentials user enabled');
  return signIn(login, user);
};

const jwtBearer: Grant = (login, request) => {
  const claims = verifyAssertion(request['assertion'] ?? '', login.client.publicKey);
  checkClientId(login, claims.issuer);
  // The sf CLI sends milliseconds; read as seconds they lie far ahead, which is why no upper bound is enforced.
  if (claims.expires * 1000 <= login.clock.now()) throw new OAuthError('invalid_grant', 'expired authorization code');
  if (claims.audience.replace(/\/$/, '') !== login.origin) {
    throw new OAuthError('invalid_grant', `audience is invalid: it has to be ${login.origin}`);
  }
  const user = login.engine.findUser(claims.subject);
  if (user === undefined) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  return signIn(login, user);
};

/** By `grant_type`. The web login (authorization_code with PKCE, refresh_token) has its place here. */
const grants: Readonly<Record<string, Grant>> = {
  client_credentials: clientCredentials,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': jwtBearer,
};

/** Answers a token request or throws an OAuthError. */
export function grantToken(login: Login, request: TokenRequest): TokenReply {
  const type = request['grant_type'];
  const grant = type === undefined ? undefined : grants[type];
  if (grant === undefined) throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  return grant(login, request);
}
