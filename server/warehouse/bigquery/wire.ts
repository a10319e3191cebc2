/**
 * Requests to BigQuery's REST API through Google's own client (sign-in, transport), tried again by our own rules: the
 * client decides by status alone, and its uploads lose their labels.
 */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { BigQueryOptions } from '@google-cloud/bigquery';
import { BigQuery } from '@google-cloud/bigquery';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { cleared } from '../../garbage.ts';
import { Refused, isPassing, reasonOf, unreached } from './refused.ts';
import type { BigQuerySettings } from '../../syncs/syncs.ts';

export interface WireOptions {
  readonly clock: Clock;
  /** How to sign in; Application Default Credentials when undefined. */
  readonly authClient?: BigQueryOptions['authClient'];
  /** How long an answer may take; above the longest that BigQuery holds one back when asked to, by default. */
  readonly patienceMs?: number | undefined;
}

interface Asked {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the project, such as `/jobs`; or a whole address. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** The parts of an upload; made anew for each attempt. */
  readonly parts?: () => readonly object[];
}

const attempts = 7;
const firstWaitMs = 1000;
const longestWaitMs = 32_000;

export class Wire {
  readonly #client: BigQuery;
  readonly #clock: Clock;
  readonly #settings: BigQuerySettings;
  readonly #patienceMs: number;

  constructor(settings: BigQuerySettings, { clock, authClient, patienceMs = 120_000 }: WireOptions) {
    this.#settings = settings;
    this.#patienceMs = patienceMs;
    this.#clock = clock;
    this.#client = new BigQuery({
      projectId: settings.project,
      location: settings.location,
      autoRetry: false,
      maxRetries: 0,
      ...(settings.endpoint === undefined ? {} : { apiEndpoint: settings.endpoint }),
      ...(authClient === undefined ? {} : { authClient }),
    });
  }

  get(path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> {
    return this.#again({ method: 'GET', path, query });
  }

  /** Asked once; undefined when nothing came of it. */
  async tryGet(path: string, query: Readonly<Record<string, string>>): Promise<unknown> {
    try {
      return await this.#once({ method: 'GET', path, query });
    } catch (error) {
      if (refusedOf(error) === undefined && !isLost(error)) throw error;
      return undefined;
    }
  }

  post(path: string, body: object): Promise<unknown> {
    return this.#again({ method: 'POST', path, body });
  }

  delete(path: string): Promise<unknown> {
    return this.#again({ method: 'DELETE', path });
  }

  /** A load job with the rows of a file. Sent again with the same job id, so that it is applied once. */
  upload(job: object, file: string): Promise<unknown> {
    return this.#again({
      method: 'POST',
      path: `${this.#client.apiEndpoint}/upload/bigquery/v2/projects/${this.#settings.project}/jobs`,
      query: { uploadType: 'multipart' },
      parts: () => [
        { 'Content-Type': 'application/json', body: JSON.stringify(job) },
        {
          'Content-Type': 'application/octet-stream',
          body: Readable.from(cleared(createReadStream(file)), { objectMode: false }),
        },
      ],
    });
  }

  /** Waits between two attempts at something, by the clock of the warehouse. */
  async pause(attempt: number): Promise<void> {
    await this.#clock.sleep(waitAfter(attempt, Math.random()));
  }

  /** Waits so long, by the clock of the warehouse. */
  async wait(waitMs: number): Promise<void> {
    await this.#clock.sleep(waitMs);
  }

  async #again(asked: Asked): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(asked);
      } catch (error) {
        const refused = refusedOf(error);
        const isOver = attempt >= attempts;
        if (refused !== undefined && (isOver || !isPassing(refused))) throw refused;
        if (refused === undefined && (isOver || !isLost(error))) {
          throw error instanceof Error ? unreached(error) : error;
        }
        await this.pause(attempt);
      }
    }
  }

  #once(asked: Asked): Promise<unknown> {
    return asked.method === 'GET' ? this.#read(asked) : this.#request(asked);
  }

  /**
   * Without the client, which copies an answer as a whole before it is looked at: pages of results took twice the memory
   * and several times as long.
   */
  async #read({ path, query = {} }: Asked): Promise<unknown> {
    const url = `${this.#client.baseUrl}/projects/${this.#settings.project}${path}?${new URLSearchParams(query).toString()}`;
    const headers = await this.#client.authClient.getRequestHeaders(url);
    try {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(this.#patienceMs) });
      if (response.ok) return await response.json();
      throw answered(response.status, await response.text());
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw unheard(error, this.#patienceMs);
    }
  }

  /** The client passes a time limit on to a transport that knows of none (node-fetch 3): it is kept here. */
  #request({ method, path, query, body, parts }: Asked): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const isUpload = parts !== undefined;
      const late = isUpload ? undefined : AbortSignal.timeout(this.#patienceMs);
      const giveUp = (): void => {
        reject(unheard(late?.reason, this.#patienceMs));
      };
      late?.addEventListener('abort', giveUp);
      this.#client.request(
        {
          method,
          uri: path,
          qs: query,
          ...(body === undefined ? {} : { json: body }),
          ...(isUpload ? { multipart: [...parts()], timeout: 0 } : {}),
        } as Parameters<BigQuery['request']>[0], // its type knows of no readonly lists
        (error, reply: unknown) => {
          late?.removeEventListener('abort', giveUp); // a signal that is listened to is kept until its time is over
          if (error === null) resolve(reply);
          else reject(error);
        },
      );
    });
  }
}

