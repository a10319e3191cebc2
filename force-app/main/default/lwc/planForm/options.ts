import { formatAmount, formatExact, readAmount, type Unit } from 'c/moneyFormat';

export interface Option {
  readonly label: string;
  readonly value: string;
}

/** A proposal needs no more digits than the page shows; one that would be shown as zero keeps them. */
export function roundedText(amount: number, unit: Unit): string {
  const text = formatAmount(amount, unit);
  const read = readAmount(text, unit);
  return read.kind === 'amount' && (read.amount ?? 0) > 0 ? text : formatExact(amount, unit);
}

export function options(all: readonly Option[], chosen: string): readonly object[] {
  return all.map(({ value, label }) => ({ value, label, isSelected: value === chosen }));
}
