import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { Fault } from '../faults.ts';
import type { Counts } from '../model/model.ts';
import type { Org } from '../org/org.ts';
import { checkBudget } from '../org/org.ts';
import type { Part, Warehouse } from '../warehouse/warehouse.ts';
import type { Pace } from './pace.ts';

/** What every step of a load needs. */
export interface LoadContext {
  readonly run: string;
  readonly warehouse: Warehouse;
  readonly org: Org;
  readonly clock: Clock;
  /** What looks at jobs have shown so far. */
  readonly pace: Pace;
  /** Folder for the files of runs. */
  readonly dir: string;
  /** Checked between parts: what is under way is finished, nothing new is begun. */
  readonly signal: AbortSignal | undefined;
  /** Percent of the org's calls of a day that is left to others. */
  readonly reserve: number;
  /** Told after each step of a part has been noted; with the outcome once there is one. */
  readonly onPart: (part: Part, counts: Counts | undefined) => void;
}

export function folderOf(context: Pick<LoadContext, 'dir' | 'run'>): string {
  const folder = join(context.dir, context.run);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Files of a run whose results are in the warehouse are of no more use. */
export function removeFolder(dir: string, run: string): void {
  rmSync(join(dir, run), { recursive: true, force: true });
}

export function checkSignal(context: LoadContext): void {
  if (context.signal?.aborted !== true) return;
  throw new Fault('transient', 'interrupted', 'The push was stopped between two parts.', {
    next: 'Push again: what was sent is known, and the rest follows.',
  });
}

/** Before a part: whether the run may go on, and the org still has calls for it. */
export function checkGoing(context: LoadContext): void {
  checkSignal(context);
  checkBudget(context.org.usage(), context.reserve, 1);
}

/** Waits, unless the run is asked to stop meanwhile. */
export async function pause(context: LoadContext, waitMs: number): Promise<void> {
  try {
    await context.clock.sleep(waitMs, context.signal);
  } catch (error) {
    checkSignal(context);
    throw error;
  }
}

/** Notes a step and tells whoever watches. */
export async function noteStep(
  context: LoadContext,
  part: Part,
  step: Part['step'],
  facts?: { readonly jobId: string },
): Promise<Part> {
  const next = await context.warehouse.journal.step(part, step, facts);
  context.onPart(next, undefined);
  return next;
}
