import userId from '@salesforce/user/Id';
import type { Decision } from 'c/decisionEntry';
import { formatDay } from 'c/dateFormat';
import type { VerdictChosen } from 'c/factorList';
import { fill, labels } from 'c/labels';
import { permissions } from 'c/permissions';
import { decideSubmission, moveRecord } from 'c/submissions';
import type { UnitVersion } from 'c/unitWeek';
import { versionText } from './readiness';
import { movedText, sumsNote, sumsOf, type SumRow } from './sums';
import { UnitSending } from './unitSending';

/** The right pane of a Budget: the week, the judgement, why the landing changed, and what becomes of it. */
export default class UnitForecast extends UnitSending {
  get sums(): readonly SumRow[] {
    return sumsOf(this.facts, this.said, this.week, this.unit, this.previous?.kept !== undefined);
  }

  get sumsNote(): string {
    const { facts, said, factors, balance, unit } = this;
    return sumsNote(facts, said, { factors, balance }, unit);
  }

  /** Before a week opens, and for months behind it, there is nothing to explain. */
  get hasForecast(): boolean {
    return this.latest !== undefined || !['none', 'past', 'planned', 'held'].includes(this.phase);
  }

  /** What is shown as it was submitted. */
  get said(): UnitVersion | undefined {
    return this.isEntry ? undefined : this.latest;
  }

  get version(): string {
    return this.said === undefined ? '' : versionText(this.said.version);
  }

  get moved(): string {
    return movedText(this.said, this.week, this.unit);
  }

  get isReadOnly(): boolean {
    return this.latest === undefined && !this.maySubmit && this.takesSubmissions;
  }

  get mayRenew(): boolean {
    return this.maySubmit && this.takesSubmissions && this.said !== undefined;
  }

  /** Until the next level has acted on it. */
  get mayWithdraw(): boolean {
    return this.mayRenew && this.said?.state === 'Submitted' && !this.said.isCarried;
  }

  get shownId(): string {
    return this.said?.id ?? '';
  }

  /** Whoever enters for the unit's manager is told before that both names are kept. */
  get onBehalf(): string {
    const { managerId = null, manager } = this.week ?? {};
    if (!this.isEntry || managerId === null || managerId === userId) return '';
    const { delegation } = this;
    if (permissions.submitForUnit || delegation === undefined) return fill(labels.confirmFor, manager ?? '');
    return fill(labels.delegateYou, manager ?? '', formatDay(delegation.until));
  }

  /** What the meeting works with stands still: only whoever runs the week moves it afterwards. */
  get judgementLocked(): string {
    return this.phase === 'frozen' && !permissions.runCycle ? labels.judgementFrozen : '';
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

  handleRenew(): void {
    this.isRenewing = true;
  }

  handleSubmit(): void {
    this.run(() => this.submit(), labels.unitNotSubmitted);
  }

  handleWithdraw(): void {
    const { said } = this;
    if (said === undefined || !this.mayWithdraw) return;
    this.run(async () => {
      const outcome = await moveRecord(said, { State__c: 'Withdrawn' });
      await this.refresh();
      // A lost answer is looked up: what is there counts.
      const isThere = outcome.kind === 'unknown' && this.latest?.state === 'Withdrawn';
      await this.sent(isThere ? { kind: 'saved', id: said.id } : outcome, labels.unitWithdrawn);
    }, labels.confirmNotWithdrawn);
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
      if (said !== undefined) await this.sent(await decideSubmission(said, decision, userId, Date.now()), done);
    }, labels.decisionFailed);
  }

  handleVerdict(event: CustomEvent<VerdictChosen>): void {
    const { key, verdict } = event.detail;
    const judged = this.said?.factors.find((factor) => factor.key === key);
    const seen = { id: key, modifiedAt: judged?.modifiedAt ?? null };
    this.run(async () => {
      // The verdict itself shows that it is saved.
      await this.settle(await moveRecord(seen, { Verdict__c: verdict }), () => undefined);
    }, labels.decisionFailed);
  }
}
