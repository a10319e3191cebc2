/** Said, did, effect: what was promised before this meeting, and what the number did since. Pure. */
import { minus, type Amount } from 'c/gapMath';
import type { Meeting, Said, Standing } from './model';
import { figureOf } from './scope';

export interface Kept extends Said {
  /** The number at this meeting's as-of, or when it was looked at again; of a target's own, as it stands now until then. */
  readonly valueNow: Amount;
  /** What the number has done since it was said; `undefined` where nobody knows. */
  readonly effect: number | undefined;
  readonly isOverdue: boolean;
}

const isPromise = (kind: string): boolean => kind === 'Decision' || kind === 'Action';

/**
 * What was decided in the meeting before this one, done or not, and whatever is still open from earlier weeks. Open
 * ones first, the latest week first among them.
 */
export function promisesOf(meeting: Meeting, standings: readonly Standing[], today: string): readonly Kept[] {
  const week = meeting.cycle.weekStart ?? '';
  const earlier = meeting.said.filter(({ kind, weekStart }) => isPromise(kind) && weekStart !== '' && weekStart < week);
  const last = earlier.reduce((newest, { weekStart }) => (weekStart > newest ? weekStart : newest), '');
  const byBudget = new Map(standings.map((one) => [one.budgetId, one]));
  return earlier
    .filter(({ weekStart, state }) => weekStart === last || state === 'Open')
    .map((one) => keptOf(one, byBudget.get(one.budgetId), today))
    .sort(
      (left, right) =>
        Number(right.state === 'Open') - Number(left.state === 'Open') ||
        right.weekStart.localeCompare(left.weekStart) ||
        (left.due ?? '').localeCompare(right.due ?? ''),
    );
}

/** What was said in this very meeting, the latest first; topics that it parked are none of it. */
export function decisionsOf(meeting: Meeting): readonly Said[] {
  return meeting.said.filter(({ cycleId, kind }) => cycleId === meeting.cycle.id && kind !== 'Parked');
}

function valueOfUnit({ kpi, valueAtReview }: Said, standing: Standing | undefined): Amount {
  return (standing === undefined ? undefined : figureOf(standing, kpi)) ?? valueAtReview;
}

/** As the target's own page tells it: until it was closed, or until now. */
function valueOfTarget({ kpi, state, ofTarget, valueAtReview }: Said): Amount {
  const now = ofTarget[kpi] ?? null;
  return state === 'Open' ? (now ?? valueAtReview) : (valueAtReview ?? now);
}

function keptOf(said: Said, standing: Standing | undefined, today: string): Kept {
  const valueNow = said.targetId === null ? valueOfUnit(said, standing) : valueOfTarget(said);
  const isKnown = valueNow !== null && said.valueAtStart !== null;
  return {
    ...said,
    valueNow,
    effect: isKnown ? minus(valueNow, said.valueAtStart) : undefined,
    isOverdue: said.state === 'Open' && said.due !== null && said.due < today,
  };
}
