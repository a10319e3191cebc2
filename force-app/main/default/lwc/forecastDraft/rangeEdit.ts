/** The same amount into many rows at once, as one step. */
import { leaveAmount, typeAmount, type Drafts, type EntryRow } from './forecastDraft';
import { withDraft } from './draftTotals';

export interface RangeEdit {
  readonly drafts: Drafts;
  readonly changed: number;
  /** Rows that take no amount. */
  readonly skipped: number;
}

/** `null` clears. A row that has the amount already counts as changed: it is what the person asked for. */
export function setAmounts(
  drafts: Drafts,
  rows: readonly EntryRow[],
  amount: number | null,
  canEnter: (row: EntryRow) => boolean,
): RangeEdit {
  const open = rows.filter(canEnter);
  const next = open.reduce(
    (before, row) => leaveAmount(typeAmount(before, row, '', { kind: 'amount', amount }), row),
    drafts,
  );
  return { drafts: next, changed: open.length, skipped: rows.length - open.length };
}

/** What a row would be saved with; undefined when what stands in its cell cannot be read. */
export function amountIn(drafts: Drafts, row: EntryRow): number | null | undefined {
  const draft = drafts[row.id];
  return draft?.unreadable === undefined ? withDraft(row, draft).entered : undefined;
}
