import { minus, sum } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatCount, type Unit } from 'c/moneyFormat';
import type { FigureFacts } from './figures';

/** Step 2: that the records add up, or why that is not sure. */
export interface Proof {
  readonly text: string;
  readonly state: 'equal' | 'differs' | 'partial';
}

export function proofOf({ total, rows, isRate }: FigureFacts, unread: number, unit: Unit): Proof {
  const count = formatCount(rows.length);
  if (unread > 0) return { text: fill(labels.lineageSumPartial, count, formatCount(unread)), state: 'partial' };
  if (rows.length === 0 && (total ?? 0) === 0) return { text: labels.lineageNoRecords, state: 'equal' };
  const added = sum(rows.map(({ amount }) => amount));
  const text = formatAmount(added, unit);
  const apart = minus(added, total ?? 0);
  if (apart === 0) {
    return { text: fill(isRate ? labels.lineageSumNumerator : labels.lineageSumEqual, count, text), state: 'equal' };
  }
  const [figure, difference] = [formatAmount(total, unit), formatAmount(Math.abs(apart), unit)];
  return { text: fill(labels.lineageSumDiffers, count, text, figure, difference), state: 'differs' };
}
