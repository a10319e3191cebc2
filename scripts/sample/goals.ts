import { monthOf } from './calendar.ts';
import type { Department, Employee } from './people.ts';
import type { Random } from './random.ts';

/** What one rep has to reach in one month, and the share of it that will have been delivered in the end. */
export interface Goal {
  readonly rep: Employee;
  readonly month: string;
  readonly original: number;
  readonly current: number;
  readonly ratio: number;
}

export interface TargetRow {
  readonly employee_no: string;
  /** The unit that the rep belongs to in that month; a later move does not take closed months along. */
  readonly department_code: string;
  readonly month: string;
  readonly measure: Measure;
  readonly original: number;
  readonly current: number;
}

export interface BudgetRow {
  readonly department_code: string;
  readonly month: string;
  readonly measure: Measure;
  readonly original: number;
  readonly current: number;
}

export type Measure = 'Revenue' | 'Gross_Profit';

/** Gross profit that is planned for each yen of revenue, over all menus. */
const plannedMargin = 0.22;

/** April to March: the year ends strong, August and January are quiet. */
const season = [0.9, 0.92, 1.0, 0.98, 0.86, 1.08, 1.0, 1.05, 1.14, 0.88, 1.0, 1.28];

function seasonOf(month: string): number {
  return season[(Number(month.slice(5, 7)) + 8) % 12] ?? 1;
}

/** The fiscal year from April, as the year in which it begins. */
function fiscalYear(month: string): number {
  return Number(month.slice(0, 4)) - (Number(month.slice(5, 7)) < 4 ? 1 : 0);
}

function roundTo(step: number, value: number): number {
  return Math.round(value / step) * step;
}

/** Most people land near their target; every sixth falls clearly short, every seventh is well over. */
function habit(index: number, random: Random): number {
  if (index % 6 === 3) return random.between(0.56, 0.72);
  if (index % 7 === 5) return random.between(1.14, 1.28);
  return random.between(0.87, 1.05);
}

export function makeGoals(
  reps: readonly Employee[],
  months: readonly string[],
  today: string,
  random: Random,
): readonly Goal[] {
  const firstYear = fiscalYear(months[0] ?? monthOf(today));
  return reps.flatMap((rep, index) => {
    const base = random.between(7_000_000, 14_000_000);
    const ratio = habit(index, random);
    const isRevised = random.chance(0.2);
    const revision = random.pick([0.9, 0.95, 1.05]);
    return months.map((month) => {
      const original = roundTo(100_000, base * seasonOf(month) * (1 + 0.06 * (fiscalYear(month) - firstYear)));
      const current = isRevised && month >= monthOf(today) ? roundTo(100_000, original * revision) : original;
      return { rep, month, original, current, ratio: ratio * random.between(0.94, 1.06) };
    });
  });
}

export function targetRows(goals: readonly Goal[]): readonly TargetRow[] {
  return goals.flatMap(({ rep, month, original, current }) => {
    const scope = { employee_no: rep.employee_no, department_code: rep.department_code, month };
    const profit = (revenue: number): number => roundTo(10_000, revenue * plannedMargin);
    return [
      { ...scope, measure: 'Revenue' as const, original, current },
      { ...scope, measure: 'Gross_Profit' as const, original: profit(original), current: profit(current) },
    ];
  });
}

/** A unit's budget is set a little under the sum of its targets, and lowered or raised half-way through the year. */
export function budgetRows(
  units: readonly Department[],
  targets: readonly TargetRow[],
  today: string,
  random: Random,
): readonly BudgetRow[] {
  return units.flatMap((unit) => {
    const cover = random.between(0.95, 0.99);
    const revision = random.pick([1, 1, 0.97, 1.03]);
    const sums = new Map<string, number>();
    for (const target of targets) {
      if (target.department_code !== unit.code) continue;
      const scope = `${target.month}|${target.measure}`;
      sums.set(scope, (sums.get(scope) ?? 0) + target.original);
    }
    return [...sums].map(([scope, sum]) => {
      const month = scope.slice(0, 7);
      const measure: Measure = scope.endsWith('Revenue') ? 'Revenue' : 'Gross_Profit';
      const step = measure === 'Revenue' ? 500_000 : 100_000;
      const original = roundTo(step, sum * cover);
      const current = month >= monthOf(today) ? roundTo(step, original * revision) : original;
      return { department_code: unit.code, month, measure, original, current };
    });
  });
}
