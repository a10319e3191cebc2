import { LightningElement, api } from 'lwc';
import { valueOf } from 'c/fieldValue';
import { fill, labels, listed } from 'c/labels';
import { measureName } from 'c/lineage';
import { readAmount, unitName, unreadableReason, type Unit } from 'c/moneyFormat';
import { TARGET_KPIS } from 'c/plan';
import { options, roundedText, type Option } from './options';

export type { Option } from './options';

/** Detail of `recorded`: API name → value, of what the person entered, whole. */
export type Recorded = Readonly<Record<string, string | number | null>>;

const OTHER = 'other';
const FIELDS = ['area', 'severity', 'shouldBe', 'isNow', 'subject', 'kpi', 'kpiName', 'effect', 'due'] as const;
type Field = (typeof FIELDS)[number];

/**
 * Writes down a gap in words, or an action against one: never without owner and date, an action never without the number
 * it should move and by how much (N2). Sends `recorded` and `cancelled`.
 */
export default class PlanForm extends LightningElement {
  @api kind: 'Statement' | 'Action' = 'Action';
  @api unit: Unit = 'one';
  /** The day of the person, as a date field has it. */
  @api today = '';
  /** Taken until the person chooses another. */
  @api ownerId: string | undefined;
  @api due = '';
  /** What is short, in full currency units. */
  @api effect = 0;
  @api areas: readonly Option[] = [];
  @api severities: readonly Option[] = [];
  /** What an action can move, and which of it is taken until the person chooses another; else the target's own figures. */
  @api kpis: readonly Option[] | undefined;
  @api chosenKpi = '';
  @api isSaving = false;
  /** Why the platform did not take it. */
  @api refusal = '';

  labels = labels;
  typed: Readonly<Partial<Record<Field, string>>> = {};
  pickedOwner: string | null | undefined;
  private isFresh = true;

  override renderedCallback(): void {
    if (!this.isFresh) return;
    this.isFresh = false;
    this.template?.querySelector<HTMLElement>('.first')?.focus();
  }

  get isStatement(): boolean {
    return this.kind === 'Statement';
  }

  private text(field: Field): string {
    return (this.typed[field] ?? '').trim();
  }

  get areaOptions(): readonly object[] {
    return options([{ label: '', value: '' }, ...this.areas], this.text('area'));
  }

  get severityOptions(): readonly object[] {
    return options([{ label: '', value: '' }, ...this.severities], this.text('severity'));
  }

  get kpi(): string {
    return this.typed.kpi ?? (this.chosenKpi || (this.knownKpis[0]?.value ?? OTHER));
  }

  private get knownKpis(): readonly Option[] {
    return this.kpis ?? TARGET_KPIS.map((value) => ({ value, label: measureName(value) }));
  }

  get kpiOptions(): readonly object[] {
    return options([...this.knownKpis, { value: OTHER, label: labels.planOtherKpi }], this.kpi);
  }

  get isOtherKpi(): boolean {
    return this.kpi === OTHER;
  }

  get kpiToKeep(): string {
    return this.isOtherKpi ? this.text('kpiName') : this.kpi;
  }

  get chosenOwner(): string | undefined {
    return (this.pickedOwner === undefined ? this.ownerId : this.pickedOwner) ?? undefined;
  }

  get dueDay(): string {
    return this.typed.due ?? this.due;
  }

  get effectLabel(): string {
    return fill(labels.recorderEffect, unitName(this.unit));
  }

  get effectText(): string {
    return this.typed.effect ?? (this.effect > 0 ? roundedText(this.effect, this.unit) : '');
  }

  get read(): ReturnType<typeof readAmount> {
    return readAmount(this.effectText, this.unit);
  }

  get missing(): readonly string[] {
    const own: readonly (readonly [boolean, string])[] = this.isStatement
      ? [
          [this.text('area') === '', labels.planArea],
          [this.text('severity') === '', labels.planSeverity],
          [this.text('shouldBe') === '', labels.planShouldBe],
          [this.text('isNow') === '', labels.planIsNow],
        ]
      : [
          [this.text('subject') === '', labels.planActionSubject],
          [this.kpiToKeep === '', labels.recorderKpi],
          [this.read.kind === 'amount' && this.read.amount === null, this.effectLabel],
        ];
    const shared: readonly (readonly [boolean, string])[] = [
      [this.chosenOwner === undefined, labels.recorderOwner],
      [this.dueDay === '', labels.recorderDue],
    ];
    return [...own, ...shared].filter(([isMissing]) => isMissing).map(([, name]) => name);
  }

  get unreadable(): string {
    const { read } = this;
    return !this.isStatement && read.kind === 'unreadable' ? unreadableReason(this.effectText, read.reason) : '';
  }

  get isPast(): boolean {
    return this.dueDay !== '' && this.dueDay < this.today;
  }

  get told(): string {
    if (this.refusal !== '') return this.refusal;
    if (this.unreadable !== '') return this.unreadable;
    return this.isPast ? labels.recorderPast : '';
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

  handleField(event: Event): void {
    // Each of our own fields carries this handler and names itself.
    const { field } = (event.currentTarget as HTMLElement).dataset;
    const name = FIELDS.find((one) => one === field);
    if (name !== undefined) this.typed = { ...this.typed, [name]: valueOf(event) };
  }

  handleOwner(event: CustomEvent<{ readonly recordId: string | null }>): void {
    this.pickedOwner = event.detail.recordId;
  }

  handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.defaultPrevented) this.handleCancel();
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancelled'));
  }

  handleSave(event: Event): void {
    event.preventDefault();
    if (this.cannotSave) return;
    const shared = { Kind__c: this.kind, State__c: 'Open', Assignee__c: this.chosenOwner ?? null, Due__c: this.dueDay };
    const detail: Recorded = { ...shared, ...(this.isStatement ? this.statement() : this.action()) };
    this.dispatchEvent(new CustomEvent<Recorded>('recorded', { detail }));
  }

  private statement(): Recorded {
    const [shouldBe, isNow] = [this.text('shouldBe'), this.text('isNow')];
    const [area, severity] = [this.text('area'), this.text('severity')];
    return { Subject__c: isNow, Area__c: area, Severity__c: severity, Should_Be__c: shouldBe, Is_Now__c: isNow };
  }

  private action(): Recorded {
    const { read } = this;
    const effect = read.kind === 'amount' ? read.amount : null;
    return { Subject__c: this.text('subject'), Kpi__c: this.kpiToKeep, Expected_Effect__c: effect };
  }
}
