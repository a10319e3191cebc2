/** When to try again, as arithmetic: nothing here waits or knows what failed. */
export interface RetryBudget {
  readonly attempts: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const usualBudget: RetryBudget = { attempts: 5, firstWaitMs: 500, longestWaitMs: 20_000 };

/** Lock conflicts pass when the other save has ended; Salesforce itself waits about 10 s for a lock (unverified). */
export const lockBudget: RetryBudget = { attempts: 6, firstWaitMs: 1000, longestWaitMs: 15_000 };

/**
 * Milliseconds to wait after the given failed attempt (from 1), or `stop`. `jitter` in [0, 1) spreads those who failed
 * together: the wait is between half and the whole of the doubling step.
 */
export function nextWait(attempt: number, budget: RetryBudget, jitter: number): number | 'stop' {
  if (attempt >= budget.attempts) return 'stop';
  const step = Math.min(budget.firstWaitMs * 2 ** (attempt - 1), budget.longestWaitMs);
  return Math.round(step / 2 + (step / 2) * jitter);
}

/** Milliseconds before the next look at a job: quick at first, then about a fifth of its age, at most half a minute. */
export function pollWait(ageMs: number): number {
  return Math.min(Math.max(Math.round(ageMs / 5), 250), 30_000);
}
