/** The steps of the demo, one function each; the tests of the pages build their world from the same ones. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, type LocalOrg, startLocalOrg } from '../../local-org/local-org.ts';
import { openParts } from '../../server/cli/cli.ts';
import type { Clock as ServerClock } from '../../server/clock.ts';
import type { OrgAccess } from '../../server/config.ts';
import { calendarOf, runCycle, weekBefore, weekOf, weekView } from '../../server/cycle/cycle.ts';
import { push, verifyProject, type RunEvent, type RunResult } from '../../server/run/run.ts';
import type { Project } from '../../server/syncs/syncs.ts';
import { cachedPackage } from '../cached-package.ts';
import { entriesFile } from '../sample/sample.ts';
import { type Api, apiOf } from './api.ts';
import { enterEntries } from './entries.ts';
import { integrationUsername, type Person } from './people.ts';

/** `file`: the org's SQLite file; undefined keeps it in memory. `clock`: the machine's when undefined. */
export async function startOrg(file: string | undefined, port: number, clock?: Clock): Promise<LocalOrg> {
  return await startLocalOrg({
    port,
    client: { runAs: integrationUsername },
    ...(file === undefined ? {} : { file }),
    // Whoever moves the clock by weeks stays signed in.
    ...(clock === undefined ? {} : { clock, sessionMs: 100 * 86_400_000 }),
  });
}

export function asAdmin(org: LocalOrg): Api {
  return apiOf(org.url, org.admin.accessToken);
}

export function asUser(org: LocalOrg, username: string): Api {
  return apiOf(org.url, org.tokenFor(username));
}

/** RevOps, who runs the week by hand: may sign for the one whose word it is, and with another moment than now. */
export function asRevOps({ org, people }: { readonly org: LocalOrg; readonly people: readonly Person[] }): Api {
  const found = people.find(({ role }) => role === 'revops');
  if (found === undefined) throw new Error('The project has nobody in RevOps.');
  return asUser(org, found.username);
}

export async function deployForceApp(org: LocalOrg): Promise<void> {
  await asAdmin(org).deploy(await readFile(await cachedPackage()));
}

export interface PushInput {
  readonly org: LocalOrg;
  readonly project: Project;
  readonly raw: string | undefined;
  readonly warehouseFile: string;
  /** Told what a person who waits would like to read. */
  readonly say: (text: string) => void;
  /** The machine's when undefined. */
  readonly clock?: ServerClock;
}

/** As the integration user, who signs in by client credentials as in production. */
export function accessTo({ url, client: { clientId, clientSecret } }: LocalOrg): OrgAccess {
  return { kind: 'client-credentials', url, clientId, clientSecret };
}

export async function pushInto({ org, project, raw, warehouseFile, say, clock }: PushInput): Promise<RunResult> {
  await using parts = await openParts(project, warehouseFile, accessTo(org), clock);
  const sent = new Map<string, number>();
  return await push(project, parts, {
    rawDir: raw,
    onEvent: (event) => {
      const text = textOf(event, sent);
      if (text !== undefined) say(text);
    },
  });
}

/** What is due of the forecast week, as `todoku serve` does it; gives the outcomes: `open done`. */
export async function keepWeek({
  org,
  project,
  raw,
  warehouseFile,
  clock,
}: Omit<PushInput, 'say'>): Promise<readonly string[]> {
  await using parts = await openParts(project, warehouseFile, accessTo(org), clock);
  const { steps } = await runCycle({ ...parts, project, rawDir: raw }, {});
  return steps.map(({ step, outcome }) => `${step} ${outcome}`);
}

/**
 * Keeps the numbers as they stand as last Friday's, so that the first Friday that is lived through has something to be
 * compared with. The week before the one that comes is closed by it.
 */
export async function keepLastFriday({
  org,
  project,
  raw,
  warehouseFile,
  clock,
}: Omit<PushInput, 'say'>): Promise<string> {
  await using parts = await openParts(project, warehouseFile, accessTo(org), clock);
  const { key } = await weekView({ project, warehouse: parts.warehouse }, undefined, new Date(parts.clock.now()));
  const calendar = calendarOf(project);
  const week = weekBefore(weekOf(key, calendar), calendar).key;
  await runCycle({ ...parts, project, rawDir: raw }, { step: 'snapshot', week, by: 'npm start' });
  return week;
}

/** Looks again whether both sides agree, as `todoku verify` does, and tells the panels. */
export async function verifyIn({
  org,
  project,
  raw,
  warehouseFile,
  clock,
}: Omit<PushInput, 'say'>): Promise<RunResult> {
  await using parts = await openParts(project, warehouseFile, accessTo(org), clock);
  return await verifyProject(project, parts, { rawDir: raw });
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

export function hasEntries(raw: string | undefined): raw is string {
  return raw !== undefined && existsSync(join(raw, entriesFile));
}

/** Enters the sample's values as the people who typed them; gives how many. */
export async function enterPeoplesEntries(org: LocalOrg, people: readonly Person[], raw: string): Promise<number> {
  const usernames = new Map(people.map(({ key, username }) => [key, username]));
  return await enterEntries(join(raw, entriesFile), (key) => {
    const username = usernames.get(key);
    if (username === undefined) throw new Error(`${entriesFile} names ${key}, who is no user of the project.`);
    return asUser(org, username);
  });
}
