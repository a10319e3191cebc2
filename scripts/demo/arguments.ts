import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultProject } from '../../server/cli/cli.ts';
import { Fault } from '../../server/faults.ts';

export const usage = `usage: npm start -- [--once] [--json] [--project DIR] [--raw DIR] [--keep DIR] [--port N]

  --once         end after the table, with the exit code of the push
  --json         one JSON object on the last line of standard output
  --project DIR  a folder with todoku.yml; default: the sample agency of this repository
  --raw DIR      folder of the project's raw CSV files; default: generated for the sample agency
  --keep DIR     keep DIR/org.sqlite and DIR/warehouse.duckdb (and DIR/raw of the sample) for the next run
  --port N       port of the pages and the APIs of the local org; default 4780, 0 takes a free one`;

export interface DemoOptions {
  readonly isOnce: boolean;
  readonly isJson: boolean;
  readonly project: string;
  /** Undefined: the sample's own, generated. */
  readonly raw: string | undefined;
  readonly keep: string | undefined;
  readonly port: number;
  readonly isHelp: boolean;
}

function wrong(message: string): Fault {
  return new Fault('setup', 'usage', message, { next: usage });
}

function folderOf(name: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const path = resolve(given);
  if (!existsSync(path) || !statSync(path).isDirectory()) throw wrong(`${name} ${given}: there is no such folder.`);
  return path;
}

function keepOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const path = resolve(given);
  if (existsSync(path) && !statSync(path).isDirectory()) throw wrong(`--keep ${given} is a file, not a folder.`);
  const strangers = existsSync(path) && readdirSync(path).length > 0 && !existsSync(join(path, 'org.sqlite'));
  if (strangers) throw wrong(`--keep ${given} holds other files. Name an empty or a new folder.`);
  return path;
}

export function readArguments(args: readonly string[]): DemoOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        project: { type: 'string' },
        raw: { type: 'string' },
        keep: { type: 'string' },
        port: { type: 'string', default: '4780' },
      },
    }));
  } catch (cause) {
    throw wrong(cause instanceof Error ? cause.message : 'The arguments are not understood.');
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw wrong(`--port ${values.port} is no port.`);
  const project = folderOf('--project', values.project) ?? defaultProject;
  const raw = folderOf('--raw', values.raw);
  if (raw === undefined && project !== defaultProject && !existsSync(join(project, 'raw'))) {
    throw wrong('--raw DIR is needed: only the sample agency has generated raw files.');
  }
  return {
    isOnce: values.once,
    isJson: values.json,
    isHelp: values.help,
    project,
    raw,
    keep: keepOf(values.keep),
    // A run that ends by itself must not fail because another one is up.
    port: values.once ? 0 : port,
  };
}
