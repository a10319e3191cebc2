import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { problemOf } from 'c/apiErrors';
import * as draft from 'c/forecastDraft';
import type { Drafts, EntryRow, Step } from 'c/forecastDraft';
import type { ChangedDetail } from 'c/forecastDetail';
import type { Progress } from 'c/forecastFooter';
import type { EditedRange, PastedRange, SettledConflict, TypedAmount } from 'c/forecastGrid';
import { isEditable } from 'c/gridRows';
import { fill, labels } from 'c/labels';
import { formatCount, readAmount } from 'c/moneyFormat';
import { saveRows, type RowOutcome } from 'c/saveRows';
import { LinePanel } from './linePanel';
import { afterOutcomes, changeOf, toastOf } from './entryRules';

/** The right pane of a Target: what the member expects of each project and open deal, saved row by row. */
export default class ForecastEntry extends LinePanel {
  progress: Progress | undefined;

  private onRow(id: string, next: (row: EntryRow) => Drafts, about?: string): void {
    const row = this.rows.find((one) => one.id === id);
    if (row !== undefined) this.change(next(row), about);
  }

  handleTyped({ detail }: CustomEvent<TypedAmount>): void {
    const read = readAmount(detail.text, this.unit);
    this.onRow(detail.id, (row) => draft.typeAmount(this.drafts, row, detail.text, read), `amount ${detail.id}`);
  }

  handleCommitted({ detail: id }: CustomEvent<string>): void {
    const row = this.rows.find((one) => one.id === id);
    if (row !== undefined) this.replace(draft.leaveAmount(this.drafts, row));
    this.history = { ...this.history, about: undefined };
  }

  handleReverted(event: CustomEvent<string>): void {
    this.onRow(event.detail, (row) => draft.revertAmount(this.drafts, row));
  }

  /** What the person entered is given up, as a draft like any other. */
  handleSystemTaken({ detail: id }: CustomEvent<string>): void {
    const rows = this.rows.filter((row) => row.id === id);
    this.change(draft.setAmounts(this.drafts, rows, null, (row) => this.canEnter(row)).drafts, undefined);
    this.announcement = labels.historyReverted;
  }

  handleDetail({ detail }: CustomEvent<ChangedDetail>): void {
    this.onRow(detail.id, (row) => draft.changeDetail(this.drafts, row, detail.change));
  }

  handleSettled({ detail }: CustomEvent<SettledConflict>): void {
    const settle = detail.choice === 'mine' ? draft.keepMine : draft.takeTheirs;
    this.onRow(detail.id, (row) => settle(this.drafts, row));
  }

  handleUndo(): void {
    this.change({}, undefined);
    this.announcement = labels.forecastDraftNone;
  }

  private canEnter(row: EntryRow): boolean {
    return isEditable(row, this.drafts[row.id], this.permissions, 'entered');
  }

  handleRangeEdited({ detail }: CustomEvent<EditedRange>): void {
    const ids = new Set(detail.ids);
    const source = this.rows.find(({ id }) => id === detail.sourceId);
    const amount = source === undefined ? null : draft.amountIn(this.drafts, source);
    if (amount === undefined) {
      this.announcement = labels.rowUnreadable;
      return;
    }
    const rows = this.rows.filter(({ id }) => ids.has(id));
    const { drafts, changed, skipped } = draft.setAmounts(this.drafts, rows, amount, (row) => this.canEnter(row));
    this.change(drafts, undefined);
    const parts = [fill(labels.rangeChanged, formatCount(changed))];
    if (skipped > 0) parts.push(fill(labels.rangeSkipped, formatCount(skipped)));
    this.announcement = parts.join(' ');
  }

  handleRangeCopied({ detail }: CustomEvent<number>): void {
    this.announcement = fill(labels.rangeCopied, formatCount(detail));
  }

  handlePasted({ detail }: CustomEvent<PastedRange>): void {
    this.await({ text: detail.text, ids: detail.ids, unit: this.unit });
  }

  handlePasteAccepted(): void {
    const { pasted } = this;
    this.await(undefined);
    if (pasted === undefined) return;
    this.change(pasted.drafts, undefined);
    this.announcement = fill(labels.pasteEntered, formatCount(pasted.accepted));
  }

  handlePasteCancelled(): void {
    this.await(undefined);
  }

  handleKeyDown(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey)) return;
    const act = { s: () => this.handleSave(), z: () => this.step(event.shiftKey), y: () => this.step(true) }[
      event.key.toLowerCase()
    ];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  /** One step back, or forth again. While rows are on their way nothing is taken back. */
  private step(isForth: boolean): void {
    if (this.progress !== undefined) return;
    const taken: Step | undefined = isForth
      ? draft.redone(this.history, this.drafts)
      : draft.undone(this.history, this.drafts);
    if (taken === undefined) return;
    this.history = taken.history;
    this.replace(draft.rebase(this.rows, taken.drafts));
    this.announcement = isForth ? labels.draftRedone : labels.draftUndone;
  }

  handleSave(): void {
    if (this.progress !== undefined) return;
    if (this.isOffline) {
      this.announcement = labels.forecastOffline;
      return;
    }
    this.save().catch((error: unknown) => {
      this.progress = undefined;
      this.problem = problemOf(error);
    });
  }

  /** Looks first, so that a change by somebody else is met before it is overwritten; then row by row. */
  private async save(): Promise<void> {
    await this.refresh();
    if (this.counts.conflicts > 0) {
      this.announcement = labels.rowConflict;
      this.dispatchEvent(new RefreshEvent());
    }
    const changes = draft.sendable(this.rows, this.drafts).flatMap((row) => {
      const rowDraft = this.drafts[row.id];
      return rowDraft === undefined ? [] : [changeOf(row, rowDraft)];
    });
    if (changes.length === 0) return;
    this.replace(changes.reduce((drafts, { recordId }) => draft.withState(drafts, recordId, 'saving'), this.drafts));
    this.history = draft.NO_HISTORY;
    this.progress = { done: 0, all: changes.length };
    const outcomes = await saveRows(changes, (news) => {
      this.replace(afterOutcomes(this.drafts, news));
      this.progress = { done: (this.progress?.done ?? 0) + news.length, all: changes.length };
    });
    this.progress = undefined;
    this.tell(outcomes);
    await this.followUp(outcomes);
  }

  private tell(outcomes: readonly RowOutcome[]): void {
    const toast = toastOf(outcomes);
    this.announcement = [toast.title, toast.message].filter((part) => part !== undefined).join('. ');
    this.dispatchEvent(new ShowToastEvent(toast));
  }

  /** The roll-ups have moved: the page and the other panels read again, and so do we. */
  private async followUp(outcomes: readonly RowOutcome[]): Promise<void> {
    const saved = outcomes.filter(({ kind }) => kind === 'saved').map(({ recordId }) => recordId);
    const parents = [this.forecast?.targetId, this.forecast?.budgetId].filter((id) => typeof id === 'string');
    if (saved.length > 0) {
      await notifyRecordUpdateAvailable([...saved, ...parents].map((recordId) => ({ recordId })));
      this.dispatchEvent(new RefreshEvent());
    }
    await this.refresh();
  }
}
