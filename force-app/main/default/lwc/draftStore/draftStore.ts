/**
 * Drafts that outlive the tab: kept in the browser for the user and the record, for a week. Storage may be forbidden or
 * full; then nothing is kept, and nothing else changes.
 */
import userId from '@salesforce/user/Id';
import type { Draft, Drafts } from 'c/forecastDraft';
import type { Unit } from 'c/moneyFormat';

const PREFIX = `todoku.drafts.${userId}.`;
const PASTE_PREFIX = `todoku.paste.${userId}.`;
/** Raised when the shape of a draft changes: what an older version kept is left alone and expires. */
const VERSION = 1;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

interface Kept {
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

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
  try {
    if (Object.keys(left).length === 0) localStorage.removeItem(PREFIX + recordId);
    else localStorage.setItem(PREFIX + recordId, JSON.stringify({ version: VERSION, at: now, drafts: left }));
  } catch {
    // The drafts are still in this tab: what the browser does not keep is lost only with it.
  }
}

/** What was kept under the key by this version within a week. */
function read<Content>(key: string, now: number): (Content & Kept) | undefined {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return undefined;
    const kept = JSON.parse(text) as (Content & Kept) | null; // written here, or told apart by its version
    return kept?.version === VERSION && now - kept.at < WEEK_MS ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** What was kept for the record; undefined when there is nothing, or nothing that is a week young. */
export function keptDrafts(recordId: string, now = Date.now()): Restored | undefined {
  const kept = read<{ readonly drafts: Drafts }>(PREFIX + recordId, now);
  return kept === undefined ? undefined : { drafts: kept.drafts, keptAt: new Date(kept.at).toISOString() };
}

/** Cells that were pasted and not yet entered: the person has not said so, and has not said no. */
export interface PendingPaste {
  readonly text: string;
  /** The row of the cell that was pasted into. */
  readonly startId: string;
  /** Of numbers without a unit, as it was when they were pasted. */
  readonly unit: Unit;
}

/** `undefined` removes what was kept. */
export function keepPaste(recordId: string, paste: PendingPaste | undefined, now = Date.now()): void {
  try {
    if (paste === undefined) localStorage.removeItem(PASTE_PREFIX + recordId);
    else localStorage.setItem(PASTE_PREFIX + recordId, JSON.stringify({ version: VERSION, at: now, paste }));
  } catch {
    // As with drafts: what the browser does not keep is lost only with the tab.
  }
}

export function keptPaste(recordId: string, now = Date.now()): PendingPaste | undefined {
  return read<{ readonly paste: PendingPaste }>(PASTE_PREFIX + recordId, now)?.paste;
}
