/** The way back: what people entered in Salesforce as tables of the warehouse. */
import { Fault } from '../faults.ts';
import type { Pull, Pulled, RunState } from '../model/model.ts';
import { judged, pullRefusals } from '../plan/plan.ts';
import { checkBudget } from '../org/org.ts';
import type { Measured } from '../replicate/replicate.ts';
import { mapPulls, measure, replicate } from '../replicate/replicate.ts';
import type { Project } from '../syncs/syncs.ts';
import { PlanRefused, refusedIn } from './approve.ts';
import type { OnEvent } from './events.ts';
import type { Parts, RunOptions } from './parts.ts';
import { reportOf, runNameAt, stateOfFault } from './session.ts';

/** How a pull ended: printed as JSON, answered by the service; kept in `todoku.runs`; each table is a row of `todoku.pulls`. */
export interface PullResult {
  readonly command: 'pull';
  readonly run: string;
  readonly project: string;
  readonly state: Extract<RunState, 'matched' | 'mismatch'>;
  /** ISO instants. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly calls: number;
  readonly tables: readonly Pulled[];
}

/** Reads the tables named in `only`, or all. A Fault means that it could not be done; what was read before it stays, and the ledger says so. */
export async function pull(project: Project, parts: Parts, options: RunOptions = {}): Promise<PullResult> {
  const { clock, org, warehouse } = parts;
  const startedAt = new Date(clock.now());
  const run = options.name ?? runNameAt(startedAt);
  const pulls = chosen(project, options.only);
  const watch = options.onEvent ?? ((): void => undefined);
  await using _held = await warehouse.hold();
  await warehouse.ledger.begin(run, project.name, startedAt);
  watch({ type: 'run', run, project: project.name });
  const callsBefore = org.usage().calls;
  try {
    const tables = await pulled(run, project, pulls, parts, { ...options, onEvent: watch });
    const finishedAt = new Date(clock.now());
    const result: PullResult = {
      command: 'pull',
      run,
      project: project.name,
      state: tables.every(({ state }) => state === 'Matched') ? 'matched' : 'mismatch',
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      calls: org.usage().calls - callsBefore,
      tables,
    };
    await warehouse.approvals.closeGuard(run, 'too-many-pull-calls');
    await warehouse.ledger.end(run, result.state, finishedAt, result);
    return result;
  } catch (error) {
    const result = { command: 'pull', fault: reportOf(error, undefined), ...refusedIn(error) };
    await warehouse.ledger.end(run, stateOfFault(error), new Date(clock.now()), result);
    throw error;
  }
}

/** Before a push: what cannot be proven stops it, since models would be built on a table that is out of date. */
export async function pullFirst(
  run: string,
  project: Project,
  names: readonly string[],
  parts: Parts,
  options: RunOptions & { readonly onEvent: OnEvent },
): Promise<void> {
  if (names.length === 0) return;
  const tables = await pulled(run, project, chosen(project, names), parts, options);
  const off = tables.filter(({ state }) => state !== 'Matched').map(({ name }) => `pulled.${name}`);
  if (off.length === 0) return;
  throw new Fault('transient', 'pull-differs', `What was read for ${off.join(', ')} is not what Salesforce adds up.`, {
    next: 'Try again when fewer people are entering; todoku.pulls has the totals of both sides.',
  });
}

async function pulled(
  run: string,
  project: Project,
  pulls: readonly Pull[],
  parts: Parts,
  { signal, onEvent }: RunOptions & { readonly onEvent: OnEvent },
): Promise<readonly Pulled[]> {
  onEvent({ type: 'step', step: 'pull', state: 'started' });
  const mapped = await mapPulls(pulls, (object) => parts.org.describe(object));
  const measured: Measured[] = [];
  for (const one of mapped) measured.push(await measure(one, parts.org));
  await affordable(run, measured, project, parts);
  const tables: Pulled[] = [];
  for (const [index, one] of measured.entries()) {
    onEvent({ type: 'progress', step: 'pull', sync: one.mapped.pull.name, done: index, total: mapped.length });
    tables.push(await replicate(run, one, { ...parts, signal, reserve: project.calls.reserve }));
  }
  onEvent({ type: 'step', step: 'pull', state: 'finished' });
  return tables;
}

/** Faults when all tables together would touch what is left to others, or cost more than the project allows. */
async function affordable(
  run: string,
  measured: readonly Measured[],
  { calls: { max, reserve } }: Project,
  { org, warehouse }: Parts,
): Promise<void> {
  const calls = measured.reduce((sum, one) => sum + one.calls, 0);
  const { refusals } = judged(pullRefusals(calls, max), await warehouse.approvals.open());
  if (refusals.length > 0) throw new PlanRefused(run, refusals);
  checkBudget(org.usage(), reserve, calls);
}

function chosen({ pulls }: Project, only: readonly string[] | undefined): readonly Pull[] {
  if (pulls.length === 0) {
    throw new Fault('setup', 'pull-none', 'The project declares no pull.', {
      next: 'Add pull: to todoku.yml, as ARCHITECTURE.md shows.',
    });
  }
  if (only === undefined || only.length === 0) return pulls;
  const unknown = only.filter((name) => !pulls.some((pull) => pull.name === name));
  if (unknown.length === 0) return pulls.filter((pull) => only.includes(pull.name));
  throw new Fault('setup', 'pull-unknown', `There is no pull ${unknown.join(', ')}.`, {
    next: `There are: ${pulls.map((pull) => pull.name).join(', ')}.`,
  });
}
