import { wire } from 'lwc';
import userId from '@salesforce/user/Id';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { problemOf, problemText } from 'c/apiErrors';
import { addMonths } from 'c/businessDays';
import { dayAt, monthsAround } from 'c/dateFormat';
import { HOME_QUERY, readHome, readTeam, TEAM_QUERY, type Home, type Team } from 'c/home';
import { onMinute } from 'c/minuteClock';
import type { Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { permissions } from 'c/permissions';
import { homeView, type HomeView } from './homeView';

/** Home: left the gap of what is mine, right what is open for me this week and what was asked of me. */
export default class HomePage extends PagePanel {
  home: Home | undefined;
  nowMs = Date.now();
  private stopClock: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopClock = onMinute((nowMs) => {
      this.nowMs = nowMs;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopClock?.();
  }

  query: GraphQLDocument = HOME_QUERY;
  /** This month and the two after it. Fixed while the page is open, so that midnight asks for nothing. */
  readonly asked = { me: userId, ...monthsAround(dayAt(Date.now()), 2) };

  @wire(graphql, { query: '$query', variables: '$asked' })
  handleHome(result: GraphQLResult): void {
    const data = this.take(result);
    if (data !== undefined) this.home = readHome(data);
  }

  team: Team | undefined;
  teamProblem = '';
  private teamAnswer: GraphQLResult | undefined;

  /** Asked once Home is there, and only of those who lead somebody: without a query nothing is asked. */
  get teamQuery(): GraphQLDocument | undefined {
    return this.teamAsked && TEAM_QUERY;
  }

  get teamAsked(): { readonly from: string; readonly since: string } | undefined {
    const { from } = this.asked;
    return this.home !== undefined && this.showsUnits ? { from, since: addMonths(from, -6) } : undefined;
  }

  @wire(graphql, { query: '$teamQuery', variables: '$teamAsked' })
  handleTeam(result: GraphQLResult): void {
    this.teamAnswer = result;
    const { data, errors = [] } = result;
    this.teamProblem = errors.length > 0 ? problemText(problemOf(errors)) : '';
    if (data !== undefined && data !== null) this.team = readTeam(data);
  }

  protected override async refresh(): Promise<void> {
    await super.refresh();
    await this.readTeamAgain();
  }

  private async readTeamAgain(): Promise<void> {
    try {
      await this.teamAnswer?.refresh?.();
    } catch (error) {
      this.teamProblem = problemText(problemOf(error));
    }
  }

  handleTeamRetry(): void {
    this.readTeamAgain().catch((error: unknown) => {
      this.problem = problemOf(error);
    });
  }

  get hasTeam(): boolean {
    return this.team !== undefined && this.view?.showsUnits === true;
  }

  get isTeamWaiting(): boolean {
    return this.team === undefined && this.teamProblem === '';
  }

  get isLoading(): boolean {
    return this.home === undefined && this.problem === undefined;
  }

  get unit(): Unit {
    const { budgets = [], targets = [] } = this.home ?? {};
    const own = targets.flatMap(({ figures }) => [figures.target ?? 0, figures.landing]);
    const seen = this.showsUnits ? budgets.flatMap(({ budget, landing }) => [budget ?? 0, landing]) : [];
    return this.unitFor(Math.max(0, ...own, ...seen));
  }

  /** Units are for those who lead one or stand above. */
  private get showsUnits(): boolean {
    return permissions.submitForUnit || permissions.confirmForecasts || permissions.runCycle;
  }

  get view(): HomeView | undefined {
    const { home, nowMs, unit, showsUnits, team } = this;
    if (home === undefined) return undefined;
    const viewer = { id: userId, decides: permissions.confirmForecasts };
    return homeView({
      home,
      team,
      viewer,
      nowMs,
      unit,
      showsUnits,
      runsCycle: permissions.runCycle,
      from: this.asked.from,
    });
  }
}
