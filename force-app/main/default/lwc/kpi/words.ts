/** A KPI's value in its own unit, as text. Pure. */
import { formatAmount, formatCount, formatRate, NOTHING, type Unit } from 'c/moneyFormat';
import type { Kpi } from './read';

export function valueText({ unit: kind }: Pick<Kpi, 'unit'>, value: number | undefined, unit: Unit): string {
  if (value === undefined) return NOTHING;
  if (kind === 'Amount') return formatAmount(value, unit);
  return kind === 'Rate' ? formatRate(value) : formatCount(value);
}
