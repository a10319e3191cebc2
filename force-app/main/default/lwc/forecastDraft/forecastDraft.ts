/**
 * What a person has typed and not yet saved, beside what was last read. Pure: rows and drafts in, rows and drafts out.
 * A draft goes away only when the platform has confirmed it or the person takes it back.
 */
import type { EntryState } from 'c/entryState';
import type { Amount } from 'c/gapMath';
import type { MoneyInput } from 'c/moneyFormat';

export { NO_HISTORY, noted, redone, undone, type DraftHistory, type Step } from './draftHistory';
export { amountIn, setAmounts, type RangeEdit } from './rangeEdit';
export { landingOf, totalsOf, withDraft, type Totals } from './draftTotals';

/** The part of a row that belongs to a person. */
export interface Entry {
  readonly entered: Amount;
  readonly inLanding: boolean;
  readonly confidence: string | null;
  readonly note: string | null;
}

export interface EntryRow extends Entry {
  readonly id: string;
  readonly kind: 'project' | 'opportunity';
  readonly name: string;
  readonly linkId: string | null;
  readonly targetId?: string;
  /** The opportunity that a project came of. */
  readonly opportunityId?: string | null;
  /** What it landed at in the newest weekly snapshot; `null` when it was not there. */
  readonly lastWeek?: Amount;
  readonly system: Amount;
  readonly actual: Amount;
  /** Why nothing may be entered, if so. */
  readonly locked: 'monthClosed' | 'opportunityClosed' | 'unlinked' | undefined;
  readonly modifiedAt: string | null;
  readonly modifiedBy: string | null;
}

export type DraftState = 'draft' | 'saving' | 'saved' | 'rejected' | 'unknown' | 'changedMeanwhile' | 'conflict';

export interface Draft {
  /** The row as it was when the person began. */
  readonly base: EntryRow;
  readonly edit: Partial<Entry>;
  /** The cell as typed, while it differs from the figure or cannot be read. */
  readonly typed: string | undefined;
  readonly unreadable: Extract<MoneyInput, { kind: 'unreadable' }>['reason'] | undefined;
  readonly state: DraftState;
  readonly messages: readonly string[];
}

export type Drafts = Readonly<Record<string, Draft>>;

const FIELDS = ['entered', 'inLanding', 'confidence', 'note'] as const;
export type EntryField = (typeof FIELDS)[number];

function started(row: EntryRow): Draft {
  return { base: row, edit: {}, typed: undefined, unreadable: undefined, state: 'draft', messages: [] };
}

/** Drops what is back at its stored value, and the draft with it when nothing is left. */
function settled(row: EntryRow, draft: Draft): Draft | undefined {
  const left = FIELDS.filter((field) => field in draft.edit && draft.edit[field] !== row[field]);
  if (left.length === 0 && draft.unreadable === undefined && draft.typed === undefined) return undefined;
  return { ...draft, edit: Object.fromEntries(left.map((field) => [field, draft.edit[field]])) };
}

function put(drafts: Drafts, id: string, draft: Draft | undefined): Drafts {
  if (draft !== undefined) return { ...drafts, [id]: draft };
  const { [id]: _, ...others } = drafts;
  return others;
}

/** A keystroke in the amount cell: the totals follow when it can be read, and wait at the last readable value while not. */
export function typeAmount(drafts: Drafts, row: EntryRow, typed: string, read: MoneyInput): Drafts {
  const draft = drafts[row.id] ?? started(row);
  const next: Draft = { ...draft, typed, state: 'draft', messages: [] };
  if (read.kind === 'unreadable') return put(drafts, row.id, { ...next, unreadable: read.reason });
  return put(drafts, row.id, { ...next, unreadable: undefined, edit: { ...draft.edit, entered: read.amount } });
}

/**
 * The person left the cell: a readable amount is shown as a figure again. An unreadable one stays as typed and counts
 * for nothing: the beginning of it that could be read is nobody's amount.
 */
export function leaveAmount(drafts: Drafts, row: EntryRow): Drafts {
  const draft = drafts[row.id];
  if (draft === undefined) return drafts;
  if (draft.unreadable === undefined) return put(drafts, row.id, settled(row, { ...draft, typed: undefined }));
  if (!('entered' in draft.edit)) return drafts;
  const { entered: _, ...edit } = draft.edit;
  return put(drafts, row.id, { ...draft, edit });
}

