import type { Request, Response } from 'express';
import { constants, deflateSync, gzipSync } from 'node:zlib';

/** Below it packing costs more than it saves. */
const worthPacking = 1024;
const fast = { level: constants.Z_BEST_SPEED };

/** Answers with JSON, packed for a client that takes it (REST API Developer Guide, "Use Compression"). */
export function sendJson(request: Request, response: Response, body: unknown): void {
  const text = Buffer.from(JSON.stringify(body), 'utf8');
  response.type('application/json').vary('Accept-Encoding');
  const encoding = text.length < worthPacking ? false : request.acceptsEncodings(['gzip', 'deflate', 'identity']);
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    response.send(text);
    return;
  }
  response.setHeader('Content-Encoding', encoding);
  response.send(encoding === 'gzip' ? gzipSync(text, fast) : deflateSync(text, fast));
}
