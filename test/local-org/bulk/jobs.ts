/** What the tests of Bulk API 2.0 do again and again: create a job, give it data, wait for its end, read the results. */
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import type { World } from '../../world/world.ts';

export interface JobInfo {
  readonly id: string;
  readonly state: string;
  readonly numberRecordsProcessed: number;
  readonly numberRecordsFailed: number;
  readonly errorMessage?: string;
  readonly [key: string]: unknown;
}

export type CsvRow = Readonly<Record<string, string>>;

export const codes = (json: unknown): readonly string[] =>
  (json as { errorCode: string }[]).map(({ errorCode }) => errorCode); // the body of a refusal

export async function createJob(world: World, body: object): Promise<JobInfo> {
  const { status, json } = await world.ask('POST', 'jobs/ingest', body);
  assert.equal(status, 200, JSON.stringify(json));
  return json as JobInfo; // job JSON
}

export async function upload(world: World, id: string, csv: string): Promise<number> {
  const { status } = await world.ask('PUT', `jobs/ingest/${id}/batches`, csv, { 'Content-Type': 'text/csv' });
  return status;
}

export async function jobInfo(world: World, id: string, kind = 'ingest'): Promise<JobInfo> {
  return (await world.ask('GET', `jobs/${kind}/${id}`)).json as JobInfo; // job JSON
}

const isOver = ({ state }: JobInfo): boolean => ['JobComplete', 'Failed', 'Aborted'].includes(state);

/** Asks until the job is over; each question is a turn in which the org goes on. */
export async function ended(world: World, id: string, kind = 'ingest'): Promise<JobInfo> {
  for (let turn = 0; turn < 20_000; turn += 1) {
    const info = await jobInfo(world, id, kind);
    if (isOver(info)) return info;
  }
  throw new Error(`job ${id} does not end`);
}

/** Creates, uploads, closes and waits. */
export async function runJob(world: World, body: object, csv: string): Promise<JobInfo> {
  const { id } = await createJob(world, body);
  assert.equal(await upload(world, id, csv), 201);
  await world.ask('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  return ended(world, id);
}

export async function resultText(world: World, id: string, which: string): Promise<string> {
  const { status, text } = await world.ask('GET', `jobs/ingest/${id}/${which}`);
  assert.equal(status, 200);
  return text;
}

export async function results(world: World, id: string, which: string): Promise<readonly CsvRow[]> {
  return parse(await resultText(world, id, which), { columns: true });
}

/** The three result files. */
export async function allResults(
  world: World,
  id: string,
): Promise<{ good: readonly CsvRow[]; bad: readonly CsvRow[]; left: readonly CsvRow[] }> {
  const [good, bad, left] = await Promise.all(
    ['successfulResults', 'failedResults', 'unprocessedrecords'].map((which) => results(world, id, which)),
  );
  return { good: good ?? [], bad: bad ?? [], left: left ?? [] };
}

export const depotUpsert = { object: 'Depot__c', operation: 'upsert', externalIdFieldName: 'External_Key__c' };

export function depotCsv(count: number, from = 0): string {
  const lines = Array.from({ length: count }, (_, index) => `D${from + index},Depot ${from + index}`);
  return ['External_Key__c,Name', ...lines, ''].join('\n');
}
