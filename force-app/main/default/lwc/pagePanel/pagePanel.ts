import { LightningElement, api } from 'lwc';
import type { GraphQLResult } from 'lightning/graphql';
import { NavigationMixin } from 'lightning/navigation';
import { registerRefreshHandler, unregisterRefreshHandler } from 'lightning/refresh';
import { problemOf, problemText, type Problem } from 'c/apiErrors';
import { labels } from 'c/labels';
import { chooseUnit, chosenUnit, fittingUnit, onUnitChosen, type Unit } from 'c/moneyFormat';

export interface OpenedRecord {
  readonly recordId: string;
  readonly objectApiName: string;
}

/**
 * What every container on a record page does: takes the answers of its one query, keeps what was read when a later
 * read fails, follows the page's refresh and the user's unit, and opens records.
 */
export class PagePanel extends NavigationMixin(LightningElement) {
  @api recordId: string | undefined;

  labels = labels;
  problem: Problem | undefined;
  readAt = '';
  chosen: Unit | undefined = chosenUnit();
  private answer: GraphQLResult | undefined;
  private reading: Promise<void> | undefined;
  private refreshId: number | undefined;
  private stopHearing: (() => void) | undefined;

  override connectedCallback(): void {
    this.refreshId = registerRefreshHandler(this, () => this.refresh());
    this.stopHearing = onUnitChosen((unit) => {
      this.chosen = unit;
    });
  }

  override disconnectedCallback(): void {
    if (this.refreshId !== undefined) unregisterRefreshHandler(this.refreshId);
    this.stopHearing?.();
  }

  /**
   * Of every query here; nothing is asked before the page has told the record. A wire asks as soon as it has a query,
   * with its variables or without, so each query is a getter that waits for them:
   * https://developer.salesforce.com/docs/platform/graphql/guide/graphql-wire-lwc-best.html
   */
  get variables(): Readonly<Record<string, unknown>> | undefined {
    return this.recordId === undefined ? undefined : { id: this.recordId };
  }

  /** The answer's data when it has some; a problem is kept beside what was read before. */
  protected take(result: GraphQLResult): unknown {
    // A wire that has only been set up has nothing to ask again.
    if (result.data != null || result.errors !== undefined) this.answer = result;
    if (result.errors !== undefined && result.errors.length > 0) {
      this.problem = problemOf(result.errors);
      return undefined;
    }
    if (result.data === undefined || result.data === null) return undefined;
    this.problem = undefined;
    this.readAt = new Date(Date.now()).toISOString();
    return result.data;
  }

  /** Reads again; two calls at once are one request. What is shown stays until the new answer is there. */
  protected refresh(): Promise<void> {
    this.reading ??= this.readAgain();
    return this.reading;
  }

  private async readAgain(): Promise<void> {
    try {
      await this.answer?.refresh?.();
    } catch (error) {
      this.problem = problemOf(error);
    } finally {
      this.reading = undefined;
    }
  }

  get problemReason(): string {
    return this.problem === undefined ? '' : problemText(this.problem);
  }

  /** The user's unit, or the one that fits the size of these amounts. */
  protected unitFor(size: number): Unit {
    return this.chosen ?? fittingUnit(size);
  }

  handleRetry(): void {
    if (this.readAt === '') this.problem = undefined;
    this.refresh().catch((error: unknown) => {
      this.problem = problemOf(error);
    });
  }

  handleUnitChosen(event: CustomEvent<Unit>): void {
    chooseUnit(event.detail);
  }

  handleRecordOpened(event: CustomEvent<OpenedRecord>): void {
    const attributes = { ...event.detail, actionName: 'view' as const };
    this[NavigationMixin.Navigate]({ type: 'standard__recordPage', attributes });
  }
}
