import { api, wire } from 'lwc';
import userId from '@salesforce/user/Id';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { RefreshEvent } from 'lightning/refresh';
import { createRecord } from 'lightning/uiRecordApi';
import { problemOf, problemText } from 'c/apiErrors';
import { addMonths, dayAt } from 'c/businessDays';
import {
  BUDGET_NOW_QUERY,
  BUDGET_PAST_QUERY,
  readBudgetNow,
  readPast,
  readTargetNow,
  reckon,
  TARGET_NOW_QUERY,
  TARGET_PAST_QUERY,
  type Line,
  type Now,
  type Outcome,
  type Past,
} from 'c/byFriday';
import { correction } from 'c/forecastMath';
import { fill, labels } from 'c/labels';
import type { Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { permissions } from 'c/permissions';
import { OWN_HISTORY_QUERY, readHistory, refusalText, settled } from 'c/submissions';
import { viewOf, type View } from './view';

/** Deals that ended in the months before count. */
const MONTHS = 12;
const isManager = permissions.submitForUnit || permissions.confirmForecasts || permissions.enterForOthers;

/** N4: what must happen by Friday, as boxes to tick; what is ticked becomes an action of the plan. */
export default class ByFridayPanel extends PagePanel {
  @api objectApiName: string | undefined;

  now: Now | undefined;
  past: Past | undefined;
  expectedBias: number | undefined;
  isMissing = false;
  isSaving = false;
  refusal = '';
  announcement = '';

  private get isTarget(): boolean {
    return this.objectApiName === 'Target__c';
  }

  get query(): GraphQLDocument | undefined {
    if (this.objectApiName === undefined || this.variables === undefined) return undefined;
    return this.isTarget ? TARGET_NOW_QUERY : BUDGET_NOW_QUERY;
  }

  get pastQuery(): GraphQLDocument | undefined {
    if (this.pastVariables === undefined) return undefined;
    return this.isTarget ? TARGET_PAST_QUERY : BUDGET_PAST_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleNow(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.now = this.isTarget ? readTargetNow(data) : readBudgetNow(data);
    this.isMissing = this.now === undefined;
  }

  /** Not before the panel shows something, and only where something is needed. */
  get pastVariables(): Readonly<Record<string, unknown>> | undefined {
    const { now, outcome } = this;
    if (now === undefined || now.ownerId === '' || outcome?.kind !== 'needed') return undefined;
    const { ownerId: owner, measure, month } = now;
    return { owner, measure, since: addMonths(month, -MONTHS), next: addMonths(month, 1) };
  }

  @wire(graphql, { query: '$pastQuery', variables: '$pastVariables' })
  handlePast({ data }: GraphQLResult): void {
    if (this.now !== undefined && data !== undefined && data !== null) this.past = readPast(data, this.now.measure);
  }

  /** N5: how one's own forecasts came out is shown to nobody else. */
  get historyVariables(): Readonly<Record<string, unknown>> | undefined {
    const { now } = this;
    return now?.isMine === true && now.target !== null ? { measure: now.measure, before: now.month } : undefined;
  }

  get historyQuery(): GraphQLDocument | undefined {
    return this.historyVariables && OWN_HISTORY_QUERY;
  }

  @wire(graphql, { query: '$historyQuery', variables: '$historyVariables' })
  handleHistory({ data }: GraphQLResult): void {
    const { now } = this;
    if (now === undefined || data === undefined || data === null) return;
    const months = readHistory(data, { periodStart: now.month, calendar: now.calendar, nowMs: Date.now() });
    const rests = months.flatMap(({ rest }) => rest ?? []);
    this.expectedBias = correction(now.actual, now.landing - now.actual, rests)?.expectedBias;
  }

  get isLoading(): boolean {
    return this.now === undefined && this.problem === undefined && !this.isMissing;
  }

  private get today(): string {
    return dayAt(new Date(Date.now()).toISOString(), this.now?.calendar.zone ?? 'UTC');
  }

  get outcome(): Outcome | undefined {
    const { now, past, expectedBias, today } = this;
    return now === undefined ? undefined : reckon(now, past, expectedBias, today);
  }

  get unit(): Unit {
    return this.unitFor(Math.max(this.now?.target ?? 0, this.now?.landing ?? 0));
  }

  get mayRecord(): boolean {
    return this.now?.isMine === true || isManager;
  }

  get view(): View | undefined {
    const { now, past, outcome, unit, expectedBias, mayRecord, isSaving } = this;
    if (now === undefined || outcome === undefined) return undefined;
    return viewOf({
      now,
      isPastRead: past !== undefined,
      outcome,
      unit,
      expectedBias,
      mayRecord: mayRecord && !isSaving,
    });
  }

  handleTick(event: Event): void {
    // Our own boxes, each with the key of its line.
    const box = event.currentTarget as HTMLInputElement;
    const { now, outcome, view } = this;
    const lines = outcome?.kind === 'needed' ? outcome.lines : [];
    const line = lines.find(({ key }) => key === box.dataset['line']);
    const shown = view?.lines.find(({ key }) => key === line?.key);
    // Ticked by the record that is kept, not by the hand.
    box.checked = false;
    if (now === undefined || line === undefined || shown === undefined || this.isSaving) return;
    this.isSaving = true;
    this.record(now, line, shown)
      .catch((error: unknown) => {
        this.refusal = problemText(problemOf(error));
      })
      .finally(() => {
        this.isSaving = false;
      });
  }

  private async record(now: Now, line: Line, shown: View['lines'][number]): Promise<void> {
    this.refusal = '';
    const fields = {
      External_Key__c: shown.recordKey,
      Budget__c: now.budgetId,
      Target__c: now.targetId,
      Cycle__c: now.cycleId,
      Kind__c: 'Action',
      State__c: 'Open',
      Subject__c: shown.subject.slice(0, 255),
      Assignee__c: now.repId ?? userId,
      Due__c: line.due,
      Kpi__c: 'Landing_Forecast__c',
      Expected_Effect__c: Math.round(line.effect),
      Value_At_Start__c: now.landing,
      ...('deal' in line ? { Opportunity__c: line.deal.opportunityId } : {}),
    };
    const outcome = await settled(() => createRecord({ apiName: 'Gap_Action__c', fields }));
    // In another tab, or by somebody else: it is there, which is what was asked for.
    if (outcome.kind === 'saved' || outcome.kind === 'duplicate') {
      this.announcement = fill(labels.recorderSaved, shown.subject);
    } else {
      this.refusal = refusalText(outcome);
    }
    await this.refresh();
    this.dispatchEvent(new RefreshEvent());
  }
}
