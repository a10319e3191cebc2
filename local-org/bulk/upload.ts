import { createWriteStream, rmSync } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ApiError } from '../engine/engine.ts';
import type { Upload } from './job.ts';

/** 150 MB after base64, which makes 112.5 MB as sent (Limits Quick Reference, v67). */
export const largestUpload = (150 * 1024 * 1024 * 3) / 4;

const [quote, lineFeed, carriageReturn] = [0x22, 0x0a, 0x0d];

function tooLarge(): ApiError {
  const message = 'The uploaded data exceeds 150 MB after base64 encoding. Split it over several jobs.';
  return new ApiError(400, 'CLIENTINPUTERROR', message); // status and text unverified
}

/** Counts bytes and line endings as they pass by; a quote inside quotes comes doubled, so toggling is enough. */
function scan(): { readonly through: Transform; readonly found: () => Upload } {
  let bytes = 0;
  const counts = { crlf: 0, bareLf: 0, bareLfInQuotes: 0 };
  let isQuoted = false;
  let before = 0;
  const through = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      for (const byte of chunk) {
        if (byte === quote) isQuoted = !isQuoted;
        else if (byte === lineFeed && isQuoted) counts.bareLfInQuotes += before === carriageReturn ? 0 : 1;
        else if (byte === lineFeed) counts[before === carriageReturn ? 'crlf' : 'bareLf'] += 1;
        before = byte;
      }
      if (bytes > largestUpload) done(tooLarge());
      else done(null, chunk);
    },
  });
  return { through, found: () => ({ bytes, ...counts }) };
}

/** Streams an upload to its file. When it breaks off nothing of it remains and the job can take another. */
export async function receive(source: Readable, path: string): Promise<Upload> {
  const { through, found } = scan();
  try {
    await pipeline(source, through, createWriteStream(path));
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return found();
}
