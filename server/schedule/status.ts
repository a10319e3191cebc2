/** What the desk knows about an order and its run: for the service's answers and the command line. */
import type { FaultKind } from '../faults.ts';
import { Fault } from '../faults.ts';
import type { CycleOrder, CycleResult } from '../model/model.ts';
import type { PreviewReport, PullResult, RunEvent, RunResult } from '../run/run.ts';
import type { DueTime, RunCommand } from './order.ts';

export interface RunStatus {
  readonly id: string;
  readonly command: RunCommand;
  readonly only: readonly string[];
  /** Pulls that come before a push. */
  readonly pull: readonly string[] | undefined;
  /** What is wanted of the weekly cycle, where that is the command. */
  readonly cycle: CycleOrder | undefined;
  /** The due time that asked for it; undefined when somebody did. */
  readonly due: DueTime | undefined;
  /** An order whose attempt has failed in passing waits again, with the fault of that attempt. */
  readonly phase: 'waiting' | 'running' | 'ended';
  /** ISO instants. */
  readonly askedAt: string;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly attempt: number;
  /** The run of the latest attempt in `todoku.runs`; undefined until it has begun, and for a plan. */
  readonly run: string | undefined;
  readonly end: RunEnd | undefined;
}

/** How an attempt came out: exactly one of them. */
export type RunEnd =
  | { readonly result: RunResult }
  | { readonly preview: PreviewReport }
  | { readonly pulled: PullResult }
  | { readonly cycled: CycleResult }
  | { readonly fault: FaultNote };

/** A fault as data, complete enough to be thrown again elsewhere. */
export interface FaultNote {
  readonly kind: FaultKind;
  readonly code: string;
  readonly message: string;
  readonly next: string;
  readonly place: string | undefined;
}

/** An event of a run with its number in that run, from 1. */
export interface NumberedEvent {
  readonly number: number;
  readonly event: RunEvent;
}

export function noteFault(error: unknown): FaultNote {
  if (error instanceof Fault) {
    const { kind, code, message, next, place } = error;
    return { kind, code, message, next, place };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'bug', code: 'unexpected', message, next: 'Report this with the log.', place: undefined };
}
