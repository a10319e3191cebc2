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

/** As often as a person can follow. Each telling draws the page: the grid, its totals, and what hears of them beside it. */
const TOLD_EVERY_MS = 200;

/**
 * Saves row by row, with exactly one outcome for each, told soon after it happened: what happens within a moment is
 * told together. One after the other, because the rows share a master that the platform locks for each save. A refused
 * row never keeps the next one from being saved. Everything has been told when it is done.
 */
export async function saveRows(
  changes: readonly RowChange[],
  onOutcomes: (outcomes: readonly RowOutcome[]) => void,
): Promise<readonly RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  let told = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    pause = undefined;
    const news = outcomes.slice(told);
    told = outcomes.length;
    if (news.length > 0) onOutcomes(news);
  };
  for (const change of changes) {
    // eslint-disable-next-line no-await-in-loop -- one at a time on purpose, see above
    outcomes.push(await saveRow(change));
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- ended below: nothing is told after the rows are done
    pause ??= setTimeout(tell, TOLD_EVERY_MS);
  }
  clearTimeout(pause);
  tell();
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
