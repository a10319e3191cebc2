/** A week as four people live it: the sample agency, its service and its pages on one clock that the test holds. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Browser, BrowserContext } from 'playwright-core';
import type { LocalOrg } from '../../../local-org/local-org.ts';
import { writeSample } from '../../../scripts/sample/sample.ts';
import type { Api } from '../../../scripts/demo/api.ts';
import { peopleOf, provision, type Person } from '../../../scripts/demo/people.ts';
import { asAdmin, asUser, deployForceApp, enterPeoplesEntries, startOrg } from '../../../scripts/demo/steps.ts';
import { runCycle } from '../../../server/cycle/cycle.ts';
import type { Clock } from '../../../server/clock.ts';
import type { CycleOrder, CycleResult } from '../../../server/model/model.ts';
import { salesforceOrg } from '../../../server/org/salesforce.ts';
import { readProject, type Project } from '../../../server/syncs/syncs.ts';
import { openWarehouse } from '../../../server/warehouse/place/place.ts';
import { openBrowser, visit, type Visit } from '../browser.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface WeekWorld extends AsyncDisposable {
  readonly org: LocalOrg;
  readonly admin: Api;
  readonly people: readonly Person[];
  /** Folder of the raw tables. */
  readonly raw: string;
  /** Sets the clock of the org, of the service and of pages opened from now on; in Tokyo: `2026-11-16T06:00`. */
  at(moment: string): void;
  /** Writes the raw tables as they are on a day: delivered until the evening before. */
  renew(today: string): Promise<void>;
  /** Outcomes of what is due: `open done`. */
  due(): Promise<readonly string[]>;
  run(order: CycleOrder): Promise<CycleResult>;
  /** Rows of a query on the warehouse, numbers and dates as text. */
  sql(query: string): Promise<readonly Row[]>;
  /** The API as that person. */
  as(key: string): Api;
  /** A window of that person, in the browser that they use all week. */
  open(key: string, path: string): Promise<Visit>;
  /** What the sample's people typed. */
  enter(): Promise<void>;
}

/** Minutes of work pass, but nobody waits for them. */
function clockFrom(moment: string): Clock & { set(moment: string): void } {
  let ms = inTokyo(moment);
  return {
    now: () => ms,
    sleep: (_waitMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) reject(new Error('aborted'));
        setImmediate(resolve);
      }),
    set: (next) => {
      ms = inTokyo(next);
    },
  };
}

const inTokyo = (moment: string): number => Date.parse(`${moment}:00+09:00`);

interface Ground {
  readonly org: LocalOrg;
  readonly clock: ReturnType<typeof clockFrom>;
  readonly project: Project;
  readonly raw: string;
  readonly warehouseFile: string;
}

export async function openWeekWorld(root: string, moment: string): Promise<WeekWorld> {
  await using opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
  const folder = await mkdtemp(join(tmpdir(), 'todoku-week-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const browser = opened.use(await openBrowser());
  const raw = join(folder, 'raw');
  const project = readProject(root);
  const clock = clockFrom(moment);
  const renew = (today: string): Promise<void> => writeSample(raw, { seed: 'todoku', today });
  await renew(moment.slice(0, 10));
  const people = await peopleOf(project, raw);
  const org = await startOrg(undefined, 0, clock);
  opened.defer(() => org.close());
  await deployForceApp(org);
  const admin = asAdmin(org);
  await provision(people, admin);
  await org.builds.current();
  const ground: Ground = { org, clock, project, raw, warehouseFile: join(folder, 'warehouse.duckdb') };
  const usernameOf = (key: string): string => personOf(people, key).username;
  const run = (order: CycleOrder): Promise<CycleResult> => runOn(ground, order);
  const contexts = new Map<string, BrowserContext>();
  const kept = opened.move();
  return {
    ...{ org, admin, people, raw, renew, run },
    at: (next) => {
      clock.set(next);
    },
    due: async () => (await run({})).steps.map(({ step, outcome }) => `${step} ${outcome}`),
    sql: (query) => rowsOf(ground.warehouseFile, query),
    as: (key) => asUser(org, usernameOf(key)),
    open: async (key, path) => {
      const context = contexts.get(key) ?? (await contextAt(browser, clock.now()));
      contexts.set(key, context);
      await context.clock.setSystemTime(clock.now());
      return await visit(browser, path, { url: org.url, token: org.tokenFor(usernameOf(key)), context, size: large });
    },
    enter: async () => {
      await enterPeoplesEntries(org, people, raw);
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

export function personOf(people: readonly Person[], key: string | null | undefined): Person {
  const found = people.find((person) => person.key === key);
  assert.ok(found !== undefined, `the sample has ${String(key)}`);
  return found;
}

async function runOn(
  { org, clock, project, raw, warehouseFile: file }: Ground,
  order: CycleOrder,
): Promise<CycleResult> {
  const { clientId, clientSecret } = org.client;
  const access = { kind: 'client-credentials', url: org.url, clientId, clientSecret } as const;
  const warehouse = await openWarehouse({ project, file, clock });
  try {
    const parts = { warehouse, org: salesforceOrg(access, clock), clock, dir: `${file}.files` };
    return await runCycle({ ...parts, project, rawDir: raw }, order);
  } finally {
    await warehouse.close();
  }
}

/** Tall enough for both panes. */
const large = { width: 1400, height: 2400 };

async function contextAt(browser: Browser, time: number): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: large, locale: 'en-US', timezoneId: 'Asia/Tokyo' });
  await context.clock.install({ time });
  return context;
}

async function rowsOf(file: string, query: string): Promise<readonly Row[]> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(query)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
