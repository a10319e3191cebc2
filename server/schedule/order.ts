import type { CycleOrder } from '../model/model.ts';
import type { CorrectionOrder, RetriedKind, WritingCommand } from '../run/run.ts';

/** A run that a person, a program or a schedule has asked for. */
export type RunCommand = WritingCommand | 'verify' | 'plan' | 'pull' | 'cycle';

export interface Request {
  readonly command: RunCommand;
  /** Names of syncs, or of pulls where that is the command; empty: all. */
  readonly only: readonly string[];
  /** Names of pulls that come before a push; none when left out. */
  readonly pull?: readonly string[] | undefined;
  /** Compare every object key by key, whatever its size. */
  readonly isDeep: boolean;
  /** The earlier run that a retry, resume or rollback is about; of a plan, the one whose rollback is planned. */
  readonly of?: string | undefined;
  /** Rows that a retry takes up; all that are not in Salesforce when undefined. */
  readonly kinds?: readonly RetriedKind[] | undefined;
  /** What a person has corrected of the rows that a retry takes up. */
  readonly corrections?: CorrectionOrder | undefined;
  /** What is wanted of the weekly cycle, where that is the command. */
  readonly cycle?: CycleOrder | undefined;
}

export interface Order extends Request {
  /** Also the name in `todoku.runs` of the run it leads to. */
  readonly id: string;
  /** Undefined when somebody asked. */
  readonly due: DueTime | undefined;
  /** ISO instant. */
  readonly askedAt: string;
}

export interface DueTime {
  readonly schedule: string;
  /** ISO instant. */
  readonly at: string;
}

/** The name of the run: a second attempt is a run of its own, since the first one has ended in the ledger. */
export function runNameOf(order: Order, attempt: number): string {
  return attempt === 1 ? order.id : `${order.id}-${attempt}`;
}

/** The id of the order that led to a run. */
export function orderIdOf(run: string): string {
  return run.replace(/^(\d{8}T\d{6}Z-[0-9a-f]+)-\d+$/, '$1');
}

/** Whether a push of these syncs, after these pulls, would do nothing that the order is not doing already. */
export function covers(
  order: Pick<Order, 'command' | 'only' | 'pull'>,
  only: readonly string[],
  pulls: readonly string[],
): boolean {
  if (order.command !== 'push' || !pulls.every((name) => order.pull?.includes(name) === true)) return false;
  if (order.only.length === 0) return true;
  return only.length > 0 && only.every((sync) => order.only.includes(sync));
}
