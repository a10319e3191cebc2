/** The SQLite file of an org: prepared statements, nested transactions, ids and small settings. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { makeId } from '../schema/schema.ts';
import { openDatabase } from './database.ts';
import { defineDecimalSums } from './decimal-sum.ts';
import { defineFunctions, type Runtime } from './runtime.ts';

export { StoreFileError } from './database.ts';
export type { Runtime } from './runtime.ts';
export { alterTable, columnType, createTable, dropColumn, dropTable, foldColumn, hasFold, quote } from './tables.ts';
export { createShares, dropShares, shareTable } from './shares.ts';
export { insertRecord, updateRecord, withFolds, type Values } from './records.ts';
export { fold, roundHalfAway, significant } from './runtime.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = readonly SqlValue[];

export interface Store {
  /** Who asks and when; formulas such as `$User.Id` and `TODAY()` read it. Set at the start of each call. */
  readonly runtime: Runtime;
  readonly all: (sql: string, params?: readonly SqlValue[]) => readonly SqlRow[];
  readonly first: (sql: string, params?: readonly SqlValue[]) => SqlRow | undefined;
  /** Number of rows changed. */
  readonly run: (sql: string, params?: readonly SqlValue[]) => number;
  /** Statements without parameters, such as DDL. */
  readonly exec: (sql: string) => void;
  /** All or nothing; may be nested. */
  readonly transaction: <T>(work: () => T) => T;
  /** Called after a rollback, so that what is kept in memory can be read again. */
  readonly onRollback: (listener: () => void) => void;
  readonly newId: (prefix: string) => string;
  /** The next number of a named sequence, beginning with `start`. Numbers of a failed transaction are not reused. */
  readonly nextNumber: (sequence: string, start: number) => number;
  readonly settings: {
    get(key: string): string | undefined;
    set(key: string, value: string): void;
    remove(key: string): void;
  };
  readonly close: () => void;
}

const keptStatements = 1000;

/** Prepared statements by text; the oldest leave when there are too many. */
function statementCache(db: DatabaseSync): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = db.prepare(sql);
      statement.setReturnArrays(true);
      if (statements.size >= keptStatements) {
        const oldest = statements.keys().next();
        if (oldest.done !== true) statements.delete(oldest.value);
      }
      statements.set(sql, statement);
    }
    return statement;
  };
}

function transactions(db: DatabaseSync, listeners: readonly (() => void)[]): Store['transaction'] {
  let depth = 0;
  return (work) => {
    const level = depth;
    const name = `level_${level}`;
    db.exec(level === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
    depth = level + 1;
    try {
      const result = work();
      db.exec(level === 0 ? 'COMMIT' : `RELEASE ${name}`);
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec(level === 0 ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
      for (const listener of listeners) listener();
      throw error;
    } finally {
      depth = level;
    }
  };
}

/** Sequences live in memory while the file is open, so that a rollback never gives a number out twice. */
function sequences(statement: (sql: string) => StatementSync): (name: string, start: number) => number {
  const next = new Map<string, number>();
  return (name, start) => {
    let number = next.get(name);
    if (number === undefined) {
      // The reply is one row of one integer: setReturnArrays makes it an array.
      const row = statement('SELECT next FROM org_sequence WHERE name = ?').get(name) as unknown as
        readonly [number] | undefined;
      number = row?.[0] ?? start;
    }
    next.set(name, number + 1);
    statement(
      'INSERT INTO org_sequence (name, next) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = excluded.next',
    ).run(name, number + 1);
    return number;
  };
}

/** Opens the file, or an org in memory when there is none. Throws StoreFileError for a file that cannot be an org's. */
export function openStore(file: string | undefined): Store {
  const db = openDatabase(file);
  const runtime = defineFunctions(db);
  defineDecimalSums(db);
  const statement = statementCache(db);
  const listeners: (() => void)[] = [];
  const nextNumber = sequences(statement);
  return {
    runtime,
    // setReturnArrays: every row is an array in the order of the select list.
    all: (sql, params = []) => statement(sql).all(...params) as unknown as readonly SqlRow[],
    first: (sql, params = []) => statement(sql).get(...params) as unknown as SqlRow | undefined,
    run: (sql, params = []) => Number(statement(sql).run(...params).changes),
    exec: (sql) => {
      db.exec(sql);
    },
    transaction: transactions(db, listeners),
    onRollback: (listener) => {
      listeners.push(listener);
    },
    newId: (prefix) => makeId(prefix, nextNumber(`id ${prefix}`, 1)),
    nextNumber,
    settings: {
      get: (key) => {
        const row = statement('SELECT value FROM org_setting WHERE key = ?').get(key) as unknown as
          readonly [string] | undefined;
        return row?.[0];
      },
      set: (key, value) => {
        statement(
          'INSERT INTO org_setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        ).run(key, value);
      },
      remove: (key) => {
        statement('DELETE FROM org_setting WHERE key = ?').run(key);
      },
    },
    close: () => {
      db.close();
    },
  };
}
