/** What the meeting looks at: one month and one measure of one as-of, added up and put in order. Pure. */
import { coverage } from 'c/forecastMath';
import { gap, minus, rate, sum, type Amount } from 'c/gapMath';
import type { Meeting, Now, Standing, UnitSubmission } from './model';

export interface Scope {
  readonly month: string;
  readonly measure: string;
}

/**
 * Before the freeze what stands now; afterwards the frozen set alone, whatever has changed since. A freeze keeps closed
 * months too; the meeting is about those that the week forecasts.
 */
export function standingsOf({ frozen, cycle }: Meeting, now: Now | undefined): readonly Standing[] {
  const all = frozen.length > 0 ? frozen : (now?.standings ?? []);
  return all.filter(({ month }) => month >= (cycle.periodStart ?? ''));
}

export interface Choice {
  readonly value: string;
  readonly name: string;
}

export function measuresOf(standings: readonly Standing[]): readonly Choice[] {
  const names = new Map(standings.map(({ measure, measureName }) => [measure, measureName]));
  const first = (name: string): number => (name === 'Revenue' ? 0 : 1);
  return [...names]
    .map(([value, name]) => ({ value, name }))
    .sort((left, right) => first(left.value) - first(right.value) || left.value.localeCompare(right.value));
}

export function monthsOf(standings: readonly Standing[]): readonly string[] {
  return [...new Set(standings.map(({ month }) => month))].sort();
}

/** Keeps what was chosen while it exists; otherwise the first month and revenue. */
export function scopeOf(standings: readonly Standing[], chosen: Partial<Scope>): Scope {
  const measures = measuresOf(standings).map(({ value }) => value);
  const measure = measures.find((one) => one === chosen.measure) ?? measures[0] ?? '';
  const months = monthsOf(standings.filter((one) => one.measure === measure));
  return { measure, month: months.find((one) => one === chosen.month) ?? months[0] ?? '' };
}

const isIn =
  ({ month, measure }: Scope) =>
  (one: Standing): boolean =>
    one.month === month && one.measure === measure;

export interface Covered {
  readonly open: number;
  readonly remaining: number;
  readonly rate: number;
}

export interface Totals {
  readonly units: number;
  readonly budget: number;
  readonly memberTargets: number;
  readonly actual: number;
  readonly landing: number;
  readonly gap: number;
  readonly landingRate: number | undefined;
  /** M12: what is still expected over what is still to be booked; `undefined` where nobody kept the one or nothing is left. */
  readonly coverage: Covered | undefined;
  /** Change of those that had a freeze before; `undefined` when none had. */
  readonly change: number | undefined;
}

export function totalsOf(standings: readonly Standing[]): Totals {
  const budget = sum(standings.map((one) => one.budget));
  const actual = sum(standings.map((one) => one.actual));
  const landing = sum(standings.map((one) => one.landing));
  const changes = standings.flatMap((one) => changeOf(one) ?? []);
  return {
    units: standings.length,
    budget,
    memberTargets: sum(standings.map((one) => one.memberTargets)),
    actual,
    landing,
    gap: minus(landing, budget),
    landingRate: rate(landing, budget),
    coverage: coveredOf(standings, budget, actual),
    change: changes.length === 0 ? undefined : sum(changes),
  };
}

/** Of all units or of none: the open amount of some over the budget of all would tell too little. */
function coveredOf(standings: readonly Standing[], target: number, actual: number): Covered | undefined {
  if (standings.length === 0 || standings.some(({ expected }) => expected === null)) return undefined;
  const open = sum(standings.map(({ expected }) => expected));
  const found = coverage({ open, target, actual, winRate: null });
  if (found?.coverage === undefined) return undefined;
  return { open, remaining: found.remaining, rate: found.coverage };
}

/** The totals of one month. */
export function totalsIn(standings: readonly Standing[], scope: Scope): Totals {
  return totalsOf(standings.filter(isIn(scope)));
}

export function changeOf({ landing, previous }: Standing): number | undefined {
  return previous === null ? undefined : minus(landing, previous);
}

export interface Unit extends Standing {
  readonly gap: number | undefined;
  readonly change: number | undefined;
  /** What the landing has moved since it was frozen; zero before the freeze. */
  readonly sinceFreeze: number;
  readonly submission: UnitSubmission | undefined;
}

/** Units by yen at stake: what is missing most comes first. */
export function unitsOf(meeting: Meeting, now: Now | undefined, scope: Scope): readonly Unit[] {
  const live = new Map((now?.standings ?? []).map((one) => [one.budgetId, one.landing]));
  const isFrozen = meeting.frozen.length > 0;
  return standingsOf(meeting, now)
    .filter(isIn(scope))
    .map((one): Unit => {
      const moved = minus(live.get(one.budgetId) ?? one.landing, one.landing);
      return {
        ...one,
        gap: gap(one.landing, one.budget),
        change: changeOf(one),
        sinceFreeze: isFrozen ? moved : 0,
        submission: meeting.submissions.get(one.budgetId),
      };
    })
    .sort(byStake);
}

function byStake(left: Unit, right: Unit): number {
  return (left.gap ?? 0) - (right.gap ?? 0) || left.unitName.localeCompare(right.unitName);
}

/** The same order where no week is frozen. */
export function unitsByStake(standings: readonly Standing[]): readonly Unit[] {
  return standings
    .map((one) => ({
      ...one,
      gap: gap(one.landing, one.budget),
      change: undefined,
      sinceFreeze: 0,
      submission: undefined,
    }))
    .sort(byStake);
}

export interface Handed {
  readonly expected: number;
  readonly submitted: number;
  readonly carried: number;
  readonly late: number;
  readonly returned: number;
}

/** How many units have said their number; what was carried over was not said by them. */
export function handedIn(units: readonly Unit[]): Handed {
  const submissions = units.flatMap(({ submission }) => submission ?? []);
  const count = (holds: (one: UnitSubmission) => boolean): number => submissions.filter(holds).length;
  return {
    expected: units.length,
    submitted: count(({ isCarried }) => !isCarried),
    carried: count(({ isCarried }) => isCarried),
    late: count(({ isLate }) => isLate),
    returned: count(({ state }) => state === 'Returned'),
  };
}

/** The value of a figure by its API name; `undefined` for what no figure is called. */
export function figureOf(standing: Standing, kpi: string): Amount | undefined {
  const figures: Readonly<Record<string, Amount>> = {
    Landing_Forecast__c: standing.landing,
    Actual__c: standing.actual,
    Judgement__c: standing.judgement,
    Target_Amount__c: standing.memberTargets,
    Current_Amount__c: standing.budget,
  };
  return figures[kpi];
}

/** The figures that a decision may be tied to. */
export const DECIDABLE: readonly string[] = ['Landing_Forecast__c', 'Actual__c', 'Judgement__c'];
