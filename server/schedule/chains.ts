/** Pushes that come after others: as soon as a sync has been sent and matches, those that wait for it are ordered. */
import type { ChainSchedule, Schedule } from '../syncs/syncs.ts';
import type { Desk } from './desk.ts';
import type { RunStatus } from './status.ts';
import type { Timetable } from './timetable.ts';

/**
 * A sync that does not match starts nothing: what comes after it would build on numbers that are not there. The order is
 * placed before the job database hears of the end, so that a process that dies in between repeats the end, not nothing.
 */
export function keepChains(
  schedules: readonly Schedule[],
  desk: Pick<Desk, 'afterEach'>,
  timetable: Pick<Timetable, 'order'>,
): void {
  const chains = schedules.filter((schedule): schedule is ChainSchedule => 'after' in schedule);
  if (chains.length === 0) return;
  desk.afterEach(async (status) => {
    const matched = matchedIn(status);
    const at = new Date(status.endedAt ?? status.askedAt);
    for (const chain of chains) if (matched.has(chain.after)) await timetable.order(chain, at);
  });
}

function matchedIn({ command, end }: RunStatus): ReadonlySet<string> {
  if (end !== undefined && 'cycled' in end) return new Set(end.cycled.matched);
  if (command !== 'push' || end === undefined || !('result' in end)) return new Set();
  const matched = end.result.verdicts.filter(({ state }) => state === 'Matched');
  return new Set(matched.map(({ sync }) => sync));
}
