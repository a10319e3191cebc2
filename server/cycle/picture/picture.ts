/**
 * What a week keeps of a moment: whoever has said nothing (`Carried`), the budgets that the meeting works with and what
 * has moved them since Friday (`Freeze`), the budgets, lines and bridges of Friday (`Week`). Taken once from Salesforce as it stands; what is told
 * afterwards is what was taken, however often it is told.
 */
import { Fault } from '../../faults.ts';
import type { OnEvent, Parts } from '../../run/run.ts';
import { pull } from '../../run/run.ts';
import type { Model, Project } from '../../syncs/syncs.ts';
import type { CycleRecord } from '../../warehouse/warehouse.ts';
import { bridges, pairs } from './bridges.ts';
import { carried } from './carried.ts';
import { budgetsNow, linesNow, unsteady } from './lines.ts';
import { past } from './past.ts';
import { pastPulls, picturePulls } from './pulls.ts';
import { lines, runs } from './runs.ts';
import type { PictureParam } from './words.ts';
import { param, takenAt } from './words.ts';

export { picturePulls } from './pulls.ts';

export type Picture = 'Carried' | 'Freeze' | 'Week';

interface Recipe {
  readonly pulls: readonly string[];
  readonly models: Readonly<Record<string, string>>;
}

/** Models that become rows of the tables of the same name. */
const isKept = (model: string): boolean => model.startsWith('kept_') || model === 'cycle_pictures';

const amounts = ['cycle_budgets', 'cycle_targets', 'cycle_project_amounts', 'cycle_opportunity_amounts'];
const standing = { cycle_budgets_now: budgetsNow, cycle_lines_now: linesNow, cycle_unsteady: unsteady };

const recipes: Readonly<Record<Picture, Recipe>> = {
  Carried: {
    pulls: ['cycle_budgets', 'cycle_targets', 'cycle_submissions'],
    models: { cycle_budgets_now: budgetsNow, kept_submissions: carried },
  },
  Freeze: {
    pulls: amounts,
    models: { ...standing, kept_runs: runs('Freeze'), cycle_bridge_pairs: pairs, kept_bridges: bridges },
  },
  Week: {
    pulls: amounts,
    models: {
      ...standing,
      kept_runs: runs('Week'),
      kept_lines: lines,
      cycle_bridge_pairs: pairs,
      kept_bridges: bridges,
    },
  },
};

/** Months before the first that is forecast whose lines are kept too: what accounting still corrects. */
const monthsBack = 3;

/** Readings of numbers that people go on saving. */
const mostReadings = 3;

export interface Taking {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: OnEvent | undefined;
}

/** Does nothing when it was taken before. Faults when Salesforce does not hold still. */
export async function take(
  picture: Picture,
  week: CycleRecord,
  project: Project,
  parts: Parts,
  taking: Taking = {},
): Promise<void> {
  const { pictures } = parts.warehouse.cycles;
  const params = paramsOf(picture, week, parts);
  if (await pictures.isTaken(week.key, picture)) return;
  const { pulls, models } = recipes[picture];
  const all = {
    ...models,
    cycle_pictures: `SELECT ${param('cycle')} AS cycle, '${picture}' AS picture, ${takenAt} AS taken_at`,
  };
  for (let readings = 1; ; readings += 1) {
    await read({ ...project, pulls: picturePulls(params.from) }, parts, pulls, taking);
    await parts.warehouse.sources.build(modelsOf(all), new Map(Object.entries(params)));
    const off = 'cycle_unsteady' in models ? await pictures.count('cycle_unsteady') : 0;
    if (off === 0) break;
    if (readings === mostReadings) throw unsteadyFault(off);
  }
  await pictures.keep(Object.keys(all).filter(isKept));
}

/** A warehouse that has never kept anything, or was lost, starts from what earlier weeks have left in Salesforce. */
export async function takeOver(week: CycleRecord, project: Project, parts: Parts, taking: Taking = {}): Promise<void> {
  const { pictures } = parts.warehouse.cycles;
  if (!(await pictures.isEmpty())) return;
  await read({ ...project, pulls: pastPulls }, parts, [], taking);
  await parts.warehouse.sources.build(modelsOf(past), new Map([['cycle', week.key]]));
  await pictures.keep(Object.keys(past));
}

type Params = Readonly<Record<PictureParam, string>>;

function paramsOf(picture: Picture, week: CycleRecord, { clock }: Parts): Params {
  const planned = { Carried: week.unitDeadline, Freeze: week.freezeAt, Week: week.snapshotAt }[picture];
  return {
    cycle: week.key,
    period: week.periodStart,
    from: monthBefore(week.periodStart, monthsBack),
    planned: planned.toISOString(),
    taken: new Date(clock.now()).toISOString(),
  };
}

async function read(project: Project, parts: Parts, only: readonly string[], taking: Taking): Promise<void> {
  const { state, tables } = await pull(project, parts, { ...taking, only });
  if (state === 'matched') return;
  const off = tables.filter((table) => table.state !== 'Matched').map(({ object }) => object);
  throw new Fault('transient', 'pull-differs', `What was read of ${off.join(', ')} is not what Salesforce adds up.`, {
    next: 'Try again when fewer people are entering; todoku.pulls has the totals of both sides.',
  });
}

function unsteadyFault(budgets: number): Fault {
  const told = `The lines of ${budgets} ${budgets === 1 ? 'budget' : 'budgets'} do not add up to what Salesforce rolls up`;
  return new Fault('transient', 'picture-unsteady', `${told}, after ${mostReadings} readings.`, {
    next: 'Try again when fewer people are entering; model cycle_unsteady names the budgets.',
  });
}

function modelsOf(models: Recipe['models']): readonly Model[] {
  return Object.entries(models).map(([name, text]) => ({
    name,
    sql: { file: `server/cycle/picture (${name})`, text, dialect: 'bigquery' },
  }));
}

function monthBefore(day: string, months: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString().slice(0, 10);
}
