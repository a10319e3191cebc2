/** Load_Batch__c: one record a run and sync, made before its rows go out, closed when they are accounted for. */
import type { Clock } from '../clock.ts';
import { Fault } from '../faults.ts';
import type { Counts, Plan } from '../model/model.ts';
import { rowsToSend } from '../model/model.ts';
import type { FieldValue, Org } from '../org/org.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { upsertRecords } from './write.ts';

export interface RecordParts {
  readonly warehouse: Warehouse;
  readonly org: Org;
  readonly clock: Clock;
  /** Told about records of ours that Salesforce refused: a pity, not a reason to stop. */
  readonly onWarning: (code: string, message: string) => void;
}

export type BatchState = 'Running' | 'Matched' | 'Mismatch' | 'Failed' | 'Partial' | 'Not_Checked';

/** Salesforce Ids by sync, for the syncs that have rows to send. */
export async function openBatches(
  run: string,
  project: string,
  plan: Plan,
  { warehouse, org, clock }: RecordParts,
): Promise<ReadonlyMap<string, string>> {
  const syncs = plan.syncs.filter((sync) => rowsToSend(sync) > 0);
  const records = syncs.map(({ mapped }) => {
    return new Map<string, FieldValue>([
      ['External_Key__c', keyOf(run, mapped.sync.name)],
      ['System__c', project],
      ['Sync__c', mapped.sync.name],
      ['Object_Name__c', mapped.object.name],
      ['Model__c', `syncs/${mapped.sync.name}/model.sql`],
      ['Source_As_Of__c', moment(plan.sourceAsOf)],
      ['Started_At__c', moment(new Date(clock.now()))],
      ['State__c', 'Running' satisfies BatchState],
    ]);
  });
  const answers = await upsertRecords(org, clock, 'Load_Batch__c', records);
  const batches = new Map<string, string>();
  for (const [index, { mapped }] of syncs.entries()) {
    const answer = answers[index];
    if (answer?.isWritten !== true || answer.salesforceId === undefined) {
      throw new Fault(
        'setup',
        'batch-refused',
        `Load_Batch__c was refused: ${answer?.code ?? ''} ${answer?.message ?? ''}`,
        {
          next: "Check the integration user's access to Load_Batch__c.",
        },
      );
    }
    await warehouse.ledger.setBatch(run, mapped.sync.name, answer.salesforceId);
    batches.set(mapped.sync.name, answer.salesforceId);
  }
  return batches;
}

export interface ClosedBatch {
  readonly sync: string;
  readonly state: BatchState;
  readonly message: string;
  /** Undefined when the run stopped before its rows were counted. */
  readonly counts: (Counts & { readonly unchanged: number | undefined }) | undefined;
}

export async function closeBatches(run: string, closed: readonly ClosedBatch[], parts: RecordParts): Promise<void> {
  const { org, clock, onWarning } = parts;
  const records = closed.map(({ sync, state, message, counts }) => {
    return new Map<string, FieldValue>([
      ['External_Key__c', keyOf(run, sync)],
      ['State__c', state],
      ['Finished_At__c', moment(new Date(clock.now()))],
      ['Message__c', message === '' ? null : message.slice(0, 32_000)],
      ...countFields(counts),
    ]);
  });
  const answers = await upsertRecords(org, clock, 'Load_Batch__c', records);
  for (const answer of answers) {
    if (!answer.isWritten) onWarning('batch-not-closed', `Load_Batch__c: ${answer.code ?? ''} ${answer.message ?? ''}`);
  }
}

function countFields(counts: ClosedBatch['counts']): readonly [string, FieldValue][] {
  if (counts === undefined) return [];
  const { created, updated, deleted, rejected, unprocessed, parked, held, unchanged } = counts;
  const fields: readonly (readonly [string, number | undefined])[] = [
    ['Rows_Sent__c', created + updated + deleted + rejected],
    ['Rows_Created__c', created],
    ['Rows_Updated__c', updated],
    ['Rows_Deleted__c', deleted],
    ['Rows_Unchanged__c', unchanged],
    ['Rows_Failed__c', rejected + unprocessed],
    ['Rows_Parked__c', parked + held],
  ];
  return fields.flatMap(([field, rows]) => (rows === undefined ? [] : [[field, { number: String(rows) }]]));
}

function keyOf(run: string, sync: string): string {
  return `${run}:${sync}`;
}

export function moment(at: Date): string {
  return `${at.toISOString().slice(0, 19)}.000Z`;
}
