/** What the total of a breakdown is against, where the rows' targets do not add up to the target above. Pure. */
import { minus, sum } from 'c/gapMath';
import type { Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { formatAmount, type Unit } from 'c/moneyFormat';

/** Empty where they do, and where not all rows could be read. */
export function noteOf(gap: Gap, unit: Unit): string {
  const { target } = gap.figures;
  const ofRows = targetsOfRows(gap);
  if (ofRows === null || target === null) return '';
  const apart = minus(ofRows, target);
  if (apart === 0) return '';
  const [less, more] =
    gap.kind === 'target'
      ? [labels.breakdownLinesLess, labels.breakdownLinesMore]
      : [labels.breakdownMembersLess, labels.breakdownMembersMore];
  const [all = '', by = '', above = ''] = [ofRows, Math.abs(apart), target].map((amount) => formatAmount(amount, unit));
  return fill(apart < 0 ? less : more, all, by, above);
}

function targetsOfRows(gap: Gap): number | null {
  if (gap.kind === 'budget') return gap.figures.plan;
  const { lines, total } = gap.projects;
  return total === 0 || lines.length < total ? null : sum(lines.map(({ budget }) => budget));
}
