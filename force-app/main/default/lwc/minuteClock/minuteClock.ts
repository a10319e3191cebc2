const MINUTE_MS = 60_000;

/** Calls back whenever a minute of the clock begins, with the time; the answer ends it. Nothing is read for it. */
export function onMinute(listener: (nowMs: number) => void): () => void {
  let timer = 0;
  const wait = (): void => {
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- a clock has no event to wait for; whoever asked ends it
    timer = window.setTimeout(
      () => {
        listener(Date.now());
        wait();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS),
    );
  };
  wait();
  return () => {
    window.clearTimeout(timer);
  };
}
