/** Jobs: made once by their id, carried out one after the other, asked for until they are done. */
import { rmSync } from 'node:fs';
import type { Column } from '../../server/googlesql/googlesql.ts';
import { quoted } from '../../server/googlesql/googlesql.ts';
import { toWire, wireColumns } from './cells.ts';
import { checkLabels, toField } from './field.ts';
import type { LoadConfiguration } from './load-job.ts';
import { checkLoad, runLoad } from './load-job.ts';
import type { QueryConfiguration, QueryOutcome } from './query-job.ts';
import { dryRun, parametersOf, runQuery } from './query-job.ts';
import type { WireParameter } from './query-job.ts';
import type { Page } from './paged.ts';
import { pageRows, paged } from './paged.ts';
import { Refused, duplicate, errorProto, invalidQuery, invalidValue, notFound } from './refused.ts';
import type { Store } from './store.ts';
import type { Troubles } from './trouble.ts';
import type { UpdateLimit } from './update-limit.ts';

/** A job as it is asked for. */
export interface JobRequest {
  readonly jobReference?: { readonly projectId?: string; readonly jobId?: string; readonly location?: string };
  readonly configuration?: {
    readonly query?: QueryRequest;
    readonly load?: LoadConfiguration;
    readonly labels?: Readonly<Record<string, string>>;
    readonly dryRun?: boolean;
    readonly jobTimeoutMs?: string;
  };
}

interface QueryRequest {
  readonly query: string;
  readonly useLegacySql?: boolean;
  readonly queryParameters?: readonly WireParameter[];
  readonly parameterMode?: string;
  readonly destinationTable?: { readonly datasetId: string; readonly tableId: string };
  readonly writeDisposition?: string;
  readonly createDisposition?: string;
  readonly maximumBytesBilled?: string;
  readonly defaultDataset?: { readonly datasetId: string };
  readonly useQueryCache?: boolean;
  readonly priority?: string;
  readonly clustering?: unknown;
  readonly timePartitioning?: unknown;
  readonly rangePartitioning?: unknown;
}

const queryKeys = new Set(
  'query useLegacySql queryParameters parameterMode destinationTable writeDisposition createDisposition maximumBytesBilled defaultDataset useQueryCache priority clustering timePartitioning rangePartitioning'.split(
    ' ',
  ),
);
const jobKeys = new Set('query load labels dryRun jobTimeoutMs'.split(' '));

/** Why a job fails while it runs. */
export interface Failure {
  readonly reason: string;
  readonly message?: string;
}

export interface Job {
  readonly id: string;
  readonly location: string;
  readonly configuration: NonNullable<JobRequest['configuration']>;
  readonly createdAt: number;
  state: 'RUNNING' | 'DONE';
  error: Refused | undefined;
  outcome: QueryOutcome | undefined;
  loadedRows: number | undefined;
  readonly done: Promise<void>;
}

export class Jobs {
  readonly #store: Store;
  readonly #limit: UpdateLimit;
  readonly #troubles: Troubles;
  readonly #jobs = new Map<string, Job>();
  #turn: Promise<unknown> = Promise.resolve();
  #count = 0;

  constructor(store: Store, limit: UpdateLimit, troubles: Troubles) {
    this.#store = store;
    this.#limit = limit;
    this.#troubles = troubles;
  }

