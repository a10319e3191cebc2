import { closeSync, createReadStream, openSync, readSync, writeSync } from 'node:fs';
import { ApiError } from '../engine/engine.ts';
import type { Work } from './ingest.ts';
import type { QueryJob } from './job.ts';
import { csvLine } from './results.ts';

const rowsFile = 'rows.csv';
/** Eight bytes a row: where it ends in the rows file. */
const indexFile = 'rows.idx';

/** Before v50 columns come in alphabetical order (Get Results for a Query Job). */
function columnOrder(columns: readonly string[], apiVersion: number): readonly number[] {
  const order = columns.map((_, index) => index);
  if (apiVersion >= 50) return order;
  return order.sort((one, other) => ((columns[one] ?? '') < (columns[other] ?? '') ? -1 : 1));
}

/**
 * Writes all rows of the query to a file, with an index by which any page can be read again. In one turn, because a
 * query has to see one state of the org; memory stays flat, since rows are written as they come.
 */
export function runQuery(work: Work, job: QueryJob): void {
  const { engine, store } = work;
  const flat = engine.queryFlat({ userId: job.createdById }, job.query, { all: job.operation === 'queryAll' });
  const order = columnOrder(flat.columns, job.apiVersion);
  const rows = openSync(store.file(job, rowsFile), 'w');
  const index = openSync(store.file(job, indexFile), 'w');
  let [text, ends, end]: [string[], number[], number] = [[], [], 0];
  const flush = (): void => {
    writeSync(rows, text.join(''));
    const packed = Buffer.alloc(ends.length * 8);
    for (const [at, value] of ends.entries()) packed.writeDoubleLE(value, at * 8);
    writeSync(index, packed);
    [text, ends] = [[], []];
  };
  try {
    for (const row of flat.rows) {
      const line = csvLine(
        order.map((column) => row[column] ?? null),
        job,
      );
      end += Buffer.byteLength(line);
      text.push(line);
      ends.push(end);
      if (text.length === 1000) flush();
      job.rows += 1;
    }
    flush();
  } finally {
    closeSync(rows);
    closeSync(index);
  }
  job.columns = order.map((column) => flat.columns[column] ?? '');
}

export interface Page {
  /** Rows on this page. */
  readonly rows: number;
  /** Where the next page begins, undefined on the last. */
  readonly next: string | undefined;
  readonly content: AsyncIterable<string | Buffer>;
}

/** A locator is the number of the first row, written so that it needs no escaping in a URL. */
function rowOfLocator(locator: string, rows: number): number {
  const [, text] = /^row(\d+)$/.exec(Buffer.from(locator, 'base64url').toString('utf8')) ?? [];
  const row = Number(text);
  if (text !== undefined && row < Math.max(rows, 1)) return row;
  throw new ApiError(400, 'INVALIDLOCATOR', `The locator ${locator} is not one of this job.`); // code unverified
}

const locatorOf = (row: number): string => Buffer.from(`row${row}`).toString('base64url');

/** Addresses handed out at once. */
const mostPages = 5;

/** Where up to five pages of `largest` of these rows begin, and where those after them do. */
export function resultPages(
  rows: number,
  locator: string | undefined,
  largest: number,
): { readonly locators: readonly string[]; readonly next: string | undefined } {
  const first = locator === undefined ? 0 : rowOfLocator(locator, rows);
  const starts = Array.from({ length: mostPages + 1 }, (_, page) => first + page * largest);
  const locators = starts.filter((row) => row === first || row < rows).map(locatorOf);
  return { locators: locators.slice(0, mostPages), next: locators[mostPages] };
}

function readEnds(path: string, rows: readonly number[]): readonly number[] {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(8);
  try {
    return rows.map((row) => {
      if (row === 0) return 0;
      readSync(file, buffer, 0, 8, (row - 1) * 8);
      return buffer.readDoubleLE(0);
    });
  } finally {
    closeSync(file);
  }
}

async function* pageContent(job: QueryJob, path: string, from: number, to: number): AsyncGenerator<string | Buffer> {
  yield csvLine(job.columns, job);
  if (to > from) yield* createReadStream(path, { start: from, end: to - 1 }) as AsyncIterable<Buffer>;
}

/** One page of the results; every page begins with the header, and can be read again while the job is there. */
export function readPage(work: Work, job: QueryJob, locator: string | undefined, largest: number): Page {
  const first = locator === undefined ? 0 : rowOfLocator(locator, job.rows);
  const last = Math.min(job.rows, first + largest);
  const [from = 0, to = 0] = readEnds(work.store.file(job, indexFile), [first, last]);
  return {
    rows: last - first,
    next: last < job.rows ? locatorOf(last) : undefined,
    content: pageContent(job, work.store.file(job, rowsFile), from, to),
  };
}
