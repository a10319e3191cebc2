import { LightningElement, api } from 'lwc';
import type { DraftCounts } from 'c/forecastDraft';
import { counted, fill, labels } from 'c/labels';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

export interface Progress {
  readonly done: number;
  readonly all: number;
}

/** What will be saved, what that does to the landing, and the two buttons. Sends `save` and `undo`. */
export default class ForecastFooter extends LightningElement {
  @api counts: DraftCounts = { changed: 0, unreadable: 0, conflicts: 0, all: 0 };
  @api before = 0;
  @api change = 0;
  @api unit: Unit = 'one';
  @api progress: Progress | undefined;

  labels = labels;

  get summary(): string {
    if (this.progress !== undefined) {
      return fill(labels.forecastSaving, Math.min(this.progress.done + 1, this.progress.all), this.progress.all);
    }
    const { changed, unreadable, conflicts } = this.counts;
    const parts = [
      changed === 0 ? '' : counted(labels.forecastDraftOne, labels.forecastDraftMany, changed),
      unreadable === 0 ? '' : fill(labels.forecastUnreadable, unreadable),
      conflicts === 0 ? '' : fill(labels.forecastConflicts, conflicts),
    ].filter((part) => part !== '');
    return parts.length === 0 ? labels.forecastDraftNone : parts.join(' · ');
  }

  get effect(): { readonly text: string; readonly change: string } | undefined {
    if (this.change === 0) return undefined;
    const after = formatAmount(this.before + this.change, this.unit);
    return {
      text: fill(labels.forecastBeforeAfter, formatAmount(this.before, this.unit), after),
      change: formatSigned(this.change, this.unit),
    };
  }

  /** One key each, which no line break takes from what it does. */
  get hints(): readonly string[] {
    return labels.forecastHint.split(/\s*[·・]\s*/u);
  }

  get saveLabel(): string {
    return this.counts.changed === 0
      ? labels.forecastSave
      : counted(labels.forecastSaveOne, labels.forecastSaveMany, this.counts.changed);
  }

  get cannotSave(): boolean {
    return this.counts.changed === 0 || this.progress !== undefined;
  }

  get cannotUndo(): boolean {
    return this.counts.all === 0 || this.progress !== undefined;
  }

  handleSave(): void {
    this.dispatchEvent(new CustomEvent('save'));
  }

  handleUndo(): void {
    this.dispatchEvent(new CustomEvent('undo'));
  }
}
