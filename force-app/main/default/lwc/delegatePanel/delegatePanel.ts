import { RefreshEvent } from 'lightning/refresh';
import { createRecord } from 'lightning/uiRecordApi';
import userId from '@salesforce/user/Id';
import { dayAt, formatDay } from 'c/dateFormat';
import type { Named, Person } from 'c/delegateForm';
import { fill, labels } from 'c/labels';
import { permissions } from 'c/permissions';
import { moveRecord, settled, type WriteOutcome } from 'c/submissions';
import { UnitWeekPanel } from 'c/unitWeekPanel';

interface Clearable extends HTMLElement {
  clear(): void;
}

interface Row {
  readonly id: string;
  readonly text: string;
  readonly isNow: boolean;
  readonly endLabel: string;
}

/** The head of a unit names who submits for them on given days (U22); others see who stands in. */
export default class DelegatePanel extends UnitWeekPanel {
  get today(): string {
    return dayAt(this.nowMs);
  }

  get mayName(): boolean {
    return this.week !== undefined && (this.week.managerId === userId || permissions.runCycle);
  }

  get rows(): readonly Row[] {
    return (this.week?.delegations ?? []).map(({ id, person, from, until }) => ({
      id,
      text: fill(labels.delegateLine, person, formatDay(from), formatDay(until)),
      isNow: from <= this.today,
      endLabel: fill(labels.delegateEndOf, person),
    }));
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  get none(): string {
    return fill(labels.delegateNone, this.week?.manager ?? '');
  }

  /** A unit without a head has nobody to stand in for; whoever cannot name anybody has no use for an empty card. */
  get isShown(): boolean {
    const isLed = this.week !== undefined && this.week.managerId !== null;
    return isLed && (this.mayName || !this.isEmpty);
  }

  /** Only members see the budget; whoever stands above has other ways. */
  get people(): readonly Person[] {
    const { members = [], managerId = null } = this.week ?? {};
    const people = members.flatMap(({ repId: id, rep: name }): readonly Person[] => {
      return id === null || name === null || id === managerId ? [] : [{ id, name }];
    });
    return [...new Map(people.map((one) => [one.id, one])).values()];
  }

  handleNamed({ detail }: CustomEvent<Named>): void {
    const { week } = this;
    if (week === undefined) return;
    const fields = {
      Budget__c: week.id,
      Kind__c: 'Delegation',
      State__c: 'Open',
      Subject__c: fill(labels.delegateSubject, week.manager ?? ''),
      Assignee__c: detail.personId,
      Begins__c: detail.from,
      Due__c: detail.until,
    };
    this.send(() => settled(() => createRecord({ apiName: 'Gap_Action__c', fields })), labels.delegateNamed);
  }

  handleEnd(event: Event): void {
    const { id } = (event.currentTarget as HTMLElement).dataset; // our own buttons carry it
    const delegation = this.week?.delegations.find((one) => one.id === id);
    if (delegation === undefined) return;
    this.send(() => moveRecord(delegation, { State__c: 'Dropped' }), labels.delegateEnded);
  }

  private send(write: () => Promise<WriteOutcome>, done: string): void {
    this.run(async () => {
      await this.settle(await write(), () => {
        this.template?.querySelector<Clearable>('c-delegate-form')?.clear();
        this.tell(done);
        this.dispatchEvent(new RefreshEvent());
      });
    }, labels.delegateFailed);
  }
}
