/** Which forms of a request and a reply are spoken: JSON alone. The platform also speaks XML, which is refused here. */
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../engine/engine.ts';

const json = /^application\/(?:[\w.+-]+\+)?json$/;

function typesOf(header: string): readonly string[] {
  return header.split(',').map((type) => (type.split(';')[0] ?? '').trim().toLowerCase());
}

/** 406 for a client that takes nothing but XML: an answer that it cannot read would be worse. */
export function checkAccept({ accept }: IncomingHttpHeaders): void {
  if (accept === undefined) return;
  const types = typesOf(accept);
  if (types.some((type) => json.test(type) || type.includes('*'))) return;
  if (!types.some((type) => type.endsWith('/xml') || type.endsWith('+xml'))) return;
  throw new ApiError(406, 'NOT_ACCEPTABLE', 'This org answers in JSON. Send Accept: application/json.'); // text unverified
}

/** 415 for a body that says it is something else than JSON ("Status Codes and Error Responses"). */
export function checkContentType(headers: IncomingHttpHeaders): void {
  const header = headers['content-type'];
  const [type = ''] = typesOf(header ?? '');
  if (header === undefined || json.test(type)) return;
  const message = `Content-Type ${type} is not supported. Send application/json.`; // text unverified
  throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', message);
}
