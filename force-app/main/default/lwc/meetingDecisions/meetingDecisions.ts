import { LightningElement, api } from 'lwc';
import { formatDay, formatMonth } from 'c/dateFormat';
import { fill, labels } from 'c/labels';
import { measureName } from 'c/lineage';
import type { Said } from 'c/meeting';
import { formatSigned, type Unit } from 'c/moneyFormat';

/** What was said in this meeting, each with the number, the owner and the date it is tied to. */
export default class MeetingDecisions extends LightningElement {
  @api said: readonly Said[] = [];
  @api unit: Unit = 'one';

  labels = labels;

  get isEmpty(): boolean {
    return this.said.length === 0;
  }

  get rows(): readonly object[] {
    return this.said.map((one) => ({
      id: one.id,
      subject: one.subject,
      kind: one.kindName,
      state: one.state === 'Open' ? '' : one.stateName,
      about: [one.unitName, one.month === '' ? '' : formatMonth(one.month), this.numberOf(one)]
        .filter((part) => part !== '')
        .join(' · '),
      who: [one.owner ?? labels.promiseNoOwner, one.due === null ? '' : fill(labels.promiseDue, formatDay(one.due))]
        .filter((part) => part !== '')
        .join(' · '),
    }));
  }

  private numberOf({ kpi, expectedEffect }: Said): string {
    if (kpi === '') return '';
    const effect = expectedEffect === null ? '' : ` ${formatSigned(expectedEffect, this.unit)}`;
    return `${measureName(kpi)}${effect}`;
  }
}
