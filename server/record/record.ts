/** The last step: the acknowledged state moves, the ledger is written, and Salesforce is told what was found. */
import type { Counts, Plan, SyncResult, SyncVerdict } from '../model/model.ts';
import { noCounts } from '../model/model.ts';
import { goneCodes } from '../org/org.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { markedCauses } from '../warehouse/warehouse.ts';
import { differencesBelow } from './below.ts';
import type { BatchState, ClosedBatch, RecordParts } from './batches.ts';
import { closeBatches } from './batches.ts';
import type { Checked } from './reconciliations.ts';
import { writeHeartbeats, writeRollups } from './reconciliations.ts';

export { closeBatches, openBatches } from './batches.ts';
export type { RecordParts } from './batches.ts';
export type { Checked } from './reconciliations.ts';
export { upsertRecords } from './write.ts';

/**
 * Moves the state for what Salesforce acknowledged, as soon as it is known: verification compares with it, and a crash
 * in between must not forget what was written.
 */
export async function acknowledge(run: string, syncs: readonly string[], warehouse: Warehouse): Promise<void> {
  for (const sync of syncs) await warehouse.state.acknowledge(run, sync);
}

/** What became of each sync's rows, for the result table and the batches. */
export function resultsOf(
  plan: Plan,
  verdicts: readonly SyncVerdict[],
  countsBySync: ReadonlyMap<string, Counts>,
): readonly SyncResult[] {
  return plan.syncs.map(({ mapped, unchanged, quarantined }) => {
    const counts = countsBySync.get(mapped.sync.name) ?? noCounts;
    const verdict = verdicts.find((item) => item.sync === mapped.sync.name);
    const failed = counts.rejected + counts.unprocessed;
    const state = verdict?.state ?? 'Not_Checked';
    return {
      sync: mapped.sync.name,
      object: mapped.object.name,
      sent: counts.created + counts.updated + counts.deleted + counts.rejected,
      ...counts,
      unchanged,
      quarantined,
      failed,
      state,
      matched: state === 'Matched',
    };
  });
}

/** Batches are closed, the panels told; rows that Salesforce holds differently will be sent again. */
export async function record(
  run: string,
  batches: ReadonlyMap<string, string>,
  results: readonly SyncResult[],
  checked: readonly Checked[],
  parts: RecordParts,
): Promise<void> {
  const closed = results.filter((result) => batches.has(result.sync)).map((result) => closedBatch(result, checked));
  await closeBatches(run, closed, parts);
  await reconcile(run, checked, parts);
}

/** The part of recording that a mere verification has too. */
export async function reconcile(run: string, checked: readonly Checked[], parts: RecordParts): Promise<void> {
  for (const { verdict, mapped } of checked) {
    const flagged = mapped.fields.filter(({ owner }) => owner === 'flag').map(({ name }) => name);
    if (!verdict.keysCompared) continue;
    const isMarked = verdict.causes.some(({ cause }) => markedCauses.includes(cause));
    if (isMarked) await parts.warehouse.state.markDrift(run, verdict.sync, flagged);
    if (mapped.sync.mode === 'update') await parts.warehouse.state.forgetMissing(run, verdict.sync, goneCodes);
  }
  await writeHeartbeats(checked, parts);
  const below = await differencesBelow(run, checked, parts.warehouse.comparison);
  for (const one of checked) {
    if (one.verdict.keysCompared) await writeRollups(one, below.get(one.verdict.sync) ?? new Map(), parts);
  }
}

function closedBatch(result: SyncResult, checked: readonly Checked[]): ClosedBatch {
  const verdict = checked.find((item) => item.verdict.sync === result.sync)?.verdict;
  const causes = verdict?.causes ?? [];
  const message = causes.map(({ cause, code, rows }) => `${cause}${code === undefined ? '' : ` ${code}`}: ${rows}`);
  return { sync: result.sync, state: batchState(result), message: message.join('\n'), counts: result };
}

function batchState(result: SyncResult): BatchState {
  if (result.state === 'Mismatch' || result.state === 'Not_Checked') return result.state;
  const isWhole = result.failed + result.parked + result.held + result.quarantined === 0 && result.state === 'Matched';
  if (isWhole) return 'Matched';
  return result.created + result.updated + result.deleted === 0 ? 'Failed' : 'Partial';
}
