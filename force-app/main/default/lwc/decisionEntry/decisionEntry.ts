import { LightningElement, api } from 'lwc';
import { fill, labels } from 'c/labels';

export type Decision = { readonly state: 'Confirmed' } | { readonly state: 'Returned'; readonly question: string };

/** Confirms what somebody submitted, or returns it with a question. Sends `decided`. */
export default class DecisionEntry extends LightningElement {
  /** Whose submission it is, for who does not see what stands beside the buttons. */
  @api about = '';
  @api isBusy = false;
  /** What is confirmed already may still be returned. */
  @api isConfirmed = false;

  labels = labels;
  isAsking = false;
  question = '';
  private mayFocus = false;

  get confirmLabel(): string {
    return this.about === '' ? labels.decisionConfirm : fill(labels.decisionConfirmOf, this.about);
  }

  get returnLabel(): string {
    return this.about === '' ? labels.decisionReturn : fill(labels.decisionReturnOf, this.about);
  }

  get canConfirm(): boolean {
    return !this.isConfirmed;
  }

  get cannotSend(): boolean {
    return this.isBusy || this.question.trim() === '';
  }

  override renderedCallback(): void {
    if (!this.mayFocus) return;
    this.mayFocus = false;
    const place = this.template?.querySelector<HTMLElement>(this.isAsking ? 'lightning-textarea' : '.return');
    place?.focus();
  }

  handleConfirm(): void {
    this.tell({ state: 'Confirmed' });
  }

  handleAsk(): void {
    this.isAsking = true;
    this.mayFocus = true;
  }

  handleCancel(): void {
    this.isAsking = false;
    this.mayFocus = true;
  }

  handleQuestion(event: CustomEvent<{ value: string }>): void {
    this.question = event.detail.value;
  }

  handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.handleCancel();
  }

  handleSend(): void {
    this.tell({ state: 'Returned', question: this.question.trim() });
  }

  private tell(decision: Decision): void {
    this.dispatchEvent(new CustomEvent<Decision>('decided', { detail: decision }));
  }
}
