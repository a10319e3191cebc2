/** Monday's load: whether its numbers may open the week. */
import { Fault } from '../faults.ts';
import type { RunResult } from '../run/run.ts';
import { push } from '../run/run.ts';
import type { CycleParts } from './parts.ts';
import { calendarOf } from './parts.ts';
import type { Words } from './words.ts';
import { loadDiffers, loadFailed, loadIncomplete, loadLate } from './words.ts';

export interface Loaded {
  /** Why the week is not opened by itself; undefined when all is well. */
  readonly words: Words | undefined;
  /** Why it could not be done. */
  readonly fault: Fault | undefined;
}

/** Never faults for what a load can fail of, but when it was told to stop. */
export async function load(parts: CycleParts, name: string): Promise<Loaded> {
  const { project, rawDir, signal, onEvent } = parts;
  const { rules } = calendarOf(project);
  try {
    const pull = project.pulls.map((one) => one.name);
    const result = await push(project, parts, { only: rules.load, pull, rawDir, signal, onEvent, name });
    parts.onLoaded?.(result);
    return { words: wrongWith(result, rules.maxAgeHours, parts), fault: undefined };
  } catch (error) {
    if (signal?.aborted === true || !(error instanceof Fault)) throw error;
    return { words: loadFailed(error.code), fault: error };
  }
}

function wrongWith(
  result: RunResult,
  maxAgeHours: number | undefined,
  { clock, project }: CycleParts,
): Words | undefined {
  const off = (state: string): readonly string[] =>
    result.verdicts.filter((verdict) => verdict.state === state).map(({ sync }) => sync);
  if (result.state === 'mismatch') return loadDiffers(off('Mismatch'));
  if (result.state !== 'matched') {
    const open = result.objects.filter(
      ({ failed, parked, held, quarantined }) => failed + parked + held + quarantined > 0,
    );
    return loadIncomplete(open.length > 0 ? open.map(({ sync }) => sync) : off('Explained'));
  }
  const asOf = new Date(result.sourceAsOf);
  if (maxAgeHours === undefined || clock.now() - asOf.getTime() <= maxAgeHours * 3_600_000) return undefined;
  return loadLate(minuteIn(asOf, project.timeZone), maxAgeHours);
}

/** `2026-11-22 18:00`, in the zone. */
function minuteIn(at: Date, timeZone: string): string {
  const format = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', format).format(at);
}
