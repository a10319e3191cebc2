import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { problemOf, problemText } from 'c/apiErrors';
import { valueOf } from 'c/fieldValue';
import { budget } from 'c/fields';
import { labels } from 'c/labels';
import { saveRows, type RowOutcome } from 'c/saveRows';
import { JudgementPanel } from './judgementPanel';

/** What the unit manager adds to the members' landing. Sends `drafted`: whether a judgement is typed and not stored. */
export default class JudgementEntry extends JudgementPanel {
  handleFocus(): void {
    this.isFocused = true;
  }

  handleBlur(): void {
    this.isFocused = false;
    if (this.view?.isDraft !== true) this.typed = undefined;
  }

  handleInput(event: Event): void {
    this.begin();
    this.typed = valueOf(event);
    this.refusal = '';
  }

  private begin(): void {
    if (this.typed === undefined && this.typedUntil === undefined) this.begunOn = this.judged?.judgement ?? null;
  }

  handleUntil(event: CustomEvent<{ readonly value: string | null }>): void {
    this.begin();
    this.typedUntil = event.detail.value ?? '';
    this.refusal = '';
  }

  handleRenew(): void {
    this.begin();
    this.typedUntil = this.view?.renewal;
    this.handleSave();
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
    this.typedUntil = undefined;
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
    const fields = {
      ...(view.draft === judged.judgement ? {} : { [budget.judgement.fieldApiName]: view.draft }),
      ...(view.untilStored === judged.until ? {} : { [budget.judgementUntil.fieldApiName]: view.untilStored }),
    };
    const change = { recordId: judged.id, fields, seenModifiedAt: judged.modifiedAt ?? undefined };
    const outcomes = await saveRows([change], (news) => {
      news.forEach((outcome) => this.settle(outcome));
    });
    const isSaved = outcomes.every(({ kind }) => kind === 'saved');
    if (isSaved) {
      await notifyRecordUpdateAvailable([{ recordId: judged.id }]);
      this.dispatchEvent(new RefreshEvent());
    }
    await this.refresh();
    if (isSaved) {
      this.typed = undefined;
      this.typedUntil = undefined;
    }
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
