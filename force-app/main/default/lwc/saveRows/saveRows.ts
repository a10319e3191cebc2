import { updateRecord } from 'lightning/uiRecordApi';
import { problemOf, type Problem } from 'c/apiErrors';

export interface RowChange {
  readonly recordId: string;
  /** API name → new value; only what the person changed. `null` clears. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** LastModifiedDate of the values that the person saw; the platform refuses when it has moved on. */
  readonly seenModifiedAt: string | undefined;
}

export type RowOutcome =
  | { readonly recordId: string; readonly kind: 'saved'; readonly modifiedAt: string | undefined }
  /** The platform said no; what was typed stays. */
  | { readonly recordId: string; readonly kind: 'rejected'; readonly problem: Problem }
  /** Somebody changed the record first. */
  | { readonly recordId: string; readonly kind: 'conflict' }
  /** No answer: saved or not, only reading the record again can tell. */
  | { readonly recordId: string; readonly kind: 'unknown' };

/**
 * Saves row by row, with exactly one outcome for each, told as it happens. One after the other, because the rows
 * share a master that the platform locks for each save. A refused row never keeps the next one from being saved.
 */
export async function saveRows(
  changes: readonly RowChange[],
  onOutcome: (outcome: RowOutcome) => void,
): Promise<readonly RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const change of changes) {
    // eslint-disable-next-line no-await-in-loop -- one at a time on purpose, see above
    const outcome = await saveRow(change);
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;
}

async function saveRow({ recordId, fields, seenModifiedAt }: RowChange): Promise<RowOutcome> {
  try {
    const options = seenModifiedAt === undefined ? undefined : { ifUnmodifiedSince: seenModifiedAt };
    const saved = await updateRecord({ fields: { Id: recordId, ...fields } }, options);
    return { recordId, kind: 'saved', modifiedAt: saved.lastModifiedDate };
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind === 'conflict') return { recordId, kind: 'conflict' };
    if (problem.kind === 'offline') return { recordId, kind: 'unknown' };
    return { recordId, kind: 'rejected', problem };
  }
}
