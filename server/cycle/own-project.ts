/** The syncs that come with the cycle (`syncs/` beside this file): a project of their own, pushed as any other. */
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../faults.ts';
import type { OnEvent, Parts, RunResult } from '../run/run.ts';
import { push } from '../run/run.ts';
import type { Project } from '../syncs/syncs.ts';
import { ProjectFault, inOrder, pulledIn, readSyncFolder, refsOf } from '../syncs/syncs.ts';
import type { CycleRecord } from '../warehouse/warehouse.ts';
import type { StepName } from './calendar.ts';
import { picturePulls, take, takeOver } from './picture/picture.ts';
import type { Picture } from './picture/picture.ts';

const dir = dirname(fileURLToPath(import.meta.url));

export interface OwnParts extends Parts {
  /** The project whose week it is. */
  readonly project: Project;
}

export interface OwnPush {
  /** What of the week is told: each step has its syncs. */
  readonly step: StepName;
  /** `2026-W48`. */
  readonly cycle: string;
  /** Names of syncs, instead of those of the step. */
  readonly only?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: OnEvent | undefined;
  readonly name?: string | undefined;
}

/**
 * Keeps what the step keeps of the moment, once, and tells Salesforce what the warehouse knows of the week; another time
 * tells the same. With `only`, nothing is kept. Faults as a pull and a push do.
 */
export async function pushOwn(
  parts: OwnParts,
  { step, cycle, only, signal, onEvent, name }: OwnPush,
): Promise<RunResult> {
  const week = await parts.warehouse.cycles.find(cycle);
  if (week === undefined) {
    throw new Fault('setup', 'week-unknown', `The warehouse knows no week ${cycle}.`, {
      next: 'todoku.cycles lists the weeks.',
    });
  }
  const { picture, syncs } = told[step];
  const project = ownProject(parts.project, only ?? syncs, week, new Date(parts.clock.now()));
  await takeOver(week, project, parts, { signal, onEvent });
  if (picture !== undefined && only === undefined) await take(picture, week, project, parts, { signal, onEvent });
  const reads = project.models.some(({ sql }) => pulledIn(sql).includes(budgets));
  return await push(project, parts, { pull: reads ? [budgets] : [], signal, onEvent, name });
}

/** What the weekly cycle of a project reads and writes in the org, in the month of the moment. */
export function ownObjects(at: Date): Pick<Project, 'syncs' | 'pulls'> {
  return {
    syncs: ownFolders().flatMap(({ sync }) => (sync === undefined ? [] : [sync])),
    pulls: picturePulls(monthOf(at)),
  };
}

function ownFolders(): readonly ReturnType<typeof readSyncFolder>[] {
  const folders = globSync('syncs/*/', { cwd: dir })
    .sort()
    .map((path) => readSyncFolder(join(dir, path), 'bigquery'));
  const problems = folders.flatMap((folder) => folder.problems);
  if (problems.length > 0) throw new ProjectFault(dir, problems);
  return folders;
}

const monthOf = (at: Date): string => `${at.toISOString().slice(0, 7)}-01`;

/** Those of the year before to the year after, so that the pages can count the business days of any month they show. */
function holidaysAround({ cycle }: Project, year: number): string {
  const near = [...(cycle?.holidays ?? [])].filter((day) => Math.abs(Number(day.slice(0, 4)) - year) <= 1);
  return near.sort().join(' ');
}

/** Half a year: the lines of older Fridays are in the warehouse alone; their budgets and bridges stay. */
const fridaysWithLines = 26;

/** What is kept is told for as long as its budget is there. */
const budgets = 'cycle_budgets';

interface Told {
  readonly picture?: Picture;
  readonly syncs: readonly string[];
}

const week: Told = { syncs: ['forecast-cycle'] };

const told: Readonly<Record<StepName, Told>> = {
  plan: week,
  open: week,
  remind: week,
  digest: week,
  carry: { picture: 'Carried', syncs: [...week.syncs, 'carried-submission'] },
  freeze: { picture: 'Freeze', syncs: [...week.syncs, 'snapshot-run', 'bridge-line'] },
  meeting: week,
  snapshot: { picture: 'Week', syncs: [...week.syncs, 'snapshot-run', 'snapshot-line', 'bridge-line'] },
};

/** These syncs of ours alone; everything about the org and the warehouse is the project's own. */
function ownProject(project: Project, syncs: readonly string[], { zone, periodStart }: CycleRecord, at: Date): Project {
  const folders = ownFolders().filter(({ sync }) => sync !== undefined && syncs.includes(sync.name));
  return {
    ...project,
    dir,
    isOwn: true,
    name: `${project.name}-cycle`,
    tables: [],
    timeZone: zone,
    params: new Map<string, string | number>([
      ['holidays', holidaysAround(project, Number(periodStart.slice(0, 4)))],
      ['fridays', fridaysWithLines],
    ]),
    asOf: { file: join(dir, 'own-project.ts'), text: `SELECT TIMESTAMP '${at.toISOString()}'`, dialect: 'bigquery' },
    models: inOrder(
      folders.flatMap(({ model }) => (model === undefined ? [] : [model])),
      ({ name }) => name,
      ({ sql }) => refsOf(sql),
    ).items,
    syncs: folders.flatMap(({ sync }) => (sync === undefined ? [] : [sync])),
    coverage: [],
    pulls: picturePulls(periodStart),
    schedules: [],
    cycle: undefined,
  };
}
