/** OpenID Connect: the org's own key, the id tokens signed with it, and what lets a client check them. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Clock, Engine, UserProfile } from '../engine/engine.ts';

export interface IdTokenContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly origin: string;
}

export interface OpenIdKeys {
  idToken(context: IdTokenContext, clientId: string, user: UserProfile): string;
  /** `GET /id/keys`. */
  jwks(): { readonly keys: readonly object[] };
}

const settingsKey = 'oauth.openid-key';
/** Three minutes; the length is unverified. */
const lifetimeS = 180;

let fresh: KeyObject | undefined;

/** One for all new orgs of a process: making an RSA key takes as long as making an org. */
function freshKey(): KeyObject {
  fresh ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return fresh;
}

function privateKeyOf(engine: Engine): KeyObject {
  const kept = engine.settings.get(settingsKey);
  if (kept !== undefined) return createPrivateKey(kept);
  const privateKey = freshKey();
  engine.settings.set(settingsKey, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return privateKey;
}

/** The key is made when it is first needed, for it takes a moment, and stays with the org. */
export function openKeys(engine: Engine): OpenIdKeys {
  let made: { readonly key: KeyObject; readonly kid: string } | undefined;
  const own = (): { readonly key: KeyObject; readonly kid: string } => {
    if (made !== undefined) return made;
    const key = privateKeyOf(engine);
    const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
    made = { key, kid: createHash('sha256').update(spki).digest('base64url').slice(0, 16) };
    return made;
  };
  return {
    idToken: ({ clock, origin }, clientId, user) => {
      const { key, kid } = own();
      const issuedAt = Math.floor(clock.now() / 1000);
      const claims = {
        iss: origin,
        sub: `${origin}/id/${engine.organizationId}/${user.id}`,
        aud: clientId,
        iat: issuedAt,
        exp: issuedAt + lifetimeS,
      };
      const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
      const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`;
      return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
    },
    jwks: () => {
      const { key, kid } = own();
      return { keys: [{ ...createPublicKey(key).export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid }] };
    },
  };
}

/** `GET /.well-known/openid-configuration`. */
export function discovery(origin: string): Readonly<Record<string, unknown>> {
  const oauth = `${origin}/services/oauth2`;
  return {
    issuer: origin,
    authorization_endpoint: `${oauth}/authorize`,
    token_endpoint: `${oauth}/token`,
    revocation_endpoint: `${oauth}/revoke`,
    userinfo_endpoint: `${oauth}/userinfo`,
    introspection_endpoint: `${oauth}/introspect`,
    jwks_uri: `${origin}/id/keys`,
    frontchannel_logout_supported: false,
    scopes_supported: ['api', 'full', 'id', 'openid', 'refresh_token', 'web', 'profile', 'email', 'address', 'phone'],
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    display_values_supported: ['page', 'popup', 'touch'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    code_challenge_methods_supported: ['S256'],
  };
}
