/** validate · plan · pull · push · retry · resume · rollback · verify · approve · failed · runs · coverage · cycle · doctor · report · serve. Every command answers in text, or with --json in one last line. */
import { Command, CommanderError, Option } from 'commander';
import { Fault } from '../faults.ts';
import { PlanRefused, checkProject, coverProject, retriedKinds } from '../run/run.ts';
import type { RunRecord } from '../run/run.ts';
import { ProjectFault, readProject } from '../syncs/syncs.ts';
import type { Answer, Options } from './answer.ts';
import { approved } from './approve.ts';
import type { Place } from './compose.ts';
import { defaultProject, openExisting, openToBuild, placeOf, scratchWarehouse, warehouseFileOf } from './compose.ts';
import type { CycleOptions } from './cycle.ts';
import { cycle } from './cycle.ts';
import { diagnose, findingsText } from './doctor.ts';
import { exitCodeHelp, exitCodeOfError, exitCodes } from './exit.ts';
import { failed } from './failed.ts';
import { runningService } from './remote.ts';
import { report } from './report.ts';
import { plan, pulled, ran } from './running.ts';
import { serve } from './serve.ts';
import { coverageLine, runsText } from './tables.ts';

export { openDuckWarehouse } from '../warehouse/duckdb/duckdb.ts';
export { defaultProject, openParts, warehouseFileOf } from './compose.ts';
export type { OpenParts } from './compose.ts';
export type { CycleOptions } from './cycle.ts';
export { exitCodeOf, exitCodeOfError, exitCodes } from './exit.ts';
export { cycle } from './cycle.ts';
export { progressFor } from './progress.ts';
export { resultText } from './tables.ts';

/** Runs one command; gives the exit code. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = new Command('todoku')
    .description('Brings warehouse numbers into Salesforce and proves that both sides agree.')
    .exitOverride()
    .showHelpAfterError()
    .addHelpText('after', exitCodeHelp);
  for (const [name, { description, run, argument }] of Object.entries(commands)) {
    const command = withOptions(program.command(name).description(description), name);
    if (argument === undefined) {
      command.action(async (options: Options) => {
        exitCode = await answered(options, run);
      });
    } else {
      command.argument('<run>', argument).action(async (of: string, options: Options) => {
        exitCode = await answered({ ...options, run: of }, run);
      });
    }
  }
  addCycle(program, async (options) => {
    exitCode = await answered(options, () => cycle(options));
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.setup;
  }
  return exitCode;
}

function addCycle(program: Command, run: (options: CycleOptions) => Promise<void>): void {
  withOptions(
    program.command('cycle').description('the forecast week: where it stands, and its steps by hand'),
    'cycle',
  )
    .argument('<action>', 'status; open (by hand); run (a step); step (move the clock of a local org on)')
    .argument('[step]', 'after run: open, remind-1, carry, freeze or snapshot')
    .action((action: string, step: string | undefined, options: Options) => run({ ...options, action, step }));
}

function withOptions(command: Command, name: string): Command {
  command
    .exitOverride()
    .option('--project <dir>', 'folder with todoku.yml', defaultProject)
    .option('--json', 'answer with one JSON object on the last line of standard output');
  if (name === 'validate') return command;
  if (name === 'report') {
    return command
      .option('--week <week>', 'such as 2026-W48; default the last that was closed')
      .option('--out <dir>', 'write a text and a page for each reader into a folder');
  }
  if (!['pull', 'runs', 'approve', 'failed', 'retry', 'resume', 'rollback'].includes(name)) {
    command.option('--raw <dir>', "folder of the raw files; default the project's own");
  }
  if (name === 'coverage') return command;
  command.option('--warehouse <file>', 'DuckDB file; default .todoku/warehouse.duckdb in the project');
  if (name === 'failed') return command.option('--csv <file>', 'write all of them to a file');
  if (name === 'runs') return command.option('--limit <n>', 'how many', '20');
  if (name === 'serve' || name === 'doctor') return command;
  if (name === 'cycle') return withCycleOptions(command);
  command.option('--only <name...>', name === 'pull' ? 'these tables alone' : 'these syncs alone');
  return withOwnOptions(command, name);
}

function withCycleOptions(command: Command): Command {
  return command
    .option('--week <key>', 'such as 2026-W48; default the one that is under way')
    .option('--reason <text>', 'open: why the week is opened by hand; people are shown it')
    .option('--by <name>', "who answers for it; default the machine's user")
    .option('--at <moment>', 'step: live through all that is due until then: "tue 19:00" or 2026-11-25T12:00+09:00')
    .option('--until <step>', 'step: the same, until a step of the week; default the next one');
}

function withOwnOptions(command: Command, name: string): Command {
  if (name === 'approve') {
    return command
      .requiredOption('--reason <text>', 'why it is meant; kept with the approval')
      .option('--by <name>', "who answers for it; default the machine's user")
      .option('--rows [key...]', 'rows that the run held, instead of what its guards refused; all when none is named');
  }
  if (name === 'retry') {
    command
      .addOption(
        new Option('--class <class...>', `rows of these classes alone: ${retriedKinds.join(', ')}`).conflicts('from'),
      )
      .option('--from <file>', 'the rows of a file that "failed --csv" wrote, as corrected in it')
      .option('--by <name>', "who corrected them; default the machine's user");
  }
  if (name === 'rollback') command.option('--plan', 'show what it would do, and write nothing');
  if (name === 'verify') command.option('--repair', 'show the plan of the push that puts right what was found');
  if (name === 'push') {
    command
      .option('--deep', 'compare every object key by key, whatever its size')
      .option('--pull [table...]', 'read these tables of pull: anew before it; all when none is named');
  }
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
  const more =
    error instanceof ProjectFault
      ? { problems: error.problems }
      : error instanceof PlanRefused
        ? { refusals: error.refusals }
        : {};
  return { code, kind, message, next, place, ...more };
}

interface CommandOf {
  readonly description: string;
  /** What the run is that the command is about; undefined when it is about none. */
  readonly argument?: string;
  readonly run: (options: Options) => Promise<Answer>;
}

