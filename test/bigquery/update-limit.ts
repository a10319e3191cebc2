/**
 * At most five changes of a table's definition or whole content in ten seconds (BigQuery documentation, "Quotas and
 * limits", Standard tables); statements that change rows do not count.
 */
import { Refused } from './refused.ts';

const most = 5;
const windowMs = 10_000;

export class UpdateLimit {
  readonly #now: () => number;
  readonly #times = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  count(dataset: string, table: string): void {
    const key = `${dataset}.${table}`;
    const now = this.#now();
    const recent = (this.#times.get(key) ?? []).filter((at) => now - at < windowMs);
    if (recent.length >= most) {
      throw new Refused(
        403,
        'rateLimitExceeded',
        `Exceeded rate limits: too many table update operations for this table`,
      );
    }
    this.#times.set(key, [...recent, now]);
  }
}
