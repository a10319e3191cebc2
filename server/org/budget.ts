/** The API calls of a day, shared with everyone who uses the org: what would eat into their reserve waits. */
import { Fault } from '../faults.ts';
import type { Usage } from './org.ts';

/** The org itself says that a day's allowance is used up (SOAP and REST API Developer Guides, core exception codes). */
export const exhaustedCodes: readonly string[] = ['REQUEST_LIMIT_EXCEEDED', 'ExceededQuota', 'EXCEEDEDQUOTA'];

const ours = 'deferred-by-budget';

/** Whether a run has to wait for the org's day rather than for a person. */
export function isDeferral(error: unknown): boolean {
  return error instanceof Fault && isDeferralCode(error.code);
}

export function isDeferralCode(code: string): boolean {
  return code === ours || exhaustedCodes.includes(code);
}

/** Calls that may still be made without touching the reserve; undefined while the org has not said what it has. */
export function callsLeft({ daily }: Usage, reserve: number): number | undefined {
  if (daily === undefined) return undefined;
  return daily.allowed - daily.used - Math.ceil((daily.allowed * reserve) / 100);
}

/** Faults when the calls wanted would touch the reserve (percent of the org's day). */
export function checkBudget(usage: Usage, reserve: number, wanted: number): void {
  const left = callsLeft(usage, reserve);
  if (left === undefined || wanted <= left) return;
  const { used, allowed } = usage.daily ?? { used: 0, allowed: 0 };
  throw new Fault(
    'transient',
    ours,
    `The org has used ${used} of ${allowed} API calls in 24 hours; with ${reserve} percent left to others, ${Math.max(left, 0)} remain, and ${wanted} are needed.`,
    { next: 'Push again when the org has calls again; a scheduled push does so by itself.' },
  );
}
