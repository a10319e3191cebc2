import { api, wire } from 'lwc';
import { formatAge } from 'c/dateFormat';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { readTrust, type Trust } from 'c/gapQuery';
import { recordOf } from 'c/graphqlNode';
import { counted, fill, labels } from 'c/labels';
import { MARKS, measureName, type Mark } from 'c/lineage';
import { PagePanel } from 'c/pagePanel';
import { BUDGET_TRUST_QUERY, TARGET_TRUST_QUERY } from './trustQuery';

/** In the header of a Target or Budget: whether what the page says can be trusted, measure by measure (N3). */
export default class TrustBadge extends PagePanel {
  @api objectApiName: string | undefined;

  trust: Trust | undefined;
  isRead = false;

  get query(): GraphQLDocument | undefined {
    if (this.variables === undefined) return undefined;
    if (this.objectApiName === 'Target__c') return TARGET_TRUST_QUERY;
    return this.objectApiName === 'Budget__c' ? BUDGET_TRUST_QUERY : undefined;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    const node = recordOf(data, this.objectApiName ?? '');
    if (data === undefined) return;
    this.trust = node === undefined ? undefined : readTrust(node);
    this.isRead = true;
  }

  /** Its place is kept, so that the page below does not move when the answer comes. */
  get isLoading(): boolean {
    return !this.isRead && this.problem === undefined;
  }

  /** What could not be read was not checked either. */
  get mark(): Mark | undefined {
    if (this.trust === undefined && this.problem === undefined) return undefined;
    return MARKS[this.problem === undefined ? (this.trust?.state ?? 'unchecked') : 'unchecked'];
  }

  get facts(): readonly string[] {
    const { trust } = this;
    if (this.problem !== undefined) return [this.problemReason];
    if (trust === undefined) return [];
    const checkedAt =
      trust.checkedAt === null ? [] : [fill(labels.badgeChecked, formatAge(trust.checkedAt, Date.now()))];
    const keys = trust.keys.length + trust.moreKeys;
    const differing = keys === 0 ? [] : [counted(labels.differenceTitleOne, labels.differenceTitleMany, keys)];
    const listed = trust.keys.length === 1 ? trust.keys.map(({ key }) => key) : [];
    return [...this.measures(trust), ...checkedAt, ...differing, ...listed];
  }

  private measures(trust: Trust): readonly string[] {
    return trust.measures
      .filter(({ measure }) => measure !== 'Count')
      .map(({ measure, state }) => fill(labels.badgeMeasure, measureName(measure), MARKS[state].word));
  }
}
