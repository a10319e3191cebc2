/** The clock of the demo: whoever moves it finds the agency's systems as they are on that day. */
import { existsSync } from 'node:fs';
import { readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MovableClock, movableClock } from '../../local-org/local-org.ts';
import { systemClock, type Clock } from '../../server/clock.ts';
import { writeSample } from '../sample/sample.ts';

/** Another seed is another agency. */
const sampleSeed = 'todoku';

export interface DemoClock {
  readonly org: MovableClock;
  /** The same time, for the server's parts. */
  readonly server: Clock;
  /** The day it shows, `YYYY-MM-DD`. */
  today(): string;
  /** From now on the raw files in the folder are those of the day that the clock is moved to. */
  renew(raw: string): void;
}

/** A folder that is kept keeps its time: records of a week that was lived through are not in the future. */
export async function demoClock(folder: string, timeZone: string): Promise<DemoClock> {
  const file = join(folder, 'clock');
  let renewed: string | undefined;
  const dayOf = (at: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
  const org = movableClock(async (at) => {
    await writeFile(file, `${new Date(at).toISOString()}\n`);
    if (renewed !== undefined) await deliverUntil(at, renewed, dayOf);
  });
  const kept = existsSync(file) ? Date.parse((await readFile(file, 'utf8')).trim()) : 0;
  if (kept > org.now()) org.moveTo(kept);
  return {
    org,
    server: { now: () => org.now(), sleep: (waitMs, signal) => systemClock.sleep(waitMs, signal) },
    today: () => dayOf(org.now()),
    renew: (raw) => {
      renewed = raw;
    },
  };
}

/** The agency as it was drawn up on the day of the first start, with what was delivered and closed since. */
async function deliverUntil(at: number, raw: string, dayOf: (at: number) => string): Promise<void> {
  const first = join(raw, 'drawn-up');
  await writeSample(raw, { seed: sampleSeed, today: dayOf(at), drawnUp: (await readFile(first, 'utf8')).trim() });
  for (const file of await readdir(raw)) await utimes(join(raw, file), at / 1000, at / 1000);
}

/** The raw files of the first start. */
export async function writeFirst(raw: string, today: string): Promise<void> {
  await writeSample(raw, { seed: sampleSeed, today });
  await writeFile(join(raw, 'drawn-up'), `${today}\n`);
}
