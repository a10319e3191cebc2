import userId from '@salesforce/user/Id';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { problemOf, problemText } from 'c/apiErrors';
import type { Decision } from 'c/decisionEntry';
import type { FactorChange, VerdictChosen } from 'c/factorList';
import { fill, labels } from 'c/labels';
import { permissions } from 'c/permissions';
import { saveRows } from 'c/saveRows';
import { decideSubmission, type WriteOutcome } from 'c/submissions';
import { balanceOf, needsOf, ownLine, type Balance, type Factor } from 'c/unitFactors';
import { balanceView, openItemsOf, reasonsNot, versionText, type BalanceView } from './readiness';
import { submitUnit } from './submitting';
import { sumsOf, movedText, type SumRow } from './sums';
import { UnitPanel } from './unitPanel';

/** The right pane of a Budget: the week, the judgement, why the landing changed, and what becomes of it. */
export default class UnitForecast extends UnitPanel {
  edited: readonly Factor[] | undefined;
  note = '';
  hasAcknowledged = false;
  isJudgementDraft = false;
  isBusy = false;
  refusal = '';
  announcement = '';
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

  get cannotSubmit(): boolean {
    return this.isBusy || this.isNotReady;
  }

  get openItems(): readonly string[] {
    return openItemsOf(this.isEntry, this.latest?.state === 'Returned', []);
  }

  get sums(): readonly SumRow[] {
    return sumsOf(this.facts, this.said, this.week, this.unit);
  }

  /** What is shown as it was submitted. */
  get said(): UnitPanel['latest'] {
    return this.isEntry ? undefined : this.latest;
  }

  get version(): string {
    return this.said === undefined ? '' : versionText(this.said.version);
  }

  get moved(): string {
    return movedText(this.said, this.week, this.unit);
  }

  get isReadOnly(): boolean {
    return this.latest === undefined && !permissions.submitForUnit && this.takesSubmissions;
  }

  get mayRenew(): boolean {
    return permissions.submitForUnit && this.takesSubmissions && this.said !== undefined;
  }

  get mayDecide(): boolean {
    return permissions.confirmForecasts && ['Submitted', 'Confirmed'].includes(this.said?.state ?? '');
  }

  get isConfirmed(): boolean {
    return this.said?.state === 'Confirmed';
  }

  get saidMode(): 'judge' | 'read' {
    return this.mayDecide ? 'judge' : 'read';
  }

  get questionFrom(): string {
    const { latest } = this;
    return latest?.state === 'Returned' ? fill(labels.returnedQuestion, latest.decidedBy ?? '') : '';
  }

  get draftedBy(): string {
    const { latest, ownDraft } = this;
    if (latest?.state !== 'Draft' || ownDraft !== undefined) return '';
    return fill(labels.unitDrafting, latest.createdBy ?? '', latest.version);
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

  handleNote(event: Event): void {
    this.note = (event.currentTarget as HTMLTextAreaElement).value; // our one textarea
  }

  handleAcknowledged(event: Event): void {
    this.hasAcknowledged = (event.currentTarget as HTMLInputElement).checked; // our one checkbox
  }

  handleRenew(): void {
    this.isRenewing = true;
  }

  handleSubmit(): void {
    this.run(() => this.submit(), labels.unitNotSubmitted);
  }

  handleKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || event.code !== 'KeyS' || this.cannotSubmit || !this.isEntry) return;
    event.preventDefault();
    this.handleSubmit();
  }

  handleDecided(event: CustomEvent<Decision>): void {
    const decision = event.detail;
    const done = decision.state === 'Confirmed' ? labels.decisionConfirmed : labels.decisionReturned;
    this.run(async () => {
      const { said } = this;
      if (said !== undefined) await this.settle(await decideSubmission(said, decision, userId, Date.now()), done);
    }, labels.decisionFailed);
  }

  handleVerdict(event: CustomEvent<VerdictChosen>): void {
    const { key, verdict } = event.detail;
    const judged = this.said?.factors.find((factor) => factor.key === key);
    this.run(async () => {
      const change = {
        recordId: key,
        fields: { Verdict__c: verdict },
        seenModifiedAt: judged?.modifiedAt ?? undefined,
      };
      const [outcome] = await saveRows([change], () => undefined);
      if (outcome?.kind === 'rejected') this.refusal = problemText(outcome.problem);
      if (outcome?.kind === 'conflict') this.refusal = labels.rowChangedMeanwhile;
      await this.refresh();
    }, labels.decisionFailed);
  }

  /** One thing at a time; what went wrong stands beside the buttons until the next. */
  private run(step: () => Promise<void>, failed: string): void {
    if (this.isBusy) return;
    this.isBusy = true;
    this.refusal = '';
    step()
      .catch((error: unknown) => {
        this.refusal = problemText(problemOf(error));
      })
      .finally(() => {
        this.isBusy = false;
        if (this.refusal !== '') this.announcement = `${failed}. ${this.refusal}`;
      });
  }

  /** Looks first, so that what is submitted is what is true and what was seen. */
  private async submit(): Promise<void> {
    const seen = this.week?.landing;
    await this.refresh();
    if (this.problem !== undefined) {
      this.refusal = problemText(this.problem);
      return;
    }
    if (this.week?.landing !== seen) {
      this.refusal = labels.unitMoved;
      return;
    }
    if (this.isNotReady) return;
    const first = await this.send();
    if (first?.kind !== 'duplicate') return this.settle(first, labels.unitSubmitted);
    // The version is there: an earlier try of ours whose answer was lost, or somebody else was faster.
    await this.refresh();
    if (this.ownDraft !== undefined) return this.settle(await this.send(), labels.unitSubmitted);
    const { latest } = this;
    this.refusal = fill(labels.unitTaken, latest?.createdBy ?? '', latest?.version ?? '');
  }

  private async send(): Promise<WriteOutcome | undefined> {
    const { week, cycle, ownDraft: draft, hasMismatch } = this;
    if (week === undefined || cycle === undefined) return undefined;
    const { key: about, id: budgetId, actual, rolledUp, judgement, landing, managerId } = week;
    const version = draft?.version ?? (this.latest?.version ?? 0) + 1;
    return submitUnit({
      version: { cycle, kind: 'Unit', about, version },
      budgetId,
      draft,
      actual,
      rolledUp,
      judgement,
      landing,
      previous: this.facts.previous,
      note: this.note.trim(),
      hasAcknowledged: hasMismatch && this.hasAcknowledged,
      onBehalfOf: managerId === userId ? null : managerId,
      factors: this.factors,
      userId,
      nowMs: Date.now(),
    });
  }

  private async settle(outcome: WriteOutcome | undefined, done: string): Promise<void> {
    if (outcome?.kind === 'saved') {
      this.edited = undefined;
      this.isRenewing = false;
      this.note = '';
      this.hasAcknowledged = false;
      this.announcement = done;
      this.dispatchEvent(new ShowToastEvent({ title: done, variant: 'success' }));
      this.dispatchEvent(new RefreshEvent());
    } else if (outcome?.kind === 'rejected') this.refusal = problemText(outcome.problem);
    else if (outcome !== undefined)
      this.refusal = outcome.kind === 'unknown' ? labels.unitUnanswered : labels.rowChangedMeanwhile;
    await this.refresh();
  }
}
