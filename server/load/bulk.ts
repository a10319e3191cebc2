/** A part as one job of Bulk API 2.0, each step noted before its effect could be lost. */
import { join } from 'node:path';
import type { Counts } from '../model/model.ts';
import type { Job } from '../org/org.ts';
import { OrgRefused, OrgSilent, finalStates, goneCodes, nextWait, usualBudget } from '../org/org.ts';
import type { Part, ResultFiles, StampValues } from '../warehouse/warehouse.ts';
import type { LoadContext } from './context.ts';
import { checkSignal, folderOf, noteStep, pause } from './context.ts';
import { lookUp } from './lookup.ts';
import { nothingYet } from './pace.ts';

export async function sendBulk(context: LoadContext, part: Part, values: StampValues): Promise<Counts> {
  const file = join(folderOf(context), `${part.sync}-${part.number}.csv`);
  const written = await context.warehouse.journal.write(part, values, file);
  context.onPart(written, undefined);
  const closed = await submit(context, written, file);
  return finish(context, closed);
}

/**
 * Until a job holds the file and is closed. A job whose upload ended in doubt is aborted, never filled again; one that was
 * closed although the answer was lost is the one: a second would send its rows twice.
 */
async function submit(context: LoadContext, part: Part, file: string): Promise<Part> {
  const { org } = context;
  let creating: Part | undefined;
  let last = part;
  for (let attempt = 1; ; attempt += 1) {
    checkSignal(context);
    try {
      if (await isClosed(context, last)) return await noteStep(context, last, 'closed');
      if (creating !== undefined) await abortOpen(context, creating);
      last = await noteStep(context, part, 'creating');
      creating = last;
      const jobId = await org.jobs.create({ object: part.object, operation: part.operation, key: part.key });
      last = await noteStep(context, last, 'created', { jobId });
      await org.jobs.upload(jobId, file);
      last = await noteStep(context, last, 'uploaded');
      await org.jobs.close(jobId);
      return await noteStep(context, last, 'closed');
    } catch (error) {
      if (!isPassing(error)) throw error;
      const wait = nextWait(attempt, usualBudget, Math.random());
      if (wait === 'stop') throw error;
      await pause(context, wait);
    }
  }
}

/** A close whose answer was lost has happened if the job is no longer open. */
async function isClosed({ org }: LoadContext, { step, jobId }: Part): Promise<boolean> {
  if (step !== 'uploaded' || jobId === undefined) return false;
  const job = await org.jobs.status(jobId);
  return job !== undefined && job.state !== 'Open' && job.state !== 'Aborted';
}

function isPassing(error: unknown): boolean {
  return error instanceof OrgSilent || (error instanceof OrgRefused && error.errorClass === 'transient');
}

/** Clocks of the org and of this machine may differ by this much. */
const skewMs = 5 * 60_000;

/** Aborts the open jobs that this user created for the same object since the intention was noted. */
export async function abortOpen({ org }: LoadContext, intent: Part): Promise<void> {
  for (const job of await org.jobs.mine()) {
    const isOurs =
      job.object.toLowerCase() === intent.object.toLowerCase() &&
      job.operation === intent.operation &&
      job.createdAt.getTime() >= intent.at.getTime() - skewMs;
    if (isOurs) await org.jobs.abort(job.id);
  }
}

/**
 * From a closed job to outcomes. A job that takes long is still running; only the org ends it. One of an earlier run is
 * looked at at once.
 */
export async function finish(context: LoadContext, part: Part, isOfEarlierRun = false): Promise<Counts> {
  const { jobId } = part;
  if (jobId === undefined) return lookUp(context, part);
  const job = await awaited(context, part, jobId, isOfEarlierRun);
  if (job === undefined) return lookUp(context, part);
  const finished = await noteStep(context, part, 'finished');
  const files = resultFiles(context, part);
  await context.org.jobs.results(jobId, files);
  const stored = await noteStep(context, finished, 'stored');
  const counts = await context.warehouse.journal.applyFiles(stored, files, goneCodes);
  context.onPart({ ...stored, step: 'applied' }, counts);
  if (job.state === 'Failed') refuseFailed(job);
  return counts;
}

async function awaited(
  context: LoadContext,
  { object, rows }: Part,
  jobId: string,
  isOfEarlierRun: boolean,
): Promise<Job | undefined> {
  const { org, clock, pace } = context;
  const since = clock.now();
  let seen = nothingYet;
  for (let look = 1; ; look += 1) {
    if (look > 1 || !isOfEarlierRun) await pause(context, pace.wait(object, rows, seen));
    const job = await org.jobs.status(jobId);
    if (job === undefined) return undefined;
    const now = { processed: job.processed, ageMs: clock.now() - since };
    if (finalStates.includes(job.state)) {
      pace.learnEnd(object, seen, now);
      return job;
    }
    pace.learn(object, seen, now);
    seen = now;
  }
}

export function resultFiles(context: LoadContext, part: Part): ResultFiles {
  const base = join(folderOf(context), `${part.sync}-${part.number}`);
  return {
    successful: `${base}.successful.csv`,
    failed: `${base}.failed.csv`,
    unprocessed: `${base}.unprocessed.csv`,
  };
}

/** A job that failed as a whole says why in words that begin with a code: `InvalidBatch : Field name not found : X`. */
function refuseFailed(job: Job): void {
  const message = job.errorMessage ?? 'no reason given';
  const [code = 'JOB_FAILED'] = message.split(/[\s:]/);
  const refused = new OrgRefused(200, code, message, `process job ${job.id} for ${job.object}`);
  if (refused.errorClass === 'configuration' || refused.errorClass === 'fatal') throw refused;
}
