/** Before anything new: runs that a crash or an outage left behind are followed to their end. */
import { recover } from '../load/load.ts';
import { noCounts } from '../model/model.ts';
import { inLists } from '../org/org.ts';
import type { RecordParts } from '../record/record.ts';
import { acknowledge, closeBatches } from '../record/record.ts';
import type { OnEvent } from './events.ts';
import type { Parts } from './parts.ts';
import { loadContext } from './session.ts';

/** Names of the runs that were finished. */
export async function finishUnfinished(
  parts: Parts,
  recording: RecordParts,
  watch: OnEvent,
): Promise<readonly string[]> {
  const finished: string[] = [];
  for (const { run } of await parts.warehouse.ledger.unfinished()) {
    watch({ type: 'recovering', run });
    const syncs = await recover(loadContext(run, parts, undefined, watch, 0));
    await acknowledge(run, syncs, parts.warehouse);
    await closeLeftBatches(run, syncs, parts, recording);
    await parts.warehouse.ledger.end(run, 'interrupted', new Date(parts.clock.now()), { interrupted: true });
    finished.push(run);
  }
  return finished;
}

/** Batches that Salesforce still shows as running, whether or not we got to note their Ids. */
async function closeLeftBatches(
  run: string,
  syncs: readonly string[],
  { warehouse, org }: Parts,
  recording: RecordParts,
): Promise<void> {
  const running: string[] = [];
  for (const list of inLists(syncs.map((sync) => `${run}:${sync}`))) {
    const soql = `SELECT Sync__c FROM Load_Batch__c WHERE State__c = 'Running' AND External_Key__c IN (${list})`;
    for await (const page of org.query(soql)) running.push(...page.map((row) => row['Sync__c'] ?? ''));
  }
  const counts = running.length === 0 ? undefined : await warehouse.journal.counts(run);
  const closed = running.map((sync) => ({
    sync,
    state: 'Partial' as const,
    message: 'Interrupted; the next push has finished it.',
    counts: { ...(counts?.get(sync) ?? noCounts), unchanged: undefined },
  }));
  await closeBatches(run, closed, recording);
}
