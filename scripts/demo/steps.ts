/** The steps of the demo, one function each; the tests of the pages build their world from the same ones. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LocalOrg, startLocalOrg } from '../../local-org/local-org.ts';
import { openParts } from '../../server/cli/cli.ts';
import { runCycle } from '../../server/cycle/cycle.ts';
import { push, verifyProject, type RunEvent, type RunResult } from '../../server/run/run.ts';
import type { Project } from '../../server/syncs/syncs.ts';
import { cachedPackage } from '../cached-package.ts';
import { entriesFile } from '../sample/sample.ts';
import { type Api, apiOf } from './api.ts';
import { enterEntries } from './entries.ts';
import { integrationUsername, type Person } from './people.ts';

/** `file`: the org's SQLite file; undefined keeps it in memory. `clock`: the machine's when undefined. */
export async function startOrg(
  file: string | undefined,
  port: number,
  clock?: { readonly now: () => number },
): Promise<LocalOrg> {
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
}

/** A push as the integration user, who signs in by client credentials as in production. */
export async function pushInto({ org, project, raw, warehouseFile, say }: PushInput): Promise<RunResult> {
  const { clientId, clientSecret } = org.client;
  const access = { kind: 'client-credentials', url: org.url, clientId, clientSecret } as const;
  await using parts = await openParts(project, warehouseFile, access);
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
}: Omit<PushInput, 'say'>): Promise<readonly string[]> {
  const { clientId, clientSecret } = org.client;
  const access = { kind: 'client-credentials', url: org.url, clientId, clientSecret } as const;
  await using parts = await openParts(project, warehouseFile, access);
  const { steps } = await runCycle({ ...parts, project, rawDir: raw }, {});
  return steps.map(({ step, outcome }) => `${step} ${outcome}`);
}

/** Looks again whether both sides agree, as `todoku verify` does, and tells the panels. */
export async function verifyIn({ org, project, raw, warehouseFile }: Omit<PushInput, 'say'>): Promise<RunResult> {
  const { clientId, clientSecret } = org.client;
  await using parts = await openParts(project, warehouseFile, {
    kind: 'client-credentials',
    url: org.url,
    clientId,
    clientSecret,
  });
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

export function todayIn(timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
}
