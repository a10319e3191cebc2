/** A week of the cycle as instants: which day each step falls on, holidays taken into account. */
import type { CycleRules, WeekTime } from '../syncs/syncs.ts';
import { minuteOfWeek } from '../syncs/syncs.ts';
import { dueAfter } from '../schedule/schedule.ts';
import { Fault } from '../faults.ts';

/** What happens in a week, in its order: people learn of it, … `meeting` is a time that people are shown; nothing is done. */
export type StepName = 'plan' | 'open' | 'digest' | 'remind' | 'carry' | 'freeze' | 'meeting' | 'snapshot';

export interface DueStep {
  readonly step: StepName;
  /** Names it within its week: `remind-2` is the second reminder. */
  readonly name: string;
  readonly at: Date;
}

export interface Week {
  /** `2026-W48`, as ISO 8601 counts weeks. */
  readonly key: string;
  /** Its Monday. */
  readonly start: string;
  /** First day of the first month that is forecast: the month of the freeze, which the meeting is about. */
  readonly period: string;
  /** In the order of time. */
  readonly steps: readonly DueStep[];
}

export interface Calendar {
  readonly rules: CycleRules;
  readonly timeZone: string;
}

const dayMs = 86_400_000;

/** Faults when there is no such week. */
export function weekOf(key: string, calendar: Calendar): Week {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(key) ?? [];
  // 4 January is always in week 1.
  const start = year === undefined ? undefined : addDays(mondayOf(`${year}-01-04`), (Number(number) - 1) * 7);
  if (start === undefined || keyOf(start) !== key) {
    throw new Fault('setup', 'week-unknown', `"${key}" is no week.`, { next: 'Write it as ISO 8601 does: 2026-W48.' });
  }
  return weekFrom(start, calendar);
}

/** The week that an instant falls into, in the calendar's zone. */
export function weekAt(at: Date, calendar: Calendar): Week {
  return weekFrom(mondayOf(dayOf(at, calendar.timeZone)), calendar);
}

export function weekBefore({ start }: Week, calendar: Calendar): Week {
  return weekFrom(addDays(start, -7), calendar);
}

export function weekAfter({ start }: Week, calendar: Calendar): Week {
  return weekFrom(addDays(start, 7), calendar);
}

export function stepAt({ key, steps }: Week, name: string): Date {
  const found = steps.find((step) => step.name === name);
  if (found === undefined) throw new TypeError(`${key} has no step ${name}.`);
  return found.at;
}

function weekFrom(start: string, { rules, timeZone }: Calendar): Week {
  const wanted: readonly (readonly [step: StepName, name: string, time: WeekTime])[] = [
    ['open', 'open', rules.open],
    ...rules.reminders.map((time, index) => ['remind', `remind-${index + 1}`, time] as const),
    ...(rules.digest === undefined ? [] : [['digest', 'digest', rules.digest] as const]),
    ['carry', 'carry', rules.unitDeadline],
    ['freeze', 'freeze', rules.freeze],
    ['meeting', 'meeting', rules.meeting],
    ['snapshot', 'snapshot', rules.snapshot],
  ];
  const steps: DueStep[] = [];
  for (const [step, name, time] of wanted.toSorted(
    ([, , one], [, , other]) => minuteOfWeek(one) - minuteOfWeek(other),
  )) {
    steps.push({ step, name, at: placed(start, time, steps.at(-1)?.at, rules.holidays, timeZone) });
  }
  const freeze = steps.find(({ step }) => step === 'freeze')?.at ?? instant(start, rules.freeze, timeZone);
  return { key: keyOf(start), start, period: `${dayOf(freeze, timeZone).slice(0, 7)}-01`, steps };
}

/**
 * On a holiday a step moves to the next business day, at its own time; one that would then no longer come after the step
 * before it moves on too. No step leaves its week: where no business day is left in it, the step stays on its own day.
 */
function placed(
  start: string,
  time: WeekTime,
  after: Date | undefined,
  holidays: ReadonlySet<string>,
  timeZone: string,
): Date {
  const own = addDays(start, time.weekday);
  const isWorked = (day: string): boolean => !holidays.has(day) && (day === own || !isWeekend(day));
  for (let day = own; day < addDays(start, 7); day = addDays(day, 1)) {
    const at = instant(day, time, timeZone);
    if (isWorked(day) && (after === undefined || at > after)) return at;
  }
  return instant(own, time, timeZone);
}

/** A time in the hour that the zone skips in spring is an hour later. */
function instant(day: string, { hour, minute }: WeekTime, timeZone: string): Date {
  const [, month, date] = day.split('-').map(Number);
  const cron = `${minute} ${hour} ${date ?? 1} ${month ?? 1} *`;
  const [at] = dueAfter({ cron, timeZone }, new Date(Date.parse(`${day}T00:00:00Z`) - 2 * dayMs), 1);
  if (at === undefined) throw new TypeError(`${day} has no ${hour}:${minute} in ${timeZone}.`);
  return at;
}

export function dayOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
}

function mondayOf(day: string): string {
  return addDays(day, -weekdayOf(day));
}

function keyOf(monday: string): string {
  const thursday = addDays(monday, 3);
  const first = mondayOf(`${thursday.slice(0, 4)}-01-04`);
  const number = Math.round((Date.parse(monday) - Date.parse(first)) / (7 * dayMs)) + 1;
  return `${thursday.slice(0, 4)}-W${String(number).padStart(2, '0')}`;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function isWeekend(day: string): boolean {
  return weekdayOf(day) > 4;
}
