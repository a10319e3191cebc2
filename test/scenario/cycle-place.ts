/** Where a cycle is kept, for scenarios that have to come out alike in both warehouses. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { PassThroughClient } from 'google-auth-library';
import { openDuckWarehouse } from '../../server/cli/cli.ts';
import { openBigQueryWarehouse } from '../../server/warehouse/bigquery/bigquery.ts';
import type { Warehouse } from '../../server/warehouse/warehouse.ts';
import { startBigQuery } from '../bigquery/bigquery.ts';
import { quickClock } from '../bigquery/quick-clock.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface CyclePlace extends AsyncDisposable {
  open(): Promise<Warehouse>;
  /** Rows of the warehouse by DuckDB's SQL, decimals as text. */
  asked(sql: string): Promise<readonly Row[]>;
  /** All that it has kept is gone. */
  lose(): Promise<void>;
}

/** `dir`: a folder of the place's own. */
export type OpenPlace = (dir: string) => Promise<CyclePlace>;

export const inDuckDb: OpenPlace = (dir) => {
  const file = join(dir, 'warehouse.duckdb');
  return Promise.resolve({
    open: () => openDuckWarehouse(file),
    asked: async (sql) => {
      const instance = await DuckDBInstance.create(file);
      const connection = await instance.connect();
      try {
        return (await connection.runAndReadAll(sql)).getRowObjectsJson();
      } finally {
        connection.closeSync();
        instance.closeSync();
      }
    },
    lose: () => {
      rmSync(file);
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
};

export const inBigQuery: OpenPlace = async (dir) => {
  const google = await startBigQuery({ now: () => quickClock.now() });
  let dataset = 'todoku';
  const limits = { maxBytesBilled: 1_000_000_000, maxBytesPerRun: undefined };
  const settings = { project: google.project, location: 'asia-northeast1', endpoint: google.url };
  return {
    open: () =>
      openBigQueryWarehouse(
        { ...settings, ...limits, dataset, labels: {} },
        { project: 'test', dir: join(dir, 'rows'), clock: quickClock, authClient: new PassThroughClient() },
      ),
    asked: (sql) => google.ask(sql.replaceAll(/\btodoku\./g, `${dataset}.`)),
    lose: () => {
      dataset = 'todoku_anew';
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => google.close(),
  };
};
