// The first command in a fresh clone. Plain JavaScript without dependencies, so that an older Node can run it:
// it fetches Node 24 and the locked packages (and Chromium where a browser is needed), once, and then runs the
// script it was given under Node 24.
//
//   node scripts/bootstrap.mjs [--browser] <script.ts> [arguments…]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeVersion = readFileSync(join(root, '.nvmrc'), 'utf8').trim();
const nodeFolder = join(root, '.cache', 'node');
const windows = process.platform === 'win32';

function say(text) {
  process.stderr.write(`todoku: ${text}\n`);
}

function stop(text) {
  say(text);
  process.exit(1);
}

function satisfies(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = nodeVersion.split('.').map(Number);
  return major === wantMajor && minor >= wantMinor;
}

function versionOf(binary) {
  const run = spawnSync(binary, ['--version'], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.trim() : '';
}

/** Runs a command with its output on our standard error: standard output belongs to the script. */
function run(what, command, args, options = {}) {
  const started = Date.now();
  say(`${what} …`);
  const done = spawnSync(command, args, { stdio: ['ignore', 2, 2], ...options });
  if (done.error) return done.error.message;
  if (done.status !== 0) return `exit code ${done.status}`;
  say(`${what}: done in ${Math.round((Date.now() - started) / 1000)} s`);
  return undefined;
}

/** npm's own JavaScript, so that it can be run with any Node: npm chooses versions for the Node that runs it. */
function npmCli() {
  const beside = [
    process.env.npm_execpath,
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  return beside.find((path) => path && path.endsWith('.js') && existsSync(path));
}

export function npm(what, node, args, options) {
  const cli = npmCli();
  return cli ? run(what, node, [cli, ...args], options) : run(what, windows ? 'npm.cmd' : 'npm', args, options);
}

/** Path of a Node that is new enough: this one, the one fetched before, or one fetched now. */
export function node24() {
  if (satisfies(process.version)) return process.execPath;
  const binary = join(nodeFolder, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
  if (existsSync(binary) && satisfies(versionOf(binary))) return binary;
  rmSync(nodeFolder, { recursive: true, force: true });
  mkdirSync(nodeFolder, { recursive: true });
  writeFileSync(join(nodeFolder, 'package.json'), '{"private":true}\n');
  const failure = npm(
    `Node ${process.version} is older than ${nodeVersion}: fetching Node ${nodeVersion}`,
    process.execPath,
    ['install', `node@${nodeVersion}`, '--ignore-scripts=false', '--loglevel=error', '--no-save'],
    { cwd: nodeFolder },
  );
  if (failure || !satisfies(versionOf(binary))) {
    stop(
      `Node ${nodeVersion} could not be fetched (${failure ?? 'it does not start'}). Install Node ${nodeVersion} or newer yourself and run the command again.`,
    );
  }
  return binary;
}

/** What is loaded is compiled once and read back at every later start; whoever sets the variable decides otherwise. */
const compiled = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compiled') };

function environment(node) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, PATH: path };
}

/** Installs what package-lock.json names, unless that very lock is installed already. */
export function packages(node) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).update(process.platform).update(process.arch).digest('hex');
  const marker = join(root, 'node_modules', '.todoku-installed');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  const failure = npm('fetching the locked packages (a minute or two, once)', node, ['ci', '--loglevel=error'], {
    cwd: root,
    env: environment(node),
  });
  if (failure)
    stop(
      `the packages could not be installed (${failure}). The lines above say why; when it was the network, run the command again.`,
    );
  writeFileSync(marker, wanted);
}

/** Path of a command as a shell would find it. */
function pathOf(command) {
  if (isAbsolute(command) || command.includes('/')) return resolve(command);
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => existsSync(path));
}

/** A path, not a name: whoever starts the browser looks nothing up. */
function chromium() {
  const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const paths = names.filter(Boolean).map(pathOf);
  return paths.find((path) => path && versionOf(path) !== '');
}

const debianPackages = ['chromium', 'fonts-noto-cjk', 'fonts-roboto-unhinted'];

/** Finds a Chromium for the pages' tests and pictures; on Debian as root it is installed, elsewhere a person is told what to do. */
export function browser() {
  const found = chromium();
  if (found) return found;
  const how = `Chromium is needed for this command and was not found. Install it (Debian: apt-get install ${debianPackages.join(' ')}), or set CHROMIUM to its path, and run the command again.`;
  const isRoot = process.getuid?.() === 0;
  if (!existsSync('/etc/debian_version') || !isRoot) stop(how);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const failure =
    run('updating the list of Debian packages', 'apt-get', ['update', '-qq'], { env }) ??
    run(`installing ${debianPackages.join(', ')}`, 'apt-get', ['install', '-y', '-qq', ...debianPackages], { env });
  if (failure) stop(`${how} (apt-get: ${failure})`);
  return chromium() ?? stop(how);
}

/**
 * For a program that streams many rows and keeps few of them: left alone, Node lets some 150 MB of rows that are gone
 * pile up before it looks which are. It looks whenever its heap has grown by a fifth, and when it is told to
 * (`server/garbage.ts`).
 */
export const streamingFlags = [
  '--max-semi-space-size=4',
  '--initial-old-space-size=64',
  '--heap-growing-percent=20',
  '--expose-gc',
];

/** Runs a script under Node 24 and ends with its exit code. Signals reach it and it decides when to end. */
export function runScript(node, script, args, env, flags = []) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...flags, join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...env, ...compiled },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`${script} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)));
}

function main([first, ...rest]) {
  const wantsBrowser = first === '--browser';
  const [script, ...args] = wantsBrowser ? rest : [first, ...rest];
  if (!script) stop('usage: node scripts/bootstrap.mjs [--browser] <script> [arguments…]');
  const node = node24();
  packages(node);
  const env = environment(node);
  if (wantsBrowser) env.CHROMIUM = browser();
  runScript(node, script, args, env);
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) main(process.argv.slice(2));
