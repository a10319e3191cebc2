/** The stand-in for BigQuery as a process of its own, with a file, so that the pushing process alone is measured. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startBigQuery } from '../test/bigquery/bigquery.ts';

export interface ServedBigQuery extends AsyncDisposable {
  readonly url: string;
  readonly project: string;
  /** Makes a dataset in the location. */
  dataset(id: string, location: string): Promise<void>;
  /** Replaces a table with the result of a query; throws when it is refused. */
  into(dataset: string, table: string, location: string, query: string): Promise<void>;
}

interface Started {
  readonly url: string;
  readonly project: string;
}

interface JobReply {
  readonly jobReference: { readonly jobId: string };
  readonly status: { readonly state: string; readonly errorResult?: { readonly message: string } };
}

/** `memoryMb`: what its DuckDB may hold; the rest of it is on disk. */
export async function serveBigQuery(memoryMb: number): Promise<ServedBigQuery> {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-bench-bigquery-'));
  const file = join(folder, 'bigquery.duckdb');
  const self = fileURLToPath(import.meta.url);
  const args = ['--disable-warning=ExperimentalWarning', self, file, String(memoryMb)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]; // one line
  const { url, project } = JSON.parse(line) as Started; // printed below
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/bigquery/v2/projects/${project}/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  return {
    url,
    project,
    dataset: async (datasetId, location) => {
      await ask('POST', 'datasets', { datasetReference: { projectId: project, datasetId }, location });
    },
    into: async (datasetId, tableId, location, query) => {
      const destinationTable = { projectId: project, datasetId, tableId };
      const shape = { query, useLegacySql: false, destinationTable, writeDisposition: 'WRITE_TRUNCATE' };
      const made = (await ask('POST', 'jobs', {
        jobReference: { projectId: project, location },
        configuration: { query: shape },
      })) as JobReply; // REST v2, "Job"
      const id = made.jobReference.jobId;
      await ask('GET', `queries/${id}?location=${location}&maxResults=0&timeoutMs=200000`);
      const { status } = (await ask('GET', `jobs/${id}?location=${location}`)) as JobReply; // REST v2, "Job"
      if (status.state !== 'DONE' || status.errorResult !== undefined) {
        throw new Error(`${tableId}: ${status.errorResult?.message ?? status.state}`);
      }
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

if (import.meta.main) {
  const [, , file = ':memory:', memoryMb = '1024'] = process.argv;
  const duckdb = { file, memory_limit: `${memoryMb}MiB`, threads: '2' };
  const google = await startBigQuery({ duckdb });
  process.once('SIGTERM', () => void google.close().then(() => process.exit()));
  process.stdout.write(`${JSON.stringify({ url: google.url, project: google.project } satisfies Started)}\n`);
}
