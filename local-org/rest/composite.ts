import { ApiError } from '../engine/engine.ts';
import { isObject } from '../http/http.ts';
import type { Answer, Call, Resource } from './resource.ts';
import {
  bad,
  checkReferenceIds,
  compositeResponse,
  runEach,
  runTogether,
  type Subrequest,
  subrequestOf,
} from './subrequests.ts';

/** Composite takes 25 subrequests, 5 of them collections or queries (REST API Developer Guide, Composite). */
const limits = { subrequests: 25, collectionsAndQueries: 5 } as const;

/** What may stand in a composite request ("Send Multiple Requests Using Composite"); how the others are refused is unverified. */
const supported = /^\/services\/data\/v\d+\.\d\/+(?:sobjects|query|queryAll|composite\/sobjects)(?:[/?]|$)/;

function checkResource({ url, method }: Subrequest, index: number): void {
  if (!supported.test(url)) {
    throw bad(`compositeRequest[${index}]: ${method} ${url} cannot be a part of a composite request.`);
  }
}

function isCollectionOrQuery({ url }: Subrequest): boolean {
  return /^\/services\/data\/v\d+\.\d\/(composite\/sobjects|query|queryAll)(\/|\?|$)/.test(url);
}

function subrequestsOf(call: Call): readonly Subrequest[] {
  const list = isObject(call.body) ? call.body['compositeRequest'] : undefined;
  if (!Array.isArray(list) || list.length === 0) throw bad('compositeRequest is required.');
  const subrequests = list.map((value: unknown, index) => subrequestOf(value, `compositeRequest[${index}]`));
  if (subrequests.length > limits.subrequests) {
    throw new ApiError(400, 'LIMIT_EXCEEDED', `Limit of ${limits.subrequests} subrequests exceeded.`);
  }
  if (subrequests.filter(isCollectionOrQuery).length > limits.collectionsAndQueries) {
    const message = `Limit of ${limits.collectionsAndQueries} collections and queries in a composite request exceeded.`;
    throw new ApiError(400, 'LIMIT_EXCEEDED', message);
  }
  subrequests.forEach(checkResource);
  checkReferenceIds(subrequests);
  return subrequests;
}

/**
 * `POST composite`: up to 25 requests in a row that refer to each other by `@{id.field}`. All or none is one
 * transaction and overrides the collections inside (allOrNone Parameters in Composite and Collections Requests).
 */
export function composite(resources: readonly Resource[]): Answer {
  return (call) => {
    const subrequests = subrequestsOf(call);
    const { allOrNone: isAllOrNone = false } = isObject(call.body) ? call.body : {};
    if (typeof isAllOrNone !== 'boolean') throw bad('allOrNone has to be true or false.');
    const replies = isAllOrNone
      ? runTogether(resources, call, subrequests).replies
      : runEach(resources, call, subrequests);
    return { status: 200, body: { compositeResponse: compositeResponse(replies) } };
  };
}

/** `GET composite`: what there is below it. */
export const compositeResources: Answer = ({ version }) => {
  const names = ['batch', 'graph', 'sobjects', 'tree'];
  const below = names.map((name) => [name, `/services/data/v${version}.0/composite/${name}`]);
  return { status: 200, body: Object.fromEntries(below) as object }; // pairs of texts, made above
};
