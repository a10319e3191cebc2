import { createHash, createHmac } from 'node:crypto';
import type { UserProfile } from '../engine/engine.ts';
import { issuerOf, verifyAssertion } from './assertion.ts';
import { type App, appOf, checkSecret } from './clients.ts';
import { OAuthError } from './errors.ts';
import type { Login } from './login.ts';
import { isOpenId, machineScope, mayRefresh, scopesOf } from './scopes.ts';

/** The form fields of a token request; a client that authenticates by Basic has its two fields filled in from there. */
export type TokenRequest = Readonly<Record<string, string | undefined>>;

/** Keys beyond access_token, refresh_token, instance_url, id and scope are unverified. */
export interface TokenReply {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly signature: string;
  readonly scope: string;
  readonly instance_url: string;
  readonly id: string;
  readonly token_type: 'Bearer';
  readonly issued_at: string;
}

type Grant = (login: Login, request: TokenRequest) => TokenReply;

interface SignIn {
  readonly app: App;
  readonly user: UserProfile;
  readonly scope: string;
  /** The refresh token that is used, or the one that is given with the reply. */
  readonly refreshToken?: string;
  readonly isNew?: boolean;
}

function signIn(login: Login, { app, user, scope, refreshToken, isNew = false }: SignIn): TokenReply {
  const id = `${login.origin}/id/${login.engine.organizationId}/${user.id}`;
  const issuedAt = String(login.clock.now());
  return {
    access_token: login.tokens.issue(user.id, { clientId: app.clientId, scope }, refreshToken),
    ...(isNew && refreshToken !== undefined ? { refresh_token: refreshToken } : {}),
    ...(isOpenId(scope) ? { id_token: login.keys.idToken(login, app.clientId, user) } : {}),
    signature: createHmac('sha256', app.secret ?? app.clientId)
      .update(id + issuedAt)
      .digest('base64'),
    scope,
    instance_url: login.origin,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

/** Runs as the app's execution user and gives no refresh token. */
const clientCredentials: Grant = (login, request) => {
  const app = appOf(login, request['client_id']);
  checkSecret(app, request['client_secret'] ?? '');
  const user = app.runAs === undefined ? undefined : login.engine.findUser(app.runAs);
  if (app.secret === undefined || user === undefined) {
    throw new OAuthError('invalid_grant', 'no client credentials user enabled');
  }
  return signIn(login, { app, user, scope: app.machineScope ?? '' });
};

const jwtBearer: Grant = (login, request) => {
  const assertion = request['assertion'] ?? '';
  const app = appOf(login, issuerOf(assertion));
  const claims = verifyAssertion(assertion, app.publicKey);
  // The sf CLI sends milliseconds; read as seconds they lie far ahead, which is why no upper bound is enforced.
  if (claims.expires * 1000 <= login.clock.now()) throw new OAuthError('invalid_grant', 'expired authorization code');
  if (claims.audience.replace(/\/$/, '') !== login.origin) {
    throw new OAuthError('invalid_grant', `audience is invalid: it has to be ${login.origin}`);
  }
  const user = login.engine.findUser(claims.subject);
  if (user === undefined || !isApproved(login, app, user)) {
    throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
  }
  return signIn(login, { app, user, scope: app.machineScope ?? '' });
};

/** Where the admin approves, whoever holds one of the app's permission sets (Help, "Manage OAuth Access Policies"). */
function isApproved({ engine, administrator }: Login, { approved }: App, { id }: UserProfile): boolean {
  if (approved === undefined) return true;
  const soql = `SELECT PermissionSetId FROM PermissionSetAssignment WHERE AssigneeId = '${id}'`;
  const wanted = new Set(approved.map((one) => one.slice(0, 15)));
  return engine
    .query(administrator, soql)
    .records.some((row) => wanted.has(String(row['PermissionSetId']).slice(0, 15)));
}

/** A code is bound to its app, its address and its verifier (RFC 7636), and is good once. */
const authorizationCode: Grant = (login, request) => {
  const app = appOf(login, request['client_id']);
  const approval = login.codes.take(request['code'] ?? '');
  if (approval?.clientId !== app.clientId) throw new OAuthError('invalid_grant', 'invalid authorization code');
  if (request['redirect_uri'] !== approval.redirectUri) {
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  checkSecret(app, request['client_secret'], approval.challenge !== undefined);
  const verifier = request['code_verifier'];
  const challenge = verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url');
  if (challenge !== approval.challenge) throw new OAuthError('invalid_grant', 'invalid code verifier');
  const user = login.engine.user({ userId: approval.userId });
  if (!user.active) throw new OAuthError('inactive_user', 'user is inactive');
  const { scope } = approval;
  if (!mayRefresh(scope)) return signIn(login, { app, user, scope });
  const refreshToken = login.tokens.issueRefresh(user.id, { clientId: app.clientId, scope });
  return signIn(login, { app, user, scope, refreshToken, isNew: true });
};

/**
 * The token stays good and is not sent again (rotation is off). The secret may be left out, as PKCE clients do; one that
 * is sent has to be right. A verifier, which jsforce repeats here, means nothing.
 */
const refresh: Grant = (login, request) => {
  const app = appOf(login, request['client_id']);
  checkSecret(app, request['client_secret'], true);
  const refreshToken = request['refresh_token'] ?? '';
  const facts = login.tokens.facts(refreshToken);
  if (facts?.kind !== 'refresh_token' || facts.clientId !== app.clientId) {
    throw new OAuthError('invalid_grant', 'expired access/refresh token');
  }
  const user = login.engine.user(facts);
  if (!user.active) throw new OAuthError('inactive_user', 'user is inactive');
  return signIn(login, { app, user, scope: narrowed(facts.scope, request['scope']), refreshToken });
};

/** A refresh may ask for less than was allowed, never for more (RFC 6749, 6). */
function narrowed(allowed: string, asked: string | undefined): string {
  if (asked === undefined) return allowed;
  const wanted = scopesOf(asked);
  const names = new Set(allowed.split(' '));
  if (wanted.some((name) => !names.has(name))) {
    throw new OAuthError('invalid_scope', 'the requested scope is not allowed');
  }
  return wanted.join(' ');
}

/** Username and password: blocked in newer orgs until an admin allows it; here it serves clients that know nothing else. */
const password: Grant = (login, request) => {
  const app = appOf(login, request['client_id']);
  checkSecret(app, request['client_secret'] ?? '');
  const user = login.passwords.check(request['username'] ?? '', request['password'] ?? '');
  if (user === undefined) throw new OAuthError('invalid_grant', 'authentication failure');
  return signIn(login, { app, user, scope: machineScope });
};

/** By `grant_type`. */
const grants: ReadonlyMap<string, Grant> = new Map([
  ['client_credentials', clientCredentials],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', jwtBearer],
  ['authorization_code', authorizationCode],
  ['refresh_token', refresh],
  ['password', password],
]);

/** Answers a token request or throws an OAuthError. */
export function grantToken(login: Login, request: TokenRequest): TokenReply {
  const grant = grants.get(request['grant_type'] ?? '');
  if (grant === undefined) throw new OAuthError('unsupported_grant_type', 'grant type not supported');
  return grant(login, request);
}
