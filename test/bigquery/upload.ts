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
  let head: Head | undefined;
  const out = createWriteStream(file);
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    pending = Buffer.concat([pending, chunk]);
    if (head === undefined) {
      head = headOf(pending, mark);
      if (head === undefined) continue;
      pending = head.rest;
    }
    const ready = readyOf(pending, mark);
    if (ready > 0 && !out.write(pending.subarray(0, ready))) await once(out, 'drain');
    pending = pending.subarray(ready);
  }
  out.end();
  await once(out, 'close');
  const isWhole = pending.subarray(0, mark.length).equals(mark);
  if (head === undefined || !isWhole) throw invalidValue('The upload is cut short');
  return head.json;
}

interface Head {
  readonly json: string;
  /** From the first byte of the second part on. */
  readonly rest: Buffer;
}

/** The first part and the headers of the second, once they have come. */
function headOf(bytes: Buffer, mark: Buffer): Head | undefined {
  const first = partAt(bytes, mark);
  if (first === undefined) return undefined;
  const start = first.rest.indexOf('\r\n\r\n', mark.length);
  return start < 0 ? undefined : { json: first.body.toString('utf8'), rest: first.rest.subarray(start + 4) };
}

/** How much of it belongs to the part: the mark may be cut in two, so what could be its beginning waits. */
function readyOf(bytes: Buffer, mark: Buffer): number {
  const end = bytes.indexOf(mark);
  return end >= 0 ? end : Math.max(0, bytes.length - mark.length);
}

/** The first part, once its end has come: `--boundary`, headers, an empty line, the body. */
function partAt(bytes: Buffer, mark: Buffer): { readonly body: Buffer; readonly rest: Buffer } | undefined {
  if (bytes.indexOf(mark) !== 0) return undefined;
  const start = bytes.indexOf('\r\n\r\n', mark.length);
  const end = start < 0 ? -1 : bytes.indexOf(mark, start);
  return end < 0 ? undefined : { body: bytes.subarray(start + 4, end), rest: bytes.subarray(end) };
}
