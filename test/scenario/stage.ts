/** A whole push for a scenario: a fresh org with force-app deployed, the test project, a warehouse, and the real command line. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../server/clock.ts';
import type { OrgAccess } from '../../server/config.ts';
import type { Org } from '../../server/org/org.ts';
import { salesforceOrg } from '../../server/org/salesforce.ts';
import type { Parts, RunOptions, RunResult } from '../../server/run/run.ts';
import { push, verifyProject } from '../../server/run/run.ts';
import { readProject, readWarehouse } from '../../server/syncs/syncs.ts';
import type { WarehousePlace } from '../../server/warehouse/place/place.ts';
import { openWarehouse } from '../../server/warehouse/place/place.ts';
import { quickClock } from '../bigquery/quick-clock.ts';
import type { World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';
import { testProject } from '../server/syncs/folder.ts';
import type { Ended, Running } from './command.ts';
import { endedWith, watched } from './command.ts';
import { addLoader, loader } from './loader.ts';
import { carriedOut } from './warm-command.ts';

/** Scenarios have few rows and run beside each other: on tiny tables a second thread costs a quarter more processor time. */
export const oneThread = 'warehouse: { kind: duckdb, threads: 1 }\n';

const commandLine = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

/** The machine's time, but nobody waits: what the org does meanwhile it does before the next look. */
export const impatientClock: Clock = {
  now: () => Date.now(),
  sleep: (_waitMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) reject(new Error('aborted'));
      setImmediate(resolve);
    }),
};

const orgFile = 'org.sqlite';
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'todoku-scenario-'));

let kept: Promise<string> | undefined;

async function keepPushed(): Promise<string> {
  const dir = newFolder();
  process.once('exit', () => {
    rmSync(dir, { recursive: true, force: true });
  });
  await Stage.intoFolder(dir);
  return dir;
}

export class Stage implements AsyncDisposable {
  readonly world: World;
  readonly clock: Clock;
  readonly dir: string;
  readonly project: string;
  readonly warehouseFile: string;
  readonly org: Org;
  /** Variables of the commands that differ from those of a good installation. */
  environment: Readonly<Record<string, string>> = {};
  /** The file that the commands are; another one is another release. */
  commandLine = commandLine;
  /** How this process signs in to BigQuery; its commands do so by their environment. */
  authClient: WarehousePlace['authClient'];
  readonly #running = new Set<ChildProcess>();

  private constructor(world: World, dir: string, clock: Clock) {
    this.world = world;
    this.clock = clock;
    this.dir = dir;
    this.project = join(dir, 'project');
    this.warehouseFile = join(dir, 'warehouse.duckdb');
    this.org = salesforceOrg(this.access, clock);
  }

  /** `clock`: of the org, and of whatever runs in this process; nobody waits by it. */
  static async open(clock: Pick<Clock, 'now'> = impatientClock): Promise<Stage> {
    const world = await startWorld({ deploy: true, clock, client: { runAs: loader } });
    return Stage.#opened(world, newFolder(), clock);
  }

  /** As it stands after a first push that matched: made once in a process, and copied. */
  static async pushed(): Promise<Stage> {
    kept ??= keepPushed();
    const dir = newFolder();
    cpSync(await kept, dir, { recursive: true, preserveTimestamps: true });
    const world = await startWorld({ file: join(dir, orgFile), clock: impatientClock, client: { runAs: loader } });
    return new Stage(world, dir, impatientClock);
  }

  /** Pushes into an org that is a file, and leaves the folder of both. */
  static async intoFolder(dir: string): Promise<void> {
    const file = join(dir, orgFile);
    const world = await startWorld({ deploy: true, file, clock: impatientClock, client: { runAs: loader } });
    const stage = await Stage.#opened(world, dir, impatientClock);
    const { state } = await stage.push();
    await world.close();
    if (state !== 'matched') throw new Error(`the first push ended ${state}`);
  }

