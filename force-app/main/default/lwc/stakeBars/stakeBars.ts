import { LightningElement, api } from 'lwc';
import { fill, labels } from 'c/labels';
import type { Unit as MeetingUnit } from 'c/meeting';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

/** Units as small multiples on one scale, what is missing most first: actual, landing, and the line of the budget. */
export default class StakeBars extends LightningElement {
  @api units: readonly MeetingUnit[] = [];
  @api unit: Unit = 'one';

  labels = labels;

  get rows(): readonly object[] {
    const most = Math.max(1, ...this.units.flatMap(({ budget, landing, actual }) => [budget ?? 0, landing, actual]));
    const share = (amount: number): string => `${String(Math.max(0, Math.min(100, (amount / most) * 100)))}%`;
    return this.units.map((one) => ({
      id: one.budgetId,
      name: one.unitName,
      url: `/lightning/r/Budget__c/${one.budgetId}/view`,
      actual: `inline-size: ${share(one.actual)}`,
      landing: `inline-size: ${share(one.landing)}`,
      budget: `inset-inline-start: ${share(one.budget ?? 0)}`,
      figures: fill(
        labels.homeUnitFigures,
        formatAmount(one.landing, this.unit),
        formatAmount(one.budget, this.unit),
        formatSigned(one.gap, this.unit),
      ),
      className: (one.gap ?? 0) < 0 ? 'figures bad' : 'figures good',
    }));
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    // The link carries the budget.
    const { recordId = '' } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('recordopened', { detail: { recordId, objectApiName: 'Budget__c' } }));
  }
}
