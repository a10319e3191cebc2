/** validate · plan · push · verify · runs · coverage. Every command answers in text, or with --json in one last line. */
import { Command, CommanderError } from 'commander';
import { orgAccess } from '../config.ts';
import { Fault } from '../faults.ts';
import { planJson, planText } from '../plan/plan.ts';
import type { Parts, RunOptions, RunResult } from '../run/run.ts';
import { checkProject, coverProject, preview, push, verifyProject } from '../run/run.ts';
import { ProjectFault, readProject } from '../syncs/syncs.ts';
import type { Project } from '../syncs/syncs.ts';
import { defaultProject, existingWarehouse, openParts, scratchWarehouse, warehouseFileOf } from './compose.ts';
import { exitCodeHelp, exitCodeOf, exitCodeOfError, exitCodes } from './exit.ts';
import { progressFor } from './progress.ts';
import { coverageLine, resultText, runsText } from './tables.ts';

export { openDuckWarehouse } from '../warehouse/duckdb.ts';
export { defaultProject, openParts, warehouseFileOf } from './compose.ts';
export type { OpenParts } from './compose.ts';
export { exitCodeOf, exitCodeOfError, exitCodes } from './exit.ts';
export { progressFor } from './progress.ts';
export { resultText } from './tables.ts';

interface Options {
  readonly project: string;
  readonly raw?: string;
  readonly warehouse?: string;
  readonly only?: readonly string[];
  readonly json?: boolean;
  readonly deep?: boolean;
  readonly limit?: string;
}

/** What a command has to say, in both languages, and how it ends. */
interface Answer {
  readonly text: string;
  readonly json: object;
  readonly exitCode: number;
}

/** Runs one command; gives the exit code. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = new Command('todoku')
    .description('Brings warehouse numbers into Salesforce and proves that both sides agree.')
    .exitOverride()
    .showHelpAfterError()
    .addHelpText('after', exitCodeHelp);
  for (const [name, { description, run }] of Object.entries(commands)) {
    const command = program.command(name).description(description);
    withOptions(command, name).action(async (options: Options) => {
      exitCode = await answered(options, run);
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.setup;
  }
  return exitCode;
}

function withOptions(command: Command, name: string): Command {
  command
    .exitOverride()
    .option('--project <dir>', 'folder with todoku.yml', defaultProject)
    .option('--json', 'answer with one JSON object on the last line of standard output');
  if (name === 'validate') return command;
  if (name !== 'runs') command.option('--raw <dir>', "folder of the raw files; default the project's own");
  if (name === 'coverage') return command;
  command.option('--warehouse <file>', 'DuckDB file; default .todoku/warehouse.duckdb in the project');
  if (name === 'runs') return command.option('--limit <n>', 'how many', '20');
  command.option('--only <sync...>', 'these syncs alone');
  if (name === 'push') command.option('--deep', 'compare every object key by key, whatever its size');
  return command;
}

async function answered(options: Options, run: (options: Options) => Promise<Answer>): Promise<number> {
  try {
    const answer = await run(options);
    console.log(options.json === true ? JSON.stringify(answer.json) : answer.text);
    return answer.exitCode;
  } catch (error) {
    if (options.json === true) console.log(JSON.stringify({ error: errorJson(error) }));
    console.error(errorText(error));
    return exitCodeOfError(error);
  }
}

function errorText(error: unknown): string {
  if (error instanceof Fault) return `${error.message}\n→ ${error.next}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function errorJson(error: unknown): object {
  if (!(error instanceof Fault)) {
    return { code: 'unexpected', message: String(error), next: 'Report this with the log.' };
  }
  const { code, kind, message, next, place } = error;
  return { code, kind, message, next, place, ...(error instanceof ProjectFault ? { problems: error.problems } : {}) };
}

const commands: Readonly<Record<string, { description: string; run: (options: Options) => Promise<Answer> }>> = {
  validate: { description: "check a project's files and SQL, without data and without Salesforce", run: validate },
  plan: { description: 'show what a push would do, field by field, and what it would cost', run: plan },
  push: {
    description: 'send what differs, verify, record',
    run: (options) => ran(options, push),
  },
  verify: {
    description: 'compare Salesforce with the raw data as it is now',
    run: (options) => ran(options, verifyProject),
  },
  runs: { description: 'list past runs', run: runs },
  coverage: { description: 'show where each raw row goes, and list those that go nowhere', run: coverage },
};

async function validate(options: Options): Promise<Answer> {
  const project = readProject(options.project);
  await using warehouse = await scratchWarehouse();
  const check = await checkProject(project, warehouse);
  const syncs = check.syncs.map(({ sync, object, fields }) => `  ${sync} → ${object}, ${fields} fields`);
  return {
    text: [
      `${check.project}: ${check.tables} raw tables, ${check.models} models, ${check.syncs.length} syncs`,
      ...syncs,
    ].join('\n'),
    json: { valid: true, ...check },
    exitCode: exitCodes.ok,
  };
}

async function plan(options: Options): Promise<Answer> {
  const project = readProject(options.project);
  await using parts = await open(options);
  const shown = await preview(project, parts, runOptions(options));
  const left = shown.unfinished.map((run) => `Run ${run} was left behind; a push finishes it first.`);
  return {
    text: [...left, await planText(shown.plan, parts.warehouse), ...shown.coverage.map(coverageLine)].join('\n'),
    json: { plan: await planJson(shown.plan, parts.warehouse), coverage: shown.coverage, unfinished: shown.unfinished },
    exitCode: shown.plan.refusals.length === 0 ? exitCodes.ok : exitCodes.refused,
  };
}

type Runner = (project: Project, parts: Parts, options: RunOptions) => Promise<RunResult>;

async function ran(options: Options, runner: Runner): Promise<Answer> {
  const project = readProject(options.project);
  await using parts = await open(options);
  const progress = progressFor(process.stdout.isTTY && options.json !== true);
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  let isDone = false;
  try {
    const result = await runner(project, parts, {
      ...runOptions(options),
      signal: stop.signal,
      onEvent: progress.onEvent,
    });
    isDone = true;
    return { text: resultText(result), json: result, exitCode: exitCodeOf(result.state) };
  } finally {
    await progress.end(isDone);
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function runs(options: Options): Promise<Answer> {
  await using warehouse = await existingWarehouse(warehouseFileOf(options.project, options.warehouse));
  const list = await warehouse.ledger.runs(Math.max(1, Number.parseInt(options.limit ?? '20', 10) || 20));
  return { text: runsText(list), json: { runs: list }, exitCode: exitCodes.ok };
}

async function coverage(options: Options): Promise<Answer> {
  const project = readProject(options.project);
  await using warehouse = await scratchWarehouse();
  const reports = await coverProject(project, warehouse, runOptions(options));
  const lines: string[] = [];
  const all: Record<string, { key: string; reason: string }[]> = {};
  for (const report of reports) {
    lines.push(coverageLine(report));
    const rows = (all[report.table] ??= []);
    for await (const page of warehouse.sources.unplaced(report.table)) rows.push(...page);
    lines.push(...rows.map(({ key, reason }) => `  ${key}: ${reason}`));
  }
  const json = { coverage: reports.map((report) => ({ ...report, listed: all[report.table] })) };
  return { text: lines.join('\n'), json, exitCode: exitCodes.ok };
}

function open(options: Options): ReturnType<typeof openParts> {
  return openParts(warehouseFileOf(options.project, options.warehouse), orgAccess());
}

function runOptions(options: Options): RunOptions {
  return { rawDir: options.raw, only: options.only, isDeep: options.deep };
}
