/**
 * The job database in our words: orders, and what became of due times. It may be lost without losing data: what was
 * sent stands in the warehouse. `boss.ts` is the adapter.
 */
import type { Order } from './order.ts';

export interface JobStore {
  /**
   * Keeps an order until it is its turn. A project's orders are carried out one at a time, whichever backend does it.
   * False: the due time has been ordered already, by another backend on the same database.
   */
  add(order: Order, retry: Retry): Promise<boolean>;
  /** Orders that wait or are under way, oldest first. One that waits for its next attempt is not among them. */
  open(): Promise<readonly OpenOrder[]>;
  /** Begins to hand out orders. One whose carrying out rejects is tried again as its retry says. */
  work(carryOut: (attempt: Attempt) => Promise<void>): Promise<void>;
  /** Schedules that are new, or were written anew, stand at `now`; those that are no longer there are forgotten. */
  register(schedules: readonly Registered[], now: Date): Promise<void>;
  /** The last due time of each schedule that has been dealt with, by whichever backend. */
  standing(): Promise<ReadonlyMap<string, Date>>;
  /** What became of a due time. */
  note(note: DueNote): Promise<void>;
  /** Newest first. */
  notes(schedule: string, limit: number): Promise<readonly DueNote[]>;
  /** Waits for the order that is being carried out. */
  close(): Promise<void>;
}

export interface OpenOrder {
  readonly order: Order;
  readonly isUnderWay: boolean;
}

export interface Retry {
  /** Attempts after the first one. */
  readonly limit: number;
  /** Before the second attempt, or up to twice that; each further wait is twice as long. */
  readonly delaySeconds: number;
}

export interface Attempt {
  readonly order: Order;
  /** Counts from 1. */
  readonly attempt: number;
  readonly isLast: boolean;
}

export interface Registered {
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
}

export interface DueNote {
  readonly schedule: string;
  /** The due time, or the last of several that were missed in a row. */
  readonly dueAt: Date;
  /** How many due times the note speaks of. */
  readonly times: number;
  readonly outcome: 'started' | 'skipped' | 'missed';
  /** The order that was placed, or that made another one needless. */
  readonly run: string | undefined;
  readonly reason: string | undefined;
}
