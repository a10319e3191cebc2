import userId from '@salesforce/user/Id';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { problemOf, problemText } from 'c/apiErrors';
import { fill, labels } from 'c/labels';
import { permissions } from 'c/permissions';
import { refusalText, type WriteOutcome } from 'c/submissions';
import { submitUnit } from './submitting';
import { UnitEntry } from './unitEntry';

/** How what is prepared is sent, and what is told of it. */
export class UnitSending extends UnitEntry {
  announcement = '';

  /** One thing at a time; what went wrong stands beside the buttons until the next. */
  protected run(step: () => Promise<void>, failed: string): void {
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
  protected async submit(): Promise<void> {
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
      delegationId: permissions.submitForUnit ? null : (this.delegation?.id ?? null),
      factors: this.factors,
      userId,
      nowMs: Date.now(),
    });
  }

  protected async settle(outcome: WriteOutcome | undefined, done: string): Promise<void> {
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
