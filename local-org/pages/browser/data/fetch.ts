/** Requests to the org's own API, and errors in the shape that components find in a real org. */
import { deepFreeze } from './freeze.ts';
import { hasUnsavedChanges } from './leaving.ts';

/** `error` of a wire and what imperative calls reject with (LWC Developer Guide, Data Service errors). */
export interface FetchResponse {
  readonly body: unknown;
  readonly errorType: 'fetchResponse';
  readonly headers: Readonly<Record<string, string>>;
  readonly ok: false;
  readonly status: number;
  readonly statusText: string;
}

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function problem(status: number, statusText: string, body: unknown): FetchResponse {
  return deepFreeze({ body, errorType: 'fetchResponse', headers: {}, ok: false, status, statusText });
}

export function isFetchResponse(error: unknown): error is FetchResponse {
  return typeof error === 'object' && error !== null && 'errorType' in error && error.errorType === 'fetchResponse';
}

async function send(url: string, { method = 'GET', body, headers }: RequestOptions): Promise<Response> {
  const init: RequestInit = {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  try {
    return await fetch(url, init);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw problem(0, '', { message: error.message });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return isJson ? (JSON.parse(text) as unknown) : text;
}

/** The session has ended: the person signs in again and comes back to this page, unless they would lose what they typed. */
function signInAgain(): void {
  if (hasUnsavedChanges()) return;
  const { pathname, search } = window.location;
  window.location.assign(`/host/sign-in?again=1&retURL=${encodeURIComponent(pathname + search)}`);
}

/** The answer's body; rejects with a `FetchResponse`. */
export async function request(url: string, options: RequestOptions = {}): Promise<unknown> {
  const response = await send(url, options);
  const body = await bodyOf(response);
  if (response.ok) return body;
  if (response.status === 401) signInAgain();
  throw problem(response.status, response.statusText, body);
}

export function uiApi(path: string, options: RequestOptions = {}): Promise<unknown> {
  return request(`/services/data/${globalThis.__sf.apiVersion}/ui-api${path}`, options);
}

/** `?fields=a%2Cb&pageSize=5`; parameters without a value are left out. */
export function queryString(
  parameters: Readonly<Record<string, string | number | readonly string[] | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text !== '') search.set(name, text);
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
