/**
 * A file as the body of a request, through one buffer that is filled again and again. `fetch` makes a new one for each
 * piece, and 90 MB of a Bulk job held 150 MB at most before Node had cleared them away.
 */
import { once } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import { request as requestPlain, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { text } from 'node:stream/consumers';

const bufferBytes = 256 * 1024;

export interface Upload {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: string;
  readonly signal: AbortSignal;
}

/** Sends the file with its length. An answer that comes before its end is the answer, and the rest is not sent. */
export async function uploaded({ method, url, headers, file, signal }: Upload): Promise<Response> {
  await using handle = await open(file);
  const { size } = await handle.stat();
  const request = url.startsWith('https:') ? requestSecure : requestPlain;
  const outgoing = request(url, { method, headers: { ...headers, 'Content-Length': size }, signal });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>; // http.ClientRequest, event "response"
  outgoing.on('error', () => undefined); // told by the two promises; after the answer it is of no interest
  const filling = fill(outgoing, handle).catch((error: unknown) => {
    outgoing.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    const [incoming] = await answered;
    const answer = await text(incoming);
    return new Response(answer === '' ? null : answer, {
      status: incoming.statusCode ?? 0,
      headers: Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      ),
    });
  } finally {
    if (!outgoing.writableFinished) outgoing.destroy();
    await filling; // it reads from the file that is closed next
  }
}

/** A piece is in the buffer until the connection has taken it. */
async function fill(outgoing: ClientRequest, handle: FileHandle): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(bufferBytes);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, bufferBytes);
    if (bytesRead === 0) break;
    await new Promise<void>((resolve, reject) => {
      outgoing.write(buffer.subarray(0, bytesRead), (error) => {
        if (error instanceof Error) reject(error);
        else resolve();
      });
    });
  }
  outgoing.end();
}
