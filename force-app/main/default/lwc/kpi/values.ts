/** What a KPI was and should have been: loaded, a figure of the record itself, or the sums of two others divided. Pure. */
import type { Kpi, Kpis } from './read';

export interface Measured {
  /** `undefined` where nobody knows, or where nothing can be divided. */
  readonly actual: number | undefined;
  readonly target: number | undefined;
}

/** M22: Σ numerator ÷ Σ denominator, never the mean of ratios. */
export function divided(part: number | undefined, whole: number | undefined): number | undefined {
  return part === undefined || whole === undefined || whole === 0 ? undefined : part / whole;
}

/** Of the month. */
export function valueOf(kpis: Kpis, kpi: Kpi): Measured {
  const { numerator, denominator } = kpi;
  if (numerator !== null || denominator !== null) {
    const [part, whole] = [coded(kpis, numerator), coded(kpis, denominator)];
    return { actual: divided(part.actual, whole.actual), target: divided(part.target, whole.target) };
  }
  return loaded(kpis, kpi);
}

const UNKNOWN: Measured = { actual: undefined, target: undefined };

function coded(kpis: Kpis, code: string | null): Measured {
  const kpi = kpis.definitions.find((one) => one.code === code);
  return kpi === undefined ? UNKNOWN : loaded(kpis, kpi);
}

function loaded(kpis: Kpis, kpi: Kpi): Measured {
  const value = kpis.ofMonth.get(kpi.id);
  const actual = kpi.figure === null ? value?.actual : kpis.figures[kpi.figure];
  const target = kpi.kpiClass === 'KGI' && kpi.figure !== null ? kpis.target : value?.target;
  return { actual: actual ?? undefined, target: target ?? undefined };
}
