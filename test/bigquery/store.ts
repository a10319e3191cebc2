/** Datasets and tables: what BigQuery knows of them, and their rows in DuckDB. */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Column, Table } from '../../server/googlesql/googlesql.ts';
import { duckType, macroStatements, quoted } from '../../server/googlesql/googlesql.ts';
import { checkColumnName, checkTableName } from './field.ts';
import { duplicate, notFound } from './refused.ts';

export interface Dataset {
  readonly id: string;
  readonly location: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tables: Map<string, StoredTable>;
}

export interface StoredTable {
  readonly dataset: string;
  readonly id: string;
  readonly columns: readonly Column[];
  /** Description, labels, partitioning, clustering, expiration: kept and given back. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  modifiedAt: number;
  /** Bytes by column, once somebody has asked; dropped when rows change. */
  sizes: ReadonlyMap<string, number> | undefined;
}

export type Bindings = Record<string, DuckDBValue>;
export type Row = Readonly<Record<string, unknown>>;

const settings = [
  `SET GLOBAL TimeZone = 'UTC'`,
  `SET GLOBAL default_null_order = 'nulls_first_on_asc_last_on_desc'`,
  `SET GLOBAL autoinstall_known_extensions = false`,
  `SET GLOBAL preserve_insertion_order = true`,
];

export class Store {
  readonly project: string;
  readonly datasets = new Map<string, Dataset>();
  readonly #instance: DuckDBInstance;
  readonly now: () => number;

  private constructor(project: string, instance: DuckDBInstance, now: () => number) {
    this.project = project;
    this.#instance = instance;
    this.now = now;
  }

  static async open(project: string, now: () => number, options: Record<string, string> = {}): Promise<Store> {
    const { file = ':memory:', ...rest } = options;
    const instance = await DuckDBInstance.create(file, { threads: '1', ...rest });
    const connection = await instance.connect();
    for (const statement of [...settings, ...macroStatements('database')]) await connection.run(statement);
    connection.closeSync();
    return new Store(project, instance, now);
  }

  /** A session of its own, closed afterwards. */
  async session<T>(work: (session: Session) => Promise<T>): Promise<T> {
    await using session = new Session(this.#instance);
    return await work(session);
  }

  dataset(id: string): Dataset {
    const found = this.datasets.get(id);
    if (found === undefined) throw notFound(`Dataset ${this.project}:${id}`);
    return found;
  }

  table(dataset: string, id: string): StoredTable {
    const found = this.dataset(dataset).tables.get(id);
    if (found === undefined) throw notFound(`Table ${this.project}:${dataset}.${id}`);
    return found;
  }

  async createDataset(id: string, location: string, metadata: Row): Promise<Dataset> {
    if (!/^\w{1,1024}$/.test(id)) throw notFound(`Invalid dataset ID "${id}"`);
    if (this.datasets.has(id)) throw duplicate(`Dataset ${this.project}:${id}`);
    await this.session((session) => session.run(`CREATE SCHEMA ${quoted(id)}`));
    const dataset = { id, location, metadata, tables: new Map<string, StoredTable>() };
    this.datasets.set(id, dataset);
    return dataset;
  }

  /** Notes a table whose rows are in DuckDB already. */
  note(dataset: string, id: string, columns: readonly Column[], metadata: Row): StoredTable {
    checkTableName(id);
    for (const column of columns) checkColumnName(column.name);
    const known = this.dataset(dataset).tables.get(id);
    const table: StoredTable = {
      dataset,
      id,
      columns,
      metadata,
      createdAt: known?.createdAt ?? this.now(),
      modifiedAt: this.now(),
      sizes: undefined,
    };
    this.dataset(dataset).tables.set(id, table);
    return table;
  }

  async close(): Promise<void> {
    this.#instance.closeSync();
  }
}

export function duckName({ dataset, id }: Pick<StoredTable, 'dataset' | 'id'>): string {
  return `${quoted(dataset)}.${quoted(id)}`;
}

/** A table as the translation sees it. */
export function asTable(table: StoredTable): Table {
  return { key: `${table.dataset}.${table.id}`, sql: duckName(table), columns: table.columns };
}

export function columnList(columns: readonly Column[]): string {
  return columns.map((column) => `${quoted(column.name)} ${duckType(column.type)}`).join(', ');
}

/** One session of DuckDB, begun with its first statement: many a request has none. */
export class Session implements AsyncDisposable {
  readonly #instance: DuckDBInstance;
  #begun: Promise<DuckDBConnection> | undefined;

  constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  get #connection(): Promise<DuckDBConnection> {
    return (this.#begun ??= this.#instance.connect());
  }

  /** Gives the number of rows that changed. */
  async run(sql: string, bindings?: Bindings): Promise<number> {
    return (await (await this.#connection).run(sql, bindings)).rowsChanged;
  }

  async rows(sql: string, bindings?: Bindings): Promise<readonly Row[]> {
    return (await (await this.#connection).runAndReadAll(sql, bindings)).getRowObjectsJson();
  }

  /** Undefined when there are more than `most`: the rest is not computed. */
  async firstRows(sql: string, most: number, bindings?: Bindings): Promise<readonly Row[] | undefined> {
    const reader = await (await this.#connection).streamAndReadUntil(sql, most + 1, bindings);
    return reader.currentRowCount > most ? undefined : reader.getRowObjectsJson();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    (await this.#begun)?.closeSync();
  }
}
