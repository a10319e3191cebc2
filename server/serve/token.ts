/** The token of the service: from the environment, or made once and kept in a file that its owner alone may read. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Token {
  readonly token: string;
  /** Undefined when the environment gives it. */
  readonly file: string | undefined;
}

export function tokenFileOf(warehouseFile: string): string {
  return `${warehouseFile}.token`;
}

/** What stands in the file, for who asks the service; undefined when there is none, or it is not ours to read. */
export function readToken(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'EACCES') return undefined;
    throw error;
  }
}

/** A file that others could have read is made anew. */
export function provideToken(given: string | undefined, file: string): Token {
  if (given !== undefined) return { token: given, file: undefined };
  const known = isOursAlone(file) ? readToken(file) : undefined;
  if (known !== undefined && known !== '') return { token: known, file };
  const token = randomBytes(32).toString('base64url');
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
  return { token, file };
}

function isOursAlone(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.isFile() && (found.mode & 0o077) === 0 && found.uid === process.getuid?.();
}
