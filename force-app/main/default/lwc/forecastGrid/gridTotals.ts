import type { Totals } from 'c/forecastDraft';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

export interface TotalTexts {
  readonly system: string;
  readonly expected: string;
  readonly actual: string;
  readonly landing: string;
  /** What the drafts add; empty for nothing. */
  readonly change: string;
}

export function totalTexts({ system, expected, actual, landing, change }: Totals, unit: Unit): TotalTexts {
  const text = (amount: number): string => formatAmount(amount, unit);
  return {
    system: text(system),
    expected: text(expected),
    actual: text(actual),
    landing: text(landing),
    change: change === 0 ? '' : formatSigned(change, unit),
  };
}
