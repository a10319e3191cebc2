import type { FactorChange } from 'c/factorList';
import { labels } from 'c/labels';
import { balanceOf, needsOf, ownLine, type Balance, type Factor } from 'c/unitFactors';
import { balanceView, openItemsOf, reasonsNot, type BalanceView } from './readiness';
import { UnitPanel } from './unitPanel';

/** What is being prepared: factors, note and acknowledgement, and what still keeps them from being submitted. */
export class UnitEntry extends UnitPanel {
  edited: readonly Factor[] | undefined;
  note = '';
  hasAcknowledged = false;
  isJudgementDraft = false;
  isBusy = false;
  refusal = '';
  private made = 0;

  get isLoading(): boolean {
    return this.week === undefined && this.problem === undefined && !this.isMissing;
  }

  get factors(): readonly Factor[] {
    return this.edited ?? this.begunWith;
  }

  get balance(): Balance {
    return balanceOf(this.factors, this.facts);
  }

  get balanceView(): BalanceView {
    return balanceView(this.balance, this.unit);
  }

  get hasMismatch(): boolean {
    return this.week?.trust === 'mismatch';
  }

  get reasons(): readonly string[] {
    const { takesSubmissions, isJudgementDraft, balance, hasMismatch, hasAcknowledged, unit } = this;
    const needs = needsOf(this.factors);
    return reasonsNot({ takesSubmissions, isJudgementDraft, balance, needs, hasMismatch, hasAcknowledged, unit });
  }

  get isNotReady(): boolean {
    return this.reasons.length > 0;
  }

  get whyClass(): string {
    return this.isNotReady ? 'why' : 'ready';
  }

  get cannotSubmit(): boolean {
    return this.isBusy || this.isNotReady;
  }

  get openItems(): readonly string[] {
    return openItemsOf(this.isEntry, this.latest?.state === 'Returned', []);
  }

  get isIncomplete(): boolean {
    return this.linesAsked !== undefined && this.hasLines && this.parts === undefined;
  }

  get hasRest(): boolean {
    return this.balance.unexplained !== 0;
  }

  get addLabel(): string {
    return this.hasRest ? labels.factorAddRest : labels.factorAdd;
  }

  get canReset(): boolean {
    return (
      this.parts !== undefined && (this.edited !== undefined || this.begunWith.some(({ key, type }) => key !== type))
    );
  }

  /** From the beginning, after what was here has been sent. */
  protected begin(): void {
    this.edited = undefined;
    this.isRenewing = false;
    this.note = '';
    this.hasAcknowledged = false;
  }

  handleDrafted(event: CustomEvent<boolean>): void {
    this.isJudgementDraft = event.detail;
  }

  handleFactor(event: CustomEvent<FactorChange>): void {
    const { key, change } = event.detail;
    this.edited = this.factors.map((factor) => (factor.key === key ? { ...factor, ...change } : factor));
    this.refusal = '';
  }

  handleRemoved(event: CustomEvent<string>): void {
    this.edited = this.factors.filter(({ key }) => key !== event.detail);
  }

  handleAdd(): void {
    this.made += 1;
    const { unexplained } = this.balance;
    this.edited = [...this.factors, ownLine(`own-${this.made}`, unexplained === 0 ? null : unexplained)];
  }

  handleReset(): void {
    this.edited = this.proposals;
  }

  handleNote(event: CustomEvent<{ value: string }>): void {
    this.note = event.detail.value;
  }

  handleAcknowledged(event: Event): void {
    this.hasAcknowledged = (event.currentTarget as HTMLInputElement).checked; // our one checkbox
  }
}
