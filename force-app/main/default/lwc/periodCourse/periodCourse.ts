import { LightningElement, api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { problemOf, problemText } from 'c/apiErrors';
import { dayAt, monthsOfYear } from 'c/businessDays';
import type { Gap } from 'c/gapQuery';
import { labels } from 'c/labels';
import type { Unit } from 'c/moneyFormat';
import type { OpenedRecord } from 'c/pagePanel';
import * as periods from 'c/periods';
import { courseHeading, notesOf, paceRows, type PaceRow } from './courseView';

type Variables = Readonly<Record<string, string>>;

/**
 * The chosen periods side by side. It asks only for what the choice needs, once, and sends
 * `monthsread` with the months of the fiscal year, and `recordopened`.
 */
export default class PeriodCourse extends LightningElement {
  @api unit: Unit = 'one';
  @api pace: periods.PaceFacts | undefined;
  /** Month in which the fiscal year begins. */
  @api fiscalYearStart = 4;

  labels = labels;
  months: readonly periods.MonthFacts[] | undefined;
  known: readonly periods.Known[] | undefined;
  reason = '';
  monthsVariables: Variables | undefined;
  snapshotVariables: Variables | undefined;
  private shownGap: Gap | undefined;
  private shownChoice: periods.Choice = periods.DEFAULT_CHOICE;
  private again: (() => Promise<unknown>) | undefined;

  @api
  get gap(): Gap | undefined {
    return this.shownGap;
  }

  set gap(gap: Gap | undefined) {
    this.shownGap = gap;
    this.ask();
  }

  @api
  get choice(): periods.Choice {
    return this.shownChoice;
  }

  set choice(choice: periods.Choice) {
    this.shownChoice = choice;
    this.ask();
  }

  /** Reads again what was read, when the page is refreshed. */
  @api
  async refresh(): Promise<void> {
    await this.again?.();
  }

  private ask(): void {
    const { gap, choice } = this;
    if (gap === undefined) return;
    if (periods.needsMonths(choice)) this.monthsVariables ??= this.yearOf(gap);
    if (periods.needsSnapshots(choice)) {
      this.snapshotVariables ??= { budget: gap.budgetIds[0] ?? '', target: gap.id };
    }
  }

  /** Without an owner or a month there is no series to ask for. */
  private yearOf({ month, series: { ownerId, measure } }: Gap): Variables | undefined {
    if (month === null || ownerId === null || measure === null) return undefined;
    const year = monthsOfYear(month, this.fiscalYearStart);
    return { owner: ownerId, measure, from: year[0] ?? month, to: year.at(-1) ?? month };
  }

  get monthsQuery(): GraphQLDocument | undefined {
    if (this.monthsVariables === undefined) return undefined;
    return this.gap?.kind === 'budget' ? periods.BUDGET_MONTHS_QUERY : periods.TARGET_MONTHS_QUERY;
  }

  get snapshotsQuery(): GraphQLDocument | undefined {
    if (this.snapshotVariables === undefined) return undefined;
    return this.gap?.kind === 'budget' ? periods.BUDGET_SNAPSHOTS_QUERY : periods.TARGET_SNAPSHOTS_QUERY;
  }

  @wire(graphql, { query: '$snapshotsQuery', variables: '$snapshotVariables' })
  handleSnapshots(result: GraphQLResult): void {
    if (this.snapshotVariables === undefined || this.gap === undefined) return;
    const data = this.take(result);
    if (data !== undefined) this.known = periods.readKnown(data, this.gap.kind, this.gap.calendar);
  }

  @wire(graphql, { query: '$monthsQuery', variables: '$monthsVariables' })
  handleMonths(result: GraphQLResult): void {
    if (this.monthsVariables === undefined || this.gap === undefined) return;
    const data = this.take(result);
    if (data === undefined) return;
    this.months = periods.readMonths(data, this.gap.kind);
    this.dispatchEvent(new CustomEvent('monthsread', { detail: this.months }));
  }

  private take(result: GraphQLResult): unknown {
    this.again = result.refresh ?? this.again;
    if (result.errors !== undefined && result.errors.length > 0) {
      this.reason = problemText(problemOf(result.errors));
      return undefined;
    }
    if (result.data !== undefined) this.reason = '';
    return result.data ?? undefined;
  }

  private get today(): string {
    const nowMs = Date.now();
    return dayAt(new Date(nowMs).toISOString(), this.gap?.calendar.zone ?? 'UTC');
  }

  /** A single day has no figures of its own, only what is due and needed a day. */
  get isPace(): boolean {
    return this.choice.unit === 'day' && !this.choice.isCumulative;
  }

  get course(): periods.Course | undefined {
    const { gap, choice, today, months, known } = this;
    if (gap?.month == null || this.isPace) return undefined;
    if (periods.needsMonths(choice)) {
      const asked = { month: gap.month, firstMonth: this.fiscalYearStart, today };
      return months && periods.courseOfMonths(months, asked, choice);
    }
    if (known === undefined) return undefined;
    const { target, actual } = gap.figures;
    const facts = { month: gap.month, target, actual, calendar: gap.calendar, today };
    return choice.unit === 'day'
      ? periods.courseOfDays(facts, known)
      : periods.courseOfWeeks(facts, known, choice.isCumulative);
  }

  get heading(): string {
    const { course = { rows: [], unknown: 0, missing: 0 }, choice, gap } = this;
    return gap?.month == null ? '' : courseHeading(course, choice, gap.month);
  }

  get paceRows(): readonly PaceRow[] {
    const { pace, gap, unit } = this;
    return pace === undefined || gap === undefined ? [] : paceRows(pace, gap.figures.actual, unit);
  }

  get notes(): readonly string[] {
    const facts = { isCalendarKnown: this.gap?.calendar.isKnown === true, hasPace: this.pace !== undefined };
    return notesOf(this.course, this.choice, facts);
  }

  get kind(): Gap['kind'] {
    return this.gap?.kind ?? 'target';
  }

  get hasFailed(): boolean {
    return this.reason !== '' && this.course === undefined;
  }

  get isLoading(): boolean {
    return !this.isPace && this.course === undefined && this.reason === '';
  }

  handleRetry(): void {
    this.reason = '';
    this.again?.().catch((error: unknown) => {
      this.reason = problemText(problemOf(error));
    });
  }

  handleOpen({ detail }: CustomEvent<OpenedRecord>): void {
    this.dispatchEvent(new CustomEvent<OpenedRecord>('recordopened', { detail }));
  }
}
