/** `npm test`: every check in the order in which it is cheapest to fail. `--only NAME` runs one group, `--list` names them. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Step {
  readonly group: 'check' | 'lwc' | 'server' | 'clients' | 'browser';
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** A file that neither passes nor fails by then has left something open or waits for what never comes. */
const fileLimitMs = 10 * 60 * 1000;

/** Test files run in parallel on both cores; the pages' tests one after the other, since each owns a browser. */
function nodeTests(pattern: string, exclude: readonly string[], concurrency: number): readonly string[] {
  const files = globSync(pattern, { cwd: root, exclude }).sort();
  const options = [`--test-concurrency=${concurrency}`, `--test-timeout=${fileLimitMs}`];
  return ['--disable-warning=ExperimentalWarning', '--test', ...options, ...files];
}

const steps: readonly Step[] = [
  { group: 'check', name: 'format', command: 'prettier', args: ['--check', '--log-level', 'warn', '.'] },
  {
    group: 'check',
    name: 'types of the Lightning components',
    command: 'node',
    args: ['scripts/lwc-types.ts', '--check'],
  },
  { group: 'check', name: 'types', command: 'tsc', args: ['-p', 'tsconfig.json'] },
  {
    group: 'check',
    name: 'types (LWC)',
    command: 'tsc',
    args: ['-p', 'force-app/main/default/lwc/tsconfig.json', '--noEmit'],
  },
  {
    group: 'check',
    name: 'types (pages)',
    command: 'tsc',
    args: ['-p', 'local-org/pages/browser/tsconfig.json', '--noEmit'],
  },
  {
    group: 'check',
    name: 'types (operations page)',
    command: 'tsc',
    args: ['-p', 'server/page/browser/tsconfig.json'],
  },
  { group: 'check', name: 'lint', command: 'eslint', args: ['--max-warnings', '0', '.'] },
  { group: 'lwc', name: 'Lightning components', command: 'sfdx-lwc-jest', args: ['--', '--ci'] },
  {
    group: 'server',
    name: 'server, local org, contracts, scenarios',
    command: 'node',
    args: nodeTests('test/**/*.test.ts', ['test/browser/**', 'test/clients/**'], 2),
  },
  { group: 'clients', name: 'the Salesforce CLI and SFDMU', command: 'node', args: ['scripts/tools.ts'] },
  {
    group: 'clients',
    name: 'clients of others against the local org',
    command: 'node',
    args: nodeTests('test/clients/**/*.test.ts', [], 2),
  },
  {
    group: 'browser',
    name: 'pages in Chromium',
    command: 'node',
    args: nodeTests('test/browser/**/*.test.ts', [], 1),
  },
];

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, list: { type: 'boolean' } } });
const chosen = steps.filter((step) => values.only === undefined || values.only.includes(step.group));
if (values.list === true) {
  for (const step of steps) console.log(`${step.group}: ${step.name}`);
  process.exit(0);
}
if (chosen.length === 0) {
  console.error(`Nothing to run: --only takes ${[...new Set(steps.map((step) => step.group))].join(', ')}.`);
  process.exit(2);
}

const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
};
for (const step of chosen) {
  const started = Date.now();
  console.log(`\n=== ${step.name}`);
  const done = spawnSync(step.command, step.args, { cwd: root, stdio: 'inherit', env });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (done.status !== 0) {
    console.error(`=== ${step.name}: failed after ${seconds} s (exit code ${done.status ?? 'none'})`);
    process.exit(1);
  }
  console.log(`=== ${step.name}: ${seconds} s`);
}
