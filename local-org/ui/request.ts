/** Parameters of UI API: lists by comma, numbers within their range, choices; in the address or in a POST's body. */
import { isObject, type JsonObject } from '../http/http.ts';
import { illegalValue } from './refusals.ts';
import type { Viewer } from './viewer.ts';

/** One request, free of the protocol. */
export interface Call {
  readonly viewer: Viewer;
  readonly isGet: boolean;
  /** `/services/data/v66.0/ui-api`. */
  readonly base: string;
  /** Path and parameters as they came. */
  readonly url: string;
  readonly query: JsonObject;
  /** Undefined for a request without one. */
  readonly body: unknown;
  /** A part of the path by its name. */
  readonly part: (name: string) => string;
  /** A list in the path: `a,b`. */
  readonly parts: (name: string) => readonly string[];
  readonly header: (name: string) => string | undefined;
}

export type Answer = (call: Call) => unknown;

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly answer: Answer;
  /** 200 unless it is given; an answer of undefined is 204. */
  readonly status?: number;
  /** It saves records: it runs when their rows are free, perhaps more than once, and so at one go. */
  readonly isSave?: true;
}

export const get = (path: string, answer: Answer): Route => ({ method: 'get', path, answer });
export const post = (path: string, answer: Answer, status = 200): Route => ({ method: 'post', path, answer, status });
export const put = (path: string, answer: Answer): Route => ({ method: 'put', path, answer });
export const patch = (path: string, answer: Answer): Route => ({ method: 'patch', path, answer });
export const remove = (path: string, answer: Answer): Route => ({ method: 'delete', path, answer });
export const saving = (route: Route): Route => ({ ...route, isSave: true });

/** What is asked for: the parameters of the address, and over them those of the body. */
export function parametersOf({ query, body }: Call): JsonObject {
  return isObject(body) ? { ...query, ...body } : query;
}

export function bodyOf({ body }: Call): JsonObject {
  return isObject(body) ? body : {};
}

/** `a,b` or `["a", "b"]`. */
export function listOf(parameters: JsonObject, name: string): readonly string[] {
  const value = parameters[name];
  const parts = Array.isArray(value) ? (value as unknown[]) : [value];
  return parts
    .flatMap((part) => (typeof part === 'string' ? part.split(',') : []))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

export function wholeNumber(
  parameters: JsonObject,
  name: string,
  fallback: number,
  range: readonly [number, number],
): number {
  const value = parameters[name] ?? fallback;
  const number = value === '' ? Number.NaN : Number(value);
  if (Number.isInteger(number) && number >= range[0] && number <= range[1]) return number;
  throw illegalValue(name, shown(value));
}

export function flag(parameters: JsonObject, name: string): boolean {
  const value = parameters[name] ?? false;
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw illegalValue(name, shown(value));
}

export function textOf(parameters: JsonObject, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function chosen<T extends string>(name: string, value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw illegalValue(name, shown(value));
  return found;
}

/** One of `allowed`, the first unless the request says which. */
export function choice<T extends string>(parameters: JsonObject, name: string, allowed: readonly [T, ...T[]]): T {
  return chosen(name, parameters[name] ?? allowed[0], allowed);
}

export function choices<T extends string>(parameters: JsonObject, name: string, allowed: readonly T[]): readonly T[] {
  return listOf(parameters, name).map((value) => chosen(name, value, allowed));
}
