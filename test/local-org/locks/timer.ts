import type { Timer } from '../../../local-org/locks/locks.ts';

export interface SteppedTimer extends Timer {
  /** How many wait right now. */
  readonly waiting: number;
  /** Lets time pass: whoever waits for less is woken, in order, and may run until it waits again. */
  advance(ms: number): Promise<void>;
  /** Resolves as soon as somebody waits for `ms`. */
  awaited(ms: number): Promise<void>;
}

/** Time that passes only when the test says so. */
export function steppedTimer(): SteppedTimer {
  let now = 0;
  const waiting = new Set<{ readonly at: number; readonly wake: () => void }>();
  const watching = new Map<number, () => void>();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    get waiting() {
      return waiting.size;
    },
    now: () => now,
    wait: (ms, signal) =>
      new Promise((done) => {
        const end = (): void => {
          waiting.delete(entry);
          done();
        };
        const entry = { at: now + ms, wake: end };
        waiting.add(entry);
        watching.get(ms)?.();
        if (signal.aborted) end();
        signal.addEventListener('abort', end);
      }),
    awaited: (ms) =>
      new Promise((seen) => {
        watching.set(ms, seen);
      }),
    advance: async (ms) => {
      await settle();
      const end = now + ms;
      for (;;) {
        const [next] = [...waiting].sort((one, other) => one.at - other.at);
        if (next === undefined || next.at > end) break;
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
