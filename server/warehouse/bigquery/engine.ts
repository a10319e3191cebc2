/** BigQuery as our statements see it: jobs with labels, a price known beforehand, rows page by page. */
import { randomUUID } from 'node:crypto';
import { clearYoungest } from '../../garbage.ts';
import type { Approval } from '../../model/model.ts';
import { OverCeiling, bytesText } from '../bytes.ts';
import type { Row } from '../row.ts';
import type { Column } from '../sources.ts';
import type { Usage } from '../warehouse.ts';
import type { Purpose } from './purpose.ts';
import { labelsOf } from './purpose.ts';
import { Refused, faultOf, isPassing } from './refused.ts';
import type { JobReply, PageReply } from './reply.ts';
import { columnsOf, failureOf, jobReply, pageReply, rowsOf } from './reply.ts';
import type { BigQuerySettings } from '../../syncs/syncs.ts';
import { name } from './sql.ts';
import type { Wire } from './wire.ts';

export type { Purpose } from './purpose.ts';

export type Parameters = Readonly<Record<string, string | number | boolean | null>>;

export interface Dry {
  readonly bytes: number;
  readonly statementType: string | undefined;
  readonly columns: readonly Column[];
}

/**
 * How often a job that failed in passing is made anew. The waits between seven add up to half a minute at least: a table
 * takes five changes in ten seconds (BigQuery documentation, "Quotas and limits").
 */
const jobAttempts = 7;
/** How long an answer may be held back until a job is done. */
const heldMs = 20_000;
/** Looks at a query whose answer was not held back grow apart up to here. */
const longestPause = 3;
/** Looks at a load job, which cannot hold its answer back, grow apart: many are done within a second, some take a minute. */
const firstLookMs = 100;
const longestLookMs = 4000;
/** Rows of a page: with twelve columns some megabytes, of which several copies are held while they are read. */
const pageRows = 5000;
/** Rows that are handed out at once, so that what is made of them is gone before the next. */
const handedRows = 1000;

/** A run that is stopped on its way has more to read: what a person approves is twice what it had come to. */
const approvedShare = 2;

/** How a job ended. */
interface Ended {
  readonly id: string;
  readonly failure: Refused | undefined;
  readonly bytes: number;
  readonly changedRows: number;
  /** The first page of its result, when that came with the news. */
  readonly first: PageReply | undefined;
}

function endedWith(id: string, first: PageReply): Ended {
  const { totalBytesProcessed = 0, numDmlAffectedRows = 0 } = first;
  return { id, failure: undefined, bytes: totalBytesProcessed, changedRows: numDmlAffectedRows, first };
}

function endedAs(id: string, job: JobReply): Ended {
  const { numDmlAffectedRows = 0, totalBytesProcessed = 0 } = job.statistics?.query ?? {};
  return { id, failure: failureOf(job), bytes: totalBytesProcessed, changedRows: numDmlAffectedRows, first: undefined };
}

export class Engine {
  readonly settings: BigQuerySettings;
  readonly #wire: Wire;
  #run: string | undefined;
  #bytes = 0;
  #jobs = 0;
  #approved: readonly Approval[] = [];
  readonly #before: () => Promise<void>;

  /** `before`: asked before each job is made; when it faults, the job is not. */
  constructor(settings: BigQuerySettings, wire: Wire, before: () => Promise<void> = async () => undefined) {
    this.settings = settings;
    this.#wire = wire;
    this.#before = before;
  }

  get wire(): Wire {
    return this.#wire;
  }

  /** From here on jobs carry the run's label, and bytes are counted anew; `approved` may lift the ceilings for it. */
  beginRun(run: string | undefined, approved: readonly Approval[] = []): void {
    this.#run = run;
    this.#approved = approved;
    this.#bytes = 0;
    this.#jobs = 0;
  }

