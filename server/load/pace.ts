/** When a job is looked at: each look is an API call, so as few as a job needs whose rows take about as long as those before. */

/** Of an object of which nothing was seen yet: faster than an org is, so that a small job is looked at soon. */
const firstRowsPerMs = 20;

/** A look a little too late costs less than one that is too early and has to be repeated. */
const margin = 1.05;

/** The part of the time between two looks that a job is thought to have taken which had ended at the second. */
const sooner = 0.7;

const shortestMs = 250;
const longestMs = 60_000;

/** What has been seen of a job since it was closed. */
export interface Seen {
  readonly processed: number;
  readonly ageMs: number;
}

export const nothingYet: Seen = { processed: 0, ageMs: 0 };

/** How fast the org works off the rows of each object, as looks at its jobs have shown in this run. */
export class Pace {
  readonly #rowsPerMs = new Map<string, number>();

  /** Milliseconds before the next look at a job of so many rows, which was last `seen` so far. */
  wait(object: string, rows: number, seen: Seen): number {
    const { processed, ageMs } = seen;
    const expectedMs = (margin * (rows - processed)) / (this.#rowsPerMs.get(object) ?? firstRowsPerMs);
    // One that waits in line tells nothing: looks grow apart. Rates change: a job is never left alone for longer than it is old.
    const leastMs = Math.max(shortestMs, processed === 0 ? ageMs / 2 : ageMs / 20);
    const mostMs = ageMs === 0 ? longestMs : Math.min(longestMs, Math.max(ageMs, leastMs));
    return Math.round(Math.min(Math.max(expectedMs, leastMs), mostMs));
  }

  /** Two looks at a job that is at work. */
  learn(object: string, before: Seen, now: Seen): void {
    const rows = now.processed - before.processed;
    const ms = now.ageMs - before.ageMs;
    if (rows > 0 && ms > 0) this.#rowsPerMs.set(object, rows / ms);
  }

  /**
   * The last look, at a job that has ended. When it is the only one, the job may have ended long before: the next one is
   * given less time, or waits would never become shorter.
   */
  learnEnd(object: string, before: Seen, now: Seen): void {
    if (before.processed > 0) return;
    this.learn(object, before, { ...now, ageMs: before.ageMs + sooner * (now.ageMs - before.ageMs) });
  }
}
