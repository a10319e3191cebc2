/** The org's own command as a process of its own: for what only a process can show, such as being killed. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { parcels } from '../world/parcels.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = 'local-org/cli.ts';

export interface Ready {
  readonly instanceUrl: string;
  readonly accessToken: string;
  readonly organizationId: string;
  readonly username: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly jwtKeyFile: string;
  readonly loginUrl: string;
  readonly password: string;
  /** With `--users`: everyone of the file who is active. */
  readonly users?: readonly { readonly id: string; readonly username: string; readonly accessToken: string }[];
}

export function start(args: readonly string[], script = cli): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts the command, or the script around it that `npm run local-org` runs, and waits for its line. */
export async function serving(
  args: readonly string[],
  script = cli,
): Promise<{ ready: Ready; stop: (signal?: NodeJS.Signals) => Promise<number | null> }> {
  const child = start(args, script);
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  assert.ok(child.stdout);
  const lines = createInterface(child.stdout);
  const closed = once(child, 'close') as Promise<[number | null]>; // `close` gives the exit code first
  const [line] = (await Promise.race([once(lines, 'line'), closed.then(() => [errors.join('')])])) as [string]; // a line, or why there is none
  return {
    ready: JSON.parse(line) as Ready, // the command's one line
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return (await closed)[0];
    },
  };
}

export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'todoku-test-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The tests' own package as a zip in the folder. */
export function parcelsZip(folder: string): string {
  const path = join(folder, 'package.zip');
  writeFileSync(path, zipSync(Object.fromEntries(parcels.map((file) => [file.path, file.content]))));
  return path;
}
