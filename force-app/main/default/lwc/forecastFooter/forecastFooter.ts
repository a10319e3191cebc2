import { LightningElement, api } from 'lwc';
import { counted, fill, labels } from 'c/labels';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

export interface Progress {
  readonly done: number;
  readonly all: number;
}

/** What will be saved, what that does to the landing, and the two buttons. Sends `save` and `undo`. */
export default class ForecastFooter extends LightningElement {
  /** Rows that can be sent. */
  @api changed = 0;
  @api unreadable = 0;
  @api before = 0;
  @api change = 0;
  @api unit: Unit = 'one';
  @api progress: Progress | undefined;
  /** The person has something to take back. */
  @api hasDrafts = false;

  labels = labels;

  get summary(): string {
    if (this.progress !== undefined) {
      return fill(labels.forecastSaving, Math.min(this.progress.done + 1, this.progress.all), this.progress.all);
    }
    const changed =
      this.changed === 0
        ? labels.forecastDraftNone
        : counted(labels.forecastDraftOne, labels.forecastDraftMany, this.changed);
    return this.unreadable === 0 ? changed : `${changed} · ${fill(labels.forecastUnreadable, this.unreadable)}`;
  }

  get effect(): { readonly text: string; readonly change: string } | undefined {
    if (this.change === 0) return undefined;
    const after = formatAmount(this.before + this.change, this.unit);
    return {
      text: fill(labels.forecastBeforeAfter, formatAmount(this.before, this.unit), after),
      change: formatSigned(this.change, this.unit),
    };
  }

  get saveLabel(): string {
    return this.changed === 0
      ? labels.forecastSave
      : counted(labels.forecastSaveOne, labels.forecastSaveMany, this.changed);
  }

  get cannotSave(): boolean {
    return this.changed === 0 || this.progress !== undefined;
  }

  get cannotUndo(): boolean {
    return !this.hasDrafts || this.progress !== undefined;
  }

  handleSave(): void {
    this.dispatchEvent(new CustomEvent('save'));
  }

  handleUndo(): void {
    this.dispatchEvent(new CustomEvent('undo'));
  }
}
