/** What each person opened lately, newest first; it lives with the org. */
import type { Engine } from '../engine/engine.ts';

/** The platform keeps the last 200 (Object Reference, RecentlyViewed). */
const kept = 200;

const keyOf = (userId: string): string => `pages.recent.${userId}`;

export function recentIds(engine: Engine, userId: string): readonly string[] {
  const text = engine.settings.get(keyOf(userId));
  return text === undefined ? [] : (JSON.parse(text) as readonly string[]); // written below
}

export function noteRecent(engine: Engine, userId: string, recordId: string): void {
  const known = recentIds(engine, userId);
  if (known[0] === recordId) return;
  const ids = [recordId, ...known.filter((id) => id !== recordId)].slice(0, kept);
  engine.settings.set(keyOf(userId), JSON.stringify(ids));
}
