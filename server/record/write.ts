/** The loader's own bookkeeping records in Salesforce: few, small, and written again when the answer was lost. */
import type { Clock } from '../clock.ts';
import type { CollectionRequest, Org, OrgRecord, RowAnswer } from '../org/org.ts';
import { OrgRefused, OrgSilent, collectionLimits, nextWait, usualBudget } from '../org/org.ts';

/** One answer a record, in order. An upsert by key may be repeated without harm, so it is. */
export async function upsertRecords(
  org: Org,
  clock: Clock,
  object: string,
  records: readonly OrgRecord[],
): Promise<readonly RowAnswer[]> {
  return inCalls(org, clock, records, (rows) => ({
    operation: 'upsert',
    object,
    key: 'External_Key__c',
    records: rows,
  }));
}

export async function deleteRecords(org: Org, clock: Clock, ids: readonly string[]): Promise<readonly RowAnswer[]> {
  return inCalls(org, clock, ids, (rows) => ({ operation: 'delete', ids: rows }));
}

async function inCalls<T>(
  org: Org,
  clock: Clock,
  items: readonly T[],
  toRequest: (rows: readonly T[]) => CollectionRequest,
): Promise<readonly RowAnswer[]> {
  const { rows, requests } = collectionLimits;
  const answers: RowAnswer[] = [];
  for (let start = 0; start < items.length; start += rows * requests) {
    const call = items.slice(start, start + rows * requests);
    const parts = Array.from({ length: Math.ceil(call.length / rows) }, (_, index) =>
      toRequest(call.slice(index * rows, (index + 1) * rows)),
    );
    answers.push(...(await repeated(clock, () => org.collect(parts))).flat());
  }
  return answers;
}

async function repeated<T>(clock: Clock, call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const isPassing = error instanceof OrgSilent || (error instanceof OrgRefused && error.errorClass === 'transient');
      const wait = isPassing ? nextWait(attempt, usualBudget, Math.random()) : 'stop';
      if (wait === 'stop') throw error;
      await clock.sleep(wait);
    }
  }
}
