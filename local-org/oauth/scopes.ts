/** What a session may be used for: the scopes of OAuth, as apps name them. */
import { OAuthError } from './errors.ts';

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

/** As metadata spells the scopes of an External Client App; those that no API here asks for are left out. */
export const scopeNames: ReadonlyMap<string, string> = new Map([
  ['Api', 'api'],
  ['Web', 'web'],
  ['Full', 'full'],
  ['Basic', 'id'],
  ['OpenID', 'openid'],
  ['Profile', 'profile'],
  ['Email', 'email'],
  ['Address', 'address'],
  ['Phone', 'phone'],
  ['RefreshToken', 'refresh_token'],
  ['OfflineAccess', 'offline_access'],
]);
