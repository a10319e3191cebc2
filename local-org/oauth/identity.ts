import type { Engine, UserProfile } from '../engine/engine.ts';

/** Addresses by protocol; clients put their own version in place of `{version}`. */
function urls(origin: string, organizationId: string, userId: string): Readonly<Record<string, string>> {
  const data = `${origin}/services/data/v{version}/`;
  return {
    enterprise: `${origin}/services/Soap/c/{version}/${organizationId.slice(0, 15)}`,
    metadata: `${origin}/services/Soap/m/{version}/${organizationId.slice(0, 15)}`,
    partner: `${origin}/services/Soap/u/{version}/${organizationId.slice(0, 15)}`,
    rest: data,
    sobjects: `${data}sobjects/`,
    search: `${data}search/`,
    query: `${data}query/`,
    recent: `${data}recent/`,
    tooling_soap: `${origin}/services/Soap/T/{version}/${organizationId.slice(0, 15)}`,
    tooling_rest: `${data}tooling/`,
    profile: `${origin}/${userId}`,
    custom_domain: origin,
  };
}

function names(user: UserProfile): { readonly first: string; readonly last: string } {
  const space = user.name.lastIndexOf(' ');
  return { first: user.name.slice(0, Math.max(space, 0)), last: user.name.slice(space + 1) };
}

/** `GET /id/{org}/{user}`: what jsforce calls `identity()`. */
export function identity(engine: Engine, origin: string, user: UserProfile): Readonly<Record<string, unknown>> {
  const { first, last } = names(user);
  return {
    id: `${origin}/id/${engine.organizationId}/${user.id}`,
    asserted_user: true,
    user_id: user.id,
    organization_id: engine.organizationId,
    username: user.username,
    nick_name: user.username,
    display_name: user.name,
    email: user.email,
    email_verified: true,
    first_name: first,
    last_name: last,
    timezone: user.timeZone,
    active: user.active,
    user_type: 'STANDARD',
    language: user.language,
    locale: user.locale,
    urls: urls(origin, engine.organizationId, user.id),
    is_app_installed: true,
  };
}

/** `GET /services/oauth2/userinfo` (OpenID Connect). */
export function userInfo(engine: Engine, origin: string, user: UserProfile): Readonly<Record<string, unknown>> {
  const { first, last } = names(user);
  return {
    sub: `${origin}/id/${engine.organizationId}/${user.id}`,
    user_id: user.id,
    organization_id: engine.organizationId,
    preferred_username: user.username,
    nickname: user.username,
    name: user.name,
    given_name: first,
    family_name: last,
    email: user.email,
    email_verified: true,
    zoneinfo: user.timeZone,
    locale: user.locale,
    language: user.language,
    active: user.active,
    user_type: 'STANDARD',
    urls: urls(origin, engine.organizationId, user.id),
  };
}
