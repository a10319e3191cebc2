import userId from '@salesforce/user/Id';
import { RefreshEvent } from 'lightning/refresh';
import { problemText } from 'c/apiErrors';
import { fill, labels } from 'c/labels';
import { permissions } from 'c/permissions';
import type { WriteOutcome } from 'c/submissions';
import { submitUnit } from './submitting';
import { UnitEntry } from './unitEntry';

/** How what is prepared is sent, and what is told of it. */
export class UnitSending extends UnitEntry {
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
    if (first?.kind !== 'duplicate') return this.sent(first, labels.unitSubmitted);
    // The version is there: an earlier try of ours whose answer was lost, or somebody else was faster.
    await this.refresh();
    if (this.ownDraft !== undefined) return this.sent(await this.send(), labels.unitSubmitted);
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

  /** `undefined`: there was nothing to send after all. */
  protected async sent(outcome: WriteOutcome | undefined, done: string): Promise<void> {
    if (outcome === undefined) return this.refresh();
    await this.settle(outcome, () => {
      this.begin();
      this.tell(done);
      this.dispatchEvent(new RefreshEvent());
    });
  }
}
