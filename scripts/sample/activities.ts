/** What reps do every day and should do in a month: calls, effective connections, meetings, proposals, MQL amount. */
import { addDays, addMonths, firstDay, lastDay, monthOf, onWeekday } from './calendar.ts';
import type { Goal } from './goals.ts';
import type { Employee } from './people.ts';
import type { Random } from './random.ts';

interface Counts {
  readonly calls: number;
  readonly connections: number;
  readonly meetings: number;
  readonly proposals: number;
  readonly mql_amount: number;
}

export interface ActivityRow extends Counts {
  readonly employee_no: string;
  readonly day: string;
}

export interface ActivityTargetRow extends Counts {
  readonly employee_no: string;
  readonly month: string;
  /** What open deals should add to the landing of the month. */
  readonly deal_amount: number;
}

export interface Activities {
  readonly activities: readonly ActivityRow[];
  readonly activityTargets: readonly ActivityTargetRow[];
}

/** How many of one lead to one of the next, as the agency plans it. */
const planned = { connection: 0.25, meeting: 0.2, proposal: 0.5 };
/** Of a target: what open deals should bring; and of that, how much has to be found. */
const dealShare = 0.2;
const mqlPerDeal = 4;

function roundTo(step: number, value: number): number {
  return Math.round(value / step) * step;
}

function weekdays(month: string): readonly string[] {
  const days: string[] = [];
  for (let day = firstDay(month); day <= lastDay(month); day = addDays(day, 1)) {
    if (onWeekday(day) === day) days.push(day);
  }
  return days;
}

function targetOf({ rep, month, current }: Goal): ActivityTargetRow {
  const calls = weekdays(month).length * 24;
  const connections = Math.round(calls * planned.connection);
  const meetings = Math.round(connections * planned.meeting);
  const proposals = Math.round(meetings * planned.proposal);
  const dealAmount = roundTo(100_000, current * dealShare);
  return {
    employee_no: rep.employee_no,
    month,
    calls,
    connections,
    meetings,
    proposals,
    mql_amount: dealAmount * mqlPerDeal,
    deal_amount: dealAmount,
  };
}

/** A rep calls more or less than planned and reaches more or fewer people: that is what the tree has to find. */
interface Habit {
  readonly calls: number;
  readonly connection: number;
  readonly meeting: number;
  readonly proposal: number;
  readonly size: number;
}

function habitOf(random: Random): Habit {
  return {
    calls: random.between(0.7, 1.15),
    connection: planned.connection * random.between(0.7, 1.15),
    meeting: planned.meeting * random.between(0.75, 1.2),
    proposal: planned.proposal * random.between(0.8, 1.2),
    size: random.between(0.75, 1.2),
  };
}

/** How many of `count` come about, each with this chance. */
function some(count: number, chance: number, random: Random): number {
  let found = 0;
  for (let index = 0; index < count; index += 1) if (random.chance(chance)) found += 1;
  return found;
}

/** `part` of a day is over, by which fewer calls have been made. */
function dayOf(target: ActivityTargetRow, habit: Habit, part: number, random: Random): Counts {
  const calls = Math.round(24 * habit.calls * random.between(0.75, 1.25) * part);
  const connections = some(calls, habit.connection, random);
  const meetings = some(connections, habit.meeting, random);
  const proposals = some(meetings, habit.proposal, random);
  const each = (target.mql_amount / Math.max(1, target.proposals)) * habit.size;
  const amounts = Array.from({ length: proposals }, () => roundTo(10_000, each * random.between(0.6, 1.4)));
  return { calls, connections, meetings, proposals, mql_amount: amounts.reduce((sum, amount) => sum + amount, 0) };
}

const morning = 0.4;

/**
 * Targets for every month with a goal; days of the month before `today` and of its own, up to that morning. Each rep has
 * random numbers of their own, so that another day does not change those that have passed.
 */
export function makeActivities(goals: readonly Goal[], today: string, random: Random): Activities {
  const activityTargets = goals.map(targetOf);
  const scopes = new Map(activityTargets.map((row) => [`${row.employee_no}|${row.month}`, row]));
  const reps: ReadonlySet<Employee> = new Set(goals.map(({ rep }) => rep));
  const months = [addMonths(monthOf(today), -1), monthOf(today)];
  const activities = [...reps].flatMap(({ employee_no }) => {
    const habit = habitOf(random.fork(employee_no));
    return months.flatMap((month) => {
      const target = scopes.get(`${employee_no}|${month}`);
      const days = target === undefined ? [] : weekdays(month).filter((day) => day <= today);
      return days.map((day) => {
        const part = day === today ? morning : 1;
        const counts = target && dayOf(target, habit, part, random.fork(`${employee_no}/${day}`));
        return { employee_no, day, ...(counts as Counts) }; // no day without a target: see above
      });
    });
  });
  return { activities, activityTargets };
}
