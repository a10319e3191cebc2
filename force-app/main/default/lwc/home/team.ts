/** How far the week is: of each unit how many members have said their number, who has not, and how it was in the weeks before. Pure. */
import type { Cycle } from 'c/forecastCycle';
import { departmentName } from 'c/gapQuery';
import { childrenOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';
import { latestIn, readSubmission, type Submission } from 'c/submissions';
import { readPast, type UnitMonth } from './unitAccuracy';

export interface Member {
  readonly rep: string;
  readonly unitName: string;
  /** Id of who leads the unit. */
  readonly headId: string | null;
  readonly said: readonly Submission[];
}

export interface Team {
  /** One for each target of the month: a person has one for each measure. */
  readonly members: readonly Member[];
  /** Months of units that have ended, with what was kept of them. */
  readonly past: readonly UnitMonth[];
  /** Targets that there are beyond those that were read. */
  readonly unread: number;
}

export function readTeam(data: unknown): Team {
  const { nodes, total } = listOf(data, 'Target__c');
  return { members: nodes.map(memberOf), past: readPast(data), unread: Math.max(0, total - nodes.length) };
}

function memberOf(node: Node): Member {
  const department = parentOf(parentOf(node, 'Budget__r'), 'Department__r');
  return {
    rep: textOf(parentOf(node, 'Rep__r'), 'Name') ?? '',
    unitName: departmentName(department) ?? '',
    headId: textOf(department, 'Manager__c'),
    said: childrenOf(node, 'Forecast_Submissions__r').nodes.map(readSubmission),
  };
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface UnitProgress extends Progress {
  readonly unitName: string;
  /** Who has not said everything, each once. */
  readonly open: readonly string[];
}

/** What a person said and has not taken back or to answer; what was carried over nobody said. */
function isSaid(one: Submission | undefined): boolean {
  return one !== undefined && !one.isCarried && (one.state === 'Submitted' || one.state === 'Confirmed');
}

function progressIn(members: readonly Member[], cycle: Cycle): Progress {
  return { done: members.filter(({ said }) => isSaid(latestIn(said, cycle.id))).length, total: members.length };
}

/** Those with most still open come first. */
export function unitsProgress(members: readonly Member[], cycle: Cycle): readonly UnitProgress[] {
  const byUnit = new Map<string, Member[]>();
  for (const one of members) byUnit.set(one.unitName, [...(byUnit.get(one.unitName) ?? []), one]);
  return [...byUnit]
    .map(([unitName, own]) => ({
      unitName,
      ...progressIn(own, cycle),
      open: [...new Set(own.filter(({ said }) => !isSaid(latestIn(said, cycle.id))).map(({ rep }) => rep))],
    }))
    .sort(
      (left, right) =>
        right.total - right.done - (left.total - left.done) || left.unitName.localeCompare(right.unitName),
    );
}

export interface WeekProgress extends Progress {
  readonly weekStart: string;
}

/** Of the weeks that have begun and ask for the same month, the newest first: how much of it people said themselves. */
export function adoption(members: readonly Member[], cycles: readonly Cycle[], from: string): readonly WeekProgress[] {
  return cycles
    .filter(({ state, periodStart }) => state !== 'Planned' && state !== 'Held' && (periodStart ?? '') <= from)
    .map((cycle) => ({ weekStart: cycle.weekStart ?? '', ...progressIn(members, cycle) }))
    .sort((left, right) => right.weekStart.localeCompare(left.weekStart));
}