  list(): readonly Job[] {
    return [...this.#jobs.values()].toReversed();
  }

  /** A job is known where it ran; asked for elsewhere it is not there. */
  get(id: string, location: string | undefined): Job {
    const job = this.#jobs.get(id);
    const isHere = job !== undefined && (location ?? 'US').toLowerCase() === job.location.toLowerCase();
    if (!isHere) throw notFound(`Job ${this.#store.project}:${location ?? 'US'}.${id}`);
    return job;
  }

  /** `file`: the uploaded rows of a load job. */
  async insert(request: JobRequest, file: string | undefined, failure: Failure | undefined): Promise<Job> {
    const { configuration } = request;
    if (configuration === undefined) throw invalidValue('Required parameter is missing: configuration');
    this.#check(request, configuration);
    const location = request.jobReference?.location ?? 'US';
    const id = request.jobReference?.jobId ?? `job_${crypto.randomUUID()}`;
    if (!/^[\w-]{1,1024}$/.test(id)) throw invalidValue(`Invalid job ID "${id}".`);
    if (configuration.dryRun === true) return this.#dry(id, location, configuration);
    if (this.#jobs.has(id)) throw duplicate(`Job ${this.#store.project}:${location}.${id}`);
    // Taken now: another job may be made before this one has its turn, and each has a result of its own.
    const number = (this.#count += 1);
    const started = Promise.withResolvers<undefined>();
    const job: Job = {
      id,
      location,
      configuration,
      createdAt: this.#store.now(),
      state: 'RUNNING',
      error: undefined,
      outcome: undefined,
      loadedRows: undefined,
      done: this.#turn.then(async () => {
        await started.promise;
        await this.#carryOut(job, file, failure, number);
      }),
    };
    this.#turn = job.done;
    this.#jobs.set(id, job);
    started.resolve(undefined);
    return job;
  }

  #check(request: JobRequest, configuration: NonNullable<JobRequest['configuration']>): void {
    const { projectId } = request.jobReference ?? {};
    if (projectId !== undefined && projectId !== this.#store.project) throw notFound(`Project ${projectId}`);
    for (const key of Object.keys(configuration)) {
      if (!jobKeys.has(key)) throw invalidValue(`Unknown name "${key}" at 'job.configuration'`);
    }
    checkLabels(configuration.labels ?? {});
    const { query, load } = configuration;
    if ((query === undefined) === (load === undefined)) {
      throw invalidValue('Required parameter is missing: query or load');
    }
    if (load !== undefined) checkLoad(load);
    if (query === undefined) return;
    for (const key of Object.keys(query)) {
      if (!queryKeys.has(key)) throw invalidValue(`Unknown name "${key}" at 'job.configuration.query'`);
    }
    if (query.useLegacySql !== false) throw invalidQuery('Legacy SQL is not supported here: set useLegacySql to false');
  }

  /** A dry run is no job: nothing is kept of it. */
  async #dry(id: string, location: string, configuration: Job['configuration']): Promise<Job> {
    const { query } = configuration;
    if (query === undefined) throw invalidValue('Only queries can be run dry');
    const outcome = await this.#store.session((session) =>
      dryRun(toQuery(query), {
        store: this.#store,
        session,
        location,
        countUpdate: () => undefined,
        anonymous: '',
        beforeLast: async () => undefined,
      }),
    );
    const job = {
      id,
      location,
      configuration,
      createdAt: this.#store.now(),
      state: 'DONE',
      error: undefined,
      outcome,
    } as const;
    return { ...job, loadedRows: undefined, done: Promise.resolve() };
  }

  async #carryOut(job: Job, file: string | undefined, failure: Failure | undefined, number: number): Promise<void> {
    try {
      if (failure !== undefined) {
        const { reason, message = 'Error encountered during execution. Retrying may solve the problem.' } = failure;
        throw new Refused(reason === 'invalidQuery' ? 400 : 503, reason, message);
      }
      await this.#store.session(async (session) => {
        const countUpdate = (dataset: string, table: string): void => {
          this.#limit.count(dataset, table);
        };
        const { query, load } = job.configuration;
        if (load !== undefined) {
          if (file === undefined) throw invalidValue('Load configuration must specify at least one source URI');
          job.loadedRows = (await runLoad(load, file, this.#store, session, countUpdate)).rows;
        }
        if (query === undefined) return;
        job.outcome = await runQuery(toQuery(query), {
          store: this.#store,
          session,
          location: job.location,
          countUpdate,
          anonymous: quoted(`_anonymous_${number}`),
          beforeLast: () => this.#troubles.inScript(query.query),
        });
      });
    } catch (error) {
      job.error = error instanceof Refused ? error : new Refused(500, 'internalError', String(error));
    } finally {
      if (file !== undefined) rmSync(file, { force: true });
      job.state = 'DONE';
    }
  }

  /** A page of a job's result. */
  async page(job: Job, start: number, wanted: number | undefined): Promise<Page> {
    const { outcome } = job;
    if (outcome?.result === undefined) return { rows: [], total: 0, next: undefined };
    const { result, columns } = outcome;
    if ('table' in result) return this.pageOf(result.table, columns, start, wanted);
    const { rows } = result;
    return paged(rows.slice(start, start + Math.min(wanted ?? pageRows, pageRows)), start, rows.length);
  }

  async pageOf(table: string, columns: readonly Column[], start: number, wanted: number | undefined): Promise<Page> {
    return this.#store.session(async (session) => {
      const [count] = await session.rows(`SELECT count(*) AS n FROM ${table}`);
      const total = Number(count?.['n'] ?? 0);
      const size = Math.min(wanted ?? pageRows, pageRows);
      const found = await session.rows(
        `SELECT ${wireColumns(columns)} FROM (SELECT * FROM ${table} LIMIT ${size} OFFSET ${start})`,
      );
      return paged(
        found.map((row) => toWire(columns, row)),
        start,
        total,
      );
    });
  }

  async settled(): Promise<void> {
    await this.#turn;
  }
}

function toQuery(request: QueryRequest): QueryConfiguration {
  const { destinationTable } = request;
  const { clustering, timePartitioning, rangePartitioning } = request;
  return {
    query: request.query,
    parameters: parametersOf(request.queryParameters ?? []),
    defaultDataset: request.defaultDataset?.datasetId,
    destination:
      destinationTable === undefined
        ? undefined
        : { dataset: destinationTable.datasetId, table: destinationTable.tableId },
    writeDisposition: request.writeDisposition ?? 'WRITE_EMPTY',
    maximumBytesBilled: request.maximumBytesBilled === undefined ? undefined : Number(request.maximumBytesBilled),
    metadata: { clustering, timePartitioning, rangePartitioning },
  };
}

/** The job as the API shows it. */
export function jobBody(job: Job, project: string): object {
  const { outcome, error, state, configuration } = job;
  const times = { creationTime: String(job.createdAt), startTime: String(job.createdAt) };
  const query =
    outcome === undefined
      ? undefined
      : {
          statementType: outcome.statementType,
          totalBytesProcessed: String(outcome.totalBytesProcessed),
          totalBytesBilled: String(outcome.totalBytesBilled),
          cacheHit: false,
          ...(outcome.affectedRows === undefined ? {} : { numDmlAffectedRows: String(outcome.affectedRows) }),
          ...(configuration.dryRun === true ? { schema: { fields: outcome.columns.map(toField) } } : {}),
        };
  return {
    kind: 'bigquery#job',
    id: `${project}:${job.location}.${job.id}`,
    jobReference: { projectId: project, jobId: job.id, location: job.location },
    configuration: { jobType: configuration.load === undefined ? 'QUERY' : 'LOAD', ...configuration },
    status: { state, ...(error === undefined ? {} : { errorResult: errorProto(error), errors: [errorProto(error)] }) },
    statistics: {
      ...times,
      totalBytesProcessed: String(outcome?.totalBytesProcessed ?? 0),
      ...(query === undefined ? {} : { query }),
      ...(job.loadedRows === undefined ? {} : { load: { outputRows: String(job.loadedRows) } }),
    },
  };
}
