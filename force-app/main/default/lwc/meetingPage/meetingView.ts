/** Everything the page shows of one meeting, from one as-of. Pure. */
import { sum } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import * as meeting from 'c/meeting';
import type { MonthTotals } from 'c/meetingTotals';
import { formatCount } from 'c/moneyFormat';

export interface Looked {
  readonly read: meeting.Meeting;
  readonly now: meeting.Now | undefined;
  readonly scope: Partial<meeting.Scope>;
  readonly chosen: string;
  readonly showsAll: boolean;
  readonly today: string;
}

export interface MeetingView {
  readonly promises: readonly meeting.Kept[];
  readonly said: readonly meeting.Said[];
  readonly parked: readonly meeting.Said[];
  readonly scope: meeting.Scope;
  readonly measures: readonly (meeting.Choice & { readonly isChosen: boolean })[];
  readonly months: readonly MonthTotals[];
  readonly totals: meeting.Totals;
  readonly totalsTitle: string;
  readonly units: readonly meeting.Unit[];
  readonly handed: meeting.Handed;
  readonly chosen: string;
  readonly causes: meeting.Causes;
  readonly causesTitle: string;
  readonly limit: number;
}

export function meetingView({ read, now, scope: wanted, chosen, showsAll, today }: Looked): MeetingView {
  const standings = meeting.standingsOf(read, now);
  const scope = meeting.scopeOf(standings, wanted);
  const units = meeting.unitsOf(read, now, scope);
  const totals = meeting.totalsIn(standings, scope);
  const unit = units.find(({ budgetId }) => budgetId === chosen);
  const asked = showsAll || unit === undefined ? units : [unit];
  const about = showsAll ? labels.meetingAllUnits : (unit?.unitName ?? labels.meetingAllUnits);
  return {
    promises: meeting.promisesOf(read, standings, today),
    said: meeting.decisionsOf(read),
    parked: meeting.parkedOf(read),
    scope,
    measures: meeting.measuresOf(standings).map((one) => ({ ...one, isChosen: one.value === scope.measure })),
    months: monthsOf(read, now, scope.measure),
    totals,
    totalsTitle: fill(labels.meetingTotals, formatCount(totals.units)),
    units,
    handed: meeting.handedIn(units),
    chosen: unit?.budgetId ?? units[0]?.budgetId ?? '',
    causes: meeting.causesOf(asked, now),
    causesTitle: fill(labels.meetingCauses, about),
    limit: meeting.limitOf(sum(asked.map(({ budget }) => budget))),
  };
}

function monthsOf(read: meeting.Meeting, now: meeting.Now | undefined, measure: string): readonly MonthTotals[] {
  const standings = meeting.standingsOf(read, now).filter((one) => one.measure === measure);
  return meeting.monthsOf(standings).map((month) => {
    const units = meeting.unitsOf(read, now, { month, measure });
    return {
      month,
      totals: meeting.totalsOf(units),
      sinceFreeze: sum(units.map((one) => one.sinceFreeze)),
    };
  });
}