  get usage(): Usage {
    return { bytes: this.#bytes, jobs: this.#jobs };
  }

  /** A table of the dataset, as SQL names it. */
  table(id: string): string {
    const { project, dataset } = this.settings;
    return name(`${project}.${dataset}.${id}`);
  }

  /** What a query would cost and give, without running it. */
  async dry(sql: string, purpose: Purpose, parameters: Parameters = {}): Promise<Dry> {
    const configuration = { dryRun: true, ...this.#query(sql, purpose, parameters) };
    const reply = jobReply.parse(
      await this.#asked(() => this.#wire.post('/jobs', { ...this.#reference(), configuration }), purpose),
    );
    const { statistics } = reply;
    return {
      bytes: statistics?.query?.totalBytesProcessed ?? statistics?.totalBytesProcessed ?? 0,
      statementType: statistics?.query?.statementType,
      columns: columnsOf(statistics?.query?.schema?.fields ?? []),
    };
  }

  /** A statement or a script. Gives the number of rows it changed. */
  async run(sql: string, purpose: Purpose, parameters: Parameters = {}): Promise<number> {
    await this.#priced(sql, purpose, parameters);
    return (await this.#done(this.#query(sql, purpose, parameters), purpose)).changedRows;
  }

  /** A query whose result replaces a table, all at once. */
  async into(table: string, sql: string, purpose: Purpose): Promise<void> {
    const { project, dataset } = this.settings;
    await this.#priced(sql, purpose, {});
    const { query, ...rest } = this.#query(sql, purpose, {});
    const destinationTable = { projectId: project, datasetId: dataset, tableId: table };
    await this.#done({ ...rest, query: { ...query, destinationTable, writeDisposition: 'WRITE_TRUNCATE' } }, purpose);
  }

  async rows(sql: string, purpose: Purpose, parameters: Parameters = {}): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for await (const page of this.stream(sql, purpose, parameters)) rows.push(...page);
    return rows;
  }

  /** Rows some at a time; the next page is asked for when the last one has been taken. */
  async *stream(sql: string, purpose: Purpose, parameters: Parameters = {}): AsyncGenerator<readonly Row[]> {
    await this.#priced(sql, purpose, parameters);
    const { id, first } = await this.#done(this.#query(sql, purpose, parameters), purpose);
    let page = first ?? (await this.#page(id, undefined, purpose));
    const fields = page.schema?.fields ?? [];
    for (;;) {
      for (let from = 0; from < page.rows.length; from += handedRows) {
        yield rowsOf(page.rows.slice(from, from + handedRows), fields);
      }
      if (page.pageToken === undefined) return;
      clearYoungest();
      page = await this.#page(id, page.pageToken, purpose);
    }
  }

  /** Replaces a table with the rows of a file of newline-delimited JSON, or appends them. */
  async load(
    table: string,
    columns: readonly Column[],
    file: string,
    purpose: Purpose,
    disposition: 'WRITE_TRUNCATE' | 'WRITE_APPEND' = 'WRITE_TRUNCATE',
  ): Promise<void> {
    const { project, dataset } = this.settings;
    const load = {
      destinationTable: { projectId: project, datasetId: dataset, tableId: table },
      sourceFormat: 'NEWLINE_DELIMITED_JSON',
      schema: { fields: columns.map((column) => ({ ...column, mode: 'NULLABLE' })) },
      writeDisposition: disposition,
    };
    await this.#done({ labels: labelsOf(purpose, this.#run, this.settings.labels), load }, purpose, file);
  }

  async #page(id: string, pageToken: string | undefined, purpose: Purpose): Promise<PageReply> {
    const query = {
      location: this.settings.location,
      maxResults: String(pageRows),
      ...(pageToken === undefined ? {} : { pageToken }),
    };
    return pageReply.parse(await this.#asked(() => this.#wire.get(`/queries/${id}`, query), purpose));
  }

  /** Makes the job, once whatever happens to the answers, and waits until it is done. */
  async #done(configuration: object, purpose: Purpose, file?: string): Promise<Ended> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#before();
      const id = `todoku-${randomUUID()}`;
      const request = { ...this.#reference(id), configuration };
      const made = await this.#asked(() => this.#made(request, id, file), purpose);
      const ended = await this.#asked(() => this.#ended(id, made, file === undefined), purpose);
      this.#jobs += 1;
      this.#bytes += ended.bytes;
      const { failure } = ended;
      if (failure === undefined) return ended;
      if (attempt >= jobAttempts || !isPassing(failure)) throw faultOf(failure, purpose.what, purpose.place);
      await this.#wire.pause(attempt);
    }
  }

  /** A job whose answer was lost is there already when it is asked for again: then it is followed. */
  async #made(request: object, id: string, file: string | undefined): Promise<JobReply> {
    try {
      return jobReply.parse(
        await (file === undefined ? this.#wire.post('/jobs', request) : this.#wire.upload(request, file)),
      );
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 409) throw error;
      return this.#job(id);
    }
  }

  async #job(id: string): Promise<JobReply> {
    return jobReply.parse(await this.#wire.get(`/jobs/${id}`, { location: this.settings.location }));
  }

  async #ended(id: string, made: JobReply, isQuery: boolean): Promise<Ended> {
    let job = made;
    for (let look = 1; ; look += 1) {
      // The answer of a query that is held back until it is done says all there is to know when it went well.
      const first = isQuery && failureOf(job) === undefined ? await this.#held(id) : undefined;
      if (first?.jobComplete === true) return endedWith(id, first);
      if (job.status.state === 'DONE') return endedAs(id, job);
      if (first === undefined && look > 1) await this.#untilNextLook(look - 1, isQuery);
      job = await this.#job(id);
    }
  }

