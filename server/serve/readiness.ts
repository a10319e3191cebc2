/** Whether warehouse and org can be reached: asked for at most every quarter of a minute, however many probes there are. */
import type { Clock } from '../clock.ts';
import { Fault } from '../faults.ts';
import type { Readiness } from '../http/http.ts';
import type { Org } from '../org/org.ts';
import type { FaultNote } from '../schedule/schedule.ts';
import { noteFault } from '../schedule/schedule.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

const goodForMs = 15_000;
const longestMs = 10_000;

export function readinessOf(warehouse: Warehouse, org: Org, clock: Clock): () => Promise<Readiness> {
  let last: { readonly at: number; readonly found: Promise<Readiness> } | undefined;
  return () => {
    const now = clock.now();
    if (last === undefined || now - last.at >= goodForMs) last = { at: now, found: look(warehouse, org, clock) };
    return last.found;
  };
}

async function look(warehouse: Warehouse, org: Org, clock: Clock): Promise<Readiness> {
  const [ours, theirs] = await Promise.all([
    wrongWith('warehouse', warehouse.ledger.runs(1), clock),
    wrongWith('org', org.reach(), clock),
  ]);
  return { warehouse: ours, org: theirs };
}

async function wrongWith(what: string, asked: Promise<unknown>, clock: Clock): Promise<FaultNote | undefined> {
  const patience = new AbortController();
  const late = clock.sleep(longestMs, patience.signal).then(
    () => {
      throw new Fault('transient', 'slow', `The ${what} has not answered for ${longestMs / 1000} seconds.`, {
        next: 'Look at it, or at the network.',
      });
    },
    () => undefined,
  );
  try {
    await Promise.race([asked, late]);
    return undefined;
  } catch (error) {
    return noteFault(error);
  } finally {
    patience.abort();
  }
}
