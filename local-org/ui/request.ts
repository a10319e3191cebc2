/** Query parameters of UI API: lists by comma, numbers within their range, and both also in a POST body. */
import type { Request } from 'express';
import { ApiError } from '../engine/engine.ts';
import { isObject, readJson, type JsonObject } from '../http/http.ts';
import { largestPage, type PageRequest } from './paging.ts';

/** Parameters of a GET, or the body of the POST that stands in for it. */
export async function parametersOf(request: Request): Promise<JsonObject> {
  if (request.method === 'GET') return request.query;
  const body = await readJson(request);
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

function wholeNumber(parameters: JsonObject, name: string, fallback: number, range: readonly [number, number]): number {
  const value = parameters[name] ?? fallback;
  const number = Number(value);
  if (Number.isInteger(number) && number >= range[0] && number <= range[1]) return number;
  const message = `${name} must be a whole number from ${range[0]} to ${range[1]}.`;
  throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', message);
}

export function pageRequest(parameters: JsonObject): PageRequest {
  return {
    fields: listOf(parameters, 'fields'),
    optionalFields: listOf(parameters, 'optionalFields'),
    sortBy: listOf(parameters, 'sortBy'),
    pageSize: wholeNumber(parameters, 'pageSize', 50, [1, largestPage]),
    pageToken: wholeNumber(parameters, 'pageToken', 0, [0, largestPage]),
  };
}

export function choice<T extends string>(parameters: JsonObject, name: string, allowed: readonly [T, ...T[]]): T {
  const value = parameters[name] ?? allowed[0];
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new ApiError(400, 'ILLEGAL_QUERY_PARAMETER_VALUE', `${name} must be one of ${allowed.join(', ')}.`);
}
