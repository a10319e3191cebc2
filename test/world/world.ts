/** A running org for a test: on a free port, with a clock the test holds, closed with `await using`. */
import { readFileSync } from 'node:fs';
import { Connection } from 'jsforce';
import {
  type LocalOrg,
  type LocalOrgOptions,
  type PackageFile,
  readPackage,
  startLocalOrg,
} from '../../local-org/local-org.ts';
import { cachedPackage } from '../../scripts/cached-package.ts';

export interface HeldClock {
  now(): number;
  advance(ms: number): void;
}

/** Stands still until it is told to go on. */
export function heldClock(start = '2026-11-02T00:00:00Z'): HeldClock {
  let instant = Date.parse(start);
  return {
    now: () => instant,
    advance: (ms) => {
      instant += ms;
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is empty. Tests compare it whole, so it needs no type. */
  readonly json: unknown;
}

export interface World extends AsyncDisposable {
  readonly org: LocalOrg;
  readonly url: string;
  readonly token: string;
  /** jsforce as the administrator, or as whoever the token belongs to. */
  connect(options?: { readonly version?: string; readonly accessToken?: string }): Connection;
  /**
   * One request as the administrator. A path without a leading slash is below `/services/data/v62.0/`; a body that is no
   * text is sent as JSON.
   */
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export interface WorldOptions extends Omit<LocalOrgOptions, 'deploy'> {
  /** `true`: this project's force-app; or a package of the test's own. */
  readonly deploy?: true | readonly PackageFile[];
}

let built: Promise<readonly PackageFile[]> | undefined;

/** The package of this project's force-app, built once and kept until something in it changes; the same list in one process. */
export function forceApp(): Promise<readonly PackageFile[]> {
  built ??= cachedPackage().then((path) => readPackage(readFileSync(path)));
  return built;
}

function bodyOf(body: unknown): { body?: string | Uint8Array<ArrayBuffer>; headers: Record<string, string> } {
  if (body === undefined) return { headers: {} };
  if (typeof body === 'string') return { body, headers: {} };
  if (body instanceof Uint8Array) return { body: new Uint8Array(body), headers: {} };
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // CSV, HTML: the test looks at the text
  }
}

export async function startWorld({ deploy, ...options }: WorldOptions = {}): Promise<World> {
  const files = deploy === true ? await forceApp() : deploy;
  return worldOf(await startLocalOrg({ ...options, ...(files === undefined ? {} : { deploy: files }) }));
}

/** An org that is running already; it is closed with the world. */
export function worldOf(org: LocalOrg): World {
  const token = org.admin.accessToken;
  return {
    org,
    url: org.url,
    token,
    connect: ({ version = '62.0', accessToken = token } = {}) =>
      new Connection({ instanceUrl: org.url, accessToken, version }),
    ask: async (method, path, body, headers = {}) => {
      const address = path.startsWith('/') ? path : `/services/data/v62.0/${path}`;
      const sent = bodyOf(body);
      const response = await fetch(org.url + address, {
        method,
        redirect: 'manual',
        headers: { Authorization: `Bearer ${token}`, ...sent.headers, ...headers },
        ...(sent.body === undefined ? {} : { body: sent.body }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: parse(text) };
    },
    close: () => org.close(),
    [Symbol.asyncDispose]: () => org.close(),
  };
}
