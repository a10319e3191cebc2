/** One JSON line an event on standard error: ids and counts, never the values of rows. */
import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger } from 'pino';

/** Takes whole lines. */
export interface LogLines {
  write(line: string): void;
}

/** Written at once: a line that is there has happened, even if the process is killed right after it. */
export function createLog(to: number | LogLines = 2): Logger {
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    typeof to === 'number' ? pino.destination({ dest: to, sync: true }) : to,
  );
}
