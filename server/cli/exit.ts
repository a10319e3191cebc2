import { Fault } from '../faults.ts';
import type { RunState } from '../model/model.ts';

/** Documented in ARCHITECTURE.md and `todoku --help`; scripts rely on the numbers. */
export const exitCodes = {
  ok: 0,
  unexpected: 1,
  setup: 2,
  refused: 3,
  incomplete: 4,
  mismatch: 5,
  transient: 6,
} as const;

export const exitCodeHelp = `
Exit codes:
  0  done, and both sides match
  1  an error of ours; please report it
  2  usage, project files, configuration or access have to be corrected
  3  refused by a guard; nothing was written
  4  finished, but rows failed, are parked, held or set aside
  5  Salesforce differs from the warehouse for another reason
  6  passing trouble (Salesforce unreachable, its API calls used up, warehouse in use): try again`;

export function exitCodeOf(state: RunState): number {
  switch (state) {
    case 'matched':
      return exitCodes.ok;
    case 'partial':
      return exitCodes.incomplete;
    case 'mismatch':
      return exitCodes.mismatch;
    case 'refused':
      return exitCodes.refused;
    case 'deferred':
      return exitCodes.transient;
    case 'running':
    case 'failed':
    case 'interrupted':
      return exitCodes.unexpected;
  }
}

export function exitCodeOfError(error: unknown): number {
  if (!(error instanceof Fault)) return exitCodes.unexpected;
  switch (error.kind) {
    case 'setup':
      return exitCodes.setup;
    case 'refused':
      return exitCodes.refused;
    case 'transient':
      return exitCodes.transient;
    case 'bug':
      return exitCodes.unexpected;
  }
}
