/** The clock of a warehouse for tests: nobody waits for a retry. */
import type { Clock } from '../../server/clock.ts';

let skippedMs = 0;

/** Short waits are skipped, for us as for the stand-in; what waits for minutes waits until it is told to stop. */
export const quickClock: Clock = {
  now: () => Date.now() + skippedMs,
  sleep: (waitMs, signal) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        reject(new Error('aborted'));
      };
      if (signal?.aborted === true) stop();
      else if (waitMs < 60_000) {
        skippedMs += waitMs;
        setImmediate(resolve);
      } else signal?.addEventListener('abort', stop, { once: true });
    }),
};
