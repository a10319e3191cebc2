import { wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { problemOf, type Problem } from 'c/apiErrors';
import { currentCycle, phaseOf, takesSubmissions, type Cycle, type Phase } from 'c/forecastCycle';
import { onMinute } from 'c/minuteClock';
import type { Unit as MoneyUnit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { BUDGET_SUBMISSIONS_QUERY } from 'c/submissions';
import { memberRows, openItems, readUnit, recentlyNudged, type MemberRow, type OpenItem, type Unit } from 'c/unitWeek';
import { nudgesIn } from './waiting';
import { WAITING_QUERY } from './waitingQuery';

/** What the members' states read: the unit and its week at once, then stale deals and the last nudges. */
export class StatesPanel extends PagePanel {
  query = BUDGET_SUBMISSIONS_QUERY;
  waitingQuery = WAITING_QUERY;
  week: Unit | undefined;
  isMissing = false;
  nowMs = Date.now();
  protected waited: unknown;
  private waitedAnswer: GraphQLResult | undefined;
  protected waitedProblem: Problem | undefined;
  private stopClock: (() => void) | undefined;

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.week = readUnit(data);
    this.isMissing = this.week === undefined;
  }

  @wire(graphql, { query: '$waitingQuery', variables: '$waitedFor' })
  handleWaiting(result: GraphQLResult): void {
    this.waitedAnswer = result;
    const hasFailed = result.errors !== undefined && result.errors.length > 0;
    this.waitedProblem = hasFailed ? problemOf(result.errors) : undefined;
    if (!hasFailed && result.data !== undefined && result.data !== null) this.waited = result.data;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.nowMs = Date.now();
    this.stopClock = onMinute((nowMs) => {
      this.nowMs = nowMs;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopClock?.();
  }

  protected override async refresh(): Promise<void> {
    await super.refresh();
    try {
      await this.waitedAnswer?.refresh?.();
    } catch (error) {
      this.waitedProblem = problemOf(error);
    }
  }

  get cycle(): Cycle | undefined {
    return currentCycle(this.week?.cycles ?? []);
  }

  get phase(): Phase {
    return phaseOf(this.cycle, this.week?.periodStart ?? null, this.nowMs);
  }

  get isLoading(): boolean {
    return this.week === undefined && this.problem === undefined && !this.isMissing;
  }

  get money(): MoneyUnit {
    return this.unitFor(Math.max(this.week?.budget ?? 0, this.week?.rolledUp ?? 0));
  }

  get rows(): readonly MemberRow[] {
    return this.week === undefined ? [] : memberRows(this.week, this.cycle, this.phase);
  }

  get items(): readonly OpenItem[] {
    return this.week === undefined ? [] : openItems(this.week, this.rows, this.cycle, this.phase);
  }

  /** The people whose last nudge counts. They stand still while the week goes on, so that it is asked once. */
  get waitedFor(): Readonly<Record<string, unknown>> | undefined {
    if (this.week === undefined || this.phase === 'none' || this.phase === 'past') return undefined;
    const people = [...this.week.members.map(({ repId }) => repId), this.week.managerId];
    return { budget: this.week.id, people: [...new Set(people.filter((id) => id !== null))].sort() };
  }

  get isRunning(): boolean {
    return takesSubmissions(this.phase) || this.phase === 'frozen';
  }

  protected get recent(): ReadonlyMap<string, string> {
    return recentlyNudged(nudgesIn(this.waited), this.nowMs);
  }
}
