import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Engine, SaveRequest, Session } from '../engine/engine.ts';
import type { Usage } from '../http/http.ts';
import { objectNamed } from '../schema/schema.ts';
import { type Header, readHeader } from './header.ts';
import { type IngestJob, isOver } from './job.ts';
import { type CsvRecord, largestField, largestRecord, mostFields, readRecords, UnreadableCsv } from './records.ts';
import { writeOutcomes } from './results.ts';
import type { Store } from './store.ts';

/** Batches of 10,000 records, each in chunks of 200 that are one transaction (Limits Quick Reference, v67). */
const [batchRows, chunkRows] = [10_000, 200];

export interface Work {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly usage: Usage;
  readonly store: Store;
  /** The message of a job that has to fail now, on request. */
  readonly failure: (object: string, rowsDone: number) => string | undefined;
  /** True when the org is closing: stop between two chunks, the next start goes on from there. */
  readonly isClosing: () => boolean;
}

/** Ends the job with this message; what was processed stays (Job States). */
class JobFailure extends Error {}

function checkLineEndings(job: IngestJob): void {
  const { crlf = 0, bareLf = 0, bareLfInQuotes = 0 } = job.upload ?? {};
  // A bare newline inside quotes is reported to trip the check of a CRLF job, too.
  const isWrong = job.lineEnding === 'LF' ? crlf > 0 : bareLf + bareLfInQuotes > 0;
  if (!isWrong) return;
  const setting = `Current LineEnding setting is ${job.lineEnding}`;
  throw new JobFailure(`ClientInputError : LineEnding is invalid on user data. ${setting}`);
}

/** The first record of the upload. */
async function firstRecord(job: IngestJob, path: string): Promise<CsvRecord> {
  if ((job.upload?.bytes ?? 0) > 0) {
    for await (const [first] of readRecords(path, job)) if (first !== undefined) return first;
  }
  throw new JobFailure('ClientInputError : Unable to find any data to create batch');
}

/** Columns of the upload and how a row is made of them. */
export async function openHeader(
  engine: Engine,
  job: IngestJob,
  path: string,
): Promise<{ readonly columns: readonly string[]; readonly end: number; readonly header: Header }> {
  const { values, end } = await firstRecord(job, path);
  const object = objectNamed(engine.schema(), job.object);
  if (object === undefined) throw new JobFailure(`InvalidBatch : Unable to find object: ${job.object}`);
  if (values.length > mostFields) {
    throw new JobFailure(`InvalidBatch : The header has more than ${mostFields} columns`); // text unverified
  }
  const session: Session = { userId: job.createdById };
  return { columns: values, end, header: readHeader(engine, session, { object, operation: job.operation }, values) };
}

function checkRecord(record: CsvRecord, columns: number, row: number): void {
  if (record.values.length !== columns) {
    // Stricter than any document: no source says what becomes of such a row.
    throw new JobFailure(`InvalidBatch : Row ${row} has ${record.values.length} columns, the header ${columns}`);
  }
  const length = record.values.reduce((sum, value) => sum + value.length, 0);
  if (length > largestRecord) {
    throw new JobFailure(`InvalidBatch : Row ${row} is longer than ${largestRecord} characters`); // text unverified
  }
  if (record.values.some((value) => value.length > largestField)) {
    throw new JobFailure(`InvalidBatch : A field of row ${row} is longer than ${largestField} characters`); // text unverified
  }
}

/** How often a chunk waits once more for rows that others hold, before these fail; the number is unverified. */
const lockRetries = 1;

/** Saves a chunk when its rows are free; rows that stay held by others fail with UNABLE_TO_LOCK_ROW. */
async function saveChunk(work: Work, job: IngestJob, line: object, write: () => void): Promise<void> {
  let retries = 0;
  const onTimeout = (): boolean => {
    if (retries >= lockRetries || isOver(job)) return false;
    retries += 1;
    job.retries = (job.retries ?? 0) + 1;
    return true;
  };
  await work.engine.locks.run(write, { line, onTimeout });
}

