/** The sample agency, pushed into a local org as `npm start` does it, for whoever looks at its pages: tests and `npm run screens`. */
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import type { LocalOrg } from '../../local-org/local-org.ts';
import type { Api } from './api.ts';
import { copyKept } from './kept.ts';
import { peopleOf, provision, type Person } from './people.ts';
import { asAdmin, deployForceApp, enterPeoplesEntries, pushInto, startOrg, verifyIn } from './steps.ts';
import { systemClock, type Clock } from '../../server/clock.ts';
import { writeSample } from '../sample/sample.ts';
import type { RunResult } from '../../server/run/run.ts';
import { readProject } from '../../server/syncs/syncs.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface Agency extends AsyncDisposable {
  readonly org: LocalOrg;
  readonly admin: Api;
  readonly people: readonly Person[];
  /** Compares both sides again, as `todoku verify` does. */
  verify(): Promise<RunResult>;
  /** Rows of a query on the warehouse, numbers and dates as text. */
  sql(query: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** The day the sample stands still on; November 2026 is its current month. */
export const today = '2026-11-22';

/** What the org takes for now, held and moved by whoever looks; the machine's clock while undefined. */
export interface Moment {
  now(): number;
  set(instant: string | undefined): void;
}

/** The Tuesday of the sample's week at 13:48 in Tokyo, five hours before its units submit. */
export const tuesday = '2026-11-24T04:48:00.000Z';

export function momentAt(instant: string): Moment {
  let ms: number | undefined = Date.parse(instant);
  return {
    now: () => ms ?? Date.now(),
    set: (next) => {
      ms = next === undefined ? undefined : Date.parse(next);
    },
  };
}

/** When the files of the sample's Monday were written, in Tokyo at six in the morning, and when they were in the org. */
const written = new Date('2026-11-22T21:00:00.000Z');
const loadClock: Clock = { ...systemClock, now: () => Date.parse('2026-11-22T21:04:00.000Z') };

/**
 * With a moment the records are two weeks older than the sample's Tuesday, their numbers are those of its Monday
 * morning, and people typed theirs later that Monday; without one everything happens now, or did within the hour.
 */
export async function startAgency(moment?: Moment): Promise<Agency> {
  await using opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
  const folder = await mkdtemp(join(tmpdir(), 'todoku-agency-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  await (moment === undefined ? copyKept('now', folder, makeNow) : copyKept('held', folder, makeHeld));
  moment?.set(tuesday);
  const { raw, warehouseFile, orgFile, peopleFile } = filesIn(folder);
  const people = JSON.parse(await readFile(peopleFile, 'utf8')) as readonly Person[]; // written by `make`
  const org = opened.use(await startOrg(orgFile, 0, moment));
  await org.builds.current();
  const kept = opened.move();
  return {
    org,
    admin: asAdmin(org),
    people,
    verify: () => verifyIn({ org, project: readProject(root), raw, warehouseFile }),
    sql: (query) => rowsOf(warehouseFile, query),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Where the agency lies in its folder. */
const filesIn = (folder: string): Readonly<Record<'raw' | 'warehouseFile' | 'orgFile' | 'peopleFile', string>> => ({
  raw: join(folder, 'raw'),
  warehouseFile: join(folder, 'warehouse.duckdb'),
  orgFile: join(folder, 'org.sqlite'),
  peopleFile: join(folder, 'people.json'),
});

const makeNow = (folder: string): Promise<void> => make(folder);
const makeHeld = (folder: string): Promise<void> => make(folder, momentAt('2026-11-09T21:00:00.000Z'));

/** Writes the sample, pushes it into an org of its own, and closes both. */
async function make(folder: string, moment?: Moment): Promise<void> {
  const { raw, warehouseFile, orgFile, peopleFile } = filesIn(folder);
  const project = readProject(root);
  await writeSample(raw, { seed: 'todoku', today });
  const people = await peopleOf(project, raw);
  if (moment !== undefined) await age(raw);
  await using org = await startOrg(orgFile, 0, moment);
  await deployForceApp(org);
  await provision(people, asAdmin(org));
  await pushInto({
    org,
    project,
    raw,
    warehouseFile,
    ...(moment === undefined ? {} : { clock: loadClock }),
    say: () => undefined,
  });
  moment?.set('2026-11-23T01:30:00.000Z');
  await enterPeoplesEntries(org, people, raw);
  await writeFile(peopleFile, JSON.stringify(people));
}

/** The age of the files is the age of the numbers. */
async function age(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true })) await utimes(join(folder, entry), written, written);
}

async function rowsOf(file: string, query: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(query)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
