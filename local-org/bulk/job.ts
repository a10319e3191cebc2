import { platformTime } from '../http/http.ts';

export const delimiters = {
  COMMA: ',',
  BACKQUOTE: '`',
  CARET: '^',
  PIPE: '|',
  SEMICOLON: ';',
  TAB: '\t',
} as const;
export const lineEndings = { LF: '\n', CRLF: '\r\n' } as const;

export type State = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** What a job's data looks like as CSV, in and out. */
export interface Format {
  readonly columnDelimiter: keyof typeof delimiters;
  readonly lineEnding: keyof typeof lineEndings;
}

interface Common extends Format {
  readonly id: string;
  readonly createdById: string;
  /** Milliseconds since 1970 UTC, like every time here. */
  readonly createdAt: number;
  readonly apiVersion: number;
  state: State;
  startedAt?: number;
  finishedAt?: number;
  errorMessage?: string;
}

/** What the scan of an upload found; the line endings are judged when the job starts. */
export interface Upload {
  readonly bytes: number;
  readonly crlf: number;
  readonly bareLf: number;
  readonly bareLfInQuotes: number;
}

/** How far an ingest job has come. It is written in the transaction of its rows, so that a restart goes on exactly there. */
export interface Progress {
  /** End of the last processed row in the upload. */
  readonly bytes: number;
  readonly rows: number;
  readonly failed: number;
  /** Valid lengths of the result files; what lies behind them was never committed. */
  readonly successBytes: number;
  readonly failedBytes: number;
}

export interface IngestJob extends Common {
  readonly kind: 'ingest';
  readonly object: string;
  readonly operation: 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
  readonly externalIdFieldName?: string;
  readonly assignmentRuleId?: string;
  upload?: Upload;
  /** Times that a chunk waited in vain for rows that others held. */
  retries?: number;
  progress: Progress;
}

export interface QueryJob extends Common {
  readonly kind: 'query';
  readonly object: string;
  readonly operation: 'query' | 'queryAll';
  readonly query: string;
  columns: readonly string[];
  rows: number;
}

export type Job = IngestJob | QueryJob;

export const noProgress: Progress = { bytes: 0, rows: 0, failed: 0, successBytes: 0, failedBytes: 0 };

export const isOver = ({ state }: Job): boolean => state === 'JobComplete' || state === 'Failed' || state === 'Aborted';

function common(job: Job): Readonly<Record<string, unknown>> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: platformTime(job.createdAt),
    systemModstamp: platformTime(job.finishedAt ?? job.startedAt ?? job.createdAt),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: job.apiVersion, // a number in JSON, 62 for 62.0
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

/** Job JSON of the create, close and abort calls. `contentUrl` has no leading slash and is there while the job is open. */
export function jobJson(job: Job): Readonly<Record<string, unknown>> {
  if (job.kind === 'query') return common(job);
  const { externalIdFieldName, assignmentRuleId } = job;
  const contentUrl = `services/data/v${job.apiVersion}.0/jobs/ingest/${job.id}/batches`;
  return {
    ...common(job),
    ...(externalIdFieldName === undefined ? {} : { externalIdFieldName }),
    ...(assignmentRuleId === undefined ? {} : { assignmentRuleId }),
    ...(job.state === 'Open' ? { contentUrl } : {}),
  };
}

/** Job JSON with what came of it. `numberRecordsProcessed` includes the rows that failed. */
export function jobInfo(job: Job): Readonly<Record<string, unknown>> {
  const end = job.finishedAt ?? job.startedAt;
  const activeMs = job.startedAt === undefined || end === undefined ? 0 : end - job.startedAt;
  const shared = {
    ...jobJson(job),
    jobType: job.kind === 'ingest' ? 'V2Ingest' : 'V2Query',
    retries: job.kind === 'ingest' ? (job.retries ?? 0) : 0,
    totalProcessingTime: activeMs,
  };
  if (job.kind === 'query') return { ...shared, numberRecordsProcessed: job.rows, isPkChunkingSupported: true };
  return {
    ...shared,
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage }),
    numberRecordsProcessed: job.progress.rows,
    numberRecordsFailed: job.progress.failed,
    apiActiveProcessingTime: activeMs,
    apexProcessingTime: 0,
  };
}
