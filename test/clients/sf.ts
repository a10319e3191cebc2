/** The unmodified Salesforce CLI as a process of its own, with a home and a folder that nothing else knows. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { installedSf } from '../../scripts/tools.ts';
import { startWorld, type World, type WorldOptions } from '../world/world.ts';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What `--json` prints. The result is the command's own: each test says what it expects in it. */
export interface Told<Result> {
  readonly code: number | null;
  /** The CLI's exit code once more. */
  readonly status: number;
  readonly result: Result;
  /** Of an error. */
  readonly name?: string;
  readonly message?: string;
  readonly data?: unknown;
}

export interface SfOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Below the CLI's folder. */
  readonly cwd?: string;
}

export interface Sf extends Disposable {
  /** Where commands run and files are written; removed at the end, as is the home. */
  readonly folder: string;
  readonly home: string;
  /** What the CLI's process gets: nothing of the person's own but the PATH and where compiled modules lie. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes a file below the folder and returns its path. */
  write(path: string, content: string): string;
  run(args: readonly string[], options?: SfOptions): Promise<Ran>;
  /** Runs with `--json`. */
  json<Result = unknown>(args: readonly string[], options?: SfOptions): Promise<Told<Result>>;
  /** The result of a command that has to succeed. */
  result<Result = unknown>(args: readonly string[], options?: SfOptions): Promise<Result>;
}

/** No log, no telemetry, no look for a newer version: none of it changes what is asked of the org. */
const quiet = {
  SF_DISABLE_LOG_FILE: 'true',
  SF_DISABLE_TELEMETRY: 'true',
  SF_SKIP_NEW_VERSION_CHECK: 'true',
  SF_AUTOUPDATE_DISABLE: 'true',
  SF_HIDE_RELEASE_NOTES: 'true',
  FORCE_COLOR: '0',
};

/** Runs a program to its end. */
export async function output(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Ran> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null]; // `close` gives the exit code first
  return { code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') };
}

export function openSf(): Sf {
  const { command, args: first } = installedSf();
  const root = mkdtempSync(join(tmpdir(), 'todoku-sf-'));
  const [home, folder] = [join(root, 'home'), join(root, 'folder')];
  for (const path of [home, folder]) mkdirSync(path);
  const compiled = process.env['NODE_COMPILE_CACHE']; // a fifth of a command's processor time
  const own = {
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: home,
    ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }),
    ...quiet,
  };
  const run: Sf['run'] = (args, { env = {}, cwd = '.' } = {}) =>
    output(command, [...first, ...args], join(folder, cwd), { ...own, ...env });
  const json: Sf['json'] = async <Result>(args: readonly string[], options?: SfOptions): Promise<Told<Result>> => {
    const { code, out, err } = await run([...args, '--json'], options);
    try {
      return { ...(JSON.parse(out) as Told<Result>), code }; // `--json` prints one object; `code` is the process's own
    } catch (cause) {
      throw new Error(`sf ${args.join(' ')} printed no JSON (exit code ${String(code)}):\n${out}${err}`, { cause });
    }
  };
  return {
    folder,
    home,
    env: own,
    write: (path, content) => {
      const full = join(folder, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
      return full;
    },
    run,
    json,
    result: async <Result>(args: readonly string[], options?: SfOptions) => {
      const told = await json<Result>(args, options);
      assert.equal(told.code, 0, `sf ${args.join(' ')}: ${told.name ?? ''} ${told.message ?? ''}`);
      return told.result;
    },
    [Symbol.dispose]: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A command that has to fail, with the code and words that the CLI passes on. */
export interface Refusal {
  readonly args: readonly string[];
  readonly name: string;
  readonly message?: RegExp;
  /** 1 unless something else is said. */
  readonly code?: number;
  readonly options?: SfOptions;
}

const lanes = 3;

/** Runs each command, three at a time, and compares exit code, name and message. */
export async function assertRefused(sf: Sf, refusals: readonly Refusal[]): Promise<void> {
  const waiting = [...refusals];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { args, name, message = /./, code = 1, options } = next;
      const told = await sf.json(args, options);
      assert.deepEqual(
        [told.code, told.status, told.name],
        [code, code, name],
        `${args.join(' ')}: ${told.message ?? ''}`,
      );
      assert.match(told.message ?? '', message, args.join(' '));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

export interface SignedIn extends AsyncDisposable {
  readonly world: World;
  readonly sf: Sf;
}

/** Signs in with an access token, which costs two requests less than any other way, and makes the org the default. */
export async function login(sf: Sf, url: string, accessToken: string): Promise<void> {
  const args = ['org', 'login', 'access-token', '--instance-url', url, '--no-prompt', '--set-default'];
  await sf.result(args, { env: { SF_ACCESS_TOKEN: accessToken } });
}

/** An org without custom objects (unless it is given a package) and a CLI that is signed in as its administrator. */
export async function signedIn(options: WorldOptions = {}): Promise<SignedIn> {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await startWorld(options));
  const sf = opened.use(openSf());
  await login(sf, world.url, world.token);
  const kept = opened.move();
  return { world, sf, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
