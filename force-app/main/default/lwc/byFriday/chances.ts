/** How a person's or a unit's deals ended so far, and what that says about those that are needed. Pure. */
import { addDays, businessDays, daysBetween, lastOfMonth, mondayOf } from 'c/businessDays';
import { conversion, reversePlan } from 'c/funnelMath';
import type { ClosedDeal, Now } from './read';

/** Fewer say nothing (M13). */
export const ENOUGH = 10;
const MOST_WEEKS = 26;
const LEAST_WEEKS = 8;

/** How deals ended, once there are enough of them. */
export interface History {
  readonly closed: number;
  readonly won: number;
  readonly winRate: number;
  /** Average of the deals that were won. */
  readonly value: number;
  /** Won deals of which the beginning is known; under ENOUGH nothing is said of how long they take. */
  readonly lags: number;
}

/** Why the rest cannot be won in the month. */
export type Reason =
  | { readonly kind: 'noDay' }
  | { readonly kind: 'noTime'; readonly share: number }
  | { readonly kind: 'capacity'; readonly perWeek: number; readonly best: number; readonly weeks: number };

export interface Days {
  readonly today: string;
  readonly end: string;
  readonly left: number;
  /** Until Friday, or until the month ends where Friday lies outside of it. */
  readonly due: string;
  readonly untilDue: number;
}

export function daysOf({ month, calendar }: Now, today: string): Days {
  const end = lastOfMonth(month);
  const from = today > month ? today : month;
  const thisFriday = addDays(mondayOf(today), 4);
  const friday = thisFriday < today ? addDays(thisFriday, 7) : thisFriday;
  const due = friday >= from && friday <= end ? friday : end;
  const left = businessDays(from, end, calendar).length;
  return { today, end, left, due, untilDue: businessDays(from, due, calendar).length };
}

/** A deal that was entered after its end says nothing about how long it took. */
const lagsOf = (closed: readonly ClosedDeal[]): readonly number[] =>
  closed
    .filter(({ isWon, createdOn, closedOn }) => isWon && createdOn !== '' && createdOn < closedOn)
    .map(({ createdOn, closedOn }) => daysBetween(createdOn, closedOn));

export function historyOf(closed: readonly ClosedDeal[]): History | undefined {
  const won = closed.filter(({ isWon }) => isWon);
  const found = conversion(closed.length, won.length);
  const values = won.map(({ worth }) => worth ?? 0).filter((worth) => worth > 0);
  if (found === undefined || found.isGrey || values.length === 0) return undefined;
  const value = values.reduce((left, right) => left + right, 0) / values.length;
  return { closed: closed.length, won: won.length, winRate: found.rate, value, lags: lagsOf(closed).length };
}

export interface DealPlan {
  readonly history: History;
  /** Not rounded: to be won, and to be in play for that. */
  readonly wins: number;
  readonly inPlay: number;
  readonly reason: Reason | undefined;
}

/** M26 with the one step that the org keeps of a deal: won, or not. */
export function planOf(need: number, history: History, closed: readonly ClosedDeal[], days: Days): DealPlan {
  const wins = need / history.value;
  const lags = lagsOf(closed);
  const left = daysBetween(days.today, days.end);
  const inTime = lags.length < ENOUGH ? 1 : lags.filter((lag) => lag <= left).length / lags.length;
  const [inPlay] = reversePlan(need, history.value, [{ rate: history.winRate, inTime }]);
  const reason: Reason | undefined =
    inPlay === undefined ? { kind: 'noTime', share: inTime } : capacityOf(wins, closed, days);
  return { history, wins, inPlay: inPlay ?? 0, reason };
}

const DAYS_A_WEEK = 5;
const BEST = 0.9;

/** More a week than in all but a tenth of the weeks so far. */
function capacityOf(wins: number, closed: readonly ClosedDeal[], { today, left }: Days): Reason | undefined {
  const monday = mondayOf(today);
  const past = closed
    .filter(({ closedOn }) => closedOn < monday)
    .map((deal) => ({ ...deal, week: mondayOf(deal.closedOn) }));
  const first = past.map(({ week }) => week).sort()[0];
  if (first === undefined) return undefined;
  const weeks: number[] = [];
  for (let week = addDays(monday, -7); week >= first && weeks.length < MOST_WEEKS; week = addDays(week, -7)) {
    weeks.push(past.filter((deal) => deal.isWon && deal.week === week).length);
  }
  if (weeks.length < LEAST_WEEKS) return undefined;
  const best = weeks.sort((one, other) => one - other)[Math.ceil(weeks.length * BEST) - 1] ?? 0;
  const perWeek = wins / Math.max(1, left / DAYS_A_WEEK);
  return perWeek > best ? { kind: 'capacity', perWeek, best, weeks: weeks.length } : undefined;
}
