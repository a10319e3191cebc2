import { LightningElement, api } from 'lwc';
import { isDue, phaseOf, takesSubmissions, type Cycle, type Phase } from 'c/forecastCycle';
import { labels } from 'c/labels';
import { remembered } from 'c/remembered';
import { onMinute } from 'c/minuteClock';
import type { Submission } from 'c/submissions';
import { standingView, type StandingView } from './standingView';
import { weekView, type WeekView } from './weekView';

export { standingView, type StandingView } from './standingView';
export { weekView, type WeekView } from './weekView';

/**
 * The week on a Target and a Budget page (N7): what is left until when, where the submission of this page stands, and
 * what is open. Counts by itself, without asking anything.
 */
export default class CycleCard extends LightningElement {
  @api cycle: Cycle | undefined;
  /** Month of the page: one before those that the week forecasts is past. */
  @api periodStart: string | null = null;
  /** The version of this week that counts. */
  @api latest: Submission | undefined;
  /** What still has to be done, one thing each. */
  @api openItems: readonly string[] = [];

  /** The week alone, where nobody's submission is meant. */
  @api isWeekAlone = false;

  labels = labels;
  private nowMs = Date.now();
  private readonly weekView = remembered(weekView);
  private stopClock: (() => void) | undefined;

  override connectedCallback(): void {
    this.nowMs = Date.now();
    this.stopClock = onMinute((nowMs) => {
      this.nowMs = nowMs;
    });
  }

  override disconnectedCallback(): void {
    this.stopClock?.();
  }

  private get phase(): Phase {
    return phaseOf(this.cycle, this.periodStart, this.nowMs);
  }

  get week(): WeekView {
    return this.weekView(this.cycle, this.phase, this.nowMs);
  }

  get headlineClass(): string {
    return `headline ${this.week.urgency}`;
  }

  /** Nobody stands anywhere in a week that is not there or has not begun. */
  get standing(): StandingView | undefined {
    const { phase } = this;
    if (this.isWeekAlone) return undefined;
    if (this.latest === undefined && ['none', 'past', 'planned', 'held'].includes(phase)) return undefined;
    return standingView(this.latest, isDue(phase));
  }

  get hasOpenItems(): boolean {
    return takesSubmissions(this.phase) && this.openItems.length > 0;
  }

  get isDone(): boolean {
    return !this.isWeekAlone && takesSubmissions(this.phase) && this.openItems.length === 0;
  }
}
