/** The way back: what people entered in Salesforce as tables of the warehouse. */
import { Fault } from '../faults.ts';
import type { Pull, Pulled, RunState } from '../model/model.ts';
import { mapPulls, replicate } from '../replicate/replicate.ts';
import type { Project } from '../syncs/syncs.ts';
import type { OnEvent } from './events.ts';
import type { Parts, RunOptions } from './parts.ts';
import { runNameAt } from './session.ts';

/** How a pull ended: printed as JSON, answered by the service; each table is a row of `todoku.pulls`. */
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

/** Reads the tables named in `only`, or all. A Fault means that it could not be done; what was read before it stays. */
export async function pull(project: Project, parts: Parts, options: RunOptions = {}): Promise<PullResult> {
  const { clock, org, warehouse } = parts;
  const startedAt = new Date(clock.now());
  const run = options.name ?? runNameAt(startedAt);
  const callsBefore = org.usage().calls;
  const pulls = chosen(project, options.only);
  const watch = options.onEvent ?? ((): void => undefined);
  await using _held = await warehouse.hold();
  watch({ type: 'run', run, project: project.name });
  const tables = await pulled(run, project, pulls, parts, { ...options, onEvent: watch });
  return {
    command: 'pull',
    run,
    project: project.name,
    state: tables.every(({ state }) => state === 'Matched') ? 'matched' : 'mismatch',
    startedAt: startedAt.toISOString(),
    finishedAt: new Date(clock.now()).toISOString(),
    calls: org.usage().calls - callsBefore,
    tables,
  };
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
  const tables: Pulled[] = [];
  for (const [index, one] of mapped.entries()) {
    onEvent({ type: 'progress', step: 'pull', sync: one.pull.name, done: index, total: mapped.length });
    tables.push(await replicate(run, one, { ...parts, signal, reserve: project.calls.reserve }));
  }
  onEvent({ type: 'step', step: 'pull', state: 'finished' });
  return tables;
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
