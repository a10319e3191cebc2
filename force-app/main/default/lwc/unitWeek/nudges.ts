/** N7: a nudge reaches exactly those who are waited for, and nobody twice within four hours. Pure. */
import type { OpenItem } from './members';

export const NUDGE_HOURS = 4;
const NUDGE_MS = NUDGE_HOURS * 60 * 60 * 1000;

export interface Nudge {
  readonly personId: string | null;
  readonly at: string;
}

/** When each person was nudged last, as far as that keeps another nudge away. */
export function recentlyNudged(nudges: readonly Nudge[], nowMs: number): ReadonlyMap<string, string> {
  const recent = new Map<string, string>();
  for (const { personId, at } of nudges) {
    if (personId === null || nowMs - Date.parse(at) >= NUDGE_MS) continue;
    if (at > (recent.get(personId) ?? '')) recent.set(personId, at);
  }
  return recent;
}

/** The item by which each person is nudged: their own and most urgent one, once a person and never oneself. */
export function nudgesFor(
  items: readonly OpenItem[],
  recent: ReadonlyMap<string, string>,
  userId: string,
): readonly OpenItem[] {
  const chosen = new Map<string, OpenItem>();
  for (const item of items) {
    const { personId } = item;
    if (personId === null || personId === userId || recent.has(personId) || chosen.has(personId)) continue;
    chosen.set(personId, item);
  }
  return [...chosen.values()];
}

/** The same for four hours: two people who nudge at the same time nudge once. */
export function nudgeKey(cycleKey: string, personId: string, nowMs: number): string {
  return [cycleKey, 'Nudge', personId, Math.floor(nowMs / NUDGE_MS)].join('|');
}
