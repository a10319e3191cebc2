/** Due times of a cron expression in its time zone, as arithmetic. The expressions have been checked when they were read. */
import { CronExpressionParser } from 'cron-parser';

export interface Cron {
  readonly cron: string;
  readonly timeZone: string;
}

/**
 * The due times after an instant. In the hour that a zone skips in spring a time is due an hour later by the clock on
 * the wall; in the hour that it repeats in autumn a daily time is due once.
 */
export function dueAfter(schedule: Cron, after: Date, count: number): readonly Date[] {
  const times = parse(schedule, after);
  return Array.from({ length: count }, () => times.next().toDate());
}

/** Due times in (after, until]: the first, the last and how many, counted up to `countedAtMost`; undefined when none. */
export interface Passed {
  readonly first: Date;
  readonly last: Date;
  /** The one before the last; undefined when there is but one. */
  readonly lastButOne: Date | undefined;
  readonly times: number;
}

/** A year of an hourly schedule; beyond that nobody wants the number. */
const countedAtMost = 10_000;

export function passed(schedule: Cron, after: Date, until: Date): Passed | undefined {
  const [first] = dueAfter(schedule, after, 1);
  if (first === undefined || first > until) return undefined;
  // `prev` is strictly before its start.
  const backwards = parse(schedule, new Date(until.getTime() + 1));
  const last = backwards.prev().toDate();
  const lastButOne = last > first ? backwards.prev().toDate() : undefined;
  return { first, last, lastButOne, times: count(schedule, first, last) };
}

function count(schedule: Cron, first: Date, last: Date): number {
  const times = parse(schedule, first);
  let counted = 1;
  for (let time = first; time < last && counted < countedAtMost; counted += 1) time = times.next().toDate();
  return counted;
}

function parse({ cron, timeZone }: Cron, currentDate: Date): ReturnType<typeof CronExpressionParser.parse> {
  return CronExpressionParser.parse(cron, { tz: timeZone, currentDate });
}
