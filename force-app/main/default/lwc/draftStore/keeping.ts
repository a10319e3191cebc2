import userId from '@salesforce/user/Id';

const PREFIX = `todoku.drafts.${userId}.`;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

interface Kept {
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly drafts: unknown;
}

/**
 * Keeps a value in the browser, in the place of what was kept there before; undefined removes it. `version` is raised
 * when the shape changes: what an older one kept is left alone and expires. Storage may be forbidden or full; then
 * nothing is kept, and nothing else changes.
 */
export function keepValue(place: string, version: number, value: unknown, now: number): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + place);
    else localStorage.setItem(PREFIX + place, JSON.stringify({ version, at: now, drafts: value }));
  } catch {
    // The drafts are still in this tab: what the browser does not keep is lost only with it.
  }
}

export interface KeptValue {
  readonly value: unknown;
  /** ISO instant. */
  readonly keptAt: string;
}

/** What was kept there; undefined when there is nothing, or nothing that is of this version and a week young. */
export function keptValue(place: string, version: number, now: number): KeptValue | undefined {
  try {
    const text = localStorage.getItem(PREFIX + place);
    const kept = text === null ? null : (JSON.parse(text) as Kept | null); // written by keepValue, or told apart here
    if (kept?.version !== version || now - kept.at >= WEEK_MS) return undefined;
    return { value: kept.drafts, keptAt: new Date(kept.at).toISOString() };
  } catch {
    return undefined;
  }
}
