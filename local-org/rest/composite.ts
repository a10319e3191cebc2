import { ApiError } from '../engine/engine.ts';
import { isObject, versionOf } from '../http/http.ts';
import { type Answered, fillAddress, fillBody, MissingReference } from './references.ts';
import { type Answer, attempt, type Call, refusal, type Reply, type Resource, segmentsOf } from './resource.ts';

/** Composite takes 25 subrequests, 5 of them collections or queries (REST API Developer Guide, Composite). */
const limits = { subrequests: 25, collectionsAndQueries: 5 } as const;

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

interface Subreply extends Reply {
  readonly referenceId: string;
}

const bad = (message: string): ApiError => new ApiError(400, 'INVALID_INPUT', message); // code and texts unverified

function subrequestOf(value: unknown, index: number): Subrequest {
  const place = `compositeRequest[${index}]`;
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
  const headers = Object.entries(isObject(httpHeaders) ? httpHeaders : {});
  return {
    method: method.toUpperCase(),
    url,
    referenceId,
    body,
    headers: Object.fromEntries(headers.map(([name, text]) => [name.toLowerCase(), String(text)])),
  };
}

function isCollectionOrQuery({ url }: Subrequest): boolean {
  return /^\/services\/data\/v\d+\.\d\/(composite\/sobjects|query|queryAll)(\/|\?|$)/.test(url);
}

function subrequestsOf(call: Call): readonly Subrequest[] {
  const list = isObject(call.body) ? call.body['compositeRequest'] : undefined;
  if (!Array.isArray(list) || list.length === 0) throw bad('compositeRequest is required.');
  const subrequests = list.map(subrequestOf);
  if (subrequests.length > limits.subrequests) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `Limit of ${limits.subrequests} subrequests exceeded.`);
  }
  if (subrequests.filter(isCollectionOrQuery).length > limits.collectionsAndQueries) {
    const message = `Limit of ${limits.collectionsAndQueries} collections and queries in a composite request exceeded.`;
    throw new ApiError(400, 'LIMIT_EXCEEDED', message);
  }
  const ids = new Set(subrequests.map(({ referenceId }) => referenceId));
  if (ids.size < subrequests.length) throw bad('Each referenceId may be used once.');
  return subrequests;
}

/** Splits `/services/data/v62.0/query?q=…`; unlike a request line it may hold blanks. */
export function splitAddress(address: string): Pick<Call, 'version' | 'segments' | 'parameters'> {
  const [path = '', ...query] = address.split('?');
  const [version, ...segments] = segmentsOf(path.replace(/^\/?services\/data\//, ''));
  return { version: versionOf(version), segments, parameters: new URLSearchParams(query.join('?')) };
}

const halted = (message: string): Reply => refusal(new ApiError(400, 'PROCESSING_HALTED', message));
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

function runAll(resources: readonly Resource[], call: Call, subrequests: readonly Subrequest[]): readonly Subreply[] {
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

function runAllOrNone(
  resources: readonly Resource[],
  call: Call,
  subrequests: readonly Subrequest[],
): readonly Subreply[] {
  const { engine } = call.context;
  try {
    return engine.transaction(() => {
      const answered = new Map<string, unknown>();
      return subrequests.map((subrequest) => {
        const reply = { ...run(resources, call, subrequest, answered), referenceId: subrequest.referenceId };
        if (hasFailed(reply)) throw new Undo(reply);
        answered.set(subrequest.referenceId, reply.body);
        return reply;
      });
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    const { reason } = error;
    return subrequests.map(({ referenceId }) =>
      referenceId === reason.referenceId ? reason : { ...undone, referenceId },
    );
  }
}

/**
 * `POST composite`: up to 25 requests in a row that refer to each other by `@{id.field}`. All or none is one
 * transaction and overrides the collections inside (allOrNone Parameters in Composite and Collections Requests).
 */
export function composite(resources: readonly Resource[]): Answer {
  return (call) => {
    const subrequests = subrequestsOf(call);
    const isAllOrNone = isObject(call.body) && call.body['allOrNone'] === true;
    const replies = isAllOrNone
      ? runAllOrNone(resources, { ...call, allOrNone: true }, subrequests)
      : runAll(resources, call, subrequests);
    const compositeResponse = replies.map(({ status, body, headers, referenceId }) => ({
      body: body ?? null,
      httpHeaders: headers ?? {},
      httpStatusCode: status,
      referenceId,
    }));
    return { status: 200, body: { compositeResponse } };
  };
}
