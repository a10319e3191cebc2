import type { Request } from 'express';
import { createGunzip, createInflate } from 'node:zlib';
import { ApiError } from '../engine/engine.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Room for a composite of five collections of wide rows; the platform's own limit is not published. */
const largestBody = 50 * 1024 * 1024;

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate } as const;

function isKnownEncoding(name: string): name is keyof typeof decoders {
  return Object.hasOwn(decoders, name);
}

/** The body, unpacked where it came packed (REST API Developer Guide, "Use Compression"). */
function contentOf(request: Request): AsyncIterable<Buffer> {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity') return request as AsyncIterable<Buffer>;
  if (!isKnownEncoding(encoding)) {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Encoding ${encoding} is not supported.`); // text unverified
  }
  return request.pipe(decoders[encoding]());
}

async function readText(request: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of contentOf(request)) {
    size += chunk.length;
    if (size > largestBody) throw new ApiError(400, 'REQUEST_TOO_LARGE', 'The body of the request is too large.'); // code unverified
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** zlib's own errors; a client that left is something else. */
function isBadPacking(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_');
}

/** The body as JSON, undefined when there is none (clients send a Content-Type with every GET); bad JSON is the platform's 400. */
export async function readJson(request: Request): Promise<unknown> {
  let text: string;
  try {
    text = await readText(request);
  } catch (cause) {
    if (!isBadPacking(cause)) throw cause;
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The body cannot be unpacked.'); // text unverified
  }
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'unreadable';
    throw new ApiError(400, 'JSON_PARSER_ERROR', `The body is not JSON: ${detail}`);
  }
}