/** Takes the amount of one row back; its other edits stay. */
export function revertAmount(drafts: Drafts, row: EntryRow): Drafts {
  const draft = drafts[row.id];
  if (draft === undefined) return drafts;
  const { entered: _, ...edit } = draft.edit;
  return put(drafts, row.id, settled(row, { ...started(draft.base), edit }));
}

/** Any other field of the row. */
export function changeDetail(
  drafts: Drafts,
  row: EntryRow,
  change: Partial<Pick<Entry, 'inLanding' | 'confidence' | 'note'>>,
): Drafts {
  const draft = drafts[row.id] ?? started(row);
  return put(
    drafts,
    row.id,
    settled(row, { ...draft, state: 'draft', messages: [], edit: { ...draft.edit, ...change } }),
  );
}

/** Rows with something to send: readable, changed, not in conflict and not on their way. */
export function sendable(rows: readonly EntryRow[], drafts: Drafts): readonly EntryRow[] {
  return rows.filter((row) => {
    const draft = drafts[row.id];
    if (draft === undefined || draft.unreadable !== undefined) return false;
    return !['saving', 'saved', 'conflict'].includes(draft.state) && changedFields(row, draft).length > 0;
  });
}

export interface DraftCounts {
  /** Rows that a save would send. */
  readonly changed: number;
  readonly unreadable: number;
  readonly conflicts: number;
  readonly all: number;
}

export function countsOf(rows: readonly EntryRow[], drafts: Drafts): DraftCounts {
  const all = Object.values(drafts);
  return {
    changed: sendable(rows, drafts).length,
    unreadable: all.filter(({ unreadable }) => unreadable !== undefined).length,
    conflicts: all.filter(({ state }) => state === 'conflict').length,
    all: all.length,
  };
}

/** What other panels have to know of the drafts: a saved row is stored, everything else is not yet. */
export function entryStateOf(drafts: Drafts): EntryState {
  const left = Object.values(drafts).filter(({ state }) => state !== 'saved');
  return { unsaved: left.length, unreadable: left.filter(({ unreadable }) => unreadable !== undefined).length };
}

/** The fields whose stored value the draft would change. */
export function changedFields(row: EntryRow, draft: Draft): readonly EntryField[] {
  return FIELDS.filter((field) => field in draft.edit && draft.edit[field] !== row[field]);
}

export function withState(drafts: Drafts, id: string, state: DraftState, messages: readonly string[] = []): Drafts {
  const draft = drafts[id];
  return draft === undefined ? drafts : put(drafts, id, { ...draft, state, messages });
}

/** The fields that this draft changes and that somebody else has changed to something else since it began. */
export function conflictingFields(row: EntryRow, draft: Draft): readonly EntryField[] {
  return changedFields(row, draft).filter((field) => row[field] !== draft.base[field]);
}

/**
 * Fresh rows have been read. A saved draft is now stored, and goes; so does one whose values are stored anyway (an
 * answer that never came). A draft over a field that somebody else changed becomes a conflict. The rest stays as it is.
 */
export function rebase(rows: readonly EntryRow[], drafts: Drafts): Drafts {
  let next: Drafts = {};
  for (const row of rows) {
    const draft = drafts[row.id];
    if (draft === undefined || draft.state === 'saved') continue;
    const kept = settled(row, draft);
    if (kept === undefined) continue;
    if (conflictingFields(row, kept).length > 0) next = put(next, row.id, { ...kept, state: 'conflict' });
    else next = put(next, row.id, { ...kept, base: row, state: kept.state === 'conflict' ? 'draft' : kept.state });
  }
  return next;
}

/** The person has seen both values and keeps their own. */
export function keepMine(drafts: Drafts, row: EntryRow): Drafts {
  const draft = drafts[row.id];
  return draft === undefined ? drafts : put(drafts, row.id, { ...draft, base: row, state: 'draft', messages: [] });
}

/** The person has seen both values and takes what is stored; what they changed elsewhere in the row stays theirs. */
export function takeTheirs(drafts: Drafts, row: EntryRow): Drafts {
  const draft = drafts[row.id];
  if (draft === undefined) return drafts;
  const given = conflictingFields(row, draft);
  const left = Object.entries(draft.edit).filter(([field]) => !given.some((one) => one === field));
  const amount = given.includes('entered') ? { typed: undefined, unreadable: undefined } : {};
  const next: Draft = { ...draft, ...amount, base: row, edit: Object.fromEntries(left), state: 'draft', messages: [] };
  return put(drafts, row.id, settled(row, next));
}
