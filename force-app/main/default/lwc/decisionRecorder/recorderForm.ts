import { LightningElement, api } from 'lwc';
import { fill, labels, listed } from 'c/labels';
import { measureName } from 'c/lineage';
import { DECIDABLE, figureOf, type Said, type Unit as MeetingUnit } from 'c/meeting';
import { formatAmount, readAmount, unitName, unreadableReason, type Unit } from 'c/moneyFormat';

export type Kind = 'Decision' | 'Question' | 'Parked';

/** Detail of `recorded`: what the person entered, whole. */
export interface Recorded {
  readonly kind: Kind;
  readonly budgetId: string;
  readonly subject: string;
  readonly ownerId: string | null;
  readonly due: string | null;
  readonly kpi: string | null;
  readonly valueAtStart: number | null;
  readonly expectedEffect: number | null;
  /** Of the parking list, which it leaves with this. */
  readonly topicId: string | null;
}

export type Tie = Pick<Recorded, 'kpi' | 'ownerId' | 'due' | 'valueAtStart' | 'expectedEffect'>;

/** What a person has typed into the recorder, and what of it is still missing. */
export class RecorderForm extends LightningElement {
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
  /** What was taken up from the parking list. */
  topic: Said | undefined;

  get isDecision(): boolean {
    return this.kind === 'Decision';
  }

  /** A topic that is parked is tied to a unit alone. */
  get hasNumber(): boolean {
    return this.kind !== 'Parked';
  }

  get taken(): string {
    return this.topic === undefined ? '' : fill(labels.parkedTaken, this.topic.subject);
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
    const names: Readonly<Record<Kind, string>> = {
      Decision: labels.kindDecision,
      Question: labels.kindQuestion,
      Parked: labels.kindParked,
    };
    return this.kinds.map((value) => ({ value, label: names[value], isSelected: value === this.kind }));
  }

  /** What was parked once is not parked again. */
  get kinds(): readonly Kind[] {
    return this.topic === undefined ? ['Decision', 'Question', 'Parked'] : ['Decision', 'Question'];
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
    const names: Readonly<Record<Kind, string>> = {
      Decision: labels.recorderSubject,
      Question: labels.recorderQuestion,
      Parked: labels.recorderTopic,
    };
    return names[this.kind];
  }

  get effectLabel(): string {
    return fill(labels.recorderEffect, unitName(this.unit));
  }

  get read(): ReturnType<typeof readAmount> {
    return readAmount(this.effect, this.unit);
  }

  get unreadable(): string {
    return this.hasNumber && this.read.kind === 'unreadable' ? unreadableReason(this.effect, this.read.reason) : '';
  }

  get isPast(): boolean {
    return this.hasNumber && this.due !== '' && this.due < this.today;
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

  protected get tied(): Tie {
    const { kpi, due, read } = this;
    return {
      kpi,
      ownerId: this.ownerId ?? null,
      due: due === '' ? null : due,
      valueAtStart: this.valueNow,
      expectedEffect: read.kind === 'amount' ? read.amount : null,
    };
  }
}
