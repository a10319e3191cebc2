/**
 * Programs of others that are no part of the product: the Salesforce CLI (`npm run deploy` uses it, and so do the
 * tests) and SFDMU (tests only). `tools/<name>/` holds the exact versions; they are fetched when first needed.
 *
 *   node scripts/tools.ts [sf] [sfdmu]      fetches them now and prints where they are
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../server/faults.ts';
import { npm } from './bootstrap.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(project, '.cache', 'tools');

const tools = {
  sf: { title: 'the Salesforce CLI (about 300 MB, a minute, once)' },
  sfdmu: { title: 'SFDMU (about 300 MB, half a minute, once)' },
} as const;

export type Tool = keyof typeof tools;

/** What npm would install: the lock, for this kind of machine and this Node. */
function wanted(tool: Tool): string {
  const lock = readFileSync(join(project, 'tools', tool, 'package-lock.json'));
  const machine = [process.platform, process.arch, process.versions.modules].join();
  return createHash('sha256').update(lock).update(machine).digest('hex').slice(0, 16);
}

/** `sf-<hash>.<process>` is being filled, unless that process has ended. */
function isBeingFilled(folder: string): boolean {
  const [, pid] = folder.split('.');
  if (pid === undefined) return false;
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false; // no such process
  }
}

function removeOthers(tool: Tool, kept: string): void {
  for (const folder of globSync(`${tool}-*`, { cwd: cache })) {
    if (folder !== kept && !isBeingFilled(folder)) rmSync(join(cache, folder), { recursive: true, force: true });
  }
}

/** Gives the folder its name. Another process may have been first: then its folder stays. */
function settle(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (cause) {
    if (!existsSync(folder)) throw cause;
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * Folder that holds the tool's `node_modules`. Several processes may ask at once: the folder appears whole. Throws a Fault with what npm said when it cannot be fetched.
 */
export function installTool(tool: Tool): string {
  const name = `${tool}-${wanted(tool)}`;
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    copyFileSync(join(project, 'tools', tool, file), join(unfinished, file));
  }
  copyFileSync(join(project, '.npmrc'), join(unfinished, '.npmrc'));
  // npm starts scripts of the packages, which have to run under this very Node.
  const env = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter) };
  const failure = npm(`fetching ${tools[tool].title}`, process.execPath, ['ci', '--loglevel=error'], {
    cwd: unfinished,
    env,
  });
  if (failure === undefined) {
    settle(unfinished, folder);
    removeOthers(tool, name);
    return folder;
  }
  rmSync(unfinished, { recursive: true, force: true });
  const next = 'The lines above say why; when it was the network, run the command again.';
  throw new Fault('setup', 'tool_not_fetched', `${tools[tool].title} could not be fetched (${failure}).`, { next });
}

/** A command and the arguments that come before one's own. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** The Salesforce CLI of this repository, fetched when it is not there. It runs under this Node: it needs Node 22. */
export function installedSf(): Command {
  const script = join(installTool('sf'), 'node_modules', '@salesforce', 'cli', 'bin', 'run.js');
  return { command: process.execPath, args: [script] };
}

/** The `sf` that a person has on their PATH, else the one of this repository. */
export function anySf(): Command {
  const names = process.platform === 'win32' ? ['sf.cmd', 'sf.exe'] : ['sf'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
  return found === undefined ? installedSf() : { command: found, args: [] };
}

if (import.meta.main) {
  const asked = process.argv.slice(2);
  const names = (Object.keys(tools) as Tool[]).filter((name) => asked.length === 0 || asked.includes(name)); // its own keys
  for (const name of names) console.log(installTool(name));
}
