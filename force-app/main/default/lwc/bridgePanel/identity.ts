/** The sum of a bridge as it is printed under its chart. Pure. */
import { sum } from 'c/gapMath';
import { labels } from 'c/labels';
import { formatAmount, formatSigned, readAmount, type Unit } from 'c/moneyFormat';

export interface Identity {
  readonly text: string;
  /** That the printed figures are rounded, where a reader who adds them up would miss a digit; else empty. */
  readonly note: string;
}

/** Where it began, every step, where it ended. */
export function identityOf(before: number, steps: readonly number[], now: number, unit: Unit): Identity {
  const left = [formatAmount(before, unit), ...steps.map((step) => formatSigned(step, unit))];
  const right = formatAmount(now, unit);
  const isWhole = sum([before, ...steps]) === now;
  const isPrinted = sum(left.map((text) => printed(text, unit))) === printed(right, unit);
  return { text: [...left, '=', right].join(' '), note: isWhole && !isPrinted ? labels.bridgeRounded : '' };
}

function printed(text: string, unit: Unit): number {
  const read = readAmount(text, unit);
  return read.kind === 'amount' ? (read.amount ?? 0) : 0;
}
