import busboy from 'busboy';
import type { Request } from 'express';
import { pipeline } from 'node:stream/promises';
import { ApiError } from '../engine/engine.ts';

export interface Part {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

const malformed = (detail: string): ApiError => new ApiError(400, 'INVALID_MULTIPART_REQUEST', detail); // code unverified

/** The parts of a multipart/form-data body in the order sent, held in memory: at most `largestPart` bytes each. */
export async function readMultipart(request: Request, largestPart: number): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const tooLarge: string[] = [];
  let form: busboy.Busboy;
  try {
    form = busboy({ headers: request.headers, limits: { fileSize: largestPart, fieldSize: largestPart, parts: 10 } });
  } catch (cause) {
    throw malformed(cause instanceof Error ? cause.message : 'The body is not multipart/form-data.');
  }
  form.on('file', (name, stream, info) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('limit', () => tooLarge.push(name));
    stream.on('close', () => parts.push({ name, contentType: info.mimeType, content: Buffer.concat(chunks) }));
  });
  form.on('field', (name, value, info) => {
    if (info.valueTruncated) tooLarge.push(name);
    parts.push({ name, contentType: info.mimeType, content: Buffer.from(value, 'utf8') });
  });
  try {
    await pipeline(request, form);
  } catch (cause) {
    throw malformed(cause instanceof Error ? cause.message : 'The body ended early.');
  }
  if (tooLarge[0] !== undefined) throw malformed(`Part '${tooLarge[0]}' is larger than ${largestPart} bytes.`);
  return parts;
}
