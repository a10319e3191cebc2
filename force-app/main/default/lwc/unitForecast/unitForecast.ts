import userId from '@salesforce/user/Id';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { problemOf, problemText } from 'c/apiErrors';
import type { Decision } from 'c/decisionEntry';
import type { VerdictChosen } from 'c/factorList';
import { fill, labels } from 'c/labels';
import { permissions } from 'c/permissions';
import { saveRows } from 'c/saveRows';
import { decideSubmission, refusalText, type WriteOutcome } from 'c/submissions';
import type { UnitVersion } from 'c/unitWeek';
import { versionText } from './readiness';
import { submitUnit } from './submitting';
import { movedText, sumsOf, type SumRow } from './sums';
import { UnitEntry } from './unitEntry';

/** The right pane of a Budget: the week, the judgement, why the landing changed, and what becomes of it. */
export default class UnitForecast extends UnitEntry {
  announcement = '';

  get sums(): readonly SumRow[] {
    return sumsOf(this.facts, this.said, this.week, this.unit);
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
      this.begin();
      this.announcement = done;
      this.dispatchEvent(new ShowToastEvent({ title: done, variant: 'success' }));
      this.dispatchEvent(new RefreshEvent());
    } else if (outcome !== undefined) {
      this.refusal = refusalText(outcome);
    }
    await this.refresh();
  }
}
