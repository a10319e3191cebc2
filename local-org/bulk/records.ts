import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { delimiters, type Format, lineEndings } from './job.ts';

export interface CsvRecord {
  readonly values: readonly string[];
  /** Where the record ends in the file, in bytes. */
  readonly end: number;
}

/** The file is no CSV from here on; everything before was read. */
export class UnreadableCsv extends Error {}

/** Characters of a record and of a field, and fields of a record (Limits Quick Reference, v67). */
export const largestRecord = 400_000;
export const largestField = 131_072;
export const mostFields = 5000;

/**
 * Records of a CSV file from a byte on, piece by piece as the file is read, so that memory stays flat. Values are not
 * trimmed. The records before a malformed one are yielded before UnreadableCsv is thrown. A blank around quotes is
 * documented as an error of its row; here it ends the job, which is stricter.
 */
export async function* readRecords(path: string, format: Format, start = 0): AsyncGenerator<readonly CsvRecord[]> {
  let pending: CsvRecord[] = [];
  const parser = parse({
    delimiter: delimiters[format.columnDelimiter],
    record_delimiter: lineEndings[format.lineEnding],
    skip_empty_lines: true,
    relax_column_count: true, // judged against the header by the caller, also when reading starts in the middle
    max_record_size: largestRecord * 4,
    on_record: (values: string[], { bytes }) => {
      pending.push({ values, end: start + bytes });
      return null;
    },
  });
  let failure: Error | undefined;
  parser.on('error', (error) => (failure = error));
  parser.resume();
  const fed = async (feed: (done: () => void) => void): Promise<readonly CsvRecord[]> => {
    await new Promise<void>((done) => {
      feed(done);
    });
    const ready = pending;
    pending = [];
    return ready;
  };
  try {
    for await (const chunk of createReadStream(path, { start }) as AsyncIterable<Buffer>) {
      yield await fed((done) => parser.write(chunk, done));
      if (failure !== undefined) break;
    }
    if (failure === undefined) yield await fed((done) => parser.end(done));
  } finally {
    parser.destroy();
  }
  if (failure instanceof CsvError) throw new UnreadableCsv(failure.message);
  if (failure !== undefined) throw failure;
}
