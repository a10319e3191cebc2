/** The syncs that come with the cycle (`syncs/` beside this file): a project of their own, pushed as any other. */
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnEvent, Parts, RunResult } from '../run/run.ts';
import { push } from '../run/run.ts';
import type { Project } from '../syncs/syncs.ts';
import { ProjectFault, readSyncFolder } from '../syncs/syncs.ts';
import type { StepName } from './calendar.ts';

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

/** Tells Salesforce what the warehouse knows of a week; once more is the same. Faults as a push does. */
export async function pushOwn(
  parts: OwnParts,
  { step, cycle, only, signal, onEvent, name }: OwnPush,
): Promise<RunResult> {
  const params = new Map([
    ['cycle', cycle],
    ['holidays', holidaysAround(parts.project, Number(cycle.slice(0, 4)))],
  ]);
  const project = ownProject(parts.project, params, new Date(parts.clock.now()));
  return await push(project, parts, { only: only ?? syncsOf[step], signal, onEvent, name });
}

/** Those of the year before to the year after, so that the pages can count the business days of any month they show. */
function holidaysAround({ cycle }: Project, year: number): string {
  const near = [...(cycle?.holidays ?? [])].filter((day) => Math.abs(Number(day.slice(0, 4)) - year) <= 1);
  return near.sort().join(' ');
}

const syncsOf: Readonly<Record<StepName, readonly string[]>> = {
  plan: ['forecast-cycle'],
  open: ['forecast-cycle'],
  remind: ['forecast-cycle'],
  carry: ['forecast-cycle'],
  freeze: ['forecast-cycle'],
  meeting: ['forecast-cycle'],
  snapshot: ['forecast-cycle'],
};

/** Everything about the org and the warehouse is the project's own. */
function ownProject(project: Project, params: Project['params'], at: Date): Project {
  const folders = globSync('syncs/*/', { cwd: dir })
    .sort()
    .map((path) => readSyncFolder(join(dir, path), 'duckdb'));
  const problems = folders.flatMap((folder) => folder.problems);
  if (problems.length > 0) throw new ProjectFault(dir, problems);
  return {
    ...project,
    dir,
    name: `${project.name}-cycle`,
    tables: [],
    params,
    asOf: { file: join(dir, 'own-project.ts'), text: `SELECT TIMESTAMPTZ '${at.toISOString()}'`, dialect: 'duckdb' },
    models: folders.flatMap(({ model }) => (model === undefined ? [] : [model])),
    syncs: folders.flatMap(({ sync }) => (sync === undefined ? [] : [sync])),
    coverage: [],
    pulls: [],
    schedules: [],
    cycle: undefined,
  };
}
