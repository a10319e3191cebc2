/** Orders what the week has due, while the service runs; what fell into downtime is found by the same look. */
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Desk } from '../schedule/schedule.ts';
import { stepAt } from './calendar.ts';
import { todoAt } from './carry-out.ts';
import { nextDue } from './due.ts';
import type { MovedClock } from './moved-clock.ts';
import type { CycleParts } from './parts.ts';
import { weeksAt } from './weeks.ts';

export interface KeeperParts extends Pick<CycleParts, 'project' | 'warehouse'> {
  readonly desk: Pick<Desk, 'askCycle'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The same clock, where it can be moved. */
  readonly moved?: Pick<MovedClock, 'look'> | undefined;
}

/** By then a machine that slept is noticed, and a step that waits to be tried again; later where looks have a price. */
const longestSleepMs = 30_000;
/** Where somebody who moves the clock waits to see what happens. */
const attentiveSleepMs = 1000;

/** Until the signal is aborted. */
export async function keepCycle(parts: KeeperParts, signal: AbortSignal): Promise<void> {
  const { clock, log, moved } = parts;
  const restMs = Math.max(longestSleepMs, parts.warehouse.cycles.restMs);
  const longestMs = moved === undefined ? restMs : attentiveSleepMs;
  while (!signal.aborted) {
    let waitMs = longestMs;
    try {
      await moved?.look();
      await lookAtCycle(parts);
      waitMs = Math.min(longestMs, await untilNext(parts));
    } catch (error) {
      // The warehouse or the job database is away: what is due stays due.
      log.error({ type: 'cycle', reason: error instanceof Error ? error.message : String(error) });
    }
    await clock.sleep(waitMs, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

/**
 * One order for all that is due. It is named by the step that is due first and the attempt at it, so that several
 * backends on one job database place it once.
 */
export async function lookAtCycle({ desk, clock, log, ...parts }: Omit<KeeperParts, 'moved'>): Promise<void> {
  const todo = await todoAt(parts, new Date(clock.now()));
  if (todo === undefined) return;
  const { known, due, attempt } = todo;
  const schedule = `cycle ${known.week.key} ${due.name} ${attempt}`;
  const at = due.name === 'plan' ? stepAt(known.week, 'open') : due.at;
  const asked = await desk.askCycle({ schedule, at: at.toISOString() });
  if ('status' in asked) log.info({ type: 'cycle', week: known.week.key, step: due.name, order: asked.status.id });
}

async function untilNext({ clock, ...parts }: KeeperParts): Promise<number> {
  const now = new Date(clock.now());
  const next = nextDue(await weeksAt(parts, now), now);
  return next === undefined ? longestSleepMs : next.getTime() - now.getTime();
}
