/** Requests inside a request that refer to each other by `@{id.field}`: the nodes of a composite or a graph. */
import { ApiError } from '../engine/engine.ts';
import { isObject, versionOf } from '../http/http.ts';
import { type Answered, fillAddress, fillBody, MissingReference } from './references.ts';
import { attempt, type Call, refusal, type Reply, type Resource, segmentsOf } from './resource.ts';

export interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Subreply extends Reply {
  readonly referenceId: string;
}

export const bad = (message: string): ApiError => new ApiError(400, 'INVALID_INPUT', message); // code and texts unverified

/** Headers that the whole request has and its parts may not have ("Composite Subrequest"). */
const inherited = new Set(['accept', 'authorization', 'content-type']);

function headersOf(value: unknown, place: string): Readonly<Record<string, string>> {
  const entries = Object.entries(isObject(value) ? value : {}).map(([name, text]) => [
    name.toLowerCase(),
    String(text),
  ]);
  const wrong = entries.find(([name = '']) => inherited.has(name));
  if (wrong !== undefined) throw bad(`${place} may not set the header ${wrong[0] ?? ''}.`);
  return Object.fromEntries(entries) as Record<string, string>; // pairs of texts, made above
}

export function subrequestOf(value: unknown, place: string): Subrequest {
  if (!isObject(value)) throw bad(`${place} has to be an object.`);
  const { method, url, referenceId, body, httpHeaders } = value;
  if (typeof method !== 'string') throw bad(`${place} needs a method.`);
  if (typeof url !== 'string' || !url.startsWith('/services/data/v')) {
    throw bad(`${place} needs a url that begins with /services/data/vXX.X/.`);
  }
  // Letters, digits and underscores alone (Composite Subrequest Result).
  if (typeof referenceId !== 'string' || !/^\w+$/.test(referenceId)) {
    throw bad(`${place} needs a referenceId of letters, numbers and underscores.`);
  }
  return { method: method.toUpperCase(), url, referenceId, body, headers: headersOf(httpHeaders, place) };
}

export function checkReferenceIds(subrequests: readonly Subrequest[]): void {
  const ids = new Set(subrequests.map(({ referenceId }) => referenceId));
  if (ids.size < subrequests.length) throw bad('Each referenceId may be used once.');
}

/** Splits `/services/data/v62.0/query?q=…`; unlike a request line it may hold blanks. */
export function splitAddress(address: string): Pick<Call, 'version' | 'segments' | 'parameters'> {
  const [path = '', ...query] = address.split('?');
  const [version, ...segments] = segmentsOf(path.replace(/^\/?services\/data\//, ''));
  return { version: versionOf(version), segments, parameters: new URLSearchParams(query.join('?')) };
}

export const halted = (message: string): Reply => refusal(new ApiError(400, 'PROCESSING_HALTED', message));
const undone = halted('The transaction was rolled back since another operation in the same transaction failed.');

function run(resources: readonly Resource[], call: Call, subrequest: Subrequest, answered: Answered): Reply {
  const { method, headers } = subrequest;
  try {
    const address = splitAddress(fillAddress(answered, subrequest.url));
    const body = fillBody(answered, subrequest.body);
    return attempt(resources, { ...call, ...address, method, headers, body });
  } catch (error) {
    if (error instanceof MissingReference) return halted(error.message);
    if (error instanceof ApiError) return refusal(error);
    throw error;
  }
}

/** A collection answers 200 even when a record of it failed. */
function hasFailed({ status, body }: Reply): boolean {
  if (status >= 300) return true;
  return Array.isArray(body) && body.some((item) => isObject(item) && item['success'] === false);
}

/** Each by itself; what refers to one that failed is halted. */
export function runEach(
  resources: readonly Resource[],
  call: Call,
  subrequests: readonly Subrequest[],
): readonly Subreply[] {
  const answered = new Map<string, unknown>();
  return subrequests.map((subrequest) => {
    const reply = run(resources, call, subrequest, answered);
    if (reply.status < 300) answered.set(subrequest.referenceId, reply.body);
    return { ...reply, referenceId: subrequest.referenceId };
  });
}

/** Thrown to undo the transaction; carries the reply that was the reason. */
class Undo extends Error {
  readonly reason: Subreply;
  constructor(reason: Subreply) {
    super('rolled back');
    this.reason = reason;
  }
}

export interface Together {
  readonly replies: readonly Subreply[];
  readonly isSuccessful: boolean;
}

/** All or none, in one transaction: with one failure the others are reported as halted. */
export function runTogether(resources: readonly Resource[], call: Call, subrequests: readonly Subrequest[]): Together {
  const whole = { ...call, allOrNone: true };
  try {
    const replies = call.context.engine.transaction(() => {
      const answered = new Map<string, unknown>();
      return subrequests.map((subrequest) => {
        const reply = { ...run(resources, whole, subrequest, answered), referenceId: subrequest.referenceId };
        if (hasFailed(reply)) throw new Undo(reply);
        answered.set(subrequest.referenceId, reply.body);
        return reply;
      });
    });
    return { replies, isSuccessful: true };
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    const { reason } = error;
    const replies = subrequests.map(({ referenceId }) =>
      referenceId === reason.referenceId ? reason : { ...undone, referenceId },
    );
    return { replies, isSuccessful: false };
  }
}

/** `compositeResponse` of these replies. */
export function compositeResponse(replies: readonly Subreply[]): readonly object[] {
  return replies.map(({ status, body, headers, referenceId }) => ({
    body: body ?? null,
    httpHeaders: headers ?? {},
    httpStatusCode: status,
    referenceId,
  }));
}
