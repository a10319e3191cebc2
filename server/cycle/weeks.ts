/** The weeks that something may have to be done in, as the warehouse knows them. */
import type { CycleRecord } from '../warehouse/warehouse.ts';
import type { Calendar, Week } from './calendar.ts';
import { stepAt, weekAfter, weekAt, weekOf } from './calendar.ts';
import type { CycleParts, Known } from './parts.ts';
import { calendarOf } from './parts.ts';

/** Weeks that are looked back on; a service that was away for longer begins anew. */
export const lookedBack = 12;

/** In the order of time: from the oldest that is not closed to the one under way, or the one that comes next. */
export async function weeksAt(parts: Pick<CycleParts, 'project' | 'warehouse'>, now: Date): Promise<readonly Known[]> {
  const calendar = calendarOf(parts.project);
  const cycles = parts.warehouse.cycles;
  const records = await cycles.list(lookedBack);
  const weeks = spanOf(records, calendar, now);
  const notes = await cycles.steps(weeks[0]?.key ?? '');
  return weeks.map((week) => ({
    week,
    record: records.find(({ key }) => key === week.key),
    notes: notes.filter(({ cycle }) => cycle === week.key),
  }));
}

function spanOf(records: readonly CycleRecord[], calendar: Calendar, now: Date): readonly Week[] {
  const current = weekAt(now, calendar);
  const next = weekAfter(current, calendar);
  const first = records.at(-1);
  // A project that begins in the middle of a week has missed nothing.
  if (first === undefined) return [now >= stepAt(current, 'freeze') ? next : current];
  const isClosed = records.some(({ key, state }) => key === current.key && state === 'Closed');
  const last = isClosed || first.key > current.key ? next : current;
  const oldest = records.findLast(({ state, key }) => state !== 'Closed' && key < last.key);
  const weeks: Week[] = [];
  let week = oldest === undefined ? last : weekOf(oldest.key, calendar);
  for (; week.start < last.start; week = weekAfter(week, calendar)) weeks.push(week);
  return [...weeks, last];
}

/** One week by its key; the one under way at `now` when there is none. */
export async function knownWeek(
  parts: Pick<CycleParts, 'project' | 'warehouse'>,
  key: string | undefined,
  now: Date,
): Promise<Known> {
  const calendar = calendarOf(parts.project);
  const cycles = parts.warehouse.cycles;
  const week = key === undefined ? weekAt(now, calendar) : weekOf(key, calendar);
  const notes = (await cycles.steps(week.key)).filter(({ cycle }) => cycle === week.key);
  return { week, record: await cycles.find(week.key), notes };
}