/** Between half and the whole of a step that doubles. */
export function waitAfter(attempt: number, jitter: number): number {
  const step = Math.min(firstWaitMs * 2 ** (attempt - 1), longestWaitMs);
  return Math.round(step / 2 + (step / 2) * jitter);
}

const refusal = z.object({
  message: z.string(),
  errors: z
    .array(z.object({ reason: z.string(), message: z.string() }).partial())
    .catch([])
    .default([]),
});

const errorAnswer = z.object({ error: refusal.extend({ message: z.string().default('') }) });

/** The refusal in an answer (BigQuery documentation, "Error messages"); of another program's page, its status. */
function answered(status: number, text: string): Refused {
  const parsed = errorAnswer.safeParse(jsonOf(text));
  const { message = '', errors = [] } = parsed.data?.error ?? {};
  const [first = {}] = errors;
  const told = first.message ?? message;
  return new Refused(status, reasonOf(first.reason ?? `status ${status}`, told), told);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** `fetch` hides Node's code in the cause; of a time that is over it has none. */
function unheard(error: unknown, patienceMs: number): Error {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const hasCode = cause instanceof Error && 'code' in cause && typeof cause.code === 'string';
  if (hasCode) return Object.assign(new Error(cause.message, { cause: error }), { code: cause.code });
  const isLate = error instanceof Error && error.name === 'TimeoutError';
  const message = isLate ? `no answer within ${patienceMs} ms` : String(error);
  return Object.assign(new Error(message, { cause: error }), { code: isLate ? 'ETIMEDOUT' : 'ECONNRESET' });
}

/** What a token server says (RFC 6749, section 5.2): a word, where the API has an object. */
const tokenRefusal = z.object({
  response: z.object({ data: z.object({ error: z.string(), error_description: z.string().optional() }) }),
});

/** An answer of the API, as far as it is one: an error without a number for its code is none. */
function refusedOf(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') return undefined;
  const token = tokenRefusal.safeParse(error);
  if (token.success) {
    const { error: reason, error_description: description = '' } = token.data.response.data;
    return new Refused(error.code, reason, `${reason}. ${description}`.trim());
  }
  const { message, errors } = refusal.parse({ message: error.message, errors: 'errors' in error ? error.errors : [] });
  const [first = {}] = errors;
  const text = first.message ?? message;
  return new Refused(error.code, reasonOf(first.reason ?? `status ${error.code}`, text), text);
}

/** The connection broke, in the middle of an answer too, or nobody listens: Node's own code says so. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return (
    typeof error.code === 'string' && /^(E(?!RR_)[A-Z_0-9]+|UND_ERR_\w+|ERR_STREAM_PREMATURE_CLOSE)$/.test(error.code)
  );
}
