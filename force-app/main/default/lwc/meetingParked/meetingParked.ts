import { LightningElement, api } from 'lwc';
import { formatDay, formatMonth } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import type { Said } from 'c/meeting';

interface RowEvent extends Event {
  readonly currentTarget: EventTarget & { readonly dataset: DOMStringMap };
}

/** Topics that wait for a meeting. Sends `takenup` and `dropped` with the topic's id. */
export default class MeetingParked extends LightningElement {
  @api topics: readonly Said[] = [];
  @api canKeep = false;

  labels = labels;
  /** Whose button had the focus when it was pressed; the row may go, and the focus must stay in the list. */
  private pressed: string | undefined;

  override renderedCallback(): void {
    if (this.pressed === undefined || this.topics.some(({ id }) => id === this.pressed)) return;
    this.pressed = undefined;
    this.template?.querySelector<HTMLElement>('.topics')?.focus();
  }

  get isEmpty(): boolean {
    return this.topics.length === 0;
  }

  get rows(): readonly object[] {
    return this.topics.map(({ id, subject, unitName, month, weekStart }) => ({
      id,
      subject,
      about: [unitName, month === '' ? '' : formatMonth(month), fill(labels.parkedSince, formatDay(weekStart))]
        .filter((part) => part !== '')
        .join(' · '),
      takeUpLabel: fill(labels.parkedTakeUpOf, subject),
      closeLabel: fill(labels.parkedCloseOf, subject),
    }));
  }

  handleTakeUp(event: RowEvent): void {
    this.dispatchEvent(new CustomEvent('takenup', { detail: event.currentTarget.dataset['id'] }));
  }

  handleClose(event: RowEvent): void {
    this.pressed = event.currentTarget.dataset['id'];
    this.dispatchEvent(new CustomEvent('dropped', { detail: this.pressed }));
  }
}
