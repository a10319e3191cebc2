import { LightningElement, api } from 'lwc';
import { formatDay, formatMonth } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import { measureName } from 'c/lineage';
import type { Kept } from 'c/meeting';
import { formatAmount, formatSigned, type Unit } from 'c/moneyFormat';

/** Detail of `kept`. */
export interface Keeping {
  readonly id: string;
  readonly state: 'Done' | 'Not_Done';
}

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly about: string;
  readonly expected: string;
  readonly who: string;
  readonly stateName: string;
  readonly stateClass: string;
  readonly overdue: string;
  readonly isOpen: boolean;
  readonly doneLabel: string;
  readonly notDoneLabel: string;
  readonly moved: string;
  readonly effect: string;
  readonly effectClass: string;
}

const STATE_CLASSES: Readonly<Record<string, string>> = { Done: 'did good', Not_Done: 'did bad' };

/** From where to where the number went, or why nobody can tell. */
function movedText({ kpi, valueAtStart, valueNow }: Kept, unit: Unit): string {
  if (kpi === '') return labels.promiseNoNumber;
  if (valueAtStart === null) return labels.promiseUnknown;
  return `${measureName(kpi)} ${formatAmount(valueAtStart, unit)} → ${formatAmount(valueNow, unit)}`;
}

/** Said, did, effect: what was promised before this meeting. Sends `kept` with the promise and what became of it. */
export default class MeetingPromises extends LightningElement {
  @api promises: readonly Kept[] = [];
  @api unit: Unit = 'one';
  /** The buttons that tell whether it was done. */
  @api canKeep = false;

  labels = labels;

  get isEmpty(): boolean {
    return this.promises.length === 0;
  }

  get rows(): readonly Row[] {
    return this.promises.map((one) => this.rowOf(one));
  }

  private rowOf(one: Kept): Row {
    const { unit } = this;
    const isOpen = one.state === 'Open';
    const due = one.due === null ? '' : fill(labels.promiseDue, formatDay(one.due));
    const figure = measureName(one.kpi);
    const hasMoved = one.effect !== undefined;
    const expected = `${figure} ${formatSigned(one.expectedEffect, unit)}`;
    return {
      id: one.id,
      subject: one.subject,
      about: [one.unitName, one.rep ?? '', one.month === '' ? '' : formatMonth(one.month), one.measureName]
        .filter((part) => part !== '')
        .join(' · '),
      expected: one.expectedEffect === null ? '' : fill(labels.promiseExpected, expected),
      who: [one.owner ?? labels.promiseNoOwner, due].filter((part) => part !== '').join(' · '),
      stateName: one.stateName,
      stateClass: STATE_CLASSES[one.state] ?? 'did',
      overdue: one.isOverdue ? labels.promiseOverdue : '',
      isOpen: isOpen && this.canKeep,
      doneLabel: fill(labels.promiseDoneOf, one.subject),
      notDoneLabel: fill(labels.promiseNotDoneOf, one.subject),
      moved: movedText(one, unit),
      effect: hasMoved ? formatSigned(one.effect, unit) : '',
      effectClass: (one.effect ?? 0) < 0 ? 'effect bad' : 'effect good',
    };
  }

  handleDone(event: Event): void {
    this.tell(event, 'Done');
  }

  handleNotDone(event: Event): void {
    this.tell(event, 'Not_Done');
  }

  private tell(event: Event, state: Keeping['state']): void {
    // Both buttons carry the id of their promise.
    const { id } = (event.currentTarget as HTMLElement).dataset;
    if (id !== undefined) this.dispatchEvent(new CustomEvent('kept', { detail: { id, state } }));
  }
}
