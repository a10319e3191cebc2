import { LightningElement, api } from 'lwc';
import { valueOf } from 'c/fieldValue';
import type { Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import { formatAmount, formatExact, readAmount, unitName, unreadableReason, type Unit } from 'c/moneyFormat';

/** Detail of `goalchanged`. */
export interface Goal {
  readonly goal: string;
  readonly planned: Amount;
}

/** The plan of a target: an amount, and how things should be. Sends `goalchanged`; closes when the container calls `close`. */
export default class PlanGoal extends LightningElement {
  @api goal = '';
  @api planned: Amount = null;
  @api unit: Unit = 'one';
  @api canEdit = false;
  @api isSaving = false;
  /** Why the platform did not take it. */
  @api refusal = '';

  labels = labels;
  isEditing = false;
  goalText = '';
  amountText = '';
  private focusOn: string | undefined;

  @api close(): void {
    this.isEditing = false;
    this.focusOn = '.edit';
  }

  override renderedCallback(): void {
    const { focusOn } = this;
    this.focusOn = undefined;
    if (focusOn !== undefined) this.template?.querySelector<HTMLElement>(focusOn)?.focus();
  }

  get shownGoal(): string {
    return this.goal === '' ? labels.planGoalNone : this.goal;
  }

  get amountLabel(): string {
    return fill(labels.planAmount, unitName(this.unit));
  }

  get plannedText(): string {
    return `${this.amountLabel} ${formatAmount(this.planned, this.unit)}`;
  }

  get read(): ReturnType<typeof readAmount> {
    return readAmount(this.amountText, this.unit);
  }

  get told(): string {
    if (this.refusal !== '') return this.refusal;
    const { read } = this;
    return read.kind === 'unreadable' ? unreadableReason(this.amountText, read.reason) : '';
  }

  get cannotSave(): boolean {
    return this.isSaving || this.read.kind === 'unreadable';
  }

  handleEdit(): void {
    this.goalText = this.goal;
    this.amountText = this.planned === null ? '' : formatExact(this.planned, this.unit);
    this.isEditing = true;
    this.focusOn = '.number';
  }

  handleGoal(event: CustomEvent<{ readonly value: string }>): void {
    this.goalText = event.detail.value;
  }

  handleAmount(event: Event): void {
    this.amountText = valueOf(event);
  }

  handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
  }

  handleCancel(): void {
    this.close();
  }

  handleSave(event: Event): void {
    event.preventDefault();
    if (this.cannotSave) return;
    const { read } = this;
    const detail: Goal = { goal: this.goalText.trim(), planned: read.kind === 'amount' ? read.amount : null };
    this.dispatchEvent(new CustomEvent<Goal>('goalchanged', { detail }));
  }
}
