/** The command's own arguments. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage =
  'usage: local-org [--port N] [--file org.sqlite] [--empty | --package package.zip] [--users users.json] [--callback URL] [--help]';

/** What a person can put right; ends with exit code 2 and this text. */
export class UsageError extends Error {}

export interface Options {
  readonly port: number;
  readonly file?: string;
  /** Nothing is deployed into a new org. */
  readonly empty: boolean;
  readonly package?: string;
  /** A JSON file of people, who are in the org before it answers. */
  readonly users?: string;
  /** Where the app `todoku` may send a browser, besides addresses of this machine. */
  readonly callbacks: readonly string[];
}

const shapes = {
  port: { type: 'string' },
  file: { type: 'string' },
  empty: { type: 'boolean' },
  package: { type: 'string' },
  users: { type: 'string' },
  callback: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

function read(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof shapes }>>['values'] {
  try {
    return parseArgs({ args: [...args], options: shapes }).values;
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : 'not understood'}\n${usage}`);
  }
}

function portOf(text = '0'): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new UsageError(`--port ${text} is no port: give a whole number from 0 to 65535.\n${usage}`);
}

/** The options; undefined when a person asks what there is. */
export function parseOptions(args: readonly string[]): Options | undefined {
  const values = read(args);
  if (values.help === true) return undefined;
  const port = portOf(values.port);
  const callbacks = values.callback ?? [];
  const wrong = callbacks.find((uri) => !URL.canParse(uri));
  if (wrong !== undefined) throw new UsageError(`--callback ${wrong} is no URL: give one with its protocol.\n${usage}`);
  const empty = values.empty ?? false;
  if (empty && values.package !== undefined) {
    throw new UsageError(`--empty and --package contradict each other: give one of them.\n${usage}`);
  }
  const paths = { file: values.file, package: values.package, users: values.users };
  const given = Object.entries(paths).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const nameless = given.find(([, path]) => path.trim() === '');
  if (nameless !== undefined) throw new UsageError(`--${nameless[0]} needs the path of a file.\n${usage}`);
  return { port, empty, callbacks, ...Object.fromEntries(given.map(([name, path]) => [name, resolve(path)])) };
}