function writeChunk(
  work: Work,
  job: IngestJob,
  records: readonly CsvRecord[],
  rowOf: (values: readonly string[]) => Readonly<Record<string, unknown>>,
): void {
  const { engine, store } = work;
  const request: SaveRequest = {
    operation: job.operation === 'hardDelete' ? 'delete' : job.operation,
    isHard: job.operation === 'hardDelete',
    object: job.object,
    ...(job.externalIdFieldName === undefined ? {} : { externalIdField: job.externalIdFieldName }),
    rows: records.map(({ values }) => rowOf(values)),
    allOrNone: false,
    trimText: false,
  };
  const before = job.progress;
  try {
    engine.transaction(() => {
      const results = engine.save({ userId: job.createdById }, request);
      const outcomes = records.flatMap(({ values }, index) => {
        const result = results[index];
        return result === undefined ? [] : [{ values, result }];
      });
      const paths = { successful: store.file(job, 'successful.csv'), failed: store.file(job, 'failed.csv') };
      job.progress = {
        bytes: records.at(-1)?.end ?? before.bytes,
        rows: before.rows + records.length,
        failed: before.failed + results.filter(({ success }) => !success).length,
        ...writeOutcomes(job, outcomes, paths),
      };
      store.save(job);
    });
  } catch (error) {
    job.progress = before;
    throw error;
  }
}

/** Counts what a chunk uses of the day's allowances; a job that meets its end of them is Failed, the rest unprocessed. */
function takeAllowance(work: Work, job: IngestJob, rows: number): void {
  if (job.progress.rows % batchRows === 0 && !work.usage.take('DailyBulkApiBatches')) {
    throw new JobFailure('ExceededQuota : ApiBatchItems Limit exceeded.');
  }
  if (!work.usage.take('DailyBulkIngestRecords', rows)) {
    throw new JobFailure('ExceededQuota : The limit of records per 24 hours is exceeded.'); // text unverified
  }
}

/** Processes the records from where the job stands; returns early when it was aborted or the org is closing. */
async function processRows(work: Work, job: IngestJob): Promise<void> {
  const path = work.store.file(job, 'upload.csv');
  const { columns, end, header } = await openHeader(work.engine, job, path);
  if ('problem' in header) throw new JobFailure(header.problem);
  let waiting: CsvRecord[] = [];
  let unreadable: UnreadableCsv | undefined;
  const line = {};
  const isStopped = (): boolean => work.isClosing() || isOver(job);
  const flush = async (least: number): Promise<boolean> => {
    while (waiting.length >= least && waiting.length > 0 && !isStopped()) {
      const requested = work.failure(job.object, job.progress.rows);
      if (requested !== undefined) throw new JobFailure(requested);
      const chunk = waiting.slice(0, chunkRows);
      takeAllowance(work, job, chunk.length);
      await saveChunk(work, job, line, () => {
        if (!isStopped()) writeChunk(work, job, chunk, header.rowOf);
      });
      waiting = waiting.slice(chunkRows);
      await nextTurn();
    }
    return !isStopped();
  };
  try {
    for await (const records of readRecords(path, job, Math.max(end, job.progress.bytes))) {
      for (const record of records) {
        checkRecord(record, columns.length, job.progress.rows + waiting.length + 1);
        waiting.push(record);
      }
      if (!(await flush(chunkRows))) return;
    }
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    unreadable = error;
  }
  // The rows before the place that cannot be read are rows like others.
  if (!(await flush(1))) return;
  if (unreadable !== undefined) throw new JobFailure(`ClientInputError : ${unreadable.message}`);
  const requested = work.failure(job.object, job.progress.rows);
  if (requested !== undefined) throw new JobFailure(requested);
}

/** Runs an ingest job to its end, in turns of one chunk. */
export async function runIngest(work: Work, job: IngestJob): Promise<void> {
  const writer = work.engine.locks.enter();
  try {
    checkLineEndings(job);
    await processRows(work, job);
    if (work.isClosing() || isOver(job)) return;
    job.state = 'JobComplete';
  } catch (error) {
    if (work.isClosing()) return; // whoever waited for a row was sent away; the next start goes on from here
    if (!(error instanceof JobFailure)) throw error;
    job.state = 'Failed';
    job.errorMessage = error.message;
  } finally {
    writer.leave();
  }
}