  static async #opened(world: World, dir: string, clock: Pick<Clock, 'now'>): Promise<Stage> {
    await addLoader(world);
    cpSync(testProject, join(dir, 'project'), { recursive: true });
    const stage = new Stage(world, dir, { ...impatientClock, now: () => clock.now() });
    stage.edit('todoku.yml', (text) => `${text}${oneThread}`);
    stage.date('2026-04-30T00:00:00Z');
    return stage;
  }

  get access(): OrgAccess {
    const { clientId, clientSecret } = this.world.org.client;
    return { kind: 'client-credentials', url: this.world.url, clientId, clientSecret };
  }

  /** Every push goes by Bulk API 2.0, however few the rows. */
  useBulk(): void {
    this.edit('todoku.yml', (text) => `${text}load: { bulkAbove: 0 }\n`);
  }

  edit(path: string, change: (text: string) => string): void {
    const file = join(this.project, path);
    const before = readFileSync(file, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${path} did not change`);
    writeFileSync(file, after);
  }

  /** Sets when the raw files changed: the moment the numbers are from. */
  date(at: string): void {
    for (const name of ['departments', 'budgets', 'targets', 'bookings']) {
      utimesSync(join(this.project, 'raw', `${name}.csv`), new Date(at), new Date(at));
    }
  }

  /** Works with the parts of a run; the warehouse is closed again afterwards. */
  async with<T>(work: (parts: Parts) => Promise<T>): Promise<T> {
    const { project, warehouseFile: file, authClient } = this;
    const warehouse = await openWarehouse({ project: readWarehouse(project), file, clock: quickClock, authClient });
    try {
      return await work({ warehouse, org: this.org, clock: this.clock, dir: `${this.warehouseFile}.files` });
    } finally {
      await warehouse.close();
    }
  }

  push(options: RunOptions = {}): Promise<RunResult> {
    return this.with((parts) => push(readProject(this.project), parts, options));
  }

  verify(): Promise<RunResult> {
    return this.with((parts) => verifyProject(readProject(this.project), parts));
  }

  /** Forgets everything that Salesforce has acknowledged. */
  loseWarehouse(): void {
    rmSync(this.warehouseFile);
  }

  async rows(soql: string): Promise<readonly Readonly<Record<string, string | null>>[]> {
    const rows: Readonly<Record<string, string | null>>[] = [];
    for await (const page of this.org.query(soql)) rows.push(...page);
    return rows;
  }

  async count(object: string): Promise<number> {
    return Number((await this.rows(`SELECT COUNT(Id) n FROM ${object}`))[0]?.['n']);
  }

  /** Everything a push is answerable for: mapped fields, roll-ups, hashes; without Ids and times. */
  async businessState(): Promise<unknown> {
    const queries = {
      departments:
        'SELECT External_Key__c, Name, Parent__r.External_Key__c, Active__c, Row_Hash__c, Source_As_Of__c FROM Department__c',
      budgets:
        'SELECT External_Key__c, Department__r.External_Key__c, Period_Start__c, Original_Amount__c, Current_Amount__c, Actual__c, Target_Amount__c, Row_Hash__c FROM Budget__c',
      targets:
        'SELECT External_Key__c, Budget__r.External_Key__c, Target_Amount__c, Original_Target__c, Actual__c, Row_Hash__c FROM Target__c',
      projects:
        'SELECT External_Key__c, Target__r.External_Key__c, Closed__c, Actual__c, Landing__c, Row_Hash__c FROM Project_Amount__c',
      menus:
        'SELECT External_Key__c, Project_Amount__r.External_Key__c, Budget_Amount__c, Actual__c, Expected_System__c, Row_Hash__c FROM Menu_Amount__c',
    };
    const entries = Object.entries(queries).map(async ([name, soql]) => {
      return [name, await this.rows(`${soql} ORDER BY External_Key__c`)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Starts the command line as a process of its own. */
  start(...args: readonly string[]): Running {
    return this.#spawned([...args, '--json']);
  }

  #spawned(args: readonly string[]): Running {
    const child = spawn(process.execPath, [this.commandLine, ...this.#arguments(args)], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: this.#variables,
    });
    this.#running.add(child);
    const running = watched(child);
    void running.ended.then(() => this.#running.delete(child));
    return running;
  }

  #arguments(args: readonly string[]): readonly string[] {
    const warehouse = needsWarehouse(args) ? ['--warehouse', this.warehouseFile] : [];
    return [...args, '--project', this.project, ...warehouse];
  }

  get #variables(): NodeJS.ProcessEnv {
    const { clientId, clientSecret } = this.world.org.client;
    return {
      ...process.env,
      TODOKU_ORG_URL: this.world.url,
      TODOKU_ORG_CLIENT_ID: clientId,
      TODOKU_ORG_CLIENT_SECRET: clientSecret,
      ...this.environment,
    };
  }

  /** Carries out a command in a process that is kept for the next one, unless only a process of its own will do. */
  run(...args: readonly string[]): Promise<Ended> {
    return this.#ran([...args, '--json']);
  }

  /** As a person calls it: the answer is text. */
  runAsText(...args: readonly string[]): Promise<Ended> {
    return this.#ran(args);
  }

  async #ran(args: readonly string[]): Promise<Ended> {
    const needsItsOwn = this.commandLine !== commandLine || 'NODE_OPTIONS' in this.environment;
    if (needsItsOwn) return this.#spawned(args).ended;
    return endedWith(await carriedOut({ args: this.#arguments(args), env: this.#variables }));
  }

  get hasWarehouse(): boolean {
    return existsSync(this.warehouseFile);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ends = [...this.#running].map((child) => once(child, 'close'));
    for (const child of this.#running) child.kill('SIGKILL');
    await Promise.all(ends);
    await this.world.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function needsWarehouse(args: readonly string[]): boolean {
  return !['validate', 'coverage'].includes(args[0] ?? '');
}

/** Rows of an object's line in the result table. */
export function line(
  result: RunResult,
  sync: string,
): {
  sent: number;
  created: number;
  updated: number;
  deleted: number;
  unchanged: number;
  failed: number;
  parked: number;
  matched: boolean;
} {
  const found = result.objects.find((item) => item.sync === sync);
  if (found === undefined) throw new Error(`no line for ${sync}`);
  const { sent, created, updated, deleted, unchanged, failed, parked, matched } = found;
  return { sent, created, updated, deleted, unchanged, failed, parked, matched };
}

export function sentBy(result: RunResult): Readonly<Record<string, number>> {
  return Object.fromEntries(result.objects.filter((item) => item.sent > 0).map((item) => [item.sync, item.sent]));
}
