import { LightningElement, api } from 'lwc';
import { valueOf } from 'c/fieldValue';
import { minus, rate, type Amount } from 'c/gapMath';
import { fill, labels, listed } from 'c/labels';
import { formatRate, formatSigned, readAmount, unitName, unreadableReason, type Unit } from 'c/moneyFormat';

/** Detail of `asked`. */
export interface AskedRevision {
  readonly wanted: number;
  readonly reason: string;
}

/** Asks for another budget: the amount and why. What was typed stays until the container calls `clear`. Sends `asked`. */
export default class RevisionEntry extends LightningElement {
  /** The budget as it is. */
  @api budget: Amount = null;
  @api unit: Unit = 'one';
  @api isBusy = false;

  labels = labels;
  amount = '';
  reason = '';

  @api clear(): void {
    this.amount = '';
    this.reason = '';
  }

  get wantedLabel(): string {
    return fill(labels.revisionWanted, unitName(this.unit));
  }

  private get read(): ReturnType<typeof readAmount> {
    return readAmount(this.amount, this.unit);
  }

  private get wanted(): number | undefined {
    return this.read.kind === 'amount' ? (this.read.amount ?? undefined) : undefined;
  }

  /** What the request would move, before it is sent. */
  get change(): string {
    const { wanted, budget, unit } = this;
    if (wanted === undefined) return '';
    const moved = minus(wanted, budget ?? 0);
    const share = rate(moved, budget);
    if (share === undefined) return fill(labels.revisionChangeAlone, formatSigned(moved, unit));
    return fill(labels.revisionChange, formatSigned(moved, unit), formatRate(share));
  }

  get told(): string {
    if (this.read.kind === 'unreadable') return unreadableReason(this.amount, this.read.reason);
    return this.wanted !== undefined && this.wanted === this.budget ? labels.revisionSame : '';
  }

  get isInvalid(): string {
    return String(this.told !== '');
  }

  get still(): string {
    const missing = [
      ...(this.amount.trim() === '' ? [this.wantedLabel] : []),
      ...(this.reason.trim() === '' ? [labels.revisionReason] : []),
    ];
    return missing.length === 0 ? '' : fill(labels.revisionMissing, listed(missing));
  }

  get cannotAsk(): boolean {
    return this.isBusy || this.told !== '' || this.still !== '';
  }

  get askLabel(): string {
    return this.isBusy ? labels.revisionAsking : labels.revisionAsk;
  }

  handleAmount(event: Event): void {
    this.amount = valueOf(event);
  }

  handleReason(event: Event): void {
    this.reason = valueOf(event);
  }

  handleAsk(event: Event): void {
    event.preventDefault();
    const { wanted } = this;
    if (this.cannotAsk || wanted === undefined) return;
    const detail: AskedRevision = { wanted, reason: this.reason.trim() };
    this.dispatchEvent(new CustomEvent('asked', { detail }));
  }
}
