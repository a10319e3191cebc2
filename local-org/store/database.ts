/** The file of an org as SQLite: one process has it at a time, and it holds an org or nothing. */
import { DatabaseSync } from 'node:sqlite';

/** A file that cannot be an org's, in words that go on with what to do. */
export class StoreFileError extends Error {}

const tables = `
  CREATE TABLE IF NOT EXISTS org_setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS org_sequence (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS org_component (
    type TEXT NOT NULL, name TEXT NOT NULL, file TEXT NOT NULL, body TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (type, name)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS "org_component by place" ON org_component (place);
  CREATE TABLE IF NOT EXISTS org_component_fact (
    type TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, created_by TEXT NOT NULL, created_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL, changed_at INTEGER NOT NULL, PRIMARY KEY (type, name)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS org_file (path TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS org_object (name TEXT PRIMARY KEY COLLATE NOCASE, prefix TEXT NOT NULL UNIQUE);
`;

/** SQLite's own numbers of errors. */
const codes = { busy: 5, locked: 6, corrupt: 11, noDatabase: 26 } as const;

function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

function isForeign(db: DatabaseSync): boolean {
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  return names.length > 0 && !names.some(({ name }) => name === 'org_setting');
}

/**
 * Numbers that were given out are kept in memory, so that a second process on the same file would give them out again:
 * the lock on it stays until it is closed, and ends with a process that is killed.
 */
function take(db: DatabaseSync): void {
  db.exec('PRAGMA busy_timeout = 200; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
}

function explained(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === codes.busy || code === codes.locked) {
    return new StoreFileError('is in use by another process. Stop that one, or name another file.');
  }
  if (code === codes.corrupt || code === codes.noDatabase) {
    const reason = error instanceof Error ? error.message : '';
    return new StoreFileError(`cannot be used as an org (${reason}). Name another file, or remove it to begin anew.`);
  }
  return error;
}

/** In memory without a file. Throws StoreFileError for a file that is taken, broken, or the database of something else. */
export function openDatabase(file: string | undefined): DatabaseSync {
  const db = new DatabaseSync(file ?? ':memory:');
  try {
    if (file !== undefined) take(db);
    if (isForeign(db)) {
      throw new StoreFileError('is no org: it holds the tables of something else. Name another file.');
    }
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;');
    db.exec(
      'PRAGMA wal_autocheckpoint = 16384; PRAGMA cache_size = -65536; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = OFF;',
    );
    db.exec(tables);
    return db;
  } catch (error) {
    db.close();
    throw explained(error);
  }
}
