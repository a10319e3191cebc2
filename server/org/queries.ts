/** Bulk API 2.0 query: the records of an object as files of CSV, whatever their number. */
import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Ask } from './jobs.ts';
import { expect200 } from './jobs.ts';
import type { OrgRow } from './org.ts';
import { OrgRefused, OrgSilent } from './org.ts';
import { pollWait } from './retry.ts';
import { parseJson } from './wire.ts';

/** Rows of one result file: a request each. */
export const resultRows = 100_000;

/** Rows that are handed on together. */
const pageRows = 2000;

const jobReply = z.object({
  id: z.string(),
  state: z.enum(['UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted']),
  errorMessage: z.string().nullish(),
});

type QueryJob = z.infer<typeof jobReply>;

/** Pages of rows, as `query` gives them. `dir`: where a result waits until it is read, a file at a time. */
export async function* bulkPages(
  ask: Ask,
  clock: Clock,
  version: string,
  soql: string,
  dir: string,
): AsyncGenerator<readonly OrgRow[]> {
  const base = `/services/data/v${version}/jobs/query`;
  const body = JSON.stringify({ operation: 'query', query: soql });
  const what = 'create a query job';
  const made = await ask({ method: 'POST', path: base, what, type: 'application/json', body });
  const job = await finished(ask, clock, base, toJob(parseJson(expect200(made, what).text)));
  mkdirSync(dir, { recursive: true });
  const file = join(dir, `query-${randomUUID()}.csv`);
  try {
    for (let locator: string | undefined = ''; locator !== undefined;) {
      const from: string = locator === '' ? '' : `&locator=${locator}`;
      const path = `${base}/${job.id}/results?maxRecords=${resultRows}${from}`;
      const reading = `read the result of job ${job.id}`;
      const reply = expect200(await ask({ method: 'GET', path, what: reading, file }), reading);
      yield* rowsOf(file);
      const next: string | null = reply.headers.get('sforce-locator');
      // The literal text `null` says that there is no further page.
      locator = next === null || next === 'null' || next === '' ? undefined : next;
    }
  } finally {
    rmSync(file, { force: true });
  }
}

async function finished(ask: Ask, clock: Clock, base: string, made: QueryJob): Promise<QueryJob> {
  const since = clock.now();
  for (let job = made; ;) {
    if (job.state === 'JobComplete') return job;
    if (job.state === 'Failed' || job.state === 'Aborted') {
      const message = job.errorMessage ?? `it is ${job.state}`;
      const [code = 'JOB_FAILED'] = message.split(/[\s:]/);
      throw new OrgRefused(200, code, message, `carry out query job ${job.id}`);
    }
    await clock.sleep(pollWait(clock.now() - since));
    const what = `read job ${job.id}`;
    job = toJob(parseJson(expect200(await ask({ method: 'GET', path: `${base}/${job.id}`, what }), what).text));
  }
}

function toJob(reply: unknown): QueryJob {
  const parsed = jobReply.safeParse(reply);
  if (parsed.success) return parsed.data;
  throw new OrgSilent('read a query job', parsed.error);
}

/** An empty cell is null: Salesforce stores no empty text. */
async function* rowsOf(file: string): AsyncGenerator<readonly OrgRow[]> {
  let page: OrgRow[] = [];
  const cast = (text: string, { header }: { readonly header: boolean }): string | null =>
    text === '' && !header ? null : text;
  const records: AsyncIterable<OrgRow> = createReadStream(file).pipe(parse({ columns: true, cast, bom: true }));
  for await (const row of records) {
    page.push(row);
    if (page.length < pageRows) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
