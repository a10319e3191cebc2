/** The clock of a warehouse for tests: nobody waits for a retry. */
import type { Clock } from '../../server/clock.ts';

let skippedMs = 0;

/** Long enough that who asks again and again leaves the processor to what is waited for. */
const breathMs = 5;

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
        setTimeout(resolve, breathMs);
      } else signal?.addEventListener('abort', stop, { once: true });
    }),
};
