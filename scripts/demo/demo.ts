/**
 * `npm start`: the whole loop on this machine. Starts the local org, deploys force-app into it, builds the project's
 * warehouse, pushes, verifies, prints the result and serves the pages until Ctrl-C.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Listr } from 'listr2';
import { type LocalOrg, startLocalOrg } from '../../local-org/local-org.ts';
import { defaultProject, exitCodeOf, exitCodeOfError, exitCodes, openParts, resultText } from '../../server/cli/cli.ts';
import { Fault } from '../../server/faults.ts';
import { push, type RunEvent, type RunResult } from '../../server/run/run.ts';
import { readProject } from '../../server/syncs/syncs.ts';
import { cachedPackage } from '../cached-package.ts';
import { entriesFile, writeSample } from '../sample/sample.ts';
import { apiOf } from './api.ts';
import { type DemoOptions, readArguments, usage } from './arguments.ts';
import { enterEntries } from './entries.ts';
import { integrationUsername, peopleOf, type Person, provision } from './people.ts';
import { serve } from './serve.ts';

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

async function inFolder(options: DemoOptions, folder: string): Promise<number> {
  const warehouseFile = join(folder, 'warehouse.duckdb');
  // A project that cannot be read has to be told before anything starts.
  const project = readProject(options.project);
  const scene: Scene = { people: [], raw: options.raw };
  try {
    await stepsOf(options, folder, warehouseFile, scene).run();
    const { org, result } = scene;
    if (org === undefined || result === undefined) throw new Error('The steps ended without a result.');
    if (options.isJson && options.isOnce) console.log(JSON.stringify(result));
    else console.log(`\n${resultText(result)}`);
    if (options.isOnce) return exitCodeOf(result.state);
    return await serve({ project, warehouseFile, org, people: scene.people, options, raw: scene.raw });
  } finally {
    await scene.org?.close();
  }
}

function stepsOf(options: DemoOptions, folder: string, warehouseFile: string, scene: Scene): Listr {
  const isFirst = !existsSync(join(folder, 'org.sqlite'));
  const orgOf = (): LocalOrg => {
    if (scene.org === undefined) throw new Error('The org is not running.');
    return scene.org;
  };
  return new Listr(
    [
      {
        title: 'Generate the sample agency',
        enabled: () => options.raw === undefined && options.project === defaultProject,
        task: async (_context, task) => {
          scene.raw = join(folder, 'raw');
          if (existsSync(scene.raw)) {
            task.skip('The raw files of the last run are kept');
            return;
          }
          await writeSample(scene.raw, { seed: 'todoku', today: todayIn('Asia/Tokyo') });
        },
      },
      {
        title: 'Start the local org',
        task: async (_context, task) => {
          scene.people = await peopleOf(options.project, scene.raw);
          scene.org = await startLocalOrg({
            port: options.port,
            file: join(folder, 'org.sqlite'),
            client: { runAs: integrationUsername },
          });
          task.title = `Start the local org: ${scene.org.url}`;
        },
      },
      {
        title: 'Deploy force-app',
        task: async () => {
          const { url, admin } = orgOf();
          await apiOf(url, admin.accessToken).deploy(await readFile(await cachedPackage()));
        },
      },
      {
        title: 'Give people their users and permission sets',
        task: async (_context, task) => {
          const { url, admin } = orgOf();
          await provision(scene.people, apiOf(url, admin.accessToken));
          task.title = `Give ${scene.people.length} people their users and permission sets`;
        },
      },
      {
        title: 'Push and verify',
        task: async (_context, task) => {
          scene.result = await pushInto(orgOf(), options.project, scene.raw, warehouseFile, (text) => {
            task.output = text;
          });
        },
      },
      {
        title: 'Enter what people typed',
        enabled: () => isFirst && scene.raw !== undefined && existsSync(join(scene.raw, entriesFile)),
        task: async (_context, task) => {
          const org = orgOf();
          const users = new Map(scene.people.map((person) => [person.key, person.username]));
          const entered = await enterEntries(join(scene.raw ?? '', entriesFile), (key) => {
            const username = users.get(key);
            if (username === undefined) throw new Error(`${entriesFile} names ${key}, who is no user of the project.`);
            return apiOf(org.url, org.tokenFor(username));
          });
          task.title = `Enter what people typed: ${entered} values`;
        },
      },
      {
        title: 'Build the pages',
        enabled: () => !options.isOnce,
        task: async () => {
          await orgOf().builds.current();
        },
      },
    ],
    { renderer: process.stdout.isTTY ? 'default' : 'simple', rendererOptions: { collapseErrors: false } },
  );
}

async function pushInto(
  org: LocalOrg,
  projectDir: string,
  rawDir: string | undefined,
  warehouseFile: string,
  say: (text: string) => void,
): Promise<RunResult> {
  const { clientId, clientSecret } = org.client;
  await using parts = await openParts(warehouseFile, {
    kind: 'client-credentials',
    url: org.url,
    clientId,
    clientSecret,
  });
  const sent = new Map<string, number>();
  return await push(readProject(projectDir), parts, {
    rawDir,
    onEvent: (event) => {
      const text = textOf(event, sent);
      if (text !== undefined) say(text);
    },
  });
}

function textOf(event: RunEvent, sent: Map<string, number>): string | undefined {
  switch (event.type) {
    case 'part': {
      if (event.step !== 'applied') return undefined;
      const rows = (sent.get(event.sync) ?? 0) + event.rows;
      sent.set(event.sync, rows);
      return `${event.sync}: ${rows} rows sent`;
    }
    case 'progress':
      return event.step === 'load' ? undefined : `${event.step} ${event.sync} (${event.done + 1} of ${event.total})`;
    case 'recovering':
      return `finishing run ${event.run}, which was left behind`;
    case 'warning':
      return event.message;
    case 'run':
    case 'step':
      return undefined;
  }
}

function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
}
