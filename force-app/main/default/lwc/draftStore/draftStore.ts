/**
 * Drafts that outlive the tab: kept in the browser for the user and the record, for a week. Storage may be forbidden or
 * full; then nothing is kept, and nothing else changes.
 */
import userId from '@salesforce/user/Id';
import type { Draft, Drafts } from 'c/forecastDraft';

const PREFIX = `todoku.drafts.${userId}.`;
/** Raised when the shape of a draft changes: what an older version kept is left alone and expires. */
const VERSION = 1;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

interface Kept {
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly drafts: Drafts;
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

function parse(text: string | null, now: number): Kept | undefined {
  if (text === null) return undefined;
  try {
    const kept = JSON.parse(text) as Kept | null; // written by keepDrafts of this version, or told apart below
    return kept?.version === VERSION && now - kept.at < WEEK_MS ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** What was kept for the record; undefined when there is nothing, or nothing that is a week young. */
export function keptDrafts(recordId: string, now = Date.now()): Restored | undefined {
  let text: string | null;
  try {
    text = localStorage.getItem(PREFIX + recordId);
  } catch {
    return undefined;
  }
  const kept = parse(text, now);
  if (kept === undefined) return undefined;
  return { drafts: kept.drafts, keptAt: new Date(kept.at).toISOString() };
}
