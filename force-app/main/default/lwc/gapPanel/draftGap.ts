import { sum } from 'c/gapMath';
import type { Gap } from 'c/gapQuery';

/** Where the gap would be with what is typed beside it and not stored yet: the landing moves, and all that follows from it. */
export function draftGap(gap: Gap | undefined, change: number): Gap | undefined {
  if (gap === undefined || change === 0) return gap;
  return { ...gap, figures: { ...gap.figures, landing: sum([gap.figures.landing, change]) } };
}
