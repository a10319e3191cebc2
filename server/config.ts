/** The only reader of process.env. Everything that is missing or wrong is told in one fault. */
import { existsSync } from 'node:fs';
import { Fault } from './faults.ts';
import type { MailSettings } from './mail/mail.ts';

/** How to reach the org and sign in; `org/session.ts` takes it as it is. */
export type OrgAccess =
  | {
      readonly kind: 'client-credentials';
      readonly url: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | {
      readonly kind: 'jwt';
      readonly url: string;
      readonly clientId: string;
      readonly username: string;
      readonly keyFile: string;
      readonly audience: string;
    }
  | { readonly kind: 'token'; readonly url: string; readonly accessToken: string };

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables, in the order in which a person sets them. */
export const orgVariables = {
  url: 'TODOKU_ORG_URL',
  clientId: 'TODOKU_ORG_CLIENT_ID',
  clientSecret: 'TODOKU_ORG_CLIENT_SECRET',
  keyFile: 'TODOKU_ORG_JWT_KEY_FILE',
  username: 'TODOKU_ORG_USERNAME',
  audience: 'TODOKU_ORG_AUDIENCE',
  accessToken: 'TODOKU_ORG_ACCESS_TOKEN',
} as const;

export function orgAccess(environment: Environment = process.env): OrgAccess {
  const problems: string[] = [];
  const read = (name: string): string | undefined => {
    const text = environment[name]?.trim();
    return text === '' ? undefined : text;
  };
  const required = (name: string, why: string): string => {
    const text = read(name);
    if (text === undefined) problems.push(`${name} is not set: ${why}.`);
    return text ?? '';
  };
  const url = addressOf(required(orgVariables.url, 'the address of the org (My Domain)'), problems);
  const access = signInOf(url, read, required, problems);
  if (problems.length === 0) return access;
  throw new Fault('setup', 'org-not-configured', problems.join('\n'), {
    next: `Set ${orgVariables.url} and one way to sign in: ${orgVariables.clientId} with ${orgVariables.clientSecret}, or with ${orgVariables.keyFile} and ${orgVariables.username}; or ${orgVariables.accessToken} alone.`,
  });
}

function signInOf(
  url: string,
  read: (name: string) => string | undefined,
  required: (name: string, why: string) => string,
  problems: string[],
): OrgAccess {
  const accessToken = read(orgVariables.accessToken);
  if (accessToken !== undefined) return { kind: 'token', url, accessToken };
  const keyFile = read(orgVariables.keyFile);
  if (keyFile !== undefined) {
    if (!existsSync(keyFile)) problems.push(`${orgVariables.keyFile}: there is no file ${keyFile}.`);
    return {
      kind: 'jwt',
      url,
      keyFile,
      clientId: required(orgVariables.clientId, 'the consumer key of the app'),
      username: required(orgVariables.username, 'who signs in with the key'),
      audience: read(orgVariables.audience) ?? url,
    };
  }
  return {
    kind: 'client-credentials',
    url,
    clientId: required(orgVariables.clientId, 'the consumer key of the app'),
    clientSecret: required(orgVariables.clientSecret, 'the consumer secret of the app'),
  };
}

/** The origin alone. Plain http would show the credentials to everyone on the way; on this machine there is no way. */
function addressOf(text: string, problems: string[]): string {
  if (text === '') return '';
  if (!URL.canParse(text)) {
    problems.push(`${orgVariables.url}: "${text}" is not an address such as https://company.my.salesforce.com.`);
    return '';
  }
  const { protocol, hostname, origin } = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) problems.push(`${orgVariables.url}: use https.`);
  return origin;
}

export const mailVariables = { url: 'TODOKU_SMTP_URL', from: 'TODOKU_MAIL_FROM' } as const;

/** Undefined: neither is set, and nothing is sent. */
export function mailSettings(environment: Environment = process.env): MailSettings | undefined {
  const [url = '', from = ''] = [environment[mailVariables.url]?.trim(), environment[mailVariables.from]?.trim()];
  if (url === '' && from === '') return undefined;
  const problems: string[] = [];
  // The address has a password in it: it is not told back.
  if (!/^smtps?:\/\//.test(url) || !URL.canParse(url)) {
    problems.push(`${mailVariables.url}: not an address such as smtps://user:password@mail.example.com.`);
  }
  if (!/^[^@\r\n]*[^@\s<]@[^@\s>]+>?$/.test(from)) {
    problems.push(`${mailVariables.from}: "${from}" is not an address such as Todoku <todoku@example.com>.`);
  }
  if (problems.length === 0) return { url, from };
  throw new Fault('setup', 'mail-not-configured', problems.join('\n'), {
    next: 'Correct the variables, or leave both out.',
  });
}

export const serviceVariables = {
  host: 'TODOKU_HTTP_HOST',
  port: 'TODOKU_HTTP_PORT',
  token: 'TODOKU_API_TOKEN',
  jobsUrl: 'TODOKU_JOBS_URL',
  hookSecret: 'TODOKU_HOOK_SECRET',
} as const;

/** Where the service listens, who may ask it, and where it keeps its orders. */
export interface ServiceSettings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Undefined: a file beside the warehouse. */
  readonly token: string | undefined;
  /** A PostgreSQL server; undefined: a folder beside the warehouse. */
  readonly jobsUrl: string | undefined;
  /** Signs the requests that start schedules; undefined: there are none. */
  readonly hookSecret: string | undefined;
  /** Where the digest of the week is handed over; undefined: nowhere. */
  readonly mail?: MailSettings | undefined;
}

const usualPort = 8040;
/** Too long to be guessed when it was made by chance; a word is no token. */
const shortestToken = 32;

export function serviceSettings(environment: Environment = process.env): ServiceSettings {
  const problems: string[] = [];
  const read = (name: string): string | undefined => {
    const text = environment[name]?.trim();
    return text === '' ? undefined : text;
  };
  const port = read(serviceVariables.port) ?? String(usualPort);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    problems.push(`${serviceVariables.port}: "${port}" is not a port, 0 to 65535.`);
  }
  const token = read(serviceVariables.token);
  if (token !== undefined && (token.length < shortestToken || !/^[\x21-\x7e]+$/.test(token))) {
    problems.push(`${serviceVariables.token}: a token has at least ${shortestToken} letters, digits or signs.`);
  }
  const hookSecret = read(serviceVariables.hookSecret);
  if (hookSecret !== undefined && hookSecret.length < shortestToken) {
    problems.push(`${serviceVariables.hookSecret}: a secret has at least ${shortestToken} letters, digits or signs.`);
  }
  const jobsUrl = read(serviceVariables.jobsUrl);
  if (jobsUrl !== undefined && !/^postgres(ql)?:\/\//.test(jobsUrl)) {
    problems.push(`${serviceVariables.jobsUrl}: not an address such as postgres://user:password@host/database.`);
  }
  if (problems.length === 0) {
    const host = read(serviceVariables.host) ?? '127.0.0.1';
    return { host, port: Number(port), token, jobsUrl, hookSecret, mail: mailSettings(environment) };
  }
  throw new Fault('setup', 'service-not-configured', problems.join('\n'), {
    next: 'Correct the variables, or leave them out.',
  });
}
