import { createHash } from 'node:crypto';
import { closeSync, constants, createReadStream, openSync, writeSync } from 'node:fs';
import type { RowError, RowResult } from '../engine/engine.ts';
import { delimiters, type Format, type IngestJob, lineEndings } from './job.ts';
import { readRecords, UnreadableCsv } from './records.ts';

/** One line, every value quoted, as the samples of the documents show. */
export function csvLine(values: readonly (string | null)[], format: Format): string {
  const quoted = values.map((value) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`));
  return quoted.join(delimiters[format.columnDelimiter]) + lineEndings[format.lineEnding];
}

/** `CODE:message:FIELD1,FIELD2 --`, and `CODE:message:--` without a field. Several errors are joined, which is unverified. */
function errorText(errors: readonly RowError[]): string {
  return errors
    .map(({ statusCode, message, fields }) => {
      const place = fields.length === 0 ? '' : `${fields.join(',')} `;
      return `${statusCode}:${message}:${place}--`;
    })
    .join(';');
}

/** Writes at a place of a file, so that what a crash left behind it is overwritten. Returns where the text ends. */
function writeAt(path: string, position: number, text: string): number {
  if (text === '') return position;
  const file = openSync(path, constants.O_CREAT | constants.O_WRONLY);
  try {
    return position + writeSync(file, Buffer.from(text, 'utf8'), 0, undefined, position);
  } finally {
    closeSync(file);
  }
}

/** A fixed order of `count` lines that is never the order of the input, so that clients cannot match by position. */
export function shuffled<T>(lines: readonly T[], seed: string): readonly T[] {
  const keyed = lines.map((line, index) => ({
    line,
    key: createHash('md5').update(`${seed}:${index}`).digest('hex'),
  }));
  const order = keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ line }) => line);
  const isSame = order.length > 1 && order.every((line, index) => line === lines[index]);
  return isSame ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

export interface Outcome {
  readonly values: readonly string[];
  readonly result: RowResult;
}

/** Adds the outcomes of one chunk to the two result files and says how long these are now. */
export function writeOutcomes(
  job: IngestJob,
  outcomes: readonly Outcome[],
  paths: { readonly successful: string; readonly failed: string },
): { readonly successBytes: number; readonly failedBytes: number } {
  const { progress } = job;
  const order = shuffled(outcomes, `${job.id}:${progress.rows}`);
  const lines = (isSuccess: boolean): string =>
    order
      .filter(({ result }) => result.success === isSuccess)
      .map(({ values, result }) => {
        const told = isSuccess ? String(result.created) : errorText(result.errors);
        return csvLine([result.id ?? '', told, ...values], job);
      })
      .join('');
  return {
    successBytes: writeAt(paths.successful, progress.successBytes, lines(true)),
    failedBytes: writeAt(paths.failed, progress.failedBytes, lines(false)),
  };
}

/** A result file: its header, then as much of the file as was committed. */
export async function* readOutcomes(path: string, header: string, bytes: number): AsyncGenerator<string | Buffer> {
  yield header;
  if (bytes > 0) yield* createReadStream(path, { end: bytes - 1 }) as AsyncIterable<Buffer>;
}

/** The rows of the upload that were not processed: read as rows as far as they can be, then as they were sent. */
export async function* readUnprocessed(job: IngestJob, upload: string, from: number): AsyncGenerator<string | Buffer> {
  let end = from;
  try {
    for await (const records of readRecords(upload, job, from)) {
      yield records.map(({ values }) => csvLine(values, job)).join('');
      end = records.at(-1)?.end ?? end;
    }
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    yield* createReadStream(upload, { start: end }) as AsyncIterable<Buffer>;
  }
}
