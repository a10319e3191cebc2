import { LightningElement, api } from 'lwc';
import { formatMonth } from 'c/dateFormat';
import { gap as gapOf, gapSplit } from 'c/gapMath';
import type { Gap } from 'c/gapQuery';
import { fill, fillParts, labels } from 'c/labels';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

/** The gap in one sentence: where we land, against what, by how much, and whether planning or execution is short. */
export default class GapHeader extends LightningElement {
  @api gap: Gap | undefined;
  @api unit: Unit = 'one';
  /** Says that the landing holds what is not stored yet. */
  @api draftNote = '';

  get subject(): string {
    if (this.gap === undefined) return '';
    const month = this.gap.month === null ? null : formatMonth(this.gap.month);
    return [this.gap.who, this.gap.periodName ?? month, this.gap.department, this.gap.measure]
      .filter((part) => part !== null)
      .join(' · ');
  }

  get parts(): readonly { readonly key: number; readonly text: string; readonly className: string }[] {
    if (this.gap === undefined) return [];
    const { figures, kind } = this.gap;
    const noun = kind === 'target' ? labels.nounTarget : labels.nounBudget;
    const landing = formatAmount(figures.landing, this.unit);
    const difference = gapOf(figures.landing, figures.target);
    const styled = (label: string, values: readonly string[], emphasis: Readonly<Record<number, string>>) =>
      fillParts(label, ...values).map(({ key, text, index }) => ({
        key,
        text,
        className: index === undefined ? '' : (emphasis[index] ?? ''),
      }));
    if (difference === undefined) return styled(labels.gapSentenceNoTarget, [landing, noun], { 0: 'strong' });
    if (difference === 0) return styled(labels.gapSentenceEven, [landing, noun], { 0: 'strong' });
    const target = formatAmount(figures.target, this.unit);
    if (difference < 0) {
      const short = fill(labels.gapShort, formatAmount(-difference, this.unit));
      return styled(labels.gapSentenceShort, [landing, noun, target, short], { 0: 'strong', 3: 'strong short' });
    }
    const over = fill(labels.gapOver, formatAmount(difference, this.unit));
    return styled(labels.gapSentenceOver, [landing, noun, target, over], { 0: 'strong', 3: 'strong over' });
  }

  get split(): string {
    if (this.gap === undefined) return '';
    const { landing, plan, target } = this.gap.figures;
    const split = gapSplit(landing, plan, target);
    if (split === undefined) return '';
    return fill(labels.gapSplit, formatSigned(split.execution, this.unit), formatSigned(split.planning, this.unit));
  }
}
