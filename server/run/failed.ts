/** What a run did not get into Salesforce, by what helps against it. */
import { Fault } from '../faults.ts';
import type { ErrorClass } from '../model/model.ts';
import { classOf } from '../org/org.ts';
import type { CodeCount, FailedRow, Warehouse } from '../warehouse/warehouse.ts';

export type { FailedRow } from '../warehouse/warehouse.ts';

/** Rejected rows by the class of their code; rows that never had their turn; rows that waited for a parent or a person. */
export type RetriedKind = ErrorClass | 'unprocessed' | 'parked' | 'held';

export const retriedKinds = [
  'transient',
  'data',
  'configuration',
  'fatal',
  'unprocessed',
  'parked',
  'held',
] as const satisfies readonly RetriedKind[];

/** Codes of a sync's rows that were not written, of the kinds wanted; all when none is named. */
export async function codesOfKinds(
  run: string,
  sync: string,
  kinds: readonly RetriedKind[],
  { journal }: Warehouse,
): Promise<readonly string[]> {
  const codes = await journal.codes(run, sync);
  const wanted = codes.filter((one) => kinds.length === 0 || kinds.includes(kindOf(one)));
  return [...new Set(wanted.map(({ code }) => code))];
}

function kindOf({ code, status }: CodeCount): RetriedKind {
  if (status === 'unprocessed' || status === 'parked' || status === 'held') return status;
  return classOf(code);
}

/** Faults when there is no such run. At most `limit` rows of a run that are not in Salesforce as planned, with Salesforce's own words. */
export async function failedRows(
  run: string,
  limit: number,
  { journal, ledger }: Pick<Warehouse, 'journal' | 'ledger'>,
): Promise<readonly FailedRow[]> {
  if ((await ledger.find(run)) === undefined) {
    throw new Fault('setup', 'run-unknown', `There is no run ${run}.`, { next: '"todoku runs" lists them.' });
  }
  return journal.failed(run, limit);
}
