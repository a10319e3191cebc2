/**
 * Serves one org until it is told to stop:
 *
 *   node local-org/cli.ts [--port N] [--file org.sqlite] [--package package.zip]
 *
 * The package is deployed when the org has no custom objects yet; `npm run local-org` gives the one of `force-app`.
 * Prints one JSON line on standard output when it is ready; everything else goes to standard error.
 */
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ApiError } from './engine/engine.ts';
import { DeployError, type PackageFile, readPackage, startLocalOrg } from './local-org.ts';

const usage = 'usage: local-org [--port N] [--file org.sqlite] [--package package.zip]';

/** What a person can put right; ends with exit code 2 and this text. */
class UsageError extends Error {}

interface Options {
  readonly port: number;
  readonly file?: string;
  readonly package?: string;
}

function parse(args: readonly string[]): Options {
  const options = { port: { type: 'string' }, file: { type: 'string' }, package: { type: 'string' } } as const;
  let values: { port?: string; file?: string; package?: string };
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : 'not understood'}\n${usage}`);
  }
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port ${values.port ?? ''} is no port: give a whole number from 0 to 65535.\n${usage}`);
  }
  return {
    port,
    ...(values.file === undefined ? {} : { file: resolve(values.file) }),
    ...(values.package === undefined ? {} : { package: resolve(values.package) }),
  };
}

const sqliteMagic = 'SQLite format 3\0';

/** An empty or missing file becomes an org; anything else has to be SQLite, which the engine then looks into. */
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
}

interface Keys {
  readonly privateKeyFile: string;
  readonly publicKey: string;
  /** Follows from the private key, so that it stays the same without being written down. */
  readonly clientSecret: string;
  readonly remove: () => void;
}

/** The key pair of the app that signs in by JWT: beside the org's file, or in a temporary folder. Mode 0600. */
function openKeys(file: string | undefined): Keys {
  const folder = file === undefined ? mkdtempSync(join(tmpdir(), 'local-org-')) : undefined;
  const privateKeyFile = folder === undefined ? `${file ?? ''}.key.pem` : join(folder, 'key.pem');
  if (!existsSync(privateKeyFile)) {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    writeFileSync(privateKeyFile, privateKey, { mode: 0o600 });
  }
  const privateKey = readFileSync(privateKeyFile, 'utf8');
  return {
    privateKeyFile,
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    clientSecret: createHmac('sha256', privateKey).update('client secret').digest('hex'),
    remove: () => {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function openPackage(path: string): readonly PackageFile[] {
  try {
    return readPackage(readFileSync(path));
  } catch (cause) {
    if (cause instanceof ApiError) throw new UsageError(`--package ${path}: ${cause.message}`);
    throw new UsageError(`--package ${path} cannot be read (${cause instanceof Error ? cause.message : 'unknown'}).`);
  }
}

async function serve(options: Options): Promise<void> {
  if (options.file !== undefined) checkFile(options.file);
  const deploy = options.package === undefined ? undefined : openPackage(options.package);
  const keys = openKeys(options.file);
  try {
    const org = await startLocalOrg({
      port: options.port,
      ...(options.file === undefined ? {} : { file: options.file }),
      ...(deploy === undefined ? {} : { deployWhenEmpty: deploy }),
      client: { clientSecret: keys.clientSecret, publicKey: keys.publicKey },
    });
    const stopped = new Promise<void>((stop) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
    });
    const ready = {
      instanceUrl: org.url,
      accessToken: org.admin.accessToken,
      organizationId: org.organizationId,
      username: org.admin.username,
      clientId: org.client.clientId,
      clientSecret: org.client.clientSecret,
      jwtKeyFile: keys.privateKeyFile,
      loginUrl: org.url,
    };
    process.stdout.write(`${JSON.stringify(ready)}\n`);
    await stopped;
    await org.close();
  } finally {
    keys.remove();
  }
}

/** What a start can fail of that a person can put right, in words. */
function explain(error: unknown, options: Options): string | undefined {
  if (error instanceof UsageError || error instanceof DeployError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${options.port} is in use. Name another with --port, or leave it out to get a free one.`;
  }
  if (code === 'EACCES') return `Port ${options.port} may not be used by this user. Name one above 1023 with --port.`;
  if (code === 'ERR_SQLITE_ERROR') {
    const reason = error instanceof Error ? error.message : '';
    return `--file ${options.file ?? ''} cannot be used as an org (${reason}). Name another file, or remove it to begin anew.`;
  }
  return undefined;
}

/** Runs the command; sets the exit code and explains on standard error when it fails. */
export async function main(args: readonly string[]): Promise<void> {
  let options: Options = { port: 0 };
  try {
    options = parse(args);
    await serve(options);
  } catch (error) {
    const text = explain(error, options);
    process.stderr.write(
      `local-org: ${text ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
    );
    process.exitCode = text === undefined ? 1 : 2;
  }
}

if (import.meta.main) await main(process.argv.slice(2));
