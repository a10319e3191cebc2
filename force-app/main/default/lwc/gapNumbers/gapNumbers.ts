import { LightningElement, api } from 'lwc';
import { gap as gapOf, rate } from 'c/gapMath';
import type { Gap } from 'c/gapQuery';
import { labels } from 'c/labels';
import { formatAmount, formatRate, formatSigned, type Unit } from 'c/moneyFormat';

/** The key figures in one row. */
export default class GapNumbers extends LightningElement {
  @api gap: Gap | undefined;
  @api unit: Unit = 'one';

  get items(): readonly { readonly label: string; readonly value: string; readonly className: string }[] {
    if (this.gap === undefined) return [];
    const { kind, figures } = this.gap;
    const { target, plan, actual, landing } = figures;
    const difference = gapOf(landing, target);
    const tone = difference === undefined || difference === 0 ? '' : difference < 0 ? ' short' : ' over';
    const item = (label: string, value: string, className = 'value') => ({ label, value, className });
    return [
      item(kind === 'target' ? labels.figureTarget : labels.figureBudget, formatAmount(target, this.unit)),
      item(kind === 'target' ? labels.figurePlan : labels.figureMemberTargets, formatAmount(plan, this.unit)),
      item(labels.figureActual, formatAmount(actual, this.unit)),
      item(labels.figureLanding, formatAmount(landing, this.unit)),
      item(labels.figureGap, formatSigned(difference, this.unit), `value${tone}`),
      item(labels.figureAchievement, formatRate(rate(actual, target))),
      item(labels.figureLandingRate, formatRate(rate(landing, target))),
    ];
  }
}
