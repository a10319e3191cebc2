/** Who somebody is: the identity URL, and OpenID Connect's userinfo. */
import type { Request, Response } from 'express';
import type { UserProfile } from '../engine/engine.ts';
import { versions } from '../http/http.ts';
import type { Login } from './login.ts';
import { liveSession, tokenOf } from './session.ts';

type Keys = Readonly<Record<string, unknown>>;

/** Addresses by protocol; clients put their own version in place of `{version}`, unless they asked for one. */
function urls({ origin, engine }: Login, userId: string, version: string): Keys {
  const organizationId = engine.organizationId.slice(0, 15);
  const data = `${origin}/services/data/v${version}/`;
  return {
    enterprise: `${origin}/services/Soap/c/${version}/${organizationId}`,
    metadata: `${origin}/services/Soap/m/${version}/${organizationId}`,
    partner: `${origin}/services/Soap/u/${version}/${organizationId}`,
    rest: data,
    sobjects: `${data}sobjects/`,
    search: `${data}search/`,
    query: `${data}query/`,
    recent: `${data}recent/`,
    tooling_soap: `${origin}/services/Soap/T/${version}/${organizationId}`,
    tooling_rest: `${data}tooling/`,
    profile: `${origin}/${userId}`,
    feeds: `${data}chatter/feeds`,
    groups: `${data}chatter/groups`,
    users: `${data}chatter/users`,
    feed_items: `${data}chatter/feed-items`,
    feed_elements: `${data}chatter/feed-elements`,
    custom_domain: origin,
  };
}

/** The record behind a profile: names apart, and how else to reach the person. */
function recordOf({ engine }: Login, user: UserProfile): Keys {
  const fields = 'FirstName, LastName, CommunityNickname, MobilePhone, LastModifiedDate';
  const soql = `SELECT ${fields} FROM User WHERE Id = '${user.id}'`;
  return engine.query({ userId: user.id }, soql).records[0] ?? {};
}

/** Milliseconds that the zone is ahead of UTC at this moment. */
function utcOffset(timeZone: string, instant: number): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const text = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** What both documents say alike. */
function common(login: Login, user: UserProfile, version: string): Keys {
  const photo = `${login.origin}/profilephoto/005`;
  return {
    user_id: user.id,
    organization_id: login.engine.organizationId,
    email: user.email,
    email_verified: true,
    photos: { picture: `${photo}/F`, thumbnail: `${photo}/T` },
    urls: urls(login, user.id, version),
    active: user.active,
    user_type: 'STANDARD',
    language: user.language,
    locale: user.locale,
    utcOffset: utcOffset(user.timeZone === '' ? 'UTC' : user.timeZone, login.clock.now()),
    is_app_installed: true,
  };
}

/** `GET /id/{org}/{user}` (Help, "Identity URLs"): what jsforce calls `identity()`. */
function identity(login: Login, user: UserProfile, version: string): Keys {
  const record = recordOf(login, user);
  return {
    id: `${login.origin}/id/${login.engine.organizationId}/${user.id}`,
    asserted_user: true,
    ...common(login, user, version),
    username: user.username,
    nick_name: record['CommunityNickname'] ?? user.username,
    display_name: user.name,
    first_name: record['FirstName'] ?? null,
    last_name: record['LastName'] ?? null,
    timezone: user.timeZone,
    addr_street: null,
    addr_city: null,
    addr_state: null,
    addr_country: null,
    addr_zip: null,
    mobile_phone: record['MobilePhone'] ?? null,
    mobile_phone_verified: false,
    is_lightning_login_user: false,
    status: { created_date: null, body: null },
    last_modified_date: record['LastModifiedDate'] ?? null,
  };
}

/** `GET /services/oauth2/userinfo` (Help, "Query for User Information"). */
function userInfo(login: Login, user: UserProfile): Keys {
  const record = recordOf(login, user);
  const facts = common(login, user, '{version}');
  const photo = `${login.origin}/profilephoto/005/F`;
  return {
    sub: `${login.origin}/id/${login.engine.organizationId}/${user.id}`,
    ...facts,
    preferred_username: user.username,
    nickname: record['CommunityNickname'] ?? user.username,
    name: user.name,
    given_name: record['FirstName'] ?? null,
    family_name: record['LastName'] ?? null,
    zoneinfo: user.timeZone,
    profile: `${login.origin}/${user.id}`,
    picture: photo,
    address: {},
    is_salesforce_integration_user: false,
    updated_at: record['LastModifiedDate'] ?? null,
  };
}

/** The token as a parameter or as a header; both refuse in words of their own (Help, "Identity URLs"; the 403 is unverified). */
function asked(login: Login, request: Request, response: Response): UserProfile | undefined {
  const form = request.body as Keys | undefined; // flat texts, or no body
  const parameters = { ...request.query, ...form };
  const parameter = parameters['oauth_token'] ?? parameters['access_token'];
  const token = typeof parameter === 'string' ? parameter : tokenOf(request, login.origin);
  const session = liveSession(login, token);
  if (session !== undefined) return login.engine.user(session);
  refuse(response, 403, token === undefined ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token');
  return undefined;
}

function refuse(response: Response, status: number, text: string): void {
  response.status(status).type('text/plain').send(text);
}

export function showUserInfo(login: Login, request: Request, response: Response): void {
  const user = asked(login, request, response);
  if (user !== undefined) response.json(userInfo(login, user));
}

/** `?version=` puts a version into the addresses, or the highest for `latest`. */
function versionOf(parameter: unknown): string {
  if (parameter === 'latest') return `${versions.last}.0`;
  return typeof parameter === 'string' && /^\d\d\.0$/.test(parameter) ? parameter : '{version}';
}

/** One's own identity only: whoever asks for another's is told that there is nobody. */
export function showIdentity(login: Login, request: Request, response: Response): void {
  const user = asked(login, request, response);
  if (user === undefined) return;
  const { organizationId, userId } = request.params;
  const is = (given: unknown, own: string): boolean => String(given).slice(0, 15) === own.slice(0, 15);
  if (!is(organizationId, login.engine.organizationId)) refuse(response, 403, 'Wrong_Org');
  else if (!is(userId, user.id)) refuse(response, 404, 'Bad_Id');
  else response.json(identity(login, user, versionOf(request.query['version'])));
}
