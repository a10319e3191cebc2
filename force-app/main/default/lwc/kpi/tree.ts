/**
 * N2: from the gap of a record down to what people do every day, each KPI with what it contributes in yen. What one unit
 * of a KPI is worth is handed down (M21), so that the contributions below any KPI add up to its own, as they are shown. Pure.
 */
import { rate } from 'c/gapMath';
import { attribution, settled } from 'c/kpiMath';
import type { Kpi, KpiAction, Kpis } from './read';
import { valueOf, type Measured } from './values';

export interface Cause extends Measured {
  readonly kpi: Kpi;
  readonly rate: number | undefined;
  /** To the gap of the record, in its money; `undefined` where it cannot be told. */
  readonly contribution: number | undefined;
  /** What takes most away comes first. */
  readonly causes: readonly Cause[];
  /** What the causes leave unexplained; 0 where they explain all of it, `undefined` where some cannot be told. */
  readonly rest: number | undefined;
  /** The newest first. */
  readonly actions: readonly KpiAction[];
}

/** `undefined` when no KPI is the goal of records, or nothing is known of it but itself. */
export function treeOf(kpis: Kpis): Cause | undefined {
  const goal = kpis.definitions.find(({ kpiClass, parentId }) => kpiClass === 'KGI' && parentId === null);
  if (goal === undefined || kpis.ofMonth.size === 0) return undefined;
  const { actual, target } = valueOf(kpis, goal);
  const gap = actual === undefined || target === undefined ? undefined : actual - target;
  return causeOf(kpis, goal, gap, gap === undefined ? undefined : 1);
}

/** A target has no judgement. */
const isThere = ({ figures }: Kpis, figure: string | null): boolean => figure === null || figures[figure] != null;

/** `worth`: of one unit of this KPI, in money. */
function causeOf(kpis: Kpis, kpi: Kpi, contribution: number | undefined, worth: number | undefined): Cause {
  const value = valueOf(kpis, kpi);
  const below = kpis.definitions.filter(({ parentId, figure }) => parentId === kpi.id && isThere(kpis, figure));
  return {
    kpi,
    ...value,
    rate: value.actual === undefined ? undefined : rate(value.actual, value.target ?? null),
    contribution,
    ...causesOf(kpis, below, contribution, worth),
    actions: kpis.actions.filter(({ kpiId }) => kpiId === kpi.id),
  };
}

function causesOf(
  kpis: Kpis,
  below: readonly Kpi[],
  contribution: number | undefined,
  worth: number | undefined,
): Pick<Cause, 'causes' | 'rest'> {
  if (below.length === 0) return { causes: [], rest: 0 };
  const parts = attribution(
    below[0]?.combines ?? 'Sum',
    below.map((kpi) => valueOf(kpis, kpi)),
  );
  const amounts = parts.flatMap((part) => {
    return part === undefined || worth === undefined ? [] : [part.contribution * worth];
  });
  const isWhole = amounts.length === below.length && contribution !== undefined;
  const known = isWhole ? sharesOf(amounts, contribution) : undefined;
  const causes = below.map((kpi, index) => {
    const part = parts[index];
    const unit = part === undefined || worth === undefined ? undefined : part.worth * worth;
    const alone = part === undefined || worth === undefined ? undefined : part.contribution * worth;
    return causeOf(kpis, kpi, known?.[index] ?? alone, unit);
  });
  return { causes: [...causes].sort(byContribution), rest: known?.[below.length] };
}

/** Each in whole units, and last what they leave of the whole; less than half of one is dust of the division. */
function sharesOf(amounts: readonly number[], contribution: number): readonly number[] {
  const rest = contribution - amounts.reduce((left, right) => left + right, 0);
  if (Math.abs(rest) >= 0.5) return settled([...amounts, rest], contribution);
  return [...settled(amounts, contribution), 0];
}

/** What cannot be told comes last, in the order of the definitions. */
function byContribution(left: Cause, right: Cause): number {
  return (left.contribution ?? Infinity) - (right.contribution ?? Infinity) || 0;
}

/** Down from the gap along what takes most away, to where nothing below takes anything; none without a shortfall. */
export function topCause(root: Cause): Cause | undefined {
  if ((root.contribution ?? 0) >= 0) return undefined;
  let cause = root;
  for (;;) {
    const [worst] = cause.causes;
    if ((worst?.contribution ?? 0) >= 0) break;
    cause = worst ?? cause;
  }
  return cause === root ? undefined : cause;
}
