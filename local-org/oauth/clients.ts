/** The apps that may ask for a session. */
import { timingSafeEqual } from 'node:crypto';
import { OAuthError } from './errors.ts';
import type { Login } from './login.ts';

/** The one app that may sign in without a person, as an External Client App would declare it. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM of the certificate or public key that checks JWT bearer assertions; without it that grant is refused. */
  readonly publicKey?: string;
  /** Username that client credentials run as. */
  readonly runAs: string;
  /** Where a person is sent after signing in, besides any address of this machine. */
  readonly callbacks?: readonly string[];
}

/** An app on the page where a person allows it. */
export interface App {
  readonly clientId: string;
  readonly name: string;
  /** Absent for an app that cannot keep one; it has to use PKCE. */
  readonly secret?: string;
  readonly accepts: (redirectUri: string) => boolean;
}

/** `localhost` and `127.0.0.1` at any port (RFC 8252, 7.3): apps under test have no fixed one. */
function isOfThisMachine(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname, hash } = new URL(uri);
  return (
    ['http:', 'https:'].includes(protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname) && hash === ''
  );
}

/** What every org knows: the app of the Salesforce CLI, with the CLI's own callback (@salesforce/core, WebOAuthServer). */
const cli: App = {
  clientId: 'PlatformCLI',
  name: 'Salesforce CLI',
  accepts: (uri) => uri === 'http://localhost:1717/OauthRedirect',
};

/** The app with this consumer key; `invalid_client_id` when the org has none. */
export function appOf({ client }: Login, clientId: string | undefined): App {
  if (clientId === cli.clientId) return cli;
  if (clientId !== client.clientId) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const accepts = (uri: string): boolean => isOfThisMachine(uri) || (client.callbacks ?? []).includes(uri);
  return { clientId: client.clientId, name: client.clientId, secret: client.clientSecret, accepts };
}

function areEqual(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A secret that is sent has to be right; an app that has one has to send it, unless `optional` says why not. */
export function checkSecret(app: App, given: string | undefined, optional = false): void {
  if (given === undefined && (app.secret === undefined || optional)) return;
  if (app.secret !== undefined && areEqual(given ?? '', app.secret)) return;
  if (app.secret === undefined && given === '') return; // the sf CLI sends an empty one
  throw new OAuthError('invalid_client', 'invalid client credentials');
}

const scopes: ReadonlySet<string> = new Set([
  'api',
  'web',
  'full',
  'id',
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  'refresh_token',
  'offline_access',
]);
const every = 'api web id openid refresh_token';

/** The scopes asked for, all of an app's when none are; `invalid_scope` for one that no app here may ask for. */
export function scopesOf(asked: string | undefined): readonly string[] {
  const names = (asked ?? '').split(/[\s,]+/).filter((name) => name !== '');
  if (names.length === 0) return every.split(' ');
  const wrong = names.find((name) => !scopes.has(name));
  if (wrong !== undefined) throw new OAuthError('invalid_scope', 'the requested scope is not allowed');
  return [...new Set(names)];
}

/** What machines get, who have no refresh token. */
export const machineScope = scopesOf(undefined)
  .filter((name) => name !== 'refresh_token')
  .join(' ');

const holds = (scope: string, ...names: readonly string[]): boolean =>
  scope.split(' ').some((name) => names.includes(name));

export const mayRefresh = (scope: string): boolean => holds(scope, 'refresh_token', 'offline_access');
/** `full` is everything but a refresh token. */
export const mayCallApi = (scope: string): boolean => holds(scope, 'api', 'full');
/** A browser session may be made of it (Help, "frontdoor.jsp"). */
export const mayOpenPages = (scope: string): boolean => holds(scope, 'web', 'full');
export const isOpenId = (scope: string): boolean => holds(scope, 'openid', 'full');
