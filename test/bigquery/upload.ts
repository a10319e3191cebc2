/** Uploads: a `multipart/related` body with the job as JSON and the rows behind it, streamed into a file. */
import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { invalidValue } from './refused.ts';

/** Gives the JSON of the first part; the second part is in `file` afterwards. */
export async function receive(request: IncomingMessage, file: string): Promise<string> {
  const boundary = /boundary="?([^";]+)"?/.exec(request.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) throw invalidValue('The upload has no boundary');
  const mark = Buffer.from(`\r\n--${boundary}`);
  let pending: Buffer = Buffer.from('\r\n');
  let json: string | undefined;
  let isInside = false;
  const out = createWriteStream(file);
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    pending = Buffer.concat([pending, chunk]);
    if (json === undefined) {
      const first = partAt(pending, mark);
      if (first === undefined) continue;
      json = first.body.toString('utf8');
      pending = first.rest;
    }
    if (!isInside) {
      const start = pending.indexOf('\r\n\r\n', mark.length);
      if (start < 0) continue;
      pending = pending.subarray(start + 4);
      isInside = true;
    }
    const end = pending.indexOf(mark);
    // The mark may be cut in two: what could be its beginning waits for the next chunk.
    const ready = end >= 0 ? end : Math.max(0, pending.length - mark.length);
    if (ready > 0 && !out.write(pending.subarray(0, ready))) await once(out, 'drain');
    pending = pending.subarray(ready);
  }
  out.end();
  await once(out, 'close');
  if (json === undefined || !isInside || !pending.subarray(0, mark.length).equals(mark)) {
    throw invalidValue('The upload is cut short');
  }
  return json;
}

/** The first part, once its end has come: `--boundary`, headers, an empty line, the body. */
function partAt(bytes: Buffer, mark: Buffer): { readonly body: Buffer; readonly rest: Buffer } | undefined {
  if (bytes.indexOf(mark) !== 0) return undefined;
  const start = bytes.indexOf('\r\n\r\n', mark.length);
  const end = start < 0 ? -1 : bytes.indexOf(mark, start);
  return end < 0 ? undefined : { body: bytes.subarray(start + 4, end), rest: bytes.subarray(end) };
}
