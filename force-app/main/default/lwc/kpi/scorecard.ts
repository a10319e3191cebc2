/** U6: what people do, on a day, in its week and in the month, against the target, and what each day left must bring. Pure. */
import { addDays, businessDays, dayAt, lastOfMonth, mondayOf } from 'c/businessDays';
import { requiredRate, type RequiredRate } from 'c/gapMath';
import type { Kpi, Kpis } from './read';
import { divided, valueOf, type Measured } from './values';

export interface ScoreLine {
  readonly kpi: Kpi;
  readonly day: Measured;
  readonly week: Measured;
  readonly month: Measured;
  /** M10; a ratio has none. */
  readonly required: RequiredRate | undefined;
}

export interface Scorecard {
  /** The newest day that is loaded, today at the latest; `undefined` while no day is. */
  readonly day: string | undefined;
  readonly isToday: boolean;
  /** The days of its week within the month (M11). */
  readonly weekFrom: string;
  readonly lines: readonly ScoreLine[];
}

function later(one: string | undefined, other: string): string {
  return one === undefined || other > one ? other : one;
}

export function scorecardOf(kpis: Kpis, today: string): Scorecard {
  const { month, calendar, asOf, definitions } = kpis;
  const day = [...kpis.ofDays.keys()].filter((one) => one <= today).reduce<string | undefined>(later, undefined);
  const monday = mondayOf(day ?? today);
  const weekFrom = monday < month ? month : monday;
  const end = lastOfMonth(month);
  const sunday = addDays(monday, 6);
  const all = businessDays(month, end, calendar).length;
  const asOfDay = asOf === null ? today : dayAt(asOf, calendar.zone);
  const closed = addDays(asOfDay, -1);
  const elapsedDays = businessDays(month, closed < end ? closed : end, calendar).length;
  // As the header counts them: from today on, for old numbers do not give days back.
  const [first = month] = [month, asOfDay, today].toSorted().slice(-1);
  const daysLeft = businessDays(first, end, calendar).length;
  const shareOf = (from: string, to: string): number => {
    const days = businessDays(from, to < end ? to : end, calendar).length;
    return all === 0 ? 0 : days / all;
  };
  const shares = { day: day === undefined ? 0 : shareOf(day, day), week: shareOf(weekFrom, sunday) };
  const lines = definitions
    .filter(({ kpiClass }) => kpiClass === 'Action')
    .map((kpi): ScoreLine => {
      const ofMonth = valueOf(kpis, kpi);
      return {
        kpi,
        day: ofDays(kpis, kpi, { from: day ?? '', to: day ?? '', share: shares.day }),
        week: ofDays(kpis, kpi, { from: weekFrom, to: day ?? '', share: shares.week }),
        month: ofMonth,
        required: kpi.unit === 'Rate' ? undefined : requiredOf(ofMonth, elapsedDays, daysLeft),
      };
    })
    .filter(({ month: { actual, target } }) => actual !== undefined || target !== undefined);
  return { day, isToday: day === today, weekFrom, lines };
}

function requiredOf({ actual, target }: Measured, elapsedDays: number, daysLeft: number): RequiredRate | undefined {
  if (actual === undefined || target === undefined) return undefined;
  return requiredRate({ target, actual, businessDays: elapsedDays + daysLeft, elapsedDays });
}

interface Stretch {
  readonly from: string;
  readonly to: string;
  /** Of the month's business days, and so of its target. */
  readonly share: number;
}

function ofDays(kpis: Kpis, kpi: Kpi, { from, to, share }: Stretch): Measured {
  const sumOf = (code: string | null): number | undefined => {
    const id = kpis.definitions.find((one) => one.code === code)?.id ?? '';
    const within = [...kpis.ofDays].filter(([day]) => day >= from && day <= to);
    const known = within.flatMap(([, of]) => of.get(id) ?? []);
    return known.length === 0 ? undefined : known.reduce((left, right) => left + right, 0);
  };
  const { target } = valueOf(kpis, kpi);
  if (kpi.unit === 'Rate') return { actual: divided(sumOf(kpi.numerator), sumOf(kpi.denominator)), target };
  return { actual: sumOf(kpi.code), target: target === undefined || share === 0 ? undefined : target * share };
}
