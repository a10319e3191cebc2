/** Time that passes while a lock is held or waited for. */
export interface Timer {
  /** Milliseconds; only differences mean something. */
  now(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own time. It never keeps the process alive. */
export const machineTimer: Timer = {
  now: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((done) => {
      if (signal.aborted) {
        done();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        done();
      };
      const timer = setTimeout(end, ms);
      timer.unref();
      signal.addEventListener('abort', end);
    }),
};
