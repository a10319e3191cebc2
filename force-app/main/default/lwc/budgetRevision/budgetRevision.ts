import { createRecord } from 'lightning/uiRecordApi';
import userId from '@salesforce/user/Id';
import { minus } from 'c/gapMath';
import { labels } from 'c/labels';
import { permissions } from 'c/permissions';
import type { Answered } from 'c/revisionAnswer';
import type { AskedRevision } from 'c/revisionEntry';
import { moveRecord, settled, type WriteOutcome } from 'c/submissions';
import { isOpen } from 'c/unitWeek';
import { UnitWeekPanel } from 'c/unitWeekPanel';
import { revisionRows, type RevisionRow } from './rows';

interface Clearable extends HTMLElement {
  clear(): void;
}

interface RowEvent {
  readonly currentTarget: EventTarget & { readonly dataset: DOMStringMap };
}

/** Asks RevOps for another budget and shows what RevOps answered; the budget itself is changed by nobody here. */
export default class BudgetRevision extends UnitWeekPanel {
  get rows(): readonly RevisionRow[] {
    const { week, unit } = this;
    const viewer = { userId, answers: permissions.runCycle };
    return week === undefined ? [] : revisionRows(week.revisions, week.budget, unit, viewer);
  }

  private get mayAskAtAll(): boolean {
    return permissions.submitForUnit || permissions.confirmForecasts;
  }

  /** One question at a time: the next is asked when the last has its answer. */
  get mayAsk(): boolean {
    return this.mayAskAtAll && this.week?.revisions.some(isOpen) === false;
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  /** Whoever can neither ask nor read an answer has no use for the card. */
  get isShown(): boolean {
    return this.week === undefined ? this.mayAskAtAll : this.mayAskAtAll || !this.isEmpty;
  }

  handleAsked(event: CustomEvent<AskedRevision>): void {
    const { week } = this;
    if (week === undefined) return;
    const { wanted, reason } = event.detail;
    const fields = {
      Budget__c: week.id,
      Kind__c: 'Revision',
      State__c: 'Open',
      Subject__c: reason,
      Kpi__c: 'Current_Amount__c',
      Value_At_Start__c: week.budget,
      Expected_Effect__c: minus(wanted, week.budget ?? 0),
    };
    const write = (): Promise<WriteOutcome> => settled(() => createRecord({ apiName: 'Gap_Action__c', fields }));
    this.send(write, labels.revisionAsked, labels.revisionNotAsked);
  }

  handleAnswered(event: CustomEvent<Answered> & RowEvent): void {
    const { state, answer } = event.detail;
    const fields = { State__c: state, Answer__c: answer === '' ? null : answer };
    this.change(event, fields, labels.revisionAnswerSaved);
  }

  handleWithdraw(event: Event & RowEvent): void {
    this.change(event, { State__c: 'Dropped' }, labels.revisionWithdrawnDone);
  }

  private change({ currentTarget }: RowEvent, fields: Readonly<Record<string, unknown>>, done: string): void {
    const revision = this.week?.revisions.find(({ id }) => id === currentTarget.dataset['id']);
    if (revision !== undefined) this.send(() => moveRecord(revision, fields), done, labels.revisionNotAnswered);
  }

  private send(write: () => Promise<WriteOutcome>, done: string, failed: string): void {
    this.run(async () => {
      await this.settle(await write(), () => {
        this.template?.querySelector<Clearable>('c-revision-entry')?.clear();
        this.tell(done);
      });
    }, failed);
  }
}
