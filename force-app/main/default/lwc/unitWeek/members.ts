/** Where every member of the unit stands in the week, and what is open (N7). Pure. */
import { isDue, takesSubmissions, type Cycle, type Phase } from 'c/forecastCycle';
import { minus, sum, type Amount } from 'c/gapMath';
import { lastBefore, latestIn, standingOf, type Standing, type Submission } from 'c/submissions';
import { latestVersion, type MemberTarget, type Unit } from './unit';

export interface MemberRow {
  readonly target: MemberTarget;
  /** The version of the week that counts. */
  readonly latest: Submission | undefined;
  readonly standing: Standing;
  /** What the member said the week before. */
  readonly last: Amount;
  readonly change: number | undefined;
}

export function memberRows(unit: Unit, cycle: Cycle | undefined, phase: Phase): readonly MemberRow[] {
  const byTarget = new Map<string | null, Submission[]>();
  for (const one of unit.confirmations) byTarget.set(one.targetId, [...(byTarget.get(one.targetId) ?? []), one]);
  return unit.members.map((target) => {
    const own = byTarget.get(target.id) ?? [];
    const latest = cycle === undefined ? undefined : latestIn(own, cycle.id);
    const last = cycle === undefined ? null : (lastBefore(own, cycle.key)?.landing ?? null);
    const change = last === null ? undefined : minus(target.landing, last);
    return { target, latest, standing: standingOf(latest, isDue(phase)), last, change };
  });
}

/** What somebody has to do before the week is whole. */
export type Waits =
  'memberConfirms' | 'memberAnswers' | 'memberIsDecided' | 'unitSubmits' | 'unitAnswers' | 'unitIsDecided';

export interface OpenItem {
  /** The target's id, or the budget's. */
  readonly about: string;
  readonly waits: Waits;
  /** Whom it waits for; null: the next level, whom the budget does not name. */
  readonly personId: string | null;
  /** Of whose forecast it is; null: the unit's. */
  readonly member: MemberTarget | null;
  /** What is still to come of it and nobody has answered for. */
  readonly stake: number;
}

const MEMBER_WAITS: Readonly<Record<Standing, Waits | undefined>> = {
  notStarted: 'memberConfirms',
  overdue: 'memberConfirms',
  draft: 'memberConfirms',
  withdrawn: 'memberConfirms',
  carried: 'memberConfirms',
  returned: 'memberAnswers',
  submitted: 'memberIsDecided',
  late: 'memberIsDecided',
  confirmed: undefined,
};

const UNIT_WAITS: Readonly<Record<Standing, Waits | undefined>> = {
  notStarted: 'unitSubmits',
  overdue: 'unitSubmits',
  draft: 'unitSubmits',
  withdrawn: 'unitSubmits',
  carried: 'unitSubmits',
  returned: 'unitAnswers',
  submitted: 'unitIsDecided',
  late: 'unitIsDecided',
  confirmed: undefined,
};

const DECIDED: readonly Waits[] = ['memberIsDecided', 'unitIsDecided'];

/**
 * Everything that is open, the members' first, most at stake on top. Once the numbers are frozen nothing is submitted
 * any more, but what was may still be decided.
 */
export function openItems(
  unit: Unit,
  rows: readonly MemberRow[],
  cycle: Cycle | undefined,
  phase: Phase,
): readonly OpenItem[] {
  if (!takesSubmissions(phase) && phase !== 'frozen') return [];
  const members = rows.flatMap(({ target, standing }): OpenItem[] => {
    const waits = MEMBER_WAITS[standing];
    if (waits === undefined) return [];
    const personId = waits === 'memberIsDecided' ? unit.managerId : target.repId;
    return [{ about: target.id, waits, personId, member: target, stake: stakeOf(target) }];
  });
  const own = UNIT_WAITS[standingOf(latestVersion(unit, cycle?.id), isDue(phase))];
  const personId = own === 'unitIsDecided' ? null : unit.managerId;
  const units: readonly OpenItem[] =
    own === undefined ? [] : [{ about: unit.id, waits: own, personId, member: null, stake: stakeOf(unit) }];
  const open = [...[...members].sort((left, right) => right.stake - left.stake), ...units];
  return phase === 'frozen' ? open.filter(({ waits }) => DECIDED.includes(waits)) : open;
}

function stakeOf({ landing, actual }: { readonly landing: number; readonly actual: number }): number {
  return Math.max(0, minus(landing, actual));
}

export interface Waiting {
  readonly members: number;
  readonly stale: number;
  readonly stake: number;
}

/** Of somebody who has not confirmed or answered. */
export const isOfMember = ({ waits }: OpenItem): boolean => waits === 'memberConfirms' || waits === 'memberAnswers';

/** "Waits for 3 members, 7 stale deals, ¥41 M at stake": of those who have not confirmed or answered. */
export function waitingFor(items: readonly OpenItem[], stale: ReadonlyMap<string, number>): Waiting {
  const open = items.filter(isOfMember);
  return {
    members: open.length,
    stale: open.reduce((count, { about }) => count + (stale.get(about) ?? 0), 0),
    stake: sum(open.map(({ stake }) => stake)),
  };
}
