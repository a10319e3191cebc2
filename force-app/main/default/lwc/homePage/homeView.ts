/** A Home page in words. Pure: the clock and the person are given. */
import { dayAt, formatInstant, formatMonth } from 'c/dateFormat';
import {
  adoption,
  openItems,
  unitsAccuracy,
  unitsProgress,
  type Home,
  type OwnTarget,
  type Team,
  type UnitAccuracy,
  type UnitProgress,
  type Waits,
  type WeekProgress,
} from 'c/home';
import { labels } from 'c/labels';
import type { Link } from 'c/linkList';
import { unitsByStake, type Unit as MeetingUnit } from 'c/meeting';
import type { Unit } from 'c/moneyFormat';
import { dueLink, isOver, joined, laterLink, type Loads, loadsOf, nudgeLink, revisionLink } from './links';

export interface Looked {
  readonly home: Home;
  /** Of those who lead somebody, once it is read. */
  readonly team: Team | undefined;
  readonly viewer: { readonly id: string; readonly decides: boolean };
  readonly nowMs: number;
  readonly unit: Unit;
  readonly showsUnits: boolean;
  readonly runsCycle: boolean;
  /** First day of this month. */
  readonly from: string;
}

export interface HomeView extends Loads {
  readonly progress: readonly UnitProgress[];
  readonly adoption: readonly WeekProgress[];
  readonly accuracy: readonly UnitAccuracy[];
  readonly unreadTargets: number;
  readonly meeting: readonly Link[];
  readonly open: readonly Link[];
  readonly due: readonly Link[];
  readonly nudges: readonly Link[];
  readonly hasNudges: boolean;
  /** Of this month, one for each measure. */
  readonly own: readonly OwnTarget[];
  readonly ownLater: readonly Link[];
  /** The target that calls and meetings work for. */
  readonly activityOf: string | undefined;
  /** Whether own targets are shown: those who have some, and those who should. */
  readonly showsOwn: boolean;
  readonly hasOwn: boolean;
  readonly units: readonly MeetingUnit[];
  readonly showsUnits: boolean;
  readonly revisions: readonly Link[];
  readonly showsLoads: boolean;
}

const WORDS: Readonly<Record<Waits, string>> = {
  memberConfirms: labels.waitsMemberConfirms,
  memberAnswers: labels.waitsMemberAnswers,
  unitSubmits: labels.waitsUnitSubmits,
  unitAnswers: labels.waitsUnitAnswers,
  unitIsDecided: labels.waitsUnitIsDecided,
  judgementEnded: labels.waitsJudgementEnded,
};

export function homeView(looked: Looked): HomeView {
  const { home, nowMs, showsUnits, runsCycle, from } = looked;
  const largestFirst = [...home.targets].sort(
    (left, right) =>
      (left.month ?? '').localeCompare(right.month ?? '') || (right.figures.target ?? 0) - (left.figures.target ?? 0),
  );
  const own = largestFirst.filter(({ month }) => month === from);
  const units = unitsByStake(home.budgets.filter(({ month, measure }) => month === from && measure === 'Revenue'));
  return {
    ...teamOf(looked, units),
    meeting: meetingOf(home),
    open: openLinks(looked),
    due: home.due.filter((one) => !isOver(one, dayAt(nowMs))).map((one) => dueLink(one, dayAt(nowMs))),
    nudges: home.nudges.map(nudgeLink),
    hasNudges: home.nudges.length > 0,
    own,
    ownLater: largestFirst.filter(({ month }) => month !== from).map((one) => laterLink(one, looked.unit)),
    activityOf: own.find(({ series }) => series.measure === 'Revenue')?.id,
    showsOwn: own.length > 0 || !showsUnits,
    hasOwn: own.length > 0,
    units,
    showsUnits: showsUnits && units.length > 0,
    revisions: runsCycle ? home.revisions.map((one) => revisionLink(one, looked.unit)) : [],
    ...loadsOf(home),
    showsLoads: runsCycle,
  };
}

/** Own members and own months of who leads a unit alone; of who stands above, all whom they see. */
function teamOf(
  { home, team, viewer, nowMs, runsCycle, from }: Looked,
  units: readonly MeetingUnit[],
): Pick<HomeView, 'progress' | 'adoption' | 'accuracy' | 'unreadTargets'> {
  const { cycle, cycles } = home;
  if (cycle === undefined || team === undefined) return { progress: [], adoption: [], accuracy: [], unreadTargets: 0 };
  const seesAll = viewer.decides || runsCycle;
  const isSeen = ({ headId }: { readonly headId: string | null }): boolean => seesAll || headId === viewer.id;
  const members = team.members.filter(isSeen);
  return {
    progress: unitsProgress(members, cycle),
    adoption: adoption(members, cycles, from),
    accuracy: unitsAccuracy(team.past.filter(isSeen), units, { calendar: cycle, nowMs }),
    unreadTargets: team.unread,
  };
}

function meetingOf({ cycle }: Home): readonly Link[] {
  if (cycle === undefined) return [];
  return [
    {
      key: cycle.id,
      recordId: cycle.id,
      objectApiName: 'Forecast_Cycle__c',
      text: labels.homeMeeting,
      more: cycle.meetingAt === null ? cycle.key : formatInstant(cycle.meetingAt),
    },
  ];
}

function openLinks({ home, viewer, nowMs }: Looked): readonly Link[] {
  return openItems(home, viewer, nowMs).map(({ waits, recordId, objectApiName, who, month, measure }) => ({
    // A unit may wait for its forecast and for its judgement at once.
    key: waits === 'judgementEnded' ? `${recordId} ${waits}` : recordId,
    recordId,
    objectApiName,
    text: joined([objectApiName === 'Budget__c' ? who : null, month === null ? null : formatMonth(month), measure]),
    more: WORDS[waits],
  }));
}
