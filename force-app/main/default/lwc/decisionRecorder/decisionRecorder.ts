import { LightningElement, api } from 'lwc';
import { fill, labels, listed } from 'c/labels';
import { measureName } from 'c/lineage';
import { DECIDABLE, figureOf, type Unit as MeetingUnit } from 'c/meeting';
import { formatAmount, readAmount, unitName, unreadableReason, type Unit } from 'c/moneyFormat';

export type Kind = 'Decision' | 'Question';

/** Detail of `recorded`: what the person entered, whole. */
export interface Recorded {
  readonly kind: Kind;
  readonly budgetId: string;
  readonly subject: string;
  readonly ownerId: string | null;
  readonly due: string | null;
  readonly kpi: string;
  readonly valueAtStart: number | null;
  readonly expectedEffect: number | null;
}

interface FieldEvent extends Event {
  readonly currentTarget: EventTarget & { readonly value: string };
}

/**
 * Records what is decided about one number of one unit: never without number, owner and date. What was typed stays
 * until the container calls `clear`. Sends `recorded`, and `unitchosen` when another unit is named.
 */
export default class DecisionRecorder extends LightningElement {
  @api units: readonly MeetingUnit[] = [];
  /** Id of the budget that is chosen on the left. */
  @api chosen = '';
  @api unit: Unit = 'one';
  /** The day of the person, as a date field has it. */
  @api today = '';
  @api isSaving = false;
  /** Why the platform did not take it. */
  @api refusal = '';

  labels = labels;
  kind: Kind = 'Decision';
  kpi = DECIDABLE[0] ?? '';
  subject = '';
  /** Whom the person picked, `null` after taking the owner away; before, the head of the unit. */
  pickedOwner: string | null | undefined;
  due = '';
  effect = '';

  @api clear(): void {
    this.subject = '';
    this.due = '';
    this.effect = '';
    this.pickedOwner = undefined;
  }

  /** Puts the focus where the decision is typed. */
  @api begin(): void {
    this.template?.querySelector<HTMLElement>('.subject')?.focus();
  }

  get isDecision(): boolean {
    return this.kind === 'Decision';
  }

  get chosenUnit(): MeetingUnit | undefined {
    return this.units.find(({ budgetId }) => budgetId === this.chosen);
  }

  get unitOptions(): readonly object[] {
    return this.units.map(({ budgetId, unitName: name }) => ({
      value: budgetId,
      label: name,
      isSelected: budgetId === this.chosen,
    }));
  }

  get kindOptions(): readonly object[] {
    return [
      { value: 'Decision', label: labels.kindDecision, isSelected: this.isDecision },
      { value: 'Question', label: labels.kindQuestion, isSelected: !this.isDecision },
    ];
  }

  get kpiOptions(): readonly object[] {
    return DECIDABLE.map((value) => ({ value, label: measureName(value), isSelected: value === this.kpi }));
  }

  get valueNow(): number | null {
    const unit = this.chosenUnit;
    return unit === undefined ? null : (figureOf(unit, this.kpi) ?? null);
  }

  get now(): string {
    return fill(labels.recorderNow, measureName(this.kpi), formatAmount(this.valueNow, this.unit));
  }

  get ownerId(): string | undefined {
    const owner = this.pickedOwner === undefined ? this.chosenUnit?.headId : this.pickedOwner;
    return owner ?? undefined;
  }

  get subjectLabel(): string {
    return this.isDecision ? labels.recorderSubject : labels.recorderQuestion;
  }

  get effectLabel(): string {
    return fill(labels.recorderEffect, unitName(this.unit));
  }

  get read(): ReturnType<typeof readAmount> {
    return readAmount(this.effect, this.unit);
  }

  get unreadable(): string {
    return this.read.kind === 'unreadable' ? unreadableReason(this.effect, this.read.reason) : '';
  }

  get isPast(): boolean {
    return this.due !== '' && this.due < this.today;
  }

  /** What a decision cannot do without; a question asks the unit, whoever answers. */
  get missing(): readonly string[] {
    const needs: readonly (readonly [boolean, string])[] = [
      [this.chosenUnit === undefined, labels.columnUnit],
      [this.subject.trim() === '', this.subjectLabel],
      [this.isDecision && this.ownerId === undefined, labels.recorderOwner],
      [this.isDecision && this.due === '', labels.recorderDue],
    ];
    return needs.filter(([isMissing]) => isMissing).map(([, name]) => name);
  }

  /** What stands above the button. */
  get told(): string {
    if (this.refusal !== '') return this.refusal;
    if (this.unreadable !== '') return this.unreadable;
    if (this.isPast) return labels.recorderPast;
    return '';
  }

  get still(): string {
    return this.missing.length === 0 ? '' : fill(labels.recorderMissing, listed(this.missing));
  }

  get cannotSave(): boolean {
    return this.isSaving || this.missing.length > 0 || this.unreadable !== '' || this.isPast;
  }

  get saveLabel(): string {
    return this.isSaving ? labels.recorderSaving : labels.recorderSave;
  }

  handleKind(event: FieldEvent): void {
    this.kind = event.currentTarget.value === 'Question' ? 'Question' : 'Decision';
  }

  handleUnit(event: FieldEvent): void {
    this.dispatchEvent(new CustomEvent('unitchosen', { detail: event.currentTarget.value }));
  }

  handleKpi(event: FieldEvent): void {
    this.kpi = event.currentTarget.value;
  }

  handleSubject(event: FieldEvent): void {
    this.subject = event.currentTarget.value;
  }

  handleOwner(event: CustomEvent<{ readonly recordId: string | null }>): void {
    this.pickedOwner = event.detail.recordId;
  }

  handleDue(event: FieldEvent): void {
    this.due = event.currentTarget.value;
  }

  handleEffect(event: FieldEvent): void {
    this.effect = event.currentTarget.value;
  }

  handleSave(event: Event): void {
    event.preventDefault();
    if (this.cannotSave) return;
    const { kind, kpi, due, read } = this;
    const detail: Recorded = {
      kind,
      kpi,
      budgetId: this.chosen,
      subject: this.subject.trim(),
      ownerId: this.ownerId ?? null,
      due: due === '' ? null : due,
      valueAtStart: this.valueNow,
      expectedEffect: read.kind === 'amount' ? read.amount : null,
    };
    this.dispatchEvent(new CustomEvent('recorded', { detail }));
  }
}
