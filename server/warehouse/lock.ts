/** Who has a warehouse file: told by a small file beside it. The exclusion itself is DuckDB's own lock. */
import { readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

export interface Holder {
  readonly pid: number;
  /** Where the service answers, when the holder is one. */
  readonly address: string | undefined;
  readonly isAlive: boolean;
  /** Told by the start time too: in a container every process may have the same pid. */
  readonly isThisProcess: boolean;
}

export function lockOf(file: string): string {
  return `${file}.lock`;
}

export function writeLock(file: string, address: string | undefined): void {
  const holder = { pid: process.pid, startedAt: performance.timeOrigin, ...(address === undefined ? {} : { address }) };
  writeFileSync(lockOf(file), `${JSON.stringify(holder)}\n`);
}

/** Undefined when nobody holds the file, or what stands there is not ours to understand. */
export function readLock(file: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(lockOf(file), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const found = parse(text);
  if (found === undefined) return undefined;
  return {
    pid: found.pid,
    address: found.address,
    isAlive: isAlive(found.pid),
    isThisProcess: found.pid === process.pid && found.startedAt === performance.timeOrigin,
  };
}

interface LockFile {
  readonly pid: number;
  readonly startedAt: number;
  readonly address: string | undefined;
}

function parse(text: string): LockFile | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof read !== 'object' || read === null || !('pid' in read) || !('startedAt' in read)) return undefined;
  if (typeof read.pid !== 'number' || typeof read.startedAt !== 'number') return undefined;
  const address = 'address' in read && typeof read.address === 'string' ? read.address : undefined;
  return { pid: read.pid, startedAt: read.startedAt, address };
}

/** A process of another user is alive too, although it may not be signalled. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
