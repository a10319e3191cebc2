import { api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { formatMonth, formatMonths } from 'c/dateFormat';
import { entryStateOf, onEntryState } from 'c/entryState';
import { minus } from 'c/gapMath';
import { BUDGET_QUERY, readBudget, readTarget, TARGET_QUERY, type Friday, type Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import type { Figure } from 'c/lineage';
import { formatSigned, type Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import * as periods from 'c/periods';
import { draftGap } from './draftGap';

type Refreshed = Element & { refresh(): Promise<void> };

/** The left pane of a Target or a Budget: the gap, what it is made of, and whether the numbers can be trusted. */
export default class GapPanel extends PagePanel {
  @api objectApiName: string | undefined;
  /** Hours after which the source's as-of counts as late; set in App Builder to fit the schedule of the loads. */
  @api staleAfterHours = 170;
  /** Month in which the fiscal year begins, for quarters and what is added up since. */
  @api fiscalYearStart = 4;

  gap: Gap | undefined;
  choice: periods.Choice = periods.DEFAULT_CHOICE;
  months: readonly periods.MonthFacts[] | undefined;
  isMissing = false;
  /** The newest weekly snapshot, once the bridge has read it. */
  friday: Friday | undefined;
  /** Where the record lands with what is typed in the grid beside this panel. */
  draftLanding: number | undefined;
  /** Whose origin is shown in the drawer. */
  figure: Figure | undefined;

  private stopHearingEntry: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopHearingEntry = onEntryState((recordId, { landing }) => {
      if (recordId === this.recordId) this.draftLanding = landing;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopHearingEntry?.();
  }

  get query(): GraphQLDocument | undefined {
    if (this.variables === undefined) return undefined;
    if (this.objectApiName === 'Target__c') return TARGET_QUERY;
    return this.objectApiName === 'Budget__c' ? BUDGET_QUERY : undefined;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.gap = this.objectApiName === 'Target__c' ? readTarget(data) : readBudget(data);
    this.isMissing = this.gap === undefined;
    // The grid may have told before this panel was there.
    if (this.recordId !== undefined) this.draftLanding = entryStateOf(this.recordId).landing;
  }

  private get covered(): readonly string[] {
    const month = this.gap?.month ?? null;
    return month === null ? [] : periods.monthsOf(month, this.choice, this.fiscalYearStart);
  }

  /** Of the chosen period, once its months are there; what is shown says which period it is about. */
  get shown(): Gap | undefined {
    const { gap, months, covered } = this;
    const span = periods.spanOf(covered);
    const isAsked = periods.needsMonths(this.choice);
    if (!isAsked || gap === undefined || months === undefined || span === undefined) return gap;
    return periods.periodGap(gap, months, covered, formatMonths(span.from, span.to));
  }

  private get draftChange(): number {
    const { draftLanding, gap } = this;
    return draftLanding === undefined || gap === undefined ? 0 : minus(draftLanding, gap.figures.landing);
  }

  /** With what is typed and not stored. */
  get drafted(): Gap | undefined {
    return draftGap(this.shown, this.draftChange);
  }

  get isDraft(): boolean {
    return this.draftChange !== 0;
  }

  get draftNote(): string {
    return this.isDraft ? fill(labels.gapDraft, formatSigned(this.draftChange, this.unit)) : '';
  }

  get pace(): periods.PaceFacts | undefined {
    const { shown } = this;
    if (shown?.month == null) return undefined;
    const span = periods.spanOf(shown === this.gap ? [shown.month] : this.covered);
    const { calendar, trust, figures } = shown;
    const months = shown === this.gap ? [] : periods.phasingOf(this.months ?? [], this.covered);
    return span && periods.paceOf(figures, span, { calendar, asOf: trust.asOf, nowMs: Date.now(), months });
  }

  get hasCourse(): boolean {
    return !periods.isMonthAlone(this.choice);
  }

  /** The records below are those of the month, whatever period is chosen above. */
  get breakdownTitle(): string {
    const month = this.gap?.month ?? null;
    return month === null || this.shown === this.gap
      ? labels.breakdownTitle
      : fill(labels.breakdownOf, formatMonth(month));
  }

  /** The parts that ask for themselves read again with the panel. */
  protected override async refresh(): Promise<void> {
    const parts = this.template?.querySelectorAll<Refreshed>('c-period-course, c-bridge-panel') ?? [];
    const own = super.refresh();
    await Promise.all([own, ...Array.from(parts, (part) => part.refresh())]);
  }

  /** Of the month, whatever period is shown: the cards beside this one are of the month, in the same unit. */
  get unit(): Unit {
    const { target = 0, landing = 0 } = this.gap?.figures ?? {};
    return this.unitFor(Math.max(target ?? 0, landing));
  }

  get isLoading(): boolean {
    return this.gap === undefined && this.problem === undefined && !this.isMissing;
  }

  handleFridayRead(event: CustomEvent<Friday | null>): void {
    this.friday = event.detail ?? undefined;
  }

  handlePeriodChosen(event: CustomEvent<periods.Choice>): void {
    this.choice = event.detail;
  }

  handleMonthsRead(event: CustomEvent<readonly periods.MonthFacts[]>): void {
    this.months = event.detail;
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
