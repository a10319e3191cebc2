/**
 * Serves one org until it is told to stop:
 *
 *   node local-org/cli.ts [--port N] [--file org.sqlite] [--empty | --package package.zip] [--users users.json]
 *     [--callback URL]
 *
 * The package is deployed when the org has no custom objects yet; `npm run local-org` gives the one of `force-app` when
 * neither `--empty` nor `--package` is given.
 * Prints one JSON line on standard output when it is ready; everything else goes to standard error.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApiError } from '../engine/engine.ts';
import {
  DeployError,
  type LocalOrg,
  movableClock,
  type PackageFile,
  readPackage,
  startLocalOrg,
} from '../local-org.ts';
import { addPeople, PeopleError, readPeople } from '../people/people.ts';
import { openStore, StoreFileError } from '../store/store.ts';
import { type Keys, openKeys } from './keys.ts';
import { type Options, parseOptions, usage, UsageError } from './options.ts';

export { parseOptions, UsageError } from './options.ts';

const sqliteMagic = 'SQLite format 3\0';

/** An empty or missing file becomes an org; anything else has to be one. */
function checkFile(file: string): void {
  if (!existsSync(file)) {
    if (existsSync(dirname(file))) return;
    throw new UsageError(`--file ${file}: the folder ${dirname(file)} does not exist. Make it first.`);
  }
  const head = Buffer.alloc(sqliteMagic.length);
  let read: number;
  try {
    const opened = openSync(file, 'r+');
    read = readSync(opened, head, 0, head.length, 0);
    closeSync(opened);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw new UsageError(`--file ${file} cannot be opened for reading and writing (${reason}).`);
  }
  if (read > 0 && head.toString('latin1') !== sqliteMagic) {
    throw new UsageError(`--file ${file} is no org: it is not an SQLite file. Name another file.`);
  }
  openStore(file).close(); // before anything is written beside it
}

function openPackage(path: string): readonly PackageFile[] {
  try {
    return readPackage(readFileSync(path));
  } catch (cause) {
    if (cause instanceof ApiError) throw new UsageError(`--package ${path}: ${cause.message}`);
    throw new UsageError(`--package ${path} cannot be read (${cause instanceof Error ? cause.message : 'unknown'}).`);
  }
}

/** Adds the people of the file and prints what a client needs to sign in as each of them. */
function readyLine(org: LocalOrg, keys: Keys, people: ReturnType<typeof readPeople> | undefined): object {
  org.setPassword(org.admin.username, keys.password);
  const added = people === undefined ? [] : addPeople(org.engine, { userId: org.admin.id }, people);
  for (const { username, password } of added) {
    if (password !== undefined) org.setPassword(username, password);
  }
  const users = added.filter(({ active }) => active);
  return {
    instanceUrl: org.url,
    accessToken: org.admin.accessToken,
    organizationId: org.organizationId,
    username: org.admin.username,
    password: keys.password,
    clientId: org.client.clientId,
    clientSecret: org.client.clientSecret,
    jwtKeyFile: keys.privateKeyFile,
    loginUrl: org.url,
    ...(people === undefined
      ? {}
      : { users: users.map(({ id, username }) => ({ id, username, accessToken: org.tokenFor(username) })) }),
  };
}

async function serve(options: Options, defaultPackage?: () => Promise<string>): Promise<void> {
  const people = options.users === undefined ? undefined : readPeople(options.users);
  if (options.file !== undefined) checkFile(options.file);
  const path = options.package ?? (options.empty ? undefined : await defaultPackage?.());
  const deploy = path === undefined ? undefined : openPackage(path);
  const keys = openKeys(options.file);
  try {
    await using org = await startLocalOrg({
      port: options.port,
      clock: movableClock(),
      ...(options.file === undefined ? {} : { file: options.file }),
      ...(deploy === undefined ? {} : { deployWhenEmpty: deploy }),
      client: { clientSecret: keys.clientSecret, publicKey: keys.publicKey, callbacks: options.callbacks },
    });
    const stopped = new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    });
    process.stdout.write(`${JSON.stringify(readyLine(org, keys, people))}\n`);
    await stopped;
  } finally {
    keys.remove();
  }
}

/** What a start can fail of that a person can put right, in words. */
function explain(error: unknown, options: Pick<Options, 'port' | 'file'>): string | undefined {
  if (error instanceof UsageError || error instanceof DeployError || error instanceof PeopleError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${options.port} is in use. Name another with --port, or leave it out to get a free one.`;
  }
  if (code === 'EACCES') return `Port ${options.port} may not be used by this user. Name one above 1023 with --port.`;
  if (error instanceof StoreFileError) return `--file ${options.file ?? ''} ${error.message}`;
  return undefined;
}

/**
 * Runs the command; sets the exit code and explains on standard error when it fails. `defaultPackage` gives the path of
 * what is deployed into a new org when the arguments say nothing about it; asked only when they are good.
 */
export async function main(args: readonly string[], defaultPackage?: () => Promise<string>): Promise<void> {
  let options: Pick<Options, 'port' | 'file'> = { port: 0 };
  try {
    const parsed = parseOptions(args);
    if (parsed === undefined) {
      process.stdout.write(`${usage}\n`);
      return;
    }
    options = parsed;
    await serve(parsed, defaultPackage);
  } catch (error) {
    const text = explain(error, options);
    process.stderr.write(
      `local-org: ${text ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
    );
    process.exitCode = text === undefined ? 1 : 2;
  }
}
