/** A week of forecasting: which one a page is about, where it stands by the clock, and what comes next. Pure. */
import { calendarOf, type Days } from 'c/businessDays';
import { amountOf, idOf, listOf, textOf, type Node } from 'c/graphqlNode';

export type CycleState = 'Planned' | 'Held' | 'Open' | 'Late' | 'Frozen' | 'Closed';

export interface Cycle {
  readonly id: string;
  /** Year and week: 2026-W48. */
  readonly key: string;
  readonly state: CycleState;
  readonly weekStart: string | null;
  /** First month that is forecast in it. */
  readonly periodStart: string | null;
  readonly zone: string;
  readonly holidays: ReadonlySet<string>;
  readonly message: string;
  readonly opensAt: string | null;
  readonly openedAt: string | null;
  readonly deadline: string | null;
  readonly freezeAt: string | null;
  readonly frozenAt: string | null;
  readonly meetingAt: string | null;
  /** By how much the factors may miss the change. */
  readonly tolerance: number;
}

const STATES: readonly CycleState[] = ['Planned', 'Held', 'Open', 'Late', 'Frozen', 'Closed'];

/** From the newest cycles of a query, in any order. */
export function readCycles(data: unknown): readonly Cycle[] {
  return listOf(data, 'Forecast_Cycle__c').nodes.map(cycleOf);
}

function daysOf(node: Node): Days {
  const { zone, holidays } = calendarOf(node, 'Asia/Tokyo');
  return { zone, holidays };
}

export function cycleOf(node: Node): Cycle {
  const state = textOf(node, 'State__c');
  return {
    id: idOf(node),
    key: textOf(node, 'External_Key__c') ?? '',
    state: STATES.find((one) => one === state) ?? 'Planned',
    weekStart: textOf(node, 'Week_Start__c'),
    periodStart: textOf(node, 'Period_Start__c'),
    ...daysOf(node),
    message: textOf(node, 'Message__c') ?? '',
    opensAt: textOf(node, 'Opens_At__c'),
    openedAt: textOf(node, 'Opened_At__c'),
    deadline: textOf(node, 'Unit_Deadline__c'),
    freezeAt: textOf(node, 'Freeze_At__c'),
    frozenAt: textOf(node, 'Frozen_At__c'),
    meetingAt: textOf(node, 'Meeting_At__c'),
    tolerance: amountOf(node, 'Tolerance__c') ?? 0,
  };
}

/**
 * The week a person works in: the newest that is under way. Between two weeks it is the one that comes next, and
 * without any planned the one that was last.
 */
export function currentCycle(cycles: readonly Cycle[]): Cycle | undefined {
  const newestFirst = [...cycles].sort((left, right) => (right.weekStart ?? '').localeCompare(left.weekStart ?? ''));
  const underWay = newestFirst.find(({ state }) => state !== 'Planned' && state !== 'Closed');
  if (underWay !== undefined) return underWay;
  const closed = newestFirst.find(({ state }) => state === 'Closed');
  const planned = newestFirst.filter(({ state }) => state === 'Planned');
  const next = planned.filter(({ weekStart }) => (weekStart ?? '') > (closed?.weekStart ?? '')).at(-1);
  return next ?? closed ?? planned[0];
}

export type Phase = 'none' | 'past' | 'planned' | 'held' | 'open' | 'late' | 'frozen' | 'closed';

const PHASES: Readonly<Record<CycleState, Phase>> = {
  Planned: 'planned',
  Held: 'held',
  Open: 'open',
  Late: 'late',
  Frozen: 'frozen',
  Closed: 'closed',
};

/**
 * Where the cycle stands for a month. Between two reads the clock goes on: an open cycle whose deadline has passed is
 * late, as the record will say (Late__c compares with the deadline too).
 */
export function phaseOf(cycle: Cycle | undefined, periodStart: string | null, nowMs: number): Phase {
  if (cycle === undefined) return 'none';
  if (periodStart !== null && cycle.periodStart !== null && periodStart < cycle.periodStart) return 'past';
  if (cycle.state === 'Open' && isPast(cycle.deadline, nowMs)) return 'late';
  return PHASES[cycle.state];
}

function isPast(instant: string | null, nowMs: number): boolean {
  return instant !== null && Date.parse(instant) < nowMs;
}

/** Whether something may be submitted now. */
export function takesSubmissions(phase: Phase): boolean {
  return phase === 'open' || phase === 'late';
}

/** Whether what is not there by now is missing; nothing is before the week takes anything. */
export function isDue(phase: Phase): boolean {
  return phase === 'late' || phase === 'frozen' || phase === 'closed' || phase === 'past';
}

export type Event = 'opens' | 'deadline' | 'freeze' | 'meeting';

export interface NextEvent {
  readonly event: Event;
  readonly at: string;
  /** Negative when it should have come already. */
  readonly leftMs: number;
}

/** What the countdown counts to. */
export function nextEvent(cycle: Cycle, phase: Phase, nowMs: number): NextEvent | undefined {
  const events: Readonly<Partial<Record<Phase, readonly [Event, string | null]>>> = {
    planned: ['opens', cycle.opensAt],
    open: ['deadline', cycle.deadline],
    late: ['freeze', cycle.freezeAt],
    frozen: ['meeting', cycle.meetingAt],
  };
  const [event, at] = events[phase] ?? [];
  if (event === undefined || at === null || at === undefined) return undefined;
  const leftMs = Date.parse(at) - nowMs;
  return phase === 'frozen' && leftMs < 0 ? undefined : { event, at, leftMs };
}

/**
 * What the backend says of a week, in the user's language: `Message__c` is `CODE | English | 日本語`. Text in another
 * form was written by a person and is shown as it is.
 */
export function messageIn(message: string, language: string): string {
  const [, english, japanese] = /^[^|]+ \| ([^|]+) \| ([^|]+)$/.exec(message) ?? [];
  if (english === undefined || japanese === undefined) return message;
  return language.startsWith('ja') ? japanese : english;
}
