/** What came of looking at one thing. */
import { Fault } from '../faults.ts';

/** `skipped`: could not be looked at, because of another finding. */
export type FindingState = 'ok' | 'warning' | 'failed' | 'skipped';

export interface Finding {
  /** What was looked at, in a word or two; stable, for programs. */
  readonly check: string;
  readonly state: FindingState;
  readonly says: string;
  /** What to do now; undefined when there is nothing to do. */
  readonly next: string | undefined;
}

export function failure(check: string, error: unknown): Finding {
  if (!(error instanceof Fault)) throw error;
  return { check, state: 'failed', says: error.message, next: error.next };
}

export function skipped(check: string, because: string): Finding {
  return { check, state: 'skipped', says: `Not looked at: see ${because}.`, next: undefined };
}

export function unknown(check: string, says: string): Finding {
  return { check, state: 'skipped', says, next: undefined };
}
