/** The command's own arguments. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const usage =
  'usage: local-org [--port N] [--file org.sqlite] [--package package.zip] [--users users.json] [--callback URL]';

/** What a person can put right; ends with exit code 2 and this text. */
export class UsageError extends Error {}

export interface Options {
  readonly port: number;
  readonly file?: string;
  readonly package?: string;
  /** A JSON file of people, who are in the org before it answers. */
  readonly users?: string;
  /** Where the app `todoku` may send a browser, besides addresses of this machine. */
  readonly callbacks: readonly string[];
}

const shapes = {
  port: { type: 'string' },
  file: { type: 'string' },
  package: { type: 'string' },
  users: { type: 'string' },
  callback: { type: 'string', multiple: true },
} as const;

function read(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof shapes }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: shapes }).values;
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : 'not understood'}\n${usage}`);
  }
}

export function parseOptions(args: readonly string[]): Options {
  const values = read(args);
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port ${values.port ?? ''} is no port: give a whole number from 0 to 65535.\n${usage}`);
  }
  const callbacks = values.callback ?? [];
  const wrong = callbacks.find((uri) => !URL.canParse(uri));
  if (wrong !== undefined) throw new UsageError(`--callback ${wrong} is no URL: give one with its protocol.\n${usage}`);
  const paths = { file: values.file, package: values.package, users: values.users };
  const given = Object.entries(paths).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return { port, callbacks, ...Object.fromEntries(given.map(([name, path]) => [name, resolve(path)])) };
}
