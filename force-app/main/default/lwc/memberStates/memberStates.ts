import userId from '@salesforce/user/Id';
import { RefreshEvent } from 'lightning/refresh';
import { problemText } from 'c/apiErrors';
import type { Decision } from 'c/decisionEntry';
import { isDue } from 'c/forecastCycle';
import { counted, fill, labels } from 'c/labels';
import { permissions } from 'c/permissions';
import { decideSubmission } from 'c/submissions';
import { NUDGE_HOURS, nudgesFor, type OpenItem } from 'c/unitWeek';
import { changesNote, countsText, memberViews, moreText, type MemberView } from './memberView';
import { nudge } from './nudging';
import { StatesPanel } from './statesPanel';
import { staleByTarget } from './waiting';
import { waitingNote, waitingRows, waitingSentence, type WaitingRow } from './waitingView';

/** The right pane of a Budget: whom the week waits for (N7), and where each member stands. */
export default class MemberStates extends StatesPanel {
  get waiting(): readonly WaitingRow[] {
    const { week: unit, items, recent, unit: money } = this;
    if (unit === undefined) return [];
    const isDecider = permissions.confirmForecasts && unit.managerId !== userId;
    return waitingRows({ unit, items, stale: staleByTarget(this.waited, this.nowMs), recent, money, isDecider });
  }

  get sentence(): string {
    return waitingSentence(this.items, staleByTarget(this.waited, this.nowMs), this.unit);
  }

  get waitingNote(): string {
    return waitingNote(this.items, this.unit);
  }

  get hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  get nudged(): readonly OpenItem[] {
    return nudgesFor(this.items, this.recent, userId);
  }

  get mayNudge(): boolean {
    const isLeading = permissions.submitForUnit || permissions.confirmForecasts;
    return isLeading && this.items.some(({ personId }) => personId !== null && personId !== userId);
  }

  get nudgeLabel(): string {
    return counted(labels.nudgeOne, labels.nudgeMany, this.nudged.length);
  }

  /** Why nobody can be nudged; empty when somebody can. */
  get nudgeTold(): string {
    if (this.waitedProblem !== undefined) return fill(labels.nudgeNotKnown, problemText(this.waitedProblem));
    if (this.waited === undefined) return '';
    return this.nudged.length === 0 ? fill(labels.nudgeNone, NUDGE_HOURS) : '';
  }

  get cannotNudge(): boolean {
    return this.isBusy || this.waited === undefined || this.waitedProblem !== undefined || this.nudged.length === 0;
  }

  get members(): readonly MemberView[] {
    const mayDecide = permissions.submitForUnit || permissions.confirmForecasts;
    return memberViews({ rows: this.rows, money: this.unit, isOverdue: isDue(this.phase), mayDecide });
  }

  get changesNote(): string {
    return changesNote(this.rows, this.unit);
  }

  get hasMembers(): boolean {
    return this.members.length > 0;
  }

  get counts(): string {
    return this.cycle === undefined ? '' : countsText(this.rows);
  }

  get more(): string {
    return this.week === undefined ? '' : moreText(this.week);
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    const recordId = (event.currentTarget as HTMLElement).dataset['id'] ?? ''; // our own link carries it
    this.handleRecordOpened(new CustomEvent('opened', { detail: { recordId, objectApiName: 'Target__c' } }));
  }

  handleNudge(): void {
    this.run(() => this.nudgeThem(), labels.nudgeNotDone);
  }

  handleDecided(event: CustomEvent<Decision>): void {
    const id = (event.currentTarget as HTMLElement).dataset['id']; // the row of the member carries it
    const seen = this.rows.find(({ target }) => target.id === id)?.latest;
    if (seen === undefined) return;
    const decision = event.detail;
    this.run(async () => {
      const outcome = await decideSubmission(seen, decision, userId, Date.now());
      await this.settle(outcome, () => {
        this.tell(decision.state === 'Confirmed' ? labels.decisionConfirmed : labels.decisionReturned);
      });
    }, labels.decisionFailed);
  }

  /** Looks first, so that nobody is nudged whom somebody has just nudged or who has just confirmed. */
  private async nudgeThem(): Promise<void> {
    await this.refresh();
    const { week, cycle } = this;
    if (this.problem !== undefined || this.waitedProblem !== undefined || week === undefined || cycle === undefined) {
      this.refusal = this.problemReason === '' ? this.nudgeTold : this.problemReason;
      return;
    }
    const { count, refusal } = await nudge(week, cycle, this.nudged, Date.now());
    this.refusal = refusal;
    if (count > 0) this.tell(counted(labels.nudgeDoneOne, labels.nudgeDoneMany, count));
    await this.refresh();
  }

  /** The other panels of the page read again, too. */
  protected override tell(done: string): void {
    super.tell(done);
    this.dispatchEvent(new RefreshEvent());
  }
}
