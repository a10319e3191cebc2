/** What a run did not get into Salesforce, by what helps against it. */
import { Fault } from '../faults.ts';
import type { ErrorClass } from '../model/model.ts';
import { classOf } from '../org/org.ts';
import type { CodeCount, FailedRow as OpenRow, PlannedRow, Warehouse } from '../warehouse/warehouse.ts';
import { lastPlanner } from './past.ts';

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

/** A row with its values as planned; undefined where they are not kept, or there are none. */
export interface FailedRow extends OpenRow {
  readonly values?: PlannedRow['values'] | undefined;
}

/**
 * Faults when there is no such run. At most `limit` rows of a run that are not in Salesforce as planned, with
 * Salesforce's own words; values are kept until the next run plans.
 */
export async function failedRows(
  run: string,
  { limit, withValues }: { readonly limit: number; readonly withValues: boolean },
  { journal, ledger, corrections }: Pick<Warehouse, 'journal' | 'ledger' | 'corrections'>,
): Promise<readonly FailedRow[]> {
  const found = await ledger.find(run);
  if (found === undefined) {
    throw new Fault('setup', 'run-unknown', `There is no run ${run}.`, { next: '"todoku runs" lists them.' });
  }
  const rows = await journal.failed(run, limit);
  if (!withValues || (await lastPlanner(found.project, { ledger }))?.run !== run) return rows;
  const known = new Map<string, PlannedRow['values']>();
  for (const sync of new Set(rows.map((row) => row.sync))) {
    for (const { key, operation, values } of await corrections.planned(run, sync, limit)) {
      if (operation === 'insert' || operation === 'update') known.set(JSON.stringify([sync, key]), values);
    }
  }
  return rows.map((row) => ({ ...row, values: known.get(JSON.stringify([row.sync, row.key])) }));
}
