import { type Clock, type Engine, ApiError } from '../engine/engine.ts';

/** What an org may use in a day, by the names that `limits` answers; of ingested records it says nothing. */
export type Allowance =
  | 'DailyApiRequests'
  | 'DailyBulkApiBatches'
  | 'DailyBulkIngestRecords'
  | 'DailyBulkV2QueryJobs'
  | 'DailyBulkV2QueryFileStorageMB'
  | 'DataStorageMB'
  | 'FileStorageMB';

/** An Enterprise org has 100,000 requests and 1,000 more for each licence (Limits Quick Reference, v67); bulk numbers likewise. */
const allowances: Readonly<Record<Allowance, number>> = {
  DailyApiRequests: 100_000,
  DailyBulkApiBatches: 15_000,
  DailyBulkIngestRecords: 150_000_000,
  DailyBulkV2QueryJobs: 10_000,
  DailyBulkV2QueryFileStorageMB: 976_562,
  DataStorageMB: 10_240,
  FileStorageMB: 10_240,
};

export interface Usage {
  readonly max: Readonly<Record<Allowance, number>>;
  used(name: Allowance): number;
  /** Counts; false (and nothing counted) when less than `amount` is left today. */
  take(name: Allowance, amount?: number): boolean;
  /** From now on so much is left, until what it answers is called. */
  restrict(name: Allowance, left: number): () => void;
  /** Counts one request, or throws REQUEST_LIMIT_EXCEEDED. */
  takeRequest(): void;
  /** For `Sforce-Limit-Info`. */
  info(): string;
  /** Writes what has not been written yet. */
  save(): void;
}

const dayMs = 24 * 60 * 60 * 1000;
const settingsKey = 'usage';

interface Kept {
  day: number;
  used: Partial<Record<Allowance, number>>;
}

function readKept(engine: Engine, today: number): Kept {
  const text = engine.settings.get(settingsKey);
  if (text === undefined) return { day: today, used: {} };
  return JSON.parse(text) as Kept; // only save() writes this key
}

/**
 * Counts by the clock's UTC day: simpler than the platform's rolling 24 hours and never kinder within one day.
 * Requests are written down every hundredth, so that counting costs no write for each request.
 */
export function openUsage(engine: Engine, clock: Clock, given: Partial<Record<Allowance, number>> = {}): Usage {
  const usual = { ...allowances, ...given };
  const max = { ...usual };
  /** Several may hold at once; the smallest counts. */
  const caps = new Set<{ readonly name: Allowance; readonly most: number }>();
  const today = (): number => Math.floor(clock.now() / dayMs);
  let kept = readKept(engine, today());
  let unsaved = 0;

  const save = (): void => {
    if (unsaved > 0) engine.settings.set(settingsKey, JSON.stringify(kept));
    unsaved = 0;
  };
  const used = (name: Allowance): number => {
    if (kept.day !== today()) kept = { day: today(), used: {} };
    return kept.used[name] ?? 0;
  };
  const take = (name: Allowance, amount = 1): boolean => {
    const before = used(name);
    if (before + amount > max[name]) return false;
    kept.used[name] = before + amount;
    unsaved += 1;
    if (name !== 'DailyApiRequests' || unsaved >= 100) save();
    return true;
  };
  const settle = (name: Allowance): void => {
    const mosts = [...caps].filter((cap) => cap.name === name).map(({ most }) => most);
    max[name] = Math.min(usual[name], ...mosts);
  };
  return {
    max,
    used,
    take,
    restrict: (name, left) => {
      const cap = { name, most: used(name) + left };
      caps.add(cap);
      settle(name);
      return () => {
        caps.delete(cap);
        settle(name);
      };
    },
    takeRequest: () => {
      if (!take('DailyApiRequests')) {
        throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
      }
    },
    info: () => `api-usage=${used('DailyApiRequests')}/${max.DailyApiRequests}`,
    save,
  };
}