  async #untilNextLook(look: number, isQuery: boolean): Promise<void> {
    if (isQuery) await this.#wire.pause(Math.min(look, longestPause));
    else await this.#wire.wait(Math.min(firstLookMs * 2 ** (look - 1), longestLookMs));
  }

  async #held(id: string): Promise<PageReply | undefined> {
    const query = { location: this.settings.location, maxResults: String(pageRows), timeoutMs: String(heldMs) };
    const reply = await this.#wire.tryGet(`/queries/${id}`, query);
    return reply === undefined ? undefined : pageReply.parse(reply);
  }

  async #priced(sql: string, purpose: Purpose, parameters: Parameters): Promise<void> {
    if (purpose.isSmall === true) return;
    const { bytes } = await this.dry(sql, purpose, parameters);
    const { run, query } = this.#ceilings();
    const { what, place } = purpose;
    const about = { run: this.#run, place };
    if (bytes > query) {
      const says = `To ${what} would process ${bytesText(bytes)}; ${bytesText(query)} a query are allowed`;
      throw new OverCeiling('bytes-over-ceiling', bytes, says, 'maxBytesBilled', about);
    }
    const total = this.#bytes + bytes;
    if (total > run) {
      const says = `To ${what} would bring the run to ${bytesText(total)}; ${bytesText(run)} are allowed`;
      throw new OverCeiling('run-bytes-over-ceiling', total * approvedShare, says, 'maxBytesPerRun', about);
    }
  }

  /** The settings, or what a person has approved beyond them. */
  #ceilings(): { readonly query: number; readonly run: number } {
    const { maxBytesBilled, maxBytesPerRun = Infinity } = this.settings;
    const amounts = (guard: OverCeiling['code']): readonly number[] =>
      this.#approved.filter((one) => one.guard === guard).map(({ amount }) => amount);
    return {
      query: Math.max(maxBytesBilled, ...amounts('bytes-over-ceiling')),
      run: Math.max(maxBytesPerRun, ...amounts('run-bytes-over-ceiling')),
    };
  }

  async #asked<T>(work: () => Promise<T>, purpose: Purpose): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused) throw faultOf(error, purpose.what, purpose.place);
      throw error;
    }
  }

  #reference(jobId?: string): object {
    const { project, location } = this.settings;
    return { jobReference: { projectId: project, location, ...(jobId === undefined ? {} : { jobId }) } };
  }

  #query(sql: string, purpose: Purpose, parameters: Parameters): { readonly labels: object; readonly query: object } {
    const queryParameters = Object.entries(parameters).map(([key, value]) => ({
      name: key,
      parameterType: { type: typeof value === 'number' ? 'INT64' : typeof value === 'boolean' ? 'BOOL' : 'STRING' },
      parameterValue: { value: value === null ? null : String(value) },
    }));
    return {
      labels: labelsOf(purpose, this.#run, this.settings.labels),
      query: {
        query: sql,
        useLegacySql: false,
        maximumBytesBilled: String(this.#ceilings().query),
        ...(queryParameters.length === 0 ? {} : { parameterMode: 'NAMED', queryParameters }),
      },
    };
  }
}
