import { api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { formatDay } from 'c/dateFormat';
import { OPPORTUNITY_QUERY, PROJECT_QUERY, readOpportunity, readProject, totalsOf, type Deal } from 'c/deal';
import { fill, labels } from 'c/labels';
import type { Link } from 'c/linkList';
import { formatCount, type Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { columnNames, rowOf, totalRow, totalsNote, type DealRow } from './dealRows';

/** An opportunity or a project by month, beside the target each month counts for. */
export default class DealPanel extends PagePanel {
  @api objectApiName: string | undefined;

  columns = columnNames;
  deal: Deal | undefined;
  isMissing = false;

  get query(): GraphQLDocument | undefined {
    if (this.variables === undefined) return undefined;
    if (this.objectApiName === 'Project__c') return PROJECT_QUERY;
    return this.objectApiName === 'Opportunity' ? OPPORTUNITY_QUERY : undefined;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleDeal(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.deal = this.objectApiName === 'Project__c' ? readProject(data) : readOpportunity(data);
    this.isMissing = this.deal === undefined;
  }

  get unit(): Unit {
    const amounts = this.deal?.lines.map(({ landing, budget }) => Math.max(landing, budget ?? 0)) ?? [];
    return this.unitFor(Math.max(0, ...amounts));
  }

  get isLoading(): boolean {
    return this.deal === undefined && this.problem === undefined && !this.isMissing;
  }

  get isEmpty(): boolean {
    return this.deal?.lines.length === 0;
  }

  get rows(): readonly DealRow[] {
    return this.deal?.lines.map((line) => rowOf(line, this.unit)) ?? [];
  }

  get totals(): readonly DealRow[] {
    return totalsOf(this.deal?.lines ?? []).map((total) => totalRow(total, this.unit));
  }

  get totalsNote(): string {
    return totalsNote(this.deal?.lines ?? [], this.unit);
  }

  get unread(): string {
    return (this.deal?.unread ?? 0) === 0 ? '' : fill(labels.homeMore, formatCount(this.deal?.unread ?? 0));
  }

  get related(): readonly Link[] {
    return (this.deal?.related ?? []).map(({ id, name, objectApiName }) => ({
      key: id,
      recordId: id,
      objectApiName,
      text: name,
      more: '',
    }));
  }

  get hasRelated(): boolean {
    return this.related.length > 0;
  }

  get relatedTitle(): string {
    return this.objectApiName === 'Project__c' ? labels.dealOpportunity : labels.dealProjects;
  }

  get actions(): readonly Link[] {
    return (this.deal?.actions ?? []).map(({ id, kindName, stateName, subject, due, owner }) => ({
      key: id,
      recordId: id,
      objectApiName: 'Gap_Action__c',
      text: subject,
      more: [kindName, stateName, owner, due === null ? null : fill(labels.promiseDue, formatDay(due))]
        .filter((part) => part !== null && part !== '')
        .join(' · '),
    }));
  }

  handleTarget(event: Event): void {
    event.preventDefault();
    // The link carries the target.
    const { recordId = '' } = (event.currentTarget as HTMLElement).dataset;
    this.handleRecordOpened(new CustomEvent('recordopened', { detail: { recordId, objectApiName: 'Target__c' } }));
  }
}
