import { api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { createRecord } from 'lightning/uiRecordApi';
import userId from '@salesforce/user/Id';
import type { Said } from 'c/commentForm';
import { BUDGET_COMMENTS_QUERY, readComments, TARGET_COMMENTS_QUERY, type Commented, type Person } from 'c/comments';
import { fill, labels } from 'c/labels';
import { formatCount, type Unit } from 'c/moneyFormat';
import { moveRecord, settled } from 'c/submissions';
import { WritingPanel } from 'c/writingPanel';
import { threadViews, type ThreadView } from './commentRows';

/** On a target or a budget: what people say of its figures, and to whom (U25). */
export default class CommentPanel extends WritingPanel {
  @api objectApiName: string | undefined;

  commented: Commented | undefined;
  isMissing = false;

  private get object(): 'Target__c' | 'Budget__c' {
    return this.objectApiName === 'Target__c' ? 'Target__c' : 'Budget__c';
  }

  get query(): GraphQLDocument | undefined {
    if (this.objectApiName === undefined || this.variables === undefined) return undefined;
    return this.object === 'Target__c' ? TARGET_COMMENTS_QUERY : BUDGET_COMMENTS_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.commented = readComments(data, this.object);
    this.isMissing = this.commented === undefined;
  }

  get isLoading(): boolean {
    return this.commented === undefined && this.problem === undefined && !this.isMissing;
  }

  get unit(): Unit {
    return this.unitFor(Math.max(0, ...(this.commented?.figures ?? []).map(({ value }) => value ?? 0)));
  }

  get threads(): readonly ThreadView[] {
    return this.commented === undefined ? [] : threadViews(this.commented, this.unit, userId);
  }

  get isEmpty(): boolean {
    return this.threads.length === 0;
  }

  get others(): readonly Person[] {
    return (this.commented?.people ?? []).filter(({ id }) => id !== userId);
  }

  get more(): string {
    const { unread = 0 } = this.commented ?? {};
    return unread === 0 ? '' : fill(labels.commentMore, formatCount(unread));
  }

  handleSaid({ detail }: CustomEvent<Said>): void {
    const { commented, readAt } = this;
    if (commented === undefined) return;
    const fields = {
      Budget__c: commented.budgetId,
      Target__c: commented.targetId,
      Kind__c: 'Comment',
      // Only what somebody is asked to read is open.
      State__c: detail.to === null ? null : 'Open',
      Subject__c: detail.text,
      Kpi__c: detail.figure,
      Value_At_Start__c: commented.figures.find(({ name }) => name === detail.figure)?.value ?? null,
      // The value that was seen, not the one that is there when the record arrives.
      As_Of__c: readAt,
      Assignee__c: detail.to,
    };
    this.run(async () => {
      const outcome = await settled(() => createRecord({ apiName: 'Gap_Action__c', fields }));
      await this.settle(outcome, () => {
        this.announcement = labels.commentSaved;
        this.template?.querySelector<HTMLElement & { clear(): void }>('c-comment-form')?.clear();
      });
    }, labels.commentNotSaved);
  }

  handleRead(event: Event): void {
    this.move(event, 'Done', labels.commentReadDone);
  }

  handleWithdraw(event: Event): void {
    this.move(event, 'Dropped', labels.commentWithdrawn);
  }

  private move(event: Event, state: 'Done' | 'Dropped', done: string): void {
    const { id } = (event.currentTarget as HTMLElement).dataset; // our own buttons carry the comment
    const comment = this.commented?.comments.find((one) => one.id === id);
    if (comment === undefined) return;
    this.run(async () => {
      await this.settle(await moveRecord(comment, { State__c: state }), () => {
        this.announcement = done;
      });
      // The button is gone.
      this.template?.querySelector<HTMLElement>('.body')?.focus();
    }, labels.commentNotSaved);
  }
}
