/** Drafts that outlive the tab: kept in the browser for the user and the record, for a week. */
import type { Draft, Drafts } from 'c/forecastDraft';
import type { Unit } from 'c/moneyFormat';
import type { Factor } from 'c/unitFactors';
import { keepValue, keptValue } from './keeping';

/** Raised when the shape of a draft changes. */
const VERSION = 1;

export interface Restored {
  readonly drafts: Drafts;
  /** ISO instant at which they were last changed. */
  readonly keptAt: string;
}

/** A row on its way when the tab was closed has no answer; a saved one is stored. */
function storable(drafts: Drafts): Drafts {
  const entries = Object.entries(drafts).flatMap(([id, draft]): [string, Draft][] => {
    if (draft.state === 'saved') return [];
    return [[id, draft.state === 'saving' ? { ...draft, state: 'unknown' } : draft]];
  });
  return Object.fromEntries(entries);
}

/** Keeps them in the place of what was kept before; none at all removes it. */
export function keepDrafts(recordId: string, drafts: Drafts, now = Date.now()): void {
  const left = storable(drafts);
  keepValue(recordId, VERSION, Object.keys(left).length === 0 ? undefined : left, now);
}

/** What was kept for the record; undefined when there is nothing, or nothing that is a week young. */
export function keptDrafts(recordId: string, now = Date.now()): Restored | undefined {
  const kept = keptValue(recordId, VERSION, now);
  // Written by keepDrafts of this version.
  return kept === undefined ? undefined : { drafts: kept.value as Drafts, keptAt: kept.keptAt };
}

/** Cells that were pasted and not yet entered: the person has not said so, and has not said no. */
export interface PendingPaste {
  readonly text: string;
  /** The rows from the cell that was pasted into on, in the order in which they were shown. */
  readonly ids: readonly string[];
  /** Of numbers without a unit, as it was when they were pasted. */
  readonly unit: Unit;
}

/** `undefined` removes what was kept. */
export function keepPaste(recordId: string, paste: PendingPaste | undefined, now = Date.now()): void {
  keepValue(`paste.${recordId}`, VERSION, paste, now);
}

export function keptPaste(recordId: string, now = Date.now()): PendingPaste | undefined {
  // Written by keepPaste of this version.
  return keptValue(`paste.${recordId}`, VERSION, now)?.value as PendingPaste | undefined;
}

/** What a unit was about to submit. */
export interface UnitDraft {
  /** The version that was there when it was begun; empty: none. Over another one it is not restored. */
  readonly over: string;
  /** Null: those that the deals tell, whatever they tell by then. */
  readonly factors: readonly Factor[] | null;
  readonly note: string;
}

const placeOf = (budgetId: string, cycleKey: string): string => `${budgetId}.${cycleKey}`;

export function keepUnitDraft(budgetId: string, cycleKey: string, draft: UnitDraft | undefined): void {
  keepValue(placeOf(budgetId, cycleKey), VERSION, draft, Date.now());
}

export function keptUnitDraft(
  budgetId: string,
  cycleKey: string,
): (UnitDraft & { readonly keptAt: string }) | undefined {
  const kept = keptValue(placeOf(budgetId, cycleKey), VERSION, Date.now());
  // Written by keepUnitDraft of this version.
  return kept === undefined ? undefined : { ...(kept.value as UnitDraft), keptAt: kept.keptAt };
}
