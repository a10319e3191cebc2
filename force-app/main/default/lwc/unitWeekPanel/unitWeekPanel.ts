import { wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { currentCycle, phaseOf, type Cycle, type Phase } from 'c/forecastCycle';
import { onMinute } from 'c/minuteClock';
import type { Unit as MoneyUnit } from 'c/moneyFormat';
import { BUDGET_SUBMISSIONS_QUERY } from 'c/submissions';
import { readUnit, type Unit } from 'c/unitWeek';
import { WritingPanel } from 'c/writingPanel';

/** What both panels of a unit's week know: the unit with what its members said, the week and the clock. */
export class UnitWeekPanel extends WritingPanel {
  week: Unit | undefined;
  isMissing = false;
  nowMs = Date.now();
  private stopClock: (() => void) | undefined;

  get query(): GraphQLDocument | undefined {
    return this.variables && BUDGET_SUBMISSIONS_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.week = readUnit(data);
    this.isMissing = this.week === undefined;
    this.received();
  }

  /** After each answer about the unit. */
  protected received(): void {
    // What is being prepared is looked at again by whoever prepares it.
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

  get isLoading(): boolean {
    return this.week === undefined && this.problem === undefined && !this.isMissing;
  }

  get cycle(): Cycle | undefined {
    return currentCycle(this.week?.cycles ?? []);
  }

  get phase(): Phase {
    return phaseOf(this.cycle, this.week?.periodStart ?? null, this.nowMs);
  }

  get unit(): MoneyUnit {
    return this.unitFor(Math.max(this.week?.budget ?? 0, this.week?.rolledUp ?? 0));
  }
}
