/** Conditional requests (REST API Developer Guide, "Conditional Request Headers"). */
import { createHash } from 'node:crypto';
import { ApiError } from '../engine/engine.ts';
import type { Call, Reply } from './resource.ts';

/** `Tue, 24 Nov 2026 10:00:00 GMT`, the form of HTTP dates; in it a second is the smallest step. */
export function httpDate(instant: number): string {
  return new Date(instant).toUTCString();
}

/** Milliseconds, undefined without the header. A bad date fails a change with 400 and is ignored when reading. */
function dateIn(call: Call, name: 'if-modified-since' | 'if-unmodified-since'): number | undefined {
  const text = call.headers[name];
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  if (!Number.isNaN(instant)) return instant;
  if (call.method === 'GET' || call.method === 'HEAD') return undefined;
  throw new ApiError(400, 'INVALID_HEADER', `The header ${name} is no HTTP date: ${text}`); // code and text unverified
}

const failed = (): ApiError => new ApiError(412, 'PRECONDITION_FAILED', 'The record was changed in the meantime.'); // unverified

/** 304 as a reply, 412 thrown; undefined when the request may go on. `changedAt` is when the thing last changed. */
export function checkDates(call: Call, changedAt: number): Reply | undefined {
  const second = Math.floor(changedAt / 1000) * 1000;
  const unmodified = dateIn(call, 'if-unmodified-since');
  if (unmodified !== undefined && second > unmodified) throw failed();
  const modified = dateIn(call, 'if-modified-since');
  return modified !== undefined && second <= modified ? { status: 304 } : undefined;
}

/** The tag of a body; only rows of Account carry one. */
export function tagOf(body: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 32)}"`;
}

/** Tags without what compression adds to them on the platform. */
function tagsIn(header: string): readonly string[] {
  return header.split(',').map((tag) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/-gzip"$/, '"'),
  );
}

/** The same for tags. */
export function checkTags(call: Call, tag: string): Reply | undefined {
  const { 'if-match': match, 'if-none-match': none } = call.headers;
  if (match !== undefined && !tagsIn(match).some((one) => one === tag || one === '*')) throw failed();
  const isKnown = none !== undefined && tagsIn(none).some((one) => one === tag || one === '*');
  if (!isKnown) return undefined;
  if (call.method !== 'GET' && call.method !== 'HEAD') throw failed();
  return { status: 304, headers: { ETag: tag } };
}
