/**
 * How good the forecasts of units were at fixed points of the months that have ended (M15 to M19), from the pictures
 * that were kept on Fridays: the landing of that day, and what was booked of it. Pure.
 */
import { businessDaysLeft, hasEnded, type Days } from 'c/businessDays';
import { accuracy, correction, valueAdded, type Accuracy, type Correction } from 'c/forecastMath';
import { minus } from 'c/gapMath';
import { departmentName } from 'c/gapQuery';
import { amountOf, childrenOf, listOf, parentOf, textOf, type Node } from 'c/graphqlNode';

/** M15: business days before the end of the month. */
export const CHECKPOINTS = [40, 20, 10, 5, 0] as const;
/** A week ago, in business days: the naive forecast of M19. */
const A_WEEK = 5;

interface Picture {
  readonly atMs: number;
  readonly landing: number;
  readonly actual: number;
}

export interface UnitMonth {
  readonly unitName: string;
  readonly headId: string | null;
  readonly periodStart: string;
  /** What was booked in the end. */
  readonly actual: number;
  /** The oldest first. */
  readonly pictures: readonly Picture[];
}

/** From TEAM_QUERY: months without a picture tell nothing. */
export function readPast(data: unknown): readonly UnitMonth[] {
  return listOf(data, 'past')
    .nodes.map(monthOf)
    .filter(({ pictures }) => pictures.length > 0)
    .sort((left, right) => left.periodStart.localeCompare(right.periodStart));
}

function monthOf(budget: Node): UnitMonth {
  const department = parentOf(budget, 'Department__r');
  return {
    unitName: departmentName(department) ?? '',
    headId: textOf(department, 'Manager__c'),
    periodStart: textOf(budget, 'Period_Start__c') ?? '',
    actual: amountOf(budget, 'Actual__c') ?? 0,
    pictures: childrenOf(budget, 'Snapshot_Runs__r')
      .nodes.flatMap(pictureOf)
      .sort((left, right) => left.atMs - right.atMs),
  };
}

function pictureOf(run: Node): readonly Picture[] {
  const landing = amountOf(run, 'Landing_Forecast__c');
  const atMs = Date.parse(textOf(run, 'As_Of__c') ?? '');
  if (landing === null || Number.isNaN(atMs)) return [];
  return [{ atMs, landing, actual: amountOf(run, 'Actual__c') ?? 0 }];
}

export interface Checkpoint {
  readonly daysLeft: number;
  /** Months of which a picture of that day was kept. */
  readonly months: number;
  /** Undefined under three months. */
  readonly found: Accuracy | undefined;
}

export interface UnitAccuracy {
  readonly unitName: string;
  readonly checkpoints: readonly Checkpoint[];
  /** M19 with five days left. */
  readonly added: number | undefined;
  /** M18 of this month, going by what became of the months before at this point. */
  readonly now: Correction | undefined;
}

export interface Clock {
  readonly calendar: Days;
  readonly nowMs: number;
}

/** This month of a unit, as it stands. */
export interface UnitNow {
  readonly unitName: string;
  readonly month: string;
  readonly actual: number;
  readonly landing: number;
}

/** By name: how well somebody forecasts is no race. */
export function unitsAccuracy(
  past: readonly UnitMonth[],
  units: readonly UnitNow[],
  clock: Clock,
): readonly UnitAccuracy[] {
  const byUnit = new Map<string, UnitMonth[]>();
  for (const one of past) {
    if (!hasEnded(one.periodStart, clock.calendar, clock.nowMs)) continue;
    byUnit.set(one.unitName, [...(byUnit.get(one.unitName) ?? []), one]);
  }
  return [...byUnit]
    .map(([unitName, months]) => ({
      unitName,
      checkpoints: CHECKPOINTS.map((daysLeft) => checkpointOf(months, daysLeft, clock)),
      added: addedIn(months, clock),
      now: nowOf(
        months,
        units.find((unit) => unit.unitName === unitName),
        clock,
      ),
    }))
    .sort((left, right) => left.unitName.localeCompare(right.unitName));
}

/** The last picture with at least as many business days left; one that was taken after the month tells nothing of a forecast. */
function pictureAt({ periodStart, pictures }: UnitMonth, daysLeft: number, { calendar }: Clock): Picture | undefined {
  return pictures
    .filter(
      ({ atMs }) => !hasEnded(periodStart, calendar, atMs) && businessDaysLeft(periodStart, calendar, atMs) >= daysLeft,
    )
    .at(-1);
}

function checkpointOf(months: readonly UnitMonth[], daysLeft: number, clock: Clock): Checkpoint {
  const closed = months.flatMap((month) => {
    const picture = pictureAt(month, daysLeft, clock);
    return picture === undefined ? [] : [{ forecast: picture.landing, actual: month.actual }];
  });
  return { daysLeft, months: closed.length, found: accuracy(closed) };
}

function addedIn(months: readonly UnitMonth[], clock: Clock): number | undefined {
  return valueAdded(
    months.flatMap((month) => {
      const said = pictureAt(month, A_WEEK, clock);
      const before = pictureAt(month, A_WEEK + A_WEEK, clock);
      if (said === undefined || before === undefined) return [];
      return [{ forecast: said.landing, actual: month.actual, naive: before.landing }];
    }),
  );
}

function nowOf(months: readonly UnitMonth[], unit: UnitNow | undefined, clock: Clock): Correction | undefined {
  if (unit === undefined) return undefined;
  const daysLeft = businessDaysLeft(unit.month, clock.calendar, clock.nowMs);
  const rests = months.flatMap((month) => {
    const picture = pictureAt(month, daysLeft, clock);
    if (picture === undefined) return [];
    return [{ expected: minus(picture.landing, picture.actual), realised: minus(month.actual, picture.actual) }];
  });
  const expected = minus(unit.landing, unit.actual);
  return expected === 0 ? undefined : correction(unit.actual, expected, rests);
}
