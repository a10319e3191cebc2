/**
 * Every warehouse that the contract is asked of: DuckDB, BigQuery by its stand-in, and BigQuery itself where the
 * environment names a project. Each gives fresh, empty warehouses.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { BigQuery } from '@google-cloud/bigquery';
import { PassThroughClient } from 'google-auth-library';
import type { BigQuerySettings } from '../../../server/warehouse/bigquery/bigquery.ts';
import { openBigQueryWarehouse } from '../../../server/warehouse/bigquery/bigquery.ts';
import { openDuckWarehouse } from '../../../server/warehouse/duckdb/duckdb.ts';
import type { Warehouse } from '../../../server/warehouse/warehouse.ts';
import type { LocalBigQuery } from '../../bigquery/bigquery.ts';
import { startBigQuery } from '../../bigquery/bigquery.ts';
import { quickClock } from '../../bigquery/quick-clock.ts';

export type Dialect = 'duckdb' | 'bigquery';

export interface Opened extends AsyncDisposable {
  readonly warehouse: Warehouse;
  readonly dialect: Dialect;
  /** Folder for files of the test. */
  readonly dir: string;
  /** Reads tables: `{outcomes}` is one of schema `todoku`, `{state.thing}` one of a sync. Ends the warehouse. */
  ask(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface Adapter {
  readonly name: string;
  readonly dialect: Dialect;
  open(): Promise<Opened>;
  close(): Promise<void>;
}

function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'todoku-warehouse-'));
}

const duckdb: Adapter = {
  name: 'DuckDB',
  dialect: 'duckdb',
  open: async () => {
    const dir = scratch();
    const file = join(dir, 'warehouse.duckdb');
    const warehouse = await openDuckWarehouse(file, { threads: 1 });
    let isOpen = true;
    const end = async (): Promise<void> => {
      if (isOpen) await warehouse.close();
      isOpen = false;
    };
    return {
      warehouse,
      dir,
      dialect: 'duckdb',
      ask: async (sql) => {
        await end();
        const named = sql.replaceAll(/\{(\w+)\.([\w-]+)\}/g, '$1."$2"').replaceAll(/\{(\w+)\}/g, 'todoku.$1');
        return asked(file, named);
      },
      [Symbol.asyncDispose]: async () => {
        await end();
        rmSync(dir, { recursive: true });
      },
    };
  },
  close: async () => undefined,
};

async function asked(file: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

export const location = 'asia-northeast1';

export function settingsFor(project: string, dataset: string, endpoint: string | undefined): BigQuerySettings {
  const maxBytesBilled = 10_000_000_000;
  return { project, dataset, location, maxBytesBilled, maxBytesPerRun: undefined, labels: {}, endpoint };
}

/** BigQuery by its stand-in; one process for all warehouses of a file. */
export function standIn(): Adapter & { readonly server: Promise<LocalBigQuery> } {
  const server = startBigQuery({ now: () => quickClock.now() });
  let count = 0;
  return {
    name: 'BigQuery by its stand-in',
    dialect: 'bigquery',
    server,
    open: async () => {
      const local = await server;
      count += 1;
      const dataset = `todoku_${count}`;
      const dir = scratch();
      const settings = settingsFor(local.project, dataset, local.url);
      const options = { project: 'contract', dir, clock: quickClock, authClient: new PassThroughClient() };
      const warehouse = await openBigQueryWarehouse(settings, options);
      return {
        warehouse,
        dir,
        dialect: 'bigquery',
        ask: (sql) =>
          local.ask(
            sql.replaceAll(/\{(\w+)\.([\w-]+)\}/g, `${dataset}."$1_$2"`).replaceAll(/\{(\w+)\}/g, `${dataset}.$1`),
          ),
        [Symbol.asyncDispose]: async () => {
          await warehouse.close();
          rmSync(dir, { recursive: true });
        },
      };
    },
    close: async () => (await server).close(),
  };
}

/** The variables by which the contract finds BigQuery itself. */
const projectVariable = 'TODOKU_BIGQUERY_TEST_PROJECT';
const credentialsVariable = 'GOOGLE_APPLICATION_CREDENTIALS';

/** BigQuery itself; undefined, and told why, where the environment names no project. */
function real(): Adapter | undefined {
  const project = process.env[projectVariable];
  if (project === undefined || process.env[credentialsVariable] === undefined) {
    const missing = [projectVariable, credentialsVariable].filter((name) => process.env[name] === undefined);
    process.stdout.write(`BigQuery itself is not asked: ${missing.join(' and ')} not set.\n`);
    return undefined;
  }
  const made: string[] = [];
  const client = new BigQuery({ projectId: project });
  return {
    name: `BigQuery, project ${project}`,
    dialect: 'bigquery',
    open: async () => {
      const dataset = `todoku_contract_${randomBytes(6).toString('hex')}`;
      made.push(dataset);
      const dir = scratch();
      const options = { project: 'contract', dir, clock: quickClock };
      const warehouse = await openBigQueryWarehouse(settingsFor(project, dataset, undefined), options);
      return {
        warehouse,
        dir,
        dialect: 'bigquery',
        ask: async (sql) => {
          const named = sql
            .replaceAll(/\{(\w+)\.([\w-]+)\}/g, `\`${project}.${dataset}.$1_$2\``)
            .replaceAll(/\{(\w+)\}/g, `\`${project}.${dataset}.$1\``);
          const [job] = await client.createQueryJob({ query: named, location });
          const [rows] = await job.getQueryResults({ wrapIntegers: false });
          return rows as readonly Readonly<Record<string, unknown>>[]; // rows by name, as documented
        },
        [Symbol.asyncDispose]: async () => {
          await warehouse.close();
          rmSync(dir, { recursive: true });
        },
      };
    },
    close: async () => {
      for (const dataset of made) await client.dataset(dataset).delete({ force: true });
    },
  };
}

export function adapters(): readonly Adapter[] {
  const itself = real();
  return [duckdb, standIn(), ...(itself === undefined ? [] : [itself])];
}
