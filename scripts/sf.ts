/** The `sf` CLI of a person, or of this repository where they have none, run to its end. */
import { spawnSync } from 'node:child_process';
import { exitCodes } from '../server/cli/cli.ts';
import { Fault } from '../server/faults.ts';
import { anySf } from './tools.ts';

interface Done {
  readonly code: number;
  readonly out: string;
}

/** `cwd` is a folder with an `sfdx-project.json`, where the command needs one. */
function start(cwd: string, args: readonly string[], out: 'inherit' | 'pipe'): Done {
  const { command, args: first } = anySf();
  const done = spawnSync(command, [...first, ...args], {
    cwd,
    stdio: ['ignore', out, 'inherit'],
    encoding: 'utf8',
    shell: command.endsWith('.cmd'), // Windows starts a .cmd by its shell alone
  });
  if (done.error !== undefined) {
    throw new Fault('setup', 'sf_does_not_start', `The sf CLI does not start: ${done.error.message}`, {
      next: `Check that ${command} runs, or take it off the PATH: then the CLI of this repository is used.`,
    });
  }
  return { code: done.status ?? exitCodes.unexpected, out: done.stdout };
}

/** What the CLI says goes straight to the terminal; gives its exit code. */
export function runSf(cwd: string, args: readonly string[]): number {
  return start(cwd, args, 'inherit').code;
}

/** The result of a command with `--json`; a Fault with the CLI's own words when it failed. */
export function askSf(cwd: string, args: readonly string[]): unknown {
  const { code, out } = start(cwd, [...args, '--json'], 'pipe');
  let told: { readonly result?: unknown; readonly message?: string };
  try {
    told = JSON.parse(out) as typeof told; // the CLI's envelope
  } catch {
    told = {};
  }
  if (code === 0) return told.result;
  const words = told.message ?? `exit code ${code}`;
  throw new Fault('setup', 'sf_failed', `sf ${args.slice(0, 3).join(' ')}: ${words}`, {
    next: 'Check the org with: sf org display --target-org ORG',
  });
}
