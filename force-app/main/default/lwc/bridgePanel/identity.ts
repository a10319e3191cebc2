/** The sum of a bridge as it is printed under its chart. Pure. */
import { formatAmount, formatSigned, roundingNote, type Unit } from 'c/moneyFormat';

export interface Identity {
  readonly text: string;
  /** That the printed figures are rounded, where a reader who adds them up would miss a digit; else empty. */
  readonly note: string;
}

/** Where it began, every step, where it ended. */
export function identityOf(before: number, steps: readonly number[], now: number, unit: Unit): Identity {
  const left = [formatAmount(before, unit), ...steps.map((step) => formatSigned(step, unit))];
  const note = roundingNote([{ parts: [before, ...steps], total: now }], unit);
  return { text: [...left, '=', formatAmount(now, unit)].join(' '), note };
}
