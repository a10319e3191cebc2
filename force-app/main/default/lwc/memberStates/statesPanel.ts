import { wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { problemOf, type Problem } from 'c/apiErrors';
import { takesSubmissions } from 'c/forecastCycle';
import { memberRows, openItems, recentlyNudged, type MemberRow, type OpenItem } from 'c/unitWeek';
import { UnitWeekPanel } from 'c/unitWeekPanel';
import { nudgesIn } from './waiting';
import { WAITING_QUERY } from './waitingQuery';

/** What the members' states read: the unit and its week at once, then stale deals and the last nudges. */
export class StatesPanel extends UnitWeekPanel {
  protected waited: unknown;
  private waitedAnswer: GraphQLResult | undefined;
  protected waitedProblem: Problem | undefined;

  get waitingQuery(): GraphQLDocument | undefined {
    return this.waitedFor && WAITING_QUERY;
  }

  @wire(graphql, { query: '$waitingQuery', variables: '$waitedFor' })
  handleWaiting(result: GraphQLResult): void {
    this.waitedAnswer = result;
    const hasFailed = result.errors !== undefined && result.errors.length > 0;
    this.waitedProblem = hasFailed ? problemOf(result.errors) : undefined;
    if (!hasFailed && result.data !== undefined && result.data !== null) this.waited = result.data;
  }

  protected override async refresh(): Promise<void> {
    await super.refresh();
    try {
      await this.waitedAnswer?.refresh?.();
    } catch (error) {
      this.waitedProblem = problemOf(error);
    }
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
