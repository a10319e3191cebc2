/** A Home page in words. Pure: the clock and the person are given. */
import { dayAt, formatDay, formatInstant, formatMonth } from 'c/dateFormat';
import { gap as gapOf } from 'c/gapMath';
import {
  adoption,
  openItems,
  unitsProgress,
  type Asked,
  type Home,
  type OwnTarget,
  type Team,
  type UnitProgress,
  type Waits,
  type WeekProgress,
} from 'c/home';
import { fill, labels } from 'c/labels';
import { measureName } from 'c/lineage';
import type { Link } from 'c/linkList';
import { unitsByStake, type Unit as MeetingUnit } from 'c/meeting';
import { formatAmount, formatCount, formatSigned, type Unit } from 'c/moneyFormat';

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

export interface HomeView {
  readonly progress: readonly UnitProgress[];
  readonly adoption: readonly WeekProgress[];
  readonly unreadTargets: number;
  readonly meeting: readonly Link[];
  readonly open: readonly Link[];
  readonly due: readonly Link[];
  readonly nudges: readonly Link[];
  readonly hasNudges: boolean;
  /** Of this month, one for each measure. */
  readonly own: readonly OwnTarget[];
  readonly ownLater: readonly Link[];
  /** Whether own targets are shown: those who have some, and those who should. */
  readonly showsOwn: boolean;
  readonly hasOwn: boolean;
  readonly units: readonly MeetingUnit[];
  readonly showsUnits: boolean;
  readonly loads: readonly Link[];
  readonly mismatches: readonly Link[];
  readonly moreMismatches: string;
  readonly showsLoads: boolean;
}

const WORDS: Readonly<Record<Waits, string>> = {
  memberConfirms: labels.waitsMemberConfirms,
  memberAnswers: labels.waitsMemberAnswers,
  unitSubmits: labels.waitsUnitSubmits,
  unitAnswers: labels.waitsUnitAnswers,
  unitIsDecided: labels.waitsUnitIsDecided,
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
    ...teamOf(looked),
    meeting: meetingOf(home),
    open: openLinks(looked),
    due: home.due.map((one) => dueLink(one, dayAt(nowMs))),
    nudges: home.nudges.map(nudgeLink),
    hasNudges: home.nudges.length > 0,
    own,
    ownLater: largestFirst.filter(({ month }) => month !== from).map((one) => laterLink(one, looked.unit)),
    showsOwn: own.length > 0 || !showsUnits,
    hasOwn: own.length > 0,
    units,
    showsUnits: showsUnits && units.length > 0,
    ...loadsOf(home),
    showsLoads: runsCycle,
  };
}

/** Own members of who leads a unit alone; of who stands above, all whom they see. */
function teamOf({
  home,
  team,
  viewer,
  runsCycle,
  from,
}: Looked): Pick<HomeView, 'progress' | 'adoption' | 'unreadTargets'> {
  const { cycle, cycles } = home;
  if (cycle === undefined || team === undefined) return { progress: [], adoption: [], unreadTargets: 0 };
  const seesAll = viewer.decides || runsCycle;
  const members = seesAll ? team.members : team.members.filter(({ headId }) => headId === viewer.id);
  return {
    progress: unitsProgress(members, cycle),
    adoption: adoption(members, cycles, from),
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

const joined = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ');

function openLinks({ home, viewer, nowMs }: Looked): readonly Link[] {
  return openItems(home, viewer, nowMs).map(({ waits, recordId, objectApiName, who, month, measure }) => ({
    key: recordId,
    recordId,
    objectApiName,
    text: joined([objectApiName === 'Budget__c' ? who : null, month === null ? null : formatMonth(month), measure]),
    more: WORDS[waits],
  }));
}

function dueLink(one: Asked, today: string): Link {
  const due = one.due === null ? null : fill(labels.promiseDue, formatDay(one.due));
  const isOverdue = one.due !== null && one.due < today;
  return {
    key: one.id,
    recordId: one.recordId,
    objectApiName: one.objectApiName,
    text: one.subject,
    more: joined([one.kindName, due, one.by]),
    mark: isOverdue ? labels.homeOverdue : '',
  };
}

function nudgeLink(one: Asked): Link {
  const { id: key, recordId, objectApiName, subject: text } = one;
  const more = fill(labels.homeNudgeBy, one.by ?? '', one.at === null ? '' : formatInstant(one.at));
  return { key, recordId, objectApiName, text, more };
}

function laterLink({ id, month, measure, figures }: OwnTarget, unit: Unit): Link {
  const { landing, target } = figures;
  return {
    key: id,
    recordId: id,
    objectApiName: 'Target__c',
    text: joined([month === null ? null : formatMonth(month), measure]),
    more: fill(
      labels.homeMonthFigures,
      formatAmount(landing, unit),
      formatAmount(target, unit),
      formatSigned(gapOf(landing, target), unit),
    ),
  };
}

function loadsOf(home: Home): Pick<HomeView, 'loads' | 'mismatches' | 'moreMismatches'> {
  return {
    loads: home.loads.map((one) => ({
      key: one.id,
      recordId: one.id,
      objectApiName: 'Load_Batch__c',
      text: one.sync === '' ? one.name : one.sync,
      more: joined([
        one.at === null ? one.stateName : fill(labels.homeLoadAt, one.stateName, formatInstant(one.at)),
        one.sync === '' ? '' : one.name,
      ]),
      mark: one.state === 'Failed' || one.state === 'Mismatch' ? one.stateName : '',
    })),
    mismatches: home.mismatches.map(({ id, sync, measure, at }) => ({
      key: id,
      recordId: id,
      objectApiName: 'Reconciliation__c',
      text: joined([sync, measureName(measure)]),
      more: at === null ? '' : fill(labels.homeMismatchAt, formatInstant(at)),
    })),
    moreMismatches: home.moreMismatches === 0 ? '' : fill(labels.homeMore, formatCount(home.moreMismatches)),
  };
}
