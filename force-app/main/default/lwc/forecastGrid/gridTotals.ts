import type { Totals } from 'c/forecastDraft';
import type { Amount } from 'c/gapMath';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

export interface TotalTexts {
  readonly lastWeek: string;
  readonly system: string;
  readonly expected: string;
  readonly actual: string;
  readonly landing: string;
  /** What the drafts add; empty for nothing. */
  readonly change: string;
}

export function totalTexts({ lastWeek, system, expected, actual, landing, change }: Totals, unit: Unit): TotalTexts {
  const text = (amount: Amount): string => formatAmount(amount, unit);
  return {
    lastWeek: text(lastWeek),
    system: text(system),
    expected: text(expected),
    actual: text(actual),
    landing: text(landing),
    change: change === 0 ? '' : formatSigned(change, unit),
  };
}

/** Wide enough for the figures in this unit, which the totals have the most digits of; the rest is the name's. */
export function columnWidths(texts: TotalTexts | undefined): string {
  const width = (text: string | undefined, least: number, room = 0): string =>
    `max(${least}rem, ${(text?.length ?? 0) + 1}ch + ${room}rem)`;
  const amounts = [
    width(texts?.lastWeek, 2.5),
    width(texts?.system, 3.25),
    width(texts?.expected, 4, 0.9),
    width(texts?.actual, 3),
    width(texts?.landing, 3.25),
  ];
  return `--todoku-grid-columns: 1.25rem minmax(4.75rem, 1fr) ${amounts.join(' ')}`;
}
