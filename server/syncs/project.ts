import type { Pull, Sync } from '../model/model.ts';
import type { CycleRules } from './cycle.ts';
import type { Sql } from './template.ts';

export interface RawTable {
  readonly name: string;
  /** File name in the raw folder; undefined for a table that is in the warehouse already. */
  readonly file: string | undefined;
  /** Path of a table of BigQuery: `project.dataset.table`, or shorter. */
  readonly table: string | undefined;
  readonly columns: readonly string[];
  /** GoogleSQL's names of types, by column; one that is not named is text. */
  readonly types: ReadonlyMap<string, string>;
  readonly key: string | undefined;
}

/** A table to build in the warehouse: a model, or the model of a sync (whose name it then bears). */
export interface Model {
  readonly name: string;
  readonly sql: Sql;
}

export interface Coverage {
  readonly table: RawTable;
  readonly sql: Sql;
}

interface Ordered {
  readonly name: string;
  /** Names of syncs; all of the project when undefined. */
  readonly syncs: readonly string[] | undefined;
  /** Names of pulls that come before the syncs; none when left out. */
  readonly pull?: readonly string[];
}

/** Due when its time has come. */
export interface CronSchedule extends Ordered {
  readonly cron: string;
}

/** Due when a push has ended in which this sync, named by `after`, was sent and found to match. */
export interface ChainSchedule extends Ordered {
  readonly after: string;
}

/** Due when somebody says so by a signed request: in our own form, or as dbt signs. */
export interface HookSchedule extends Ordered {
  readonly hook: 'signed' | 'dbt';
}

export type Schedule = CronSchedule | ChainSchedule | HookSchedule;

/** What a project takes of the org's API calls. */
export interface CallRules {
  /** A push that is expected to cost more is refused; undefined: no limit. */
  readonly max: number | undefined;
  /** Percent of the org's calls of a day that are left to others: what would need them is deferred. */
  readonly reserve: number;
}

/** Where BigQuery keeps our tables, and what a query may cost. */
export interface BigQuerySettings {
  /** The project that jobs run in, that is billed, and that holds the dataset. */
  readonly project: string;
  /** The dataset of our own. */
  readonly dataset: string;
  /** Of the dataset, and so of every job. */
  readonly location: string;
  /** Bytes that one query may process. */
  readonly maxBytesBilled: number;
  /** Bytes that one run may process; undefined: no limit. */
  readonly maxBytesPerRun: number | undefined;
  /** Labels of the company's own, on every job. */
  readonly labels: Readonly<Record<string, string>>;
  /** Another address of the API (a private or regional endpoint). */
  readonly endpoint: string | undefined;
}

export interface DuckSettings {
  /** MiB that DuckDB may hold; beyond that it works on disk. Undefined: as much as is sensible. */
  readonly memoryMb: number | undefined;
  /** Undefined: one a core. */
  readonly threads: number | undefined;
}

export type WarehouseSettings =
  ({ readonly kind: 'duckdb' } & DuckSettings) | ({ readonly kind: 'bigquery' } & BigQuerySettings);

/** A project folder, read and checked. */
export interface Project {
  readonly dir: string;
  /** Comes with Todoku: a field that another release maps otherwise is told, and nobody is asked to approve it. */
  readonly isOwn: boolean;
  readonly name: string;
  readonly timeZone: string;
  readonly warehouse: WarehouseSettings;
  /** Absolute path of the raw files unless the caller names another. */
  readonly rawDir: string;
  readonly tables: readonly RawTable[];
  readonly params: ReadonlyMap<string, string | number | boolean>;
  /** SQL for the moment the numbers are from; undefined: when the newest raw file changed. */
  readonly asOf: Sql | undefined;
  /** Rows above which Bulk API 2.0 is used. */
  readonly bulkAbove: number;
  readonly calls: CallRules;
  /** In the order in which they can be built. */
  readonly models: readonly Model[];
  /** In the order of their folders' names. */
  readonly syncs: readonly Sync[];
  readonly coverage: readonly Coverage[];
  readonly pulls: readonly Pull[];
  readonly schedules: readonly Schedule[];
  /** Undefined: no weekly forecast cycle. */
  readonly cycle: CycleRules | undefined;
}
