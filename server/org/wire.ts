/** The one place that speaks HTTP: counts calls, reads the limit header, retries what may be repeated, streams files. */
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Clock } from '../clock.ts';
import { cleared } from '../garbage.ts';
import { backsOff } from './codes.ts';
import type { Usage } from './org.ts';
import { OrgRefused, OrgSilent } from './org.ts';
import { nextWait, usualBudget } from './retry.ts';
import { uploaded } from './upload.ts';

export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Text, or the path of a file: opened anew for each attempt, sent with its length. */
  readonly body?: string | { readonly file: string };
  /** What is being done, for messages: "upload a file". */
  readonly what: string;
  /** May be sent again without harm although it is no GET. */
  readonly isRepeatable?: boolean;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Longer than Salesforce itself allows a call to take (10 minutes). */
const timeoutMs = 11 * 60_000;

export class Wire {
  readonly #clock: Clock;
  #calls = 0;
  #daily: Usage['daily'];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  usage(): Usage {
    return { calls: this.#calls, daily: this.#daily };
  }

  /** The reply, whatever its status. Reading is repeated when it fails in passing; writing is never repeated here. */
  async send(exchange: Exchange): Promise<Reply> {
    return this.#repeated(exchange, async () => {
      const response = await this.#fetch(exchange);
      const text = await heard(exchange, () => response.text());
      return { status: response.status, headers: response.headers, text };
    });
  }

  /** Streams a reply to disk; the file appears only when it is complete. A reply other than 200 comes back as such. */
  async download(exchange: Exchange, file: string): Promise<Reply> {
    return this.#repeated(exchange, async () => {
      const response = await this.#fetch(exchange);
      if (response.status !== 200 || response.body === null) {
        return {
          status: response.status,
          headers: response.headers,
          text: await heard(exchange, () => response.text()),
        };
      }
      const partial = `${file}.partial`;
      // The global and the node:stream/web type describe the same object.
      const body = response.body as ReadableStream<Uint8Array>;
      await heard(exchange, () => pipeline(Readable.fromWeb(body), cleared, createWriteStream(partial)));
      await rename(partial, file);
      return { status: 200, headers: response.headers, text: '' };
    });
  }

  async #repeated(exchange: Exchange, once: () => Promise<Reply>): Promise<Reply> {
    const mayRepeat = exchange.method === 'GET' || exchange.isRepeatable === true;
    for (let attempt = 1; ; attempt += 1) {
      const [reply, silence] = await settled(once());
      if (reply !== undefined && !(mayRepeat && backsOff(reply.status))) return reply;
      const wait = mayRepeat ? nextWait(attempt, usualBudget, Math.random()) : 'stop';
      if (wait === 'stop') {
        if (reply !== undefined) return reply;
        throw silence ?? new OrgSilent(exchange.what, undefined);
      }
      await this.#clock.sleep(wait);
    }
  }

  async #fetch(exchange: Exchange): Promise<Response> {
    this.#calls += 1;
    const { method, url, headers, body } = exchange;
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await heard(exchange, () =>
      typeof body === 'object'
        ? uploaded({ method, url, headers, signal, file: body.file })
        : fetch(url, { method, headers, redirect: 'manual', signal, ...(body === undefined ? {} : { body }) }),
    );
    const limit = /api-usage=(\d+)\/(\d+)/.exec(response.headers.get('sforce-limit-info') ?? '');
    if (limit !== null) this.#daily = { used: Number(limit[1]), allowed: Number(limit[2]) };
    return response;
  }
}

/** Whatever breaks between us and a complete answer is silence. */
async function heard<T>(exchange: Exchange, part: () => Promise<T>): Promise<T> {
  try {
    return await part();
  } catch (cause) {
    throw new OrgSilent(exchange.what, cause);
  }
}

async function settled(work: Promise<Reply>): Promise<readonly [Reply | undefined, OrgSilent | undefined]> {
  try {
    return [await work, undefined];
  } catch (error) {
    if (error instanceof OrgSilent) return [undefined, error];
    throw error;
  }
}

/** The org's own words for a refusal: `[{errorCode, message}]`, or OAuth's `{error, error_description}`. */
export function refusal(reply: Reply, what: string): OrgRefused {
  const parsed = parseJson(reply.text);
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  const code = textOf(first, 'errorCode') ?? textOf(first, 'error') ?? `HTTP_${reply.status}`;
  const message = textOf(first, 'message') ?? textOf(first, 'error_description') ?? `HTTP status ${reply.status}`;
  return new OrgRefused(reply.status, code, `${code}: ${message}`, what);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function textOf(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, name);
  return typeof found === 'string' ? found : undefined;
}

export function countOf(value: unknown, name: string): number {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'number' ? found : 0;
}