const commands: Readonly<Record<string, CommandOf>> = {
  validate: { description: "check a project's files and SQL, without data and without Salesforce", run: validate },
  plan: { description: 'show what a push would do, field by field, and what it would cost', run: plan },
  pull: { description: 'bring back what people entered in Salesforce, as tables pulled.*', run: pulled },
  push: {
    description: 'send what differs, verify, record',
    run: (options) => ran(options, 'push'),
  },
  retry: {
    description: 'send rows of a run that are not in Salesforce once more, as it planned them',
    argument: 'the run',
    run: (options) => ran(options, 'retry'),
  },
  resume: {
    description: 'do what a run that was stopped had still to do',
    argument: 'the run',
    run: (options) => ran(options, 'resume'),
  },
  rollback: {
    description: 'put back what a run has written, unless a later run has written it since',
    argument: 'the run',
    run: (options) => (options.plan === true ? plan(options) : ran(options, 'rollback')),
  },
  verify: {
    description: 'compare Salesforce with the raw data as it is now',
    run: (options) => ran(options, 'verify'),
  },
  failed: {
    description: 'list the rows of a run that are not in Salesforce as planned',
    argument: 'the run',
    run: failed,
  },
  approve: {
    description: 'let through, once and by name, what the guards of a run have refused',
    argument: 'the run that was refused',
    run: approved,
  },
  runs: { description: 'list past runs', run: runs },
  coverage: { description: 'show where each raw row goes, and list those that go nowhere', run: coverage },
  doctor: { description: 'look at everything a push needs, from credentials to field rights', run: doctor },
  report: { description: 'tell everybody who leads a department how the week went, in their language', run: report },
  serve: { description: 'keep the schedules and answer over HTTP until stopped (SIGTERM)', run: served },
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

async function runs(options: Options): Promise<Answer> {
  const limit = Math.max(1, Number.parseInt(options.limit ?? '20', 10) || 20);
  const list = await pastRuns(placeOf(options), limit);
  return { text: runsText(list), json: { runs: list }, exitCode: exitCodes.ok };
}

async function pastRuns(place: Place, limit: number): Promise<readonly RunRecord[]> {
  const service = await runningService(place.warehouseFile);
  if (service !== undefined) return await service.runs(limit);
  await using warehouse = await openExisting(place);
  return await warehouse.ledger.runs(limit);
}

async function doctor(options: Options): Promise<Answer> {
  const { project, raw, warehouse } = options;
  const findings = await diagnose({ project, raw, warehouseFile: warehouseFileOf(project, warehouse) });
  const isFit = findings.every(({ state }) => state !== 'failed');
  return {
    text: findingsText(findings),
    json: { fit: isFit, findings },
    exitCode: isFit ? exitCodes.ok : exitCodes.setup,
  };
}

async function served(options: Options): Promise<Answer> {
  await serve({
    project: options.project,
    raw: options.raw,
    warehouseFile: warehouseFileOf(options.project, options.warehouse),
    onReady: ({ url, tokenFile }) => {
      const token = tokenFile ?? 'TODOKU_API_TOKEN';
      console.log(
        options.json === true
          ? JSON.stringify({ url, tokenFile })
          : `Todoku answers at ${url}. Its token is in ${token}.`,
      );
    },
  });
  return { text: 'Stopped.', json: { stopped: true }, exitCode: exitCodes.ok };
}

async function coverage(options: Options): Promise<Answer> {
  const project = readProject(options.project);
  const isInFiles = project.tables.every((table) => table.table === undefined);
  await using warehouse = isInFiles ? await scratchWarehouse() : await openToBuild(placeOf(options));
  const reports = await coverProject(project, warehouse, { rawDir: options.raw });
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
