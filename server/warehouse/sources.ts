import type { CoverageResult } from '../model/model.ts';
import type { Coverage, Model, Project, RawTable, Sql } from '../syncs/syncs.ts';

/** Raw files in, models built. */
export interface Sources {
  /** Reads the CSV files into `raw.*`, every column as text, an empty cell as NULL. Faults name file and line. */
  ingest(tables: readonly RawTable[], dir: string): Promise<Ingested>;
  /** Empty `raw.*` tables, so that the SQL of a project can be checked without any data. */
  declare(tables: readonly RawTable[]): Promise<void>;
  /** Builds `mart.*` in the given order. */
  build(models: readonly Model[], params: Project['params']): Promise<void>;
  columnsOf(model: string): Promise<readonly Column[]>;
  /** The one moment that a query returns. */
  moment(sql: Sql, params: Project['params'], timeZone: string): Promise<Date>;
  /** Where each raw row went. Faults when a row is missing, counted twice, or left out without a reason. */
  cover(coverage: Coverage, params: Project['params']): Promise<CoverageResult>;
  unplaced(table: string): AsyncIterable<readonly Unplaced[]>;
}

export interface Ingested {
  readonly rows: ReadonlyMap<string, number>;
  /** When the newest file changed. */
  readonly modifiedAt: Date;
}

export interface Column {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

export interface Unplaced {
  readonly key: string;
  readonly reason: string;
}
