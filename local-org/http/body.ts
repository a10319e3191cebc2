import type { Request } from 'express';
import { ApiError } from '../engine/engine.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Room for a composite of five collections of wide rows; the platform's own limit is not published. */
const largestBody = 50 * 1024 * 1024;

async function readText(request: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new ApiError(400, 'REQUEST_TOO_LARGE', 'The body of the request is too large.'); // code unverified
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as JSON, undefined when there is none (clients send a Content-Type with every GET); bad JSON is the platform's 400. */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'unreadable';
    throw new ApiError(400, 'JSON_PARSER_ERROR', `The body is not JSON: ${detail}`);
  }
}
