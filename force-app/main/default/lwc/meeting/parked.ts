/** Topics that were noted without being decided, until somebody takes them up or closes them. Pure. */
import type { Meeting, Said, Standing } from './model';
import type { Scope } from './scope';

/** What waits in this meeting: of this week and of those before it, the longest waiting first. */
export function parkedOf({ said, cycle }: Meeting): readonly Said[] {
  const week = cycle.weekStart ?? '';
  return said
    .filter(({ kind, state, weekStart }) => kind === 'Parked' && state === 'Open' && weekStart <= week)
    .sort((left, right) => left.weekStart.localeCompare(right.weekStart));
}

/** What this very meeting parked, whatever has become of it: the minutes of a week do not change with the next. */
export function parkedIn({ said, cycle }: Meeting): readonly Said[] {
  return said.filter(({ kind, cycleId }) => kind === 'Parked' && cycleId === cycle.id);
}

export interface Seat {
  readonly scope: Scope;
  readonly budgetId: string;
}

/** The number that a topic is taken up at: its own, or the unit's first that is left once that month is over. */
export function seatOf(topic: Said, standings: readonly Standing[]): Seat | undefined {
  const own = standings.find(({ budgetId }) => budgetId === topic.budgetId);
  const ofUnit = standings
    .filter(({ unitName, measure }) => unitName === topic.unitName && measure === topic.measure)
    .sort((left, right) => left.month.localeCompare(right.month));
  const found = own ?? ofUnit[0];
  if (found === undefined) return undefined;
  const { month, measure, budgetId } = found;
  return { scope: { month, measure }, budgetId };
}
