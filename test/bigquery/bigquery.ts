/**
 * A stand-in for BigQuery: the REST API v2 as `@google-cloud/bigquery` uses it, over DuckDB. Stricter than the real
 * one where it can: what it does not know it refuses, and trouble comes on request.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jobs } from './jobs.ts';
import { handle } from './routes.ts';
import { Store } from './store.ts';
import type { Row } from './store.ts';
import type { ScriptTrouble, Trouble } from './trouble.ts';
import { Troubles } from './trouble.ts';
import { UpdateLimit } from './update-limit.ts';

export { Refused } from './refused.ts';
export type { ScriptTrouble, Trouble } from './trouble.ts';

export interface BigQueryOptions {
  readonly project?: string;
  /** Milliseconds since 1970; the machine's own clock by default. */
  readonly now?: () => number;
  /** Settings of DuckDB (`memory_limit`, `threads`, one by default), and `file` for one that is not in memory. */
  readonly duckdb?: Readonly<Record<string, string>>;
}

/** One request, for tests that count them. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface LocalBigQuery extends AsyncDisposable {
  readonly url: string;
  readonly project: string;
  readonly requests: readonly Request[];
  readonly jobs: Jobs;
  trouble(trouble: Trouble): void;
  scriptTrouble(trouble: ScriptTrouble): void;
  /** Whether all trouble that was asked for has been met. */
  readonly isTroubleOver: boolean;
  /** Asks the tables in DuckDB's own SQL, datasets being schemas. */
  ask(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export async function startBigQuery(options: BigQueryOptions = {}): Promise<LocalBigQuery> {
  const { project = 'test-project', now = Date.now, duckdb } = options;
  const store = await Store.open(project, now, { ...duckdb });
  const troubles = new Troubles();
  const jobs = new Jobs(store, new UpdateLimit(now), troubles);
  const requests: Request[] = [];
  const dir = mkdtempSync(join(tmpdir(), 'todoku-bigquery-'));
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    response.on('close', () => requests.push({ method: request.method ?? '', path, status: response.statusCode }));
    void handle(request, response, { store, jobs, troubles, dir });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    await closed(server);
    await jobs.settled();
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  };
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    project,
    requests,
    jobs,
    trouble: (trouble) => {
      troubles.add(trouble);
    },
    scriptTrouble: (trouble) => {
      troubles.addToScript(trouble);
    },
    get isTroubleOver() {
      return troubles.isOver;
    },
    ask: (sql) => store.session((session) => session.rows(sql)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new TypeError('A server that listens has an address.');
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
