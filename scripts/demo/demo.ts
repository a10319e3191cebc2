/**
 * `npm start`: the whole loop on this machine. Starts the local org, deploys force-app into it, builds the project's
 * warehouse, pushes, verifies, prints the result and serves the pages until Ctrl-C.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Listr, type ListrTask } from 'listr2';
import type { LocalOrg } from '../../local-org/local-org.ts';
import { defaultProject, exitCodeOf, exitCodeOfError, exitCodes, resultText } from '../../server/cli/cli.ts';
import { Fault } from '../../server/faults.ts';
import type { RunResult } from '../../server/run/run.ts';
import { readProject, type Project } from '../../server/syncs/syncs.ts';
import { type DemoOptions, readArguments, usage } from './arguments.ts';
import { type DemoClock, demoClock, writeFirst } from './clock.ts';
import { peopleOf, type Person, provision } from './people.ts';
import { serve } from './serve.ts';
import {
  asAdmin,
  deployForceApp,
  enterPeoplesEntries,
  hasEntries,
  keepLastFriday,
  keepWeek,
  pushInto,
  type PushInput,
  startOrg,
} from './steps.ts';

/** Runs the demo; gives the exit code. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  let isJson = args.includes('--json');
  try {
    const options = readArguments(args);
    isJson = options.isJson;
    if (!options.isHelp) return await demo(options);
    console.log(usage);
    return exitCodes.ok;
  } catch (error) {
    if (isJson) console.log(JSON.stringify({ error: errorJson(error) }));
    console.error(error instanceof Fault ? `${error.message}\n→ ${error.next}` : error);
    return exitCodeOfError(error);
  }
}

function errorJson(error: unknown): object {
  if (!(error instanceof Fault)) return { code: 'unexpected', message: String(error) };
  const { code, kind, message, next, place } = error;
  return { code, kind, message, next, place };
}

async function demo(options: DemoOptions): Promise<number> {
  const folder = options.keep ?? (await mkdtemp(join(tmpdir(), 'todoku-')));
  await mkdir(folder, { recursive: true });
  try {
    return await inFolder(options, folder);
  } finally {
    if (options.keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** What the steps find out, one after the other. */
interface Scene {
  org?: LocalOrg;
  people: readonly Person[];
  raw: string | undefined;
  result?: RunResult;
}

interface Stage {
  readonly options: DemoOptions;
  readonly folder: string;
  readonly project: Project;
  readonly warehouseFile: string;
  readonly scene: Scene;
  readonly clock: DemoClock;
}

async function inFolder(options: DemoOptions, folder: string): Promise<number> {
  const warehouseFile = join(folder, 'warehouse.duckdb');
  // A project that cannot be read has to be told before anything starts.
  const project = readProject(options.project);
  const scene: Scene = { people: [], raw: options.raw };
  const clock = await demoClock(folder, project.timeZone);
  try {
    const tasks = tasksOf({ options, folder, project, warehouseFile, scene, clock });
    const renderer = process.stdout.isTTY ? 'default' : 'simple';
    await new Listr(tasks, { renderer, rendererOptions: { collapseErrors: false } }).run();
    const { org, result } = scene;
    if (org === undefined || result === undefined) throw new Error('The steps ended without a result.');
    if (options.isJson && options.isOnce) console.log(JSON.stringify(result));
    else console.log(`\n${resultText(result)}`);
    if (options.isOnce) return exitCodeOf(result.state);
    return await serve({ project, warehouseFile, org, people: scene.people, raw: scene.raw });
  } finally {
    await scene.org?.close();
  }
}

function orgOf({ org }: Scene): LocalOrg {
  if (org === undefined) throw new Error('The org is not running.');
  return org;
}

function tasksOf(stage: Stage): ListrTask[] {
  return [...before(stage), pushing(stage), ...after(stage)];
}

/** Everything that has to stand before the first push. */
function before({ options, folder, project, scene, clock }: Stage): ListrTask[] {
  return [
    {
      title: 'Generate the sample agency',
      enabled: () => options.raw === undefined && options.project === defaultProject,
      task: async (_context, task) => {
        scene.raw = join(folder, 'raw');
        clock.renew(scene.raw);
        if (existsSync(scene.raw)) {
          task.skip('The raw files of the last run are kept');
          return;
        }
        await writeFirst(scene.raw, clock.today());
      },
    },
    {
      title: 'Start the local org',
      task: async (_context, task) => {
        scene.people = await peopleOf(project, scene.raw);
        scene.org = await startOrg(join(folder, 'org.sqlite'), options.port, clock.org);
        task.title = `Start the local org: ${scene.org.url}`;
      },
    },
    { title: 'Deploy force-app', task: () => deployForceApp(orgOf(scene)) },
    {
      title: 'Give people their users and permission sets',
      task: async (_context, task) => {
        await provision(scene.people, asAdmin(orgOf(scene)));
        task.title = `Give ${scene.people.length} people their users and permission sets`;
      },
    },
  ];
}

function pushing({ project, warehouseFile, scene, clock }: Stage): ListrTask {
  return {
    title: 'Push and verify',
    task: async (_context, task) => {
      const say = (text: string): void => {
        task.output = text;
      };
      const input = { org: orgOf(scene), project, raw: scene.raw, warehouseFile, clock: clock.server };
      scene.result = await pushInto({ ...input, say });
    },
  };
}

function after({ options, folder, project, warehouseFile, scene, clock }: Stage): ListrTask[] {
  const isFirst = !existsSync(join(folder, 'org.sqlite'));
  const input = (): Omit<PushInput, 'say'> => ({
    org: orgOf(scene),
    ...{ project, raw: scene.raw, warehouseFile, clock: clock.server },
  });
  return [
    {
      title: 'Enter what people typed',
      enabled: () => isFirst,
      task: async (_context, task) => {
        if (!hasEntries(scene.raw)) {
          task.skip('Nobody has typed anything into this project');
          return;
        }
        const entered = await enterPeoplesEntries(orgOf(scene), scene.people, scene.raw);
        task.title = `Enter what people typed: ${entered} values`;
      },
    },
    {
      title: 'Keep the numbers as those of last Friday',
      enabled: () => isFirst && !options.isOnce && project.cycle !== undefined,
      task: async (_context, task) => {
        task.title = `Keep the numbers as those of last Friday: ${await keepLastFriday(input())}`;
      },
    },
    {
      title: 'Keep the forecast week',
      enabled: () => project.cycle !== undefined,
      task: async (_context, task) => {
        const done = await keepWeek(input());
        task.title = `Keep the forecast week: ${done.join(', ') || 'nothing is due'}`;
      },
    },
    {
      title: 'Build the pages',
      enabled: () => !options.isOnce,
      task: async () => {
        await orgOf(scene).builds.current();
      },
    },
  ];
}
