/** M14: of the rates that lead from one count to the next, the one at which most money is lost against its target. Pure. */
import { bottlenecks } from 'c/funnelMath';
import type { Kpi, Kpis } from './read';
import { valueOf } from './values';

export interface Narrowest {
  readonly kpiId: string;
  /** Money that is lost there. */
  readonly score: number;
  /** The target lies within what chance may do. */
  readonly isUnproven: boolean;
}

/** `undefined` where nothing is lost, or where a rate or its target is not known. */
export function bottleneckOf(kpis: Kpis): Narrowest | undefined {
  const chain = chainOf(kpis.definitions);
  const last = chain.at(-1);
  const worth = last && worthOf(kpis, last);
  if (worth === undefined) return undefined;
  const stages = chain.flatMap((kpi) => {
    const { actual: rate, target: reference } = valueOf(kpis, kpi);
    const count = countOf(kpis, kpi.denominator);
    return rate === undefined || reference === undefined || count === undefined ? [] : [{ count, rate, reference }];
  });
  if (stages.length < chain.length) return undefined;
  const scores = bottlenecks(stages, worth).map((stage, index) => ({ ...stage, kpiId: chain[index]?.id ?? '' }));
  const worst = scores.reduce((most, one) => (one.score > most.score ? one : most));
  return worst.score > 0 ? { kpiId: worst.kpiId, score: worst.score, isUnproven: worst.isUnproven } : undefined;
}

/** The rates of counts in their order: what one leads to is what the next begins with. */
function chainOf(definitions: readonly Kpi[]): readonly Kpi[] {
  const isCount = (code: string | null): boolean =>
    definitions.some((one) => one.code === code && one.unit === 'Count');
  const rates = definitions.filter(
    ({ unit, numerator, denominator }) => unit === 'Rate' && isCount(numerator) && isCount(denominator),
  );
  const chain: Kpi[] = [];
  let next = rates.find(({ denominator }) => !rates.some(({ numerator }) => numerator === denominator));
  while (next !== undefined && !chain.includes(next)) {
    const { numerator } = next;
    chain.push(next);
    next = rates.find(({ denominator }) => denominator === numerator);
  }
  return chain;
}

function countOf(kpis: Kpis, code: string | null): number | undefined {
  const kpi = kpis.definitions.find((one) => one.code === code);
  return kpi && valueOf(kpis, kpi).actual;
}

/** What one of the last counts brings: the money above the rate, divided by it. */
function worthOf(kpis: Kpis, last: Kpi): number | undefined {
  let above: Kpi | undefined = last;
  while (above !== undefined && above.unit !== 'Amount') {
    const { parentId }: Kpi = above;
    above = kpis.definitions.find(({ id }) => id === parentId);
  }
  const money = above && valueOf(kpis, above).actual;
  const count = countOf(kpis, last.numerator);
  return money === undefined || count === undefined || count === 0 ? undefined : money / count;
}
