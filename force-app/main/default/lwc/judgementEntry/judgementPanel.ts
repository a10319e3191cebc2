import { api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { getObjectInfo, type ObjectInfo, type WireResult } from 'lightning/uiObjectInfoApi';
import { dayAt, formatDay } from 'c/dateFormat';
import { budget } from 'c/fields';
import type { Amount } from 'c/gapMath';
import { fill, labels } from 'c/labels';
import type { Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { JUDGEMENT_QUERY, readJudged, type Judged } from './judgementQuery';
import { judgementView, type JudgementView } from './judgementView';

/** The judgement as it is read and as it is being typed. */
export class JudgementPanel extends PagePanel {
  /** Why nobody changes it now, whatever they may; empty otherwise. */
  @api lockedReason = '';

  judged: Judged | undefined;
  isMissing = false;
  typed: string | undefined;
  typedUntil: string | undefined;
  begunOn: Amount = null;
  isFocused = false;
  isSaving = false;
  /** Why the platform did not take it. */
  refusal = '';
  announcement = '';
  protected toldDraft = false;

  @wire(getObjectInfo, { objectApiName: budget.object })
  info: WireResult<ObjectInfo> | undefined;

  get query(): GraphQLDocument | undefined {
    return this.variables && JUDGEMENT_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.judged = readJudged(data);
    this.isMissing = this.judged === undefined;
  }

  /** Whoever submits the unit's forecast has to know what is typed and not stored. */
  override renderedCallback(): void {
    const isDraft = this.view?.isDraft === true;
    if (isDraft === this.toldDraft) return;
    this.toldDraft = isDraft;
    this.dispatchEvent(new CustomEvent<boolean>('drafted', { detail: isDraft }));
  }

  get unit(): Unit {
    return this.unitFor(Math.max(this.judged?.budget ?? 0, this.judged?.members ?? 0));
  }

  get view(): JudgementView | undefined {
    const { judged, typed, typedUntil, begunOn, isFocused, unit, today } = this;
    if (judged === undefined) return undefined;
    return judgementView({ judged, typed, typedUntil, begunOn, isFocused, unit, today });
  }

  get today(): string {
    return dayAt(Date.now());
  }

  /** One click takes the judgement on. */
  get renewLabel(): string {
    const renewal = this.view?.renewal ?? '';
    return this.canEdit && renewal !== '' ? fill(labels.judgementRenew, formatDay(renewal)) : '';
  }

  get isLoading(): boolean {
    if (this.judged !== undefined) return this.info?.data === undefined && this.info?.error === undefined;
    return this.problem === undefined && !this.isMissing;
  }

  get isReadOnly(): boolean {
    if (this.info?.data === undefined) return false;
    return !(this.info.data.updateable && this.info.data.fields[budget.judgement.fieldApiName]?.updateable === true);
  }

  get canEdit(): boolean {
    return !this.isReadOnly && this.lockedReason === '';
  }

  get isInputLocked(): boolean {
    return !this.canEdit || this.isSaving;
  }

  /** How to enter it, for those who can. */
  get help(): string {
    return this.canEdit ? labels.judgementHelp : '';
  }

  /** What stands under the cell. */
  get told(): string {
    return [this.view?.told ?? '', this.refusal].find((text) => text !== '') ?? '';
  }

  get isInvalid(): string {
    return String(this.told !== '');
  }

  get inputClass(): string {
    if (this.told !== '') return 'amount bad';
    if (!this.canEdit) return 'amount fixed';
    return this.view?.isDraft === true ? 'amount draft' : 'amount';
  }

  get cannotSave(): boolean {
    const view = this.view;
    return this.isInputLocked || view === undefined || !view.isDraft || view.cannotStore;
  }

  get cannotUndo(): boolean {
    return this.isSaving || (this.typed === undefined && this.typedUntil === undefined);
  }
}
