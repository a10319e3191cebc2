/** A lock of the operating system, held through SQLite: it goes with its process, however that dies. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../faults.ts';

/** SQLite's code for a file that another connection has locked: https://sqlite.org/rescode.html#busy */
const busy = 5;

/** Takes the file for this process until it is released. Faults at once when somebody else has it. */
export function takeLock(file: string): Disposable {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // No journal is ever written: the transaction stays open and empty for as long as the lock is held.
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) throw inUse(file, error);
    throw error;
  }
  return {
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}

function inUse(file: string, cause: Error): Fault {
  return new Fault('transient', 'jobs-in-use', 'Another process is using the job database.', {
    next: 'Stop the other service, or give this one a warehouse of its own.',
    place: file,
    cause,
  });
}
