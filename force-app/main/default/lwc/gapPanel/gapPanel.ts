import { api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { BUDGET_QUERY, readBudget, readTarget, TARGET_QUERY, type Gap } from 'c/gapQuery';
import type { Figure } from 'c/lineage';
import type { Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';

/** The left pane of a Target or a Budget: the gap, what it is made of, and whether the numbers can be trusted. */
export default class GapPanel extends PagePanel {
  @api objectApiName: string | undefined;
  /** Hours after which the source's as-of counts as late; set in App Builder to fit the schedule of the loads. */
  @api staleAfterHours = 170;

  gap: Gap | undefined;
  isMissing = false;
  /** Whose origin is shown in the drawer. */
  figure: Figure | undefined;

  get query(): GraphQLDocument | undefined {
    if (this.objectApiName === 'Target__c') return TARGET_QUERY;
    return this.objectApiName === 'Budget__c' ? BUDGET_QUERY : undefined;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.gap = this.objectApiName === 'Target__c' ? readTarget(data) : readBudget(data);
    this.isMissing = this.gap === undefined;
  }

  get unit(): Unit {
    const { target = 0, landing = 0 } = this.gap?.figures ?? {};
    return this.unitFor(Math.max(target ?? 0, landing));
  }

  get isLoading(): boolean {
    return this.gap === undefined && this.problem === undefined && !this.isMissing;
  }

  handleFigureChosen(event: CustomEvent<Figure>): void {
    this.figure = event.detail;
  }

  handleLineageAsked(): void {
    this.figure = 'landing';
  }

  handleLineageClosed(): void {
    this.figure = undefined;
  }
}
