import { formatInstant } from 'c/dateFormat';
import { keepUnitDraft, keptUnitDraft } from 'c/draftStore';
import type { FactorChange } from 'c/factorList';
import { fill, labels } from 'c/labels';
import { formatCount } from 'c/moneyFormat';
import { lastBefore } from 'c/submissions';
import { balanceOf, copied, needsOf, ownLine, type Balance, type Factor } from 'c/unitFactors';
import { balanceView, openItemsOf, readyText, reasonsNot, type BalanceView } from './readiness';
import { UnitPanel } from './unitPanel';

/** What is being prepared: factors, note and acknowledgement, and what still keeps them from being submitted. */
export class UnitEntry extends UnitPanel {
  edited: readonly Factor[] | undefined;
  note = '';
  hasAcknowledged = false;
  isJudgementDraft = false;
  restored = '';
  private hasRestored = false;

  get factors(): readonly Factor[] {
    return this.edited ?? this.begunWith;
  }

  get balance(): Balance {
    return balanceOf(this.factors, this.facts);
  }

  get balanceView(): BalanceView {
    return balanceView(this.balance, needsOf(this.factors), this.unit);
  }

  get hasMismatch(): boolean {
    return this.week?.trust === 'mismatch';
  }

  get readyText(): string {
    return readyText(this.balance, this.unit);
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
    return openItemsOf(this.isEntry, this.latest?.state === 'Returned', this.waiting);
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

  /** Once, when the week is there: what this user had prepared when the tab was closed. */
  protected override received(): void {
    const { cycle, week } = this;
    if (this.hasRestored || cycle === undefined || week === undefined) return;
    this.hasRestored = true;
    const kept = keptUnitDraft(week.id, cycle.key);
    if (kept?.over !== (this.latest?.id ?? '')) return;
    this.isRenewing = true;
    this.edited = kept.factors ?? undefined;
    this.note = kept.note;
    this.restored = fill(labels.draftRestored, formatCount(kept.factors?.length ?? 1), formatInstant(kept.keptAt));
  }

  /** In this browser, for a week: whatever is prepared and not submitted. */
  private keep(): void {
    const { cycle, week, edited, note } = this;
    if (cycle === undefined || week === undefined) return;
    const isPrepared = edited !== undefined || note !== '';
    const draft = { over: this.latest?.id ?? '', factors: edited ?? null, note };
    keepUnitDraft(week.id, cycle.key, isPrepared ? draft : undefined);
  }

  private change(edited: readonly Factor[]): void {
    this.edited = edited;
    this.restored = '';
    this.refusal = '';
    this.keep();
  }

  /** From the beginning, after what was here has been sent. */
  protected begin(): void {
    this.restored = '';
    this.edited = undefined;
    this.isRenewing = false;
    this.note = '';
    this.hasAcknowledged = false;
    this.keep();
  }

  handleDrafted(event: CustomEvent<boolean>): void {
    this.isJudgementDraft = event.detail;
  }

  handleFactor(event: CustomEvent<FactorChange>): void {
    const { key, change } = event.detail;
    this.change(this.factors.map((factor) => (factor.key === key ? { ...factor, ...change } : factor)));
  }

  handleRemoved(event: CustomEvent<string>): void {
    this.change(this.factors.filter(({ key }) => key !== event.detail));
  }

  handleAdd(): void {
    const { unexplained } = this.balance;
    this.change([...this.factors, ownLine(freeKey(this.factors), unexplained === 0 ? null : unexplained)]);
  }

  handleReset(): void {
    this.change(this.proposals);
  }

  /** What the unit gave as reasons when it last submitted before this week. */
  private get lastReasons(): readonly Factor[] {
    const { week, cycle } = this;
    if (week === undefined || cycle === undefined) return [];
    const said = lastBefore(week.versions, cycle.key);
    return week.versions.find(({ id }) => id === said?.id)?.factors ?? [];
  }

  get canCopy(): boolean {
    return this.lastReasons.length > 0;
  }

  handleCopy(): void {
    this.change(copied(this.lastReasons));
  }

  handleNote(event: CustomEvent<{ value: string }>): void {
    this.note = event.detail.value;
    this.keep();
  }

  handleAcknowledged(event: Event): void {
    this.hasAcknowledged = (event.currentTarget as HTMLInputElement).checked; // our one checkbox
  }
}

/** Of a line made by hand: none that is taken, also after the tab was closed. */
function freeKey(factors: readonly Factor[]): string {
  for (let number = 1; ; number += 1) {
    const key = `own-${number}`;
    if (factors.every((factor) => factor.key !== key)) return key;
  }
}
