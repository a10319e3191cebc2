import { formatAge, formatInstant } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import { freshnessOf, newer, type Freshness, type Loads } from './loads';
import type { Used } from './used';

/** Step 5 for one sync: how old what it brought is. */
export interface AgeView {
  readonly key: string;
  readonly sync: string;
  readonly asOf: string;
  readonly freshness: Freshness;
  readonly word: string;
  readonly checked: string;
}

export const FRESHNESS_WORDS: Readonly<Record<Freshness, string>> = {
  fresh: labels.freshnessFresh,
  late: labels.trustLate,
  stale: labels.freshnessStale,
  failed: labels.freshnessFailed,
  unknown: labels.lineageUnknown,
};

export interface Clock {
  readonly loads: Loads;
  readonly agreedHours: number;
  readonly nowMs: number;
}

export function agesOf(used: readonly Used[], { loads, agreedHours, nowMs }: Clock): readonly AgeView[] {
  const bySync = new Map<string, string | null>();
  for (const { load } of used) {
    const sync = load.sync ?? labels.lineageUnknown;
    const known = newer(bySync.get(sync) ?? null, loads.bySync.get(sync)?.asOf ?? null);
    bySync.set(sync, newer(known, load.asOf));
  }
  return [...bySync].map(([sync, asOf]) => {
    const state = loads.bySync.get(sync);
    const freshness = freshnessOf({ asOf, hasFailed: state?.hasFailed === true }, agreedHours, nowMs);
    const checkedAt = state?.checkedAt ?? null;
    return {
      key: sync,
      sync,
      asOf: asOf === null ? labels.lineageUnknown : fill(labels.trustAsOf, formatInstant(asOf), formatAge(asOf, nowMs)),
      freshness,
      word: FRESHNESS_WORDS[freshness],
      checked: checkedAt === null ? labels.lineageNotChecked : fill(labels.lineageChecked, formatInstant(checkedAt)),
    };
  });
}
