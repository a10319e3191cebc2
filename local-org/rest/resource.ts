import { ApiError, type Clock, type Engine, type Session } from '../engine/engine.ts';
import { notFound, type Usage } from '../http/http.ts';
import { objectNamed, type ObjectSchema } from '../schema/schema.ts';
import type { Freshness } from './freshness.ts';
import type { Recents } from './recent.ts';

/** What the resources are made of, given once when the org starts. */
export interface Context {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly usage: Usage;
  /** Own origin, without a trailing slash. */
  readonly origin: string;
}

/** The same with what REST itself keeps. */
export interface RestContext extends Context {
  readonly freshness: Freshness;
  readonly recents: Recents;
}

/** A REST request without its transport: it comes from HTTP or as a part of a composite or batch request. */
export interface Call {
  readonly context: RestContext;
  readonly session: Session;
  readonly method: string;
  /** 62 for v62.0. */
  readonly version: number;
  /** Below the version, each segment decoded: `['sobjects', 'Account']`. */
  readonly segments: readonly string[];
  readonly parameters: URLSearchParams;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  /** True inside a composite request that is all or none, which overrides every collection in it. */
  readonly allOrNone?: boolean;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a call or throws an ApiError; `names` are the values of the path's `:name` segments. */
export type Answer = (call: Call, names: Readonly<Record<string, string>>) => Reply;

export interface Resource {
  /** `sobjects/:object/:id`; the first resource that fits is taken. */
  readonly path: string;
  readonly methods: Readonly<Record<string, Answer>>;
}

function match(path: string, segments: readonly string[]): Record<string, string> | undefined {
  const pattern = path === '' ? [] : path.split('/');
  if (pattern.length !== segments.length) return undefined;
  const names: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) names[part.slice(1)] = segment;
    if (!part.startsWith(':') && part !== segment) return undefined;
  }
  return names;
}

/** Finds the resource and asks it; 404 without one, 405 for a method that it does not have. */
export function answer(resources: readonly Resource[], call: Call): Reply {
  for (const resource of resources) {
    const names = match(resource.path, call.segments);
    if (names === undefined) continue;
    const method = resource.methods[call.method === 'HEAD' ? 'GET' : call.method];
    if (method !== undefined) return method(call, names);
    const allowed = Object.keys(resource.methods)
      .flatMap((name) => (name === 'GET' ? ['HEAD', 'GET'] : name))
      .join(',');
    throw new ApiError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${call.method}' not allowed. Allowed are ${allowed}`);
  }
  throw notFound();
}

/** A refusal as the reply that a client gets. */
export function refusal(error: ApiError): Reply {
  const { errorCode, message, fields } = error;
  return {
    status: error.status,
    body: [fields.length === 0 ? { message, errorCode } : { message, errorCode, fields }],
  };
}

/** Asks a resource and returns a refusal as a reply; only what the platform would not explain is thrown. */
export function attempt(resources: readonly Resource[], call: Call): Reply {
  try {
    return answer(resources, call);
  } catch (error) {
    if (error instanceof ApiError) return refusal(error);
    throw error;
  }
}

/** The object that a path names; one that the user may not see does not exist. */
export function objectInPath({ context: { engine }, session }: Call, name: string): ObjectSchema {
  const object = objectNamed(engine.schema(), name);
  if (object === undefined || !engine.access(session, object).read) throw notFound();
  return object;
}

/** `/services/data/v62.0/sobjects/Account/001…`. */
export function recordAddress({ version }: Call, object: string, id: string): string {
  return `/services/data/v${version}.0/sobjects/${object}/${id}`;
}

/** Segments of a path below the version, decoded; a trailing slash does not count. */
export function segmentsOf(path: string): readonly string[] {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    throw new ApiError(400, 'URL_NOT_DECODABLE', `The path ${path} is not well encoded.`); // code unverified
  }
}
