/** Since when a reply has been what it is, for If-Modified-Since on things that carry no date of their own. */
import { createHash } from 'node:crypto';

export interface Freshness {
  /** The moment at which `body` was first seen to be the reply for `key`, in whole seconds as milliseconds. */
  since(key: string, body: unknown, now: number): number;
}

interface Seen {
  readonly hash: string;
  readonly since: number;
}

const mostKept = 5000;

export function createFreshness(): Freshness {
  const kept = new Map<string, Seen>();
  return {
    since: (key, body, now) => {
      const hash = createHash('sha1').update(JSON.stringify(body)).digest('base64');
      const known = kept.get(key);
      if (known?.hash === hash) return known.since;
      const second = Math.floor(now / 1000) * 1000;
      // Two changes within one second would else bear the same date, and the later one would never be fetched.
      const since = known === undefined ? second : Math.max(second, known.since + 1000);
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, { hash, since });
      return since;
    },
  };
}
