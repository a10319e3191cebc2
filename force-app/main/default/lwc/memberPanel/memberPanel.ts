import { wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { entryStateOf, onEntryState, type EntryState } from 'c/entryState';
import { currentCycle, isDue, phaseOf, type Cycle, type Phase } from 'c/forecastCycle';
import { onMinute } from 'c/minuteClock';
import type { Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import {
  latestIn,
  readMember,
  reviewedOf,
  standingOf,
  TARGET_SUBMISSIONS_QUERY,
  type Member,
  type Reviewed,
  type Standing,
  type Submission,
} from 'c/submissions';

/** What both panels of a member's week know: the target as its rep confirms it, the week, the clock and the grid. */
export class MemberPanel extends PagePanel {
  member: Member | undefined;
  isMissing = false;
  nowMs = Date.now();
  entry: EntryState = { unsaved: 0, unreadable: 0 };
  private stopClock: (() => void) | undefined;
  private stopHearingEntry: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.nowMs = Date.now();
    this.stopClock = onMinute((nowMs) => {
      this.nowMs = nowMs;
    });
    this.stopHearingEntry = onEntryState((recordId, entry) => {
      if (recordId === this.recordId) this.entry = entry;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopClock?.();
    this.stopHearingEntry?.();
  }

  get query(): GraphQLDocument | undefined {
    return this.variables && TARGET_SUBMISSIONS_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.member = readMember(data);
    this.isMissing = this.member === undefined;
    this.nowMs = Date.now();
    // The grid may have told before this panel was there.
    if (this.recordId !== undefined) this.entry = entryStateOf(this.recordId);
  }

  get isLoading(): boolean {
    return this.member === undefined && this.problem === undefined && !this.isMissing;
  }

  get cycle(): Cycle | undefined {
    return currentCycle(this.member?.cycles ?? []);
  }

  get periodStart(): string | null {
    return this.member?.periodStart ?? null;
  }

  get phase(): Phase {
    return phaseOf(this.cycle, this.periodStart, this.nowMs);
  }

  get latest(): Submission | undefined {
    return this.cycle === undefined ? undefined : latestIn(this.member?.submissions ?? [], this.cycle.id);
  }

  get standing(): Standing {
    return standingOf(this.latest, isDue(this.phase));
  }

  get reviewed(): Reviewed {
    return reviewedOf(this.member?.deals ?? [], this.cycle, this.nowMs);
  }

  get unit(): Unit {
    return this.unitFor(Math.max(this.member?.target ?? 0, this.member?.landing ?? 0));
  }
}
