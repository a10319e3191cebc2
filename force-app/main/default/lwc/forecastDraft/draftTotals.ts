/** What the rows land at with everything that is typed and not yet saved. */
import { countedExpected, effectiveExpected, lineLanding, minus, sum, type Amount } from 'c/gapMath';
import type { Draft, Drafts, EntryRow } from './forecastDraft';

/** The row as it would be after saving. */
export function withDraft(row: EntryRow, draft: Draft | undefined): EntryRow {
  return draft === undefined ? row : { ...row, ...draft.edit };
}

/** Where the row lands, by the one formula. */
export function landingOf(row: EntryRow): number {
  if (row.kind === 'project') {
    return lineLanding({
      closed: row.locked === 'monthClosed',
      inLanding: row.inLanding,
      member: row.entered,
      system: row.system,
      actual: row.actual,
    });
  }
  const { inLanding, entered, locked } = row;
  return countedExpected({
    open: locked !== 'opportunityClosed',
    linked: locked !== 'unlinked',
    inLanding,
    expected: entered,
  });
}

export interface Totals {
  /** Of the lines that were there; `null` when none was. */
  readonly lastWeek: Amount;
  readonly system: number;
  readonly expected: number;
  readonly actual: number;
  readonly landing: number;
  /** What the drafts add to the landing that is stored. */
  readonly change: number;
}

/** Sums over all rows, drafts included. */
export function totalsOf(rows: readonly EntryRow[], drafts: Drafts): Totals {
  const drafted = rows.map((row) => withDraft(row, drafts[row.id]));
  const landing = sum(drafted.map(landingOf));
  const kept = rows.flatMap(({ lastWeek = null }) => (lastWeek === null ? [] : [lastWeek]));
  return {
    lastWeek: kept.length === 0 ? null : sum(kept),
    system: sum(drafted.map((row) => row.system)),
    expected: sum(drafted.map((row) => effectiveExpected(row.entered, row.system))),
    actual: sum(drafted.map((row) => row.actual)),
    landing,
    change: minus(landing, sum(rows.map(landingOf))),
  };
}
