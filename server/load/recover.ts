/** A run that was killed, or that stopped with an answer outstanding: its jobs are followed to their end. */
import type { Part } from '../warehouse/warehouse.ts';
import { abortOpen, finish } from './bulk.ts';
import type { LoadContext } from './context.ts';
import { removeFolder } from './context.ts';
import { lookUp } from './lookup.ts';

/**
 * After this every planned row of the run has an outcome: what Salesforce did is known, what it never got is
 * unprocessed. Gives the syncs concerned, parents first; their acknowledged state is the caller's to move.
 */
export async function recover(context: LoadContext): Promise<readonly string[]> {
  const { warehouse, run } = context;
  const syncs = await warehouse.ledger.planned(run);
  for (const part of await warehouse.journal.parts(run)) await followUp(context, part);
  for (const sync of syncs) await warehouse.journal.closeBooks(run, sync, 'INTERRUPTED');
  removeFolder(context.dir, run);
  return syncs;
}

async function followUp(context: LoadContext, part: Part): Promise<void> {
  switch (part.step) {
    case 'planned':
    case 'written':
    case 'applied':
      return;
    case 'creating':
      await abortOpen(context, part);
      await abandon(context, part);
      return;
    case 'created':
    case 'uploaded':
      await followJob(context, part);
      return;
    case 'closed':
    case 'finished':
    case 'stored':
      await finish(context, part, true);
      return;
    case 'sending':
      await lookUp(context, part);
  }
}

/** A job that is still open was never closed, so none of its rows was looked at. */
async function followJob(context: LoadContext, part: Part): Promise<void> {
  const { org } = context;
  const job = part.jobId === undefined ? undefined : await org.jobs.status(part.jobId);
  if (job?.state === 'Open') await org.jobs.abort(job.id);
  if (job === undefined || job.state === 'Open') await abandon(context, part);
  else await finish(context, part, true);
}

/** No row of the part reached Salesforce. */
async function abandon(context: LoadContext, part: Part): Promise<void> {
  await context.warehouse.journal.applyAnswers(part, []);
  context.onPart({ ...part, step: 'applied' }, undefined);
}
