/** A DuckDB file as one process owns it: statements in turn, transactions undivided, streams on the side. */
import { rmSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { DuckDBInstance, StatementType } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { Fault } from '../../faults.ts';
import { macroStatements } from '../../googlesql/googlesql.ts';
import { lockOf, readLock, writeLock } from '../lock.ts';
import type { Row } from '../row.ts';

export type Bindings = Record<string, DuckDBValue>;

/** What a transaction may do. */
export interface Statements {
  run(sql: string, bindings?: Bindings): Promise<void>;
  rows(sql: string, bindings?: Bindings): Promise<readonly Row[]>;
}

/**
 * Every session thinks in UTC (the text of a TIMESTAMPTZ would otherwise depend on the machine) and sorts nulls as
 * BigQuery does; nothing is downloaded behind our back.
 */
const sessionSettings = [
  `SET TimeZone = 'UTC'`,
  `SET default_null_order = 'nulls_first_on_asc_last_on_desc'`,
  `SET autoinstall_known_extensions = false`,
  `SET preserve_insertion_order = true`,
];

export interface DuckLimits {
  /** Where the service answers. */
  readonly address?: string | undefined;
  readonly memoryMb?: number | undefined;
  readonly threads?: number | undefined;
}

export class Duck implements Statements {
  readonly #instance: DuckDBInstance;
  readonly #main: DuckDBConnection;
  readonly #file: string | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(instance: DuckDBInstance, main: DuckDBConnection, file: string | undefined) {
    this.#instance = instance;
    this.#main = main;
    this.#file = file;
  }

  /** Opens (or creates) the file; undefined opens a database in memory. Faults when another process has it. */
  static async open(file: string | undefined, limits: DuckLimits = {}): Promise<Duck> {
    if (file !== undefined) refuseWhenOurs(file);
    const instance = await openInstance(file, limits);
    try {
      const main = await connect(instance);
      // Functions of GoogleSQL that DuckDB lacks: models are built on this connection alone.
      await main.run(macroStatements().join(';'));
      if (file !== undefined) writeLock(file, limits.address);
      return new Duck(instance, main, file);
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  run(sql: string, bindings?: Bindings): Promise<void> {
    return this.#inTurn(() => execute(this.#main, sql, bindings));
  }

  rows(sql: string, bindings?: Bindings): Promise<readonly Row[]> {
    return this.#inTurn(() => fetchAll(this.#main, sql, bindings));
  }

  /** All of the steps or none: rolled back when one throws. Durable once this has resolved. */
  transaction<T>(steps: (statements: Statements) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      await execute(this.#main, 'BEGIN TRANSACTION');
      try {
        const result = await steps({
          run: (sql, bindings) => execute(this.#main, sql, bindings),
          rows: (sql, bindings) => fetchAll(this.#main, sql, bindings),
        });
        await execute(this.#main, 'COMMIT');
        return result;
      } catch (error) {
        await execute(this.#main, 'ROLLBACK');
        throw error;
      }
    });
  }

  /** Rows in chunks as the engine hands them out, on a connection of its own: other statements may run meanwhile. */
  async *stream(sql: string, bindings?: Bindings): AsyncGenerator<readonly Row[]> {
    const connection = await connect(this.#instance);
    try {
      const result = await connection.stream(sql, bindings);
      for await (const rows of result.yieldRowObjectJson()) yield rows;
    } finally {
      connection.closeSync();
    }
  }

  /** The kind of statement a text holds, and whether it is one and only one query. */
  async isOneQuery(sql: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const statements = await this.#main.extractStatements(sql);
      if (statements.count !== 1) return false;
      const prepared = await statements.prepare(0);
      const isSelect = prepared.statementType === StatementType.SELECT;
      prepared.destroySync();
      return isSelect;
    });
  }

  async close(): Promise<void> {
    await this.#turn;
    this.#main.closeSync();
    this.#instance.closeSync();
    if (this.#file !== undefined) rmSync(lockOf(this.#file), { force: true });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}

/**
 * Enough for the diff of millions of rows, and little enough to stand beside other programs: what DuckDB takes beyond its
 * limit and Node are another half of it.
 */
const usualMemoryMb = 768;

/** What is freed goes back to the machine: DuckDB keeps up to 128 MB a thread otherwise, beyond its limit. */
const tidyMemory = { allocator_flush_threshold: '16MiB', allocator_background_threads: 'true' };

async function openInstance(file: string | undefined, limits: DuckLimits): Promise<DuckDBInstance> {
  const { memoryMb = usualMemoryMb, threads = cpus().length } = limits;
  const memoryBytes = Math.min(totalmem(), process.constrainedMemory() || Number.MAX_SAFE_INTEGER);
  const most = Math.max(256, Math.floor(memoryBytes / 2 / 1024 ** 2));
  const options = {
    threads: String(threads),
    memory_limit: `${Math.min(memoryMb, most)}MiB`,
    ...tidyMemory,
  };
  try {
    return await DuckDBInstance.create(file ?? ':memory:', options);
  } catch (error) {
    if (file === undefined) throw error;
    throw unopened(file, error);
  }
}

/** DuckDB itself refuses a second process, whatever our lock file says; the lock file only tells who it is. */
function unopened(file: string, cause: unknown): Fault {
  const holder = readLock(file);
  if (holder === undefined || !holder.isAlive) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new Fault('setup', 'warehouse-unreadable', `The warehouse file cannot be opened: ${reason}`, {
      next: 'Check the path and its rights; a file written by a newer DuckDB needs that version.',
      place: file,
      cause,
    });
  }
  return inUse(file, holder.pid, holder.address);
}

function inUse(file: string, pid: number, address: string | undefined): Fault {
  const where = address === undefined ? '' : ` (the service at ${address})`;
  return new Fault('transient', 'warehouse-in-use', `Process ${pid}${where} is using the warehouse.`, {
    next:
      address === undefined
        ? 'Wait until it has finished, then try again.'
        : `Ask the service at ${address} instead, or stop it.`,
    place: file,
  });
}

/** DuckDB lets one process open a file twice; two runs in one process would still tread on each other. */
function refuseWhenOurs(file: string): void {
  const holder = readLock(file);
  if (holder?.isThisProcess === true) throw inUse(file, holder.pid, holder.address);
}

async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run(sessionSettings.join(';'));
  return connection;
}

async function execute(connection: DuckDBConnection, sql: string, bindings?: Bindings): Promise<void> {
  await connection.run(sql, bindings);
}

async function fetchAll(connection: DuckDBConnection, sql: string, bindings?: Bindings): Promise<readonly Row[]> {
  const reader = await connection.runAndReadAll(sql, bindings);
  return reader.getRowObjectsJson();
}
