import { api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { getObjectInfo, type ObjectInfo, type WireResult } from 'lightning/uiObjectInfoApi';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { problemOf, problemText } from 'c/apiErrors';
import { budget } from 'c/fields';
import type { Amount } from 'c/gapMath';
import { labels } from 'c/labels';
import type { Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { saveRows, type RowOutcome } from 'c/saveRows';
import { JUDGEMENT_QUERY, readJudged, type Judged } from './judgementQuery';
import { judgementView, type JudgementView } from './judgementView';

/** What the unit manager adds to the members' landing. Sends `drafted`: whether a judgement is typed and not stored. */
export default class JudgementEntry extends PagePanel {
  /** Why nobody changes it now, whatever they may; empty otherwise. */
  @api lockedReason = '';

  judged: Judged | undefined;
  isMissing = false;
  typed: string | undefined;
  begunOn: Amount = null;
  isFocused = false;
  isSaving = false;
  /** Why the platform did not take it. */
  refusal = '';
  announcement = '';
  private toldDraft = false;

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
    const { judged, typed, begunOn, isFocused, unit } = this;
    return judged === undefined ? undefined : judgementView({ judged, typed, begunOn, isFocused, unit });
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
    return this.isInputLocked || view === undefined || !view.isDraft || view.isConflict || view.isUnreadable;
  }

  get cannotUndo(): boolean {
    return this.isSaving || this.typed === undefined;
  }

  handleFocus(): void {
    this.isFocused = true;
  }

  handleBlur(): void {
    this.isFocused = false;
    if (this.view?.isDraft !== true) this.typed = undefined;
  }

  handleInput(event: Event): void {
    // Our one input carries this handler.
    const { value } = event.currentTarget as HTMLInputElement;
    if (this.typed === undefined) this.begunOn = this.judged?.judgement ?? null;
    this.typed = value;
    this.refusal = '';
  }

  handleKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.handleUndo();
    const isSave = event.key === 'Enter' || (event.key === 's' && (event.ctrlKey || event.metaKey));
    if (!isSave) return;
    event.preventDefault();
    this.handleSave();
  }

  handleUndo(): void {
    if (this.isSaving) return;
    this.typed = undefined;
    this.refusal = '';
  }

  handleKeepMine(): void {
    this.begunOn = this.judged?.judgement ?? null;
  }

  handleSave(): void {
    if (this.cannotSave) return;
    this.isSaving = true;
    this.save()
      .catch((error: unknown) => {
        this.refusal = problemText(problemOf(error));
      })
      .finally(() => {
        this.isSaving = false;
      });
  }

  /** Looks first, so that a change by somebody else is met before it is overwritten. */
  private async save(): Promise<void> {
    await this.refresh();
    const { judged, view } = this;
    if (judged === undefined || view === undefined || view.isConflict) return;
    const fields = { [budget.judgement.fieldApiName]: view.draft };
    const change = { recordId: judged.id, fields, seenModifiedAt: judged.modifiedAt ?? undefined };
    const outcomes = await saveRows([change], (outcome) => {
      this.settle(outcome);
    });
    const isSaved = outcomes.every(({ kind }) => kind === 'saved');
    if (isSaved) {
      await notifyRecordUpdateAvailable([{ recordId: judged.id }]);
      this.dispatchEvent(new RefreshEvent());
    }
    await this.refresh();
    if (isSaved) this.typed = undefined;
  }

  private settle(outcome: RowOutcome): void {
    if (outcome.kind === 'saved') {
      this.announcement = labels.judgementSaved;
      this.dispatchEvent(new ShowToastEvent({ title: labels.judgementSaved, variant: 'success' }));
      return;
    }
    const reasons = { conflict: labels.rowChangedMeanwhile, unknown: labels.rowNoAnswer };
    this.refusal = outcome.kind === 'rejected' ? problemText(outcome.problem) : reasons[outcome.kind];
    this.announcement = `${labels.forecastNotSaved}. ${this.refusal}`;
    this.dispatchEvent(new ShowToastEvent({ title: labels.forecastNotSaved, message: this.refusal, variant: 'error' }));
  }
}
