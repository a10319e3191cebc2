import { RefreshEvent } from 'lightning/refresh';
import { createRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { problemOf, problemText } from 'c/apiErrors';
import { fill, labels } from 'c/labels';
import { valueOf, type Plan } from 'c/plan';
import type { Recorded } from 'c/planForm';
import type { Goal } from 'c/planGoal';
import { saveRows, type RowChange } from 'c/saveRows';
import { refusalText, settled } from 'c/submissions';
import { PlanReader } from './planReader';

/** The right pane of a Target: what the rep plans, the gaps in words and the actions against them. */
export default class PlanPanel extends PlanReader {
  isSaving = false;
  refusal = '';
  goalRefusal = '';
  stateRefusal = '';
  announcement = '';

  handleAdd(event: Event): void {
    // Both buttons name what they add.
    this.adding = (event.currentTarget as HTMLElement).dataset['kind'] === 'Statement' ? 'Statement' : 'Action';
    this.refusal = '';
  }

  handleCancelled(): void {
    this.adding = undefined;
  }

  handleRecorded({ detail }: CustomEvent<Recorded>): void {
    const { plan } = this;
    if (plan !== undefined) this.run(() => this.record(plan, detail));
  }

  private async record(plan: Plan, entered: Recorded): Promise<void> {
    this.refusal = '';
    const about = { Budget__c: plan.budgetId, Target__c: plan.targetId, Cycle__c: plan.cycleId };
    const kpi = entered['Kpi__c'];
    const start = typeof kpi === 'string' ? { Value_At_Start__c: valueOf(plan, kpi) } : {};
    const fields = { ...about, ...entered, ...start };
    const outcome = await settled(() => createRecord({ apiName: 'Gap_Action__c', fields }));
    if (outcome.kind !== 'saved') {
      this.refusal = refusalText(outcome);
      return;
    }
    this.adding = undefined;
    this.announcement = fill(labels.recorderSaved, entered['Subject__c'] ?? '');
    await this.refresh();
  }

  handleGoal({ detail }: CustomEvent<Goal>): void {
    const { plan } = this;
    if (plan !== undefined) this.run(() => this.keepGoal(plan, detail));
  }

  private async keepGoal({ targetId: recordId, modifiedAt }: Plan, { goal, planned }: Goal): Promise<void> {
    const fields = { Plan_Amount__c: planned, Qualitative_Goal__c: goal === '' ? null : goal };
    this.goalRefusal = await this.change({ recordId, fields, seenModifiedAt: modifiedAt ?? undefined });
    if (this.goalRefusal !== '') return;
    this.template?.querySelector<HTMLElement & { close(): void }>('c-plan-goal')?.close();
    this.announcement = labels.planSaved;
    await notifyRecordUpdateAvailable([{ recordId }]);
    this.dispatchEvent(new RefreshEvent());
  }

  handleState(event: Event): void {
    // Both buttons carry the item and what became of it.
    const { id, state } = (event.currentTarget as HTMLElement).dataset;
    const { plan } = this;
    const item = plan?.items.find((one) => one.id === id);
    if (plan === undefined || item === undefined) return;
    const value = item.kind === 'Action' ? { Value_At_Review__c: valueOf(plan, item.kpi) } : {};
    const change = { recordId: item.id, fields: { State__c: state, ...value } };
    this.run(async () => {
      this.stateRefusal = await this.change({ ...change, seenModifiedAt: item.modifiedAt ?? undefined });
    });
  }

  /** One write; then what is true is read again. Gives why it was refused, or nothing. */
  private async change(change: RowChange): Promise<string> {
    const [outcome] = await saveRows([change], () => undefined);
    await this.refresh();
    if (outcome?.kind === 'rejected') return problemText(outcome.problem);
    return { saved: '', conflict: labels.rowChangedMeanwhile, unknown: labels.rowNoAnswer }[outcome?.kind ?? 'unknown'];
  }

  /** One thing at a time. */
  private run(step: () => Promise<void>): void {
    if (this.isSaving) return;
    this.isSaving = true;
    step()
      .catch((error: unknown) => {
        this.problem = problemOf(error);
      })
      .finally(() => {
        this.isSaving = false;
      });
  }
}
