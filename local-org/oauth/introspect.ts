/** What is known of a token (RFC 7662), and its end (RFC 7009). */
import { appOf, checkSecret } from './clients.ts';
import { OAuthError } from './errors.ts';
import type { TokenRequest } from './grants.ts';
import type { Login } from './login.ts';

const seconds = (instant: number): number => Math.floor(instant / 1000);

/** Help, "OpenID Connect Token Introspection". An app that is not the token's own learns nothing; times in seconds. */
export function introspect(login: Login, request: TokenRequest): Readonly<Record<string, unknown>> {
  const app = appOf(login, request['client_id']);
  checkSecret(app, request['client_secret'] ?? '');
  const token = request['token'];
  if (token === undefined) throw new OAuthError('invalid_request', 'missing required parameter: token');
  const facts = login.tokens.facts(token);
  if (facts === undefined || (facts.clientId !== '' && facts.clientId !== app.clientId)) return { active: false };
  const user = login.engine.user(facts);
  if (!user.active) return { active: false };
  return {
    active: true,
    scope: facts.scope,
    client_id: facts.clientId === '' ? app.clientId : facts.clientId,
    username: user.username,
    sub: `${login.origin}/id/${login.engine.organizationId}/${user.id}`,
    token_type: facts.kind,
    ...(facts.expiresAt === undefined ? {} : { exp: seconds(facts.expiresAt) }),
    iat: seconds(facts.issuedAt),
    nbf: seconds(facts.issuedAt),
  };
}

/** Either kind of token; a refresh token takes its access tokens with it (Mobile SDK Guide, "Revoking OAuth Tokens"). */
export function revoke(login: Login, token: unknown): void {
  if (typeof token !== 'string' || !/^(00D\w+!|5Aep)/.test(token)) {
    throw new OAuthError('unsupported_token_type', 'this token type is not supported');
  }
  if (!login.tokens.end(token)) throw new OAuthError('invalid_token', 'token was invalid');
}
