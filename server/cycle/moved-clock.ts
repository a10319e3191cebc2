/** The clock of a local org, which can be moved to live through a week; Salesforce has none of the kind. */
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Fault } from '../faults.ts';

export interface MovedClock extends Clock {
  /** Sets the org's clock and this one. */
  moveTo(at: Date): Promise<void>;
  /** Reads the org's clock again, since anybody may have moved it; an org that does not answer leaves this one as it is. */
  look(): Promise<void>;
}

const told = z.object({ now: z.iso.datetime() });

/** How long a local org may take; it is on this machine, and makes ready for the new time before it answers. */
const patienceMs = 30_000;

/** Below it a difference is the time that an answer takes: the clock does not go back for it. */
const movedMs = 1000;

/** Undefined where the address is not on this machine, or nothing there has such a clock. */
export async function movedClockOf(url: string, clock: Clock): Promise<MovedClock | undefined> {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) return undefined;
  const now = await ask(url, { method: 'GET' });
  if (now === undefined) return undefined;
  let offsetMs = now.getTime() - clock.now();
  return {
    now: () => clock.now() + offsetMs,
    sleep: (waitMs, signal) => clock.sleep(waitMs, signal),
    moveTo: async (at) => {
      const body = JSON.stringify({ at: at.toISOString() });
      const moved = await ask(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      if (moved === undefined) {
        throw new Fault('transient', 'clock-not-moved', `The org at ${url} did not move its clock.`, {
          next: 'Look whether it is still running.',
        });
      }
      offsetMs = moved.getTime() - clock.now();
    },
    look: async () => {
      const shown = await ask(url, { method: 'GET' });
      const found = shown === undefined ? offsetMs : shown.getTime() - clock.now();
      if (Math.abs(found - offsetMs) >= movedMs) offsetMs = found;
    },
  };
}

/** What the org's clock shows then; undefined when it has none, or does not answer. */
async function ask(url: string, request: RequestInit): Promise<Date | undefined> {
  try {
    const response = await fetch(`${url}/local-org/clock`, { ...request, signal: AbortSignal.timeout(patienceMs) });
    const parsed = told.safeParse(await response.json());
    return response.ok && parsed.success ? new Date(parsed.data.now) : undefined;
  } catch {
    // Nobody answers, or in no JSON: whether the org is there at all is for the next request to tell.
    return undefined;
  }
}
