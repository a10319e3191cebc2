import { LightningElement, api } from 'lwc';
import { fill, labels } from 'c/labels';
import type { Cause, Causes } from 'c/meeting';
import { formatMoney, formatSigned, type Unit } from 'c/moneyFormat';

interface Bar {
  readonly key: string;
  readonly name: string;
  readonly amount: string;
  readonly className: string;
  readonly barClass: string;
  /** What takes away lies left of the axis, what adds right of it. */
  readonly place: string;
}

/** Why the landing moved: the bridge by type, the units' own factors, and the deals behind it. Sends `recordopened`. */
export default class MeetingCauses extends LightningElement {
  @api causes: Causes | undefined;
  /** Amount from which a deal is listed. */
  @api limit = 0;
  @api unit: Unit = 'one';

  labels = labels;

  get parts(): readonly Bar[] {
    return this.barsOf(this.causes?.parts ?? []);
  }

  get factors(): readonly Bar[] {
    return this.barsOf(this.causes?.factors ?? []);
  }

  get deals(): readonly object[] {
    return (this.causes?.deals ?? []).map((deal) => ({
      ...deal,
      typed: `${deal.typeName} ${formatSigned(deal.amount, this.unit)}`,
      url: `/lightning/r/${deal.dealObject}/${deal.dealId ?? ''}/view`,
    }));
  }

  get comments(): readonly object[] {
    return (this.causes?.comments ?? []).map(({ id, name, amount, comment, unitName: who }) => ({
      id,
      text: `${[who, name].filter((part) => part !== '').join(' · ')} ${formatSigned(amount, this.unit)}: ${comment}`,
    }));
  }

  get hasParts(): boolean {
    return this.parts.length > 0;
  }

  get hasFactors(): boolean {
    return this.factors.length > 0;
  }

  get hasDeals(): boolean {
    return this.deals.length > 0;
  }

  get dealsHeading(): string {
    return fill(labels.meetingDeals, formatMoney(this.limit, this.unit));
  }

  /** The identity under the bridge. */
  get identity(): string {
    const { change, remainder } = this.causes ?? {};
    if (change === undefined || remainder === undefined) return '';
    return remainder === 0
      ? fill(labels.meetingBridgeWhole, formatSigned(change, this.unit))
      : fill(labels.meetingBridgeLeft, formatSigned(remainder, this.unit));
  }

  private barsOf(causes: readonly Cause[]): readonly Bar[] {
    const axis = Math.max(0, ...causes.map(({ amount }) => -amount));
    const span = Math.max(1, axis + Math.max(0, ...causes.map(({ amount }) => amount)));
    const percent = (amount: number): string => `${String(Math.round((amount / span) * 1000) / 10)}%`;
    return causes.map(({ code, name, amount }) => ({
      key: code,
      name,
      amount: formatSigned(amount, this.unit),
      className: amount < 0 ? 'number bad' : 'number good',
      barClass: amount < 0 ? 'bar down' : 'bar up',
      place: `inline-size: ${percent(Math.abs(amount))}; margin-inline-start: ${percent(axis + Math.min(0, amount))}`,
    }));
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    // The link carries the record.
    const { recordId = '', objectApiName = '' } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent('recordopened', { detail: { recordId, objectApiName } }));
  }
}
