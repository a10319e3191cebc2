import { ApiError } from '../engine/engine.ts';
import { isObject } from '../http/http.ts';
import { type Answer, attempt, type Call, refusal, type Reply, type Resource } from './resource.ts';
import { bad, splitAddress } from './subrequests.ts';

const limit = 25;

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

function subrequestsOf(call: Call): readonly Subrequest[] {
  const list = isObject(call.body) ? call.body['batchRequests'] : undefined;
  if (!Array.isArray(list) || list.length === 0) throw bad('batchRequests is required.');
  if (list.length > limit) throw new ApiError(400, 'LIMIT_EXCEEDED', `Limit of ${limit} subrequests exceeded.`);
  return list.map((value: unknown, index) => {
    const { method, url, richInput } = isObject(value) ? value : {};
    if (typeof method !== 'string' || typeof url !== 'string') {
      throw bad(`batchRequests[${index}] needs a method and a url.`);
    }
    return { method: method.toUpperCase(), url, body: richInput };
  });
}

const halted = refusal(
  new ApiError(412, 'BATCH_PROCESSING_HALTED', 'Batch processing was halted because a request of the batch failed.'), // unverified
);

/** What may stand in a batch, and in which versions ("Composite Batch"); how the others are refused is unverified. */
const supported = ['limits', 'sobjects', 'query', 'queryAll', 'search'];
const oldest = 34;

function checkResource(call: Call, { method, url }: Subrequest): Pick<Call, 'version' | 'segments' | 'parameters'> {
  const address = splitAddress(url);
  if (!supported.includes(address.segments[0] ?? '')) throw bad(`${method} ${url} cannot be a part of a batch.`);
  if (address.version < oldest || address.version > call.version) {
    throw bad(`A batch of v${call.version}.0 takes requests of v${oldest}.0 to v${call.version}.0: ${url}`);
  }
  return address;
}

function run(resources: readonly Resource[], call: Call, subrequest: Subrequest): Reply {
  const { method, body } = subrequest;
  try {
    call.context.usage.takeRequest(); // each subrequest counts, other than in composite
    return attempt(resources, { ...call, ...checkResource(call, subrequest), method, body });
  } catch (error) {
    if (error instanceof ApiError) return refusal(error);
    throw error;
  }
}

/** `POST composite/batch`: up to 25 independent requests; urls are `v62.0/sobjects/…`. */
export function batch(resources: readonly Resource[]): Answer {
  return (call) => {
    const haltsOnError = isObject(call.body) && call.body['haltOnError'] === true;
    let hasErrors = false;
    const results = subrequestsOf(call).map((subrequest) => {
      const reply = hasErrors && haltsOnError ? halted : run(resources, call, subrequest);
      hasErrors ||= reply.status >= 400;
      return { statusCode: reply.status, result: reply.body ?? null };
    });
    return { status: 200, body: { hasErrors, results } };
  };
}
