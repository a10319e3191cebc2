/**
 * Row locks. One writer works at a time here, so no lock is needed to keep records right; locks make writers that come
 * together meet each other as on the platform, where a transaction holds its rows and their masters until it ends,
 * others wait 10 seconds at most and are then refused (Help 000229525; Record Locking Cheat Sheet). A transaction takes
 * time only while another writer is there to be met.
 */
import { ApiError } from '../errors.ts';
import { LockTable, type Line, type Turn } from './table.ts';
import { machineTimer, type Timer } from './timer.ts';

export type { Line } from './table.ts';
export type { Timer } from './timer.ts';

export interface LockOptions {
  /** How long a transaction keeps its rows while other writers are there, in milliseconds. Default 75, an estimate. */
  readonly holdMs?: number;
  /** How long one waits for a row. Default 10,000. */
  readonly waitMs?: number;
  readonly timer?: Timer;
}

/** What saving asks. */
export interface RowLocks {
  /** False where nobody could be met: no ids need be collected. */
  readonly isWatched: boolean;
  /** Takes rows for the transaction under way; answers those that cannot be had. */
  take(ids: Iterable<string>): ReadonlySet<string>;
}

export interface Locks extends RowLocks {
  /** A writer has come; until it leaves, the transactions of others take their time. */
  enter(): { leave(): void };
  /**
   * Runs synchronous work that writes, in one transaction, as soon as its rows are free. It may be run several times,
   * and only the last run leaves anything. After the longest wait the rows that are still held are refused one by one;
   * `onTimeout` is told before and may ask for another wait.
   */
  run<T>(work: () => T, options?: { readonly line?: Line; readonly onTimeout?: () => boolean }): Promise<T>;
  /** Called when the run under way is undone to be tried again. */
  onUndo(undo: () => void): void;
  /** Holds rows as another transaction would, until it is released. */
  hold(ids: Iterable<string>): { release(): void };
  /** Whoever waits is refused. */
  close(): void;
}

/** `this record or 2 records: id,id`; of more than ten ids the rest is counted. */
export function lockMessage(ids: readonly string[]): string {
  const more = ids.length > 10 ? `, ... (${ids.length - 10} more)` : '';
  return `unable to obtain exclusive access to this record or ${ids.length} records: ${ids.slice(0, 10).join(',')}${more}`;
}

/** Undoes a run whose rows are not free. */
class Blocked extends Error {}

/** One try of a turn. */
interface Run {
  readonly turn: Turn;
  readonly taken: Set<string>;
  readonly blocked: Set<string>;
  readonly undo: (() => void)[];
  /** No more waiting: rows that are held are refused. */
  readonly isLast: boolean;
}

class RowLockTable implements Locks {
  private readonly table = new LockTable();
  private readonly closing = new AbortController();
  private readonly transaction: <T>(work: () => T) => T;
  private readonly holdMs: number;
  private readonly waitMs: number;
  private readonly timer: Timer;
  private writers = 0;
  private tickets = 0;
  private current: Run | undefined;

  constructor(transaction: <T>(work: () => T) => T, options: LockOptions) {
    this.transaction = transaction;
    this.holdMs = options.holdMs ?? 75;
    this.waitMs = options.waitMs ?? 10_000;
    this.timer = options.timer ?? machineTimer;
  }

  get isWatched(): boolean {
    return this.current !== undefined;
  }

  take(ids: Iterable<string>): ReadonlySet<string> {
    const missing = new Set<string>();
    const run = this.current;
    if (run === undefined) return missing;
    for (const id of ids) {
      if (this.table.isFree(id, run.turn)) run.taken.add(id);
      else missing.add(id);
    }
    for (const id of missing) run.blocked.add(id);
    if (missing.size > 0 && !run.isLast) throw new Blocked();
    return missing;
  }

  enter(): { leave(): void } {
    this.writers += 1;
    let isIn = true;
    return {
      leave: () => {
        if (isIn) this.writers -= 1;
        isIn = false;
      },
    };
  }

  async run<T>(
    work: () => T,
    { line = {}, onTimeout }: { readonly line?: Line; readonly onTimeout?: () => boolean } = {},
  ): Promise<T> {
    const turn: Turn = { line, ticket: this.tickets++ };
    let deadline = this.timer.now() + this.waitMs;
    try {
      for (;;) {
        if (this.closing.signal.aborted) throw new ApiError(503, 'SERVER_UNAVAILABLE', 'The org is closing.');
        if (this.timer.now() >= deadline && onTimeout?.() === true) deadline = this.timer.now() + this.waitMs;
        const isLast = this.timer.now() >= deadline;
        const run: Run = { turn, taken: new Set(), blocked: new Set(), undo: [], isLast };
        const done = this.attempt(work, run);
        if (done !== undefined) return done.value;
        await this.freed(run, Math.max(0, deadline - this.timer.now()));
      }
    } finally {
      this.table.leave(turn);
    }
  }

  onUndo(undo: () => void): void {
    this.current?.undo.push(undo);
  }

  hold(ids: Iterable<string>): { release(): void } {
    const held = [...ids];
    const hold = { line: {} };
    this.table.hold(held, hold);
    return {
      release: () => {
        this.table.release(held, hold);
      },
    };
  }

  close(): void {
    this.closing.abort();
  }

  private attempt<T>(work: () => T, run: Run): { readonly value: T } | undefined {
    this.current = run;
    try {
      const value = this.transaction(() => {
        const result = work();
        // Whoever catches every error must not keep half of a run.
        if (run.blocked.size > 0 && !run.isLast) throw new Blocked();
        return result;
      });
      this.keep(run);
      return { value };
    } catch (error) {
      if (run.blocked.size === 0 || run.isLast) throw error;
      for (const undo of run.undo) undo();
      return undefined;
    } finally {
      this.current = undefined;
    }
  }

  /** Holds the rows for a while when somebody else is there who could want them. */
  private keep({ turn, taken }: Run): void {
    if (this.writers < 2 || this.holdMs <= 0 || taken.size === 0) return;
    const hold = { line: turn.line };
    this.table.hold(taken, hold);
    void this.timer.wait(this.holdMs, this.closing.signal).then(() => {
      this.table.release(taken, hold);
    });
  }

  /** Until the rows are free, for so long at most. */
  private async freed(run: Run, ms: number): Promise<void> {
    const woken = new AbortController();
    this.table.queue(run.blocked, run.turn, () => {
      woken.abort();
    });
    await this.timer.wait(ms, AbortSignal.any([woken.signal, this.closing.signal]));
  }
}

/** `transaction` runs work and keeps nothing of it when it throws. */
export function openLocks(transaction: <T>(work: () => T) => T, options: LockOptions = {}): Locks {
  return new RowLockTable(transaction, options);
}
