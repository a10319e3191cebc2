/** The rules that strike, and how often each of them has. */
import type { StrikingRule } from './rules.ts';

interface Entry {
  readonly rule: StrikingRule;
  readonly strike: () => void;
  /** Matches, those that were let pass among them. */
  matched: number;
}

export interface Tally {
  add(rule: StrikingRule, strike: () => void): void;
  list(): readonly { readonly rule: StrikingRule; readonly hits: number; readonly left: number }[];
  clear(): void;
  /** The first rule that fits and is not used up, counted. */
  take<R extends StrikingRule>(wanted: (rule: StrikingRule) => rule is R): R | undefined;
  /** What was counted so far; calling it forgets what was counted since. */
  readonly mark: () => () => void;
}

const hitsOf = ({ rule, matched }: Entry): number => Math.min(Math.max(matched - rule.after, 0), rule.times);

export function openTally(): Tally {
  let entries: Entry[] = [];
  return {
    add: (rule, strike) => {
      entries.push({ rule, strike, matched: 0 });
    },
    list: () =>
      entries.map((entry) => ({ rule: entry.rule, hits: hitsOf(entry), left: entry.rule.times - hitsOf(entry) })),
    clear: () => {
      entries = [];
    },
    take: (wanted) => {
      for (const entry of entries) {
        const { rule } = entry;
        if (hitsOf(entry) >= rule.times || !wanted(rule)) continue;
        entry.matched += 1;
        if (entry.matched <= rule.after) continue;
        entry.strike();
        return rule;
      }
      return undefined;
    },
    mark: () => {
      const counts = entries.map((entry) => [entry, entry.matched] as const);
      return () => {
        for (const [entry, matched] of counts) entry.matched = matched;
      };
    },
  };
}
