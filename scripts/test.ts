/** `npm test`: every check in the order in which it is cheapest to fail. `--only NAME` runs one group, `--list` names them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { testShards, type TestGroup } from './test-shards.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

type Group = 'check' | 'lwc' | TestGroup;

interface Command {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

interface Step extends Command {
  readonly group: Group;
}

/** Writes `.sfdx`, which the linter and the compiler of the components read. */
const firstSteps: readonly Step[] = [
  {
    group: 'check',
    name: 'types of the Lightning components',
    command: 'node',
    args: ['scripts/lwc-types.ts', '--check'],
  },
];

/** Waits for the network more than it works, so it takes no core from the others. */
const fetchingSteps: readonly Step[] = [
  { group: 'clients', name: 'the Salesforce CLI and SFDMU', command: 'node', args: ['scripts/tools.ts'] },
];

/** Each keeps one core busy and needs nothing of its neighbours: two run at once, the longest first. */
const oneCoreSteps: readonly Step[] = [
  { group: 'check', name: 'types and lint', command: 'node', args: ['scripts/lint.ts', 'rest'] },
  {
    group: 'check',
    name: 'types and lint of the Lightning components',
    command: 'node',
    args: ['scripts/lint.ts', 'components'],
  },
  {
    group: 'browser',
    name: 'pages and sample data, kept for the tests',
    command: 'node',
    args: ['--disable-warning=ExperimentalWarning', 'scripts/built-pages.ts'],
  },
  { group: 'lwc', name: 'Lightning components', command: 'sfdx-lwc-jest', args: ['--', '--ci', '--runInBand'] },
  { group: 'check', name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
];

const testGroups: Readonly<Record<TestGroup, string>> = {
  server: 'server, local org, contracts, scenarios',
  clients: 'clients of others against the local org',
  browser: 'pages in Chromium',
};

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, list: { type: 'boolean' } } });
const isChosen = (group: Group): boolean => values.only === undefined || values.only.includes(group);
const allTestGroups = Object.keys(testGroups) as readonly TestGroup[]; // the keys of a literal of that type
const chosenTests = allTestGroups.filter(isChosen);
const steps = [...firstSteps, ...fetchingSteps, ...oneCoreSteps];
const chosen = steps.filter(({ group }) => isChosen(group));
if (values.list === true) {
  for (const { group, name } of steps) console.log(`${group}: ${name}`);
  for (const group of allTestGroups) console.log(`${group}: ${testGroups[group]}`);
  process.exit(0);
}
if (chosen.length + chosenTests.length === 0) {
  const groups = new Set([...steps.map(({ group }) => group), ...allTestGroups]);
  console.error(`Nothing to run: --only takes ${[...groups].join(', ')}.`);
  process.exit(2);
}

/** Databases of tests wait for the disk at every commit; where the machine has room for files in memory, they lie there. */
function filesOfTests(): string {
  const inMemory = '/dev/shm';
  const enoughBytes = 4 * 1024 ** 3;
  if (process.env['TMPDIR'] !== undefined) return tmpdir();
  try {
    accessSync(inMemory, constants.W_OK);
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= enoughBytes ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}

const env = {
  ...process.env,
  TMPDIR: filesOfTests(),
  PATH: `${dirname(process.execPath)}:${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
};

/** Runs a step; true when it passed. What it prints is held until it ends where others run beside it. */
async function passes({ name, command, args }: Command, output: 'inherit' | 'pipe'): Promise<boolean> {
  const started = Date.now();
  if (output === 'inherit') console.log(`\n=== ${name}`);
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['inherit', output, output],
    env,
  });
  const told: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => told.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null]; // `close` gives the exit code first
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (told.length > 0) console.log(`\n=== ${name}\n${Buffer.concat(told).toString('utf8').trimEnd()}`);
  if (code === 0) console.log(`=== ${name}: ${seconds} s`);
  else console.error(`=== ${name}: failed after ${seconds} s (exit code ${code ?? 'none'})`);
  return code === 0;
}

/** A lane takes the next step as soon as its last one has passed; none is begun after one that failed. */
async function pass(list: readonly Step[], lanes: number): Promise<boolean> {
  const queue = list.filter((step) => chosen.includes(step));
  let passed = true;
  const lane = async (): Promise<void> => {
    for (let step = queue.shift(); passed && step !== undefined; step = queue.shift()) {
      passed = (await passes(step, 'pipe')) && passed;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return passed;
}

/** A process that has not ended by then has left something open or waits for what never comes. */
const processLimitMs = 10 * 60 * 1000;

/**
 * The tests of all groups are one queue, so that no core waits for the last test of a group. Three processes at once on
 * two cores, since some wait for a heartbeat or a disk and those of pages for their browser.
 */
async function testsPass(): Promise<boolean> {
  if (chosenTests.length === 0) return true;
  const options = ['--test-concurrency=3', `--test-timeout=${processLimitMs}`];
  const files = testShards(root, chosenTests);
  return passes(
    {
      name: chosenTests.map((group) => testGroups[group]).join('; '),
      command: 'node',
      args: ['--disable-warning=ExperimentalWarning', '--test', ...options, ...files],
    },
    'inherit',
  );
}

/** What is fetched comes beside the checks of the sources. */
async function preparationsPass(): Promise<boolean> {
  const passed = await Promise.all([pass(fetchingSteps, 1), pass(oneCoreSteps, 2)]);
  return passed.every((each) => each);
}

const passed = (await pass(firstSteps, 1)) && (await preparationsPass()) && (await testsPass());
process.exitCode = passed ? 0 : 1;
