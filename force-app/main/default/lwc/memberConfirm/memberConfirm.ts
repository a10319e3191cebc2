import { wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import userId from '@salesforce/user/Id';
import { problemOf, problemText } from 'c/apiErrors';
import type { Days } from 'c/businessDays';
import { fill, labels } from 'c/labels';
import { MemberPanel } from 'c/memberPanel';
import { formatAmount } from 'c/moneyFormat';
import { permissions } from 'c/permissions';
import {
  createVersion,
  lastBefore,
  moveRecord,
  OWN_HISTORY_QUERY,
  readHistory,
  signedBy,
  versionKey,
  type PastMonth,
  type Submission,
  type Version,
  type WriteOutcome,
} from 'c/submissions';
import { confirmView, type ConfirmView } from './confirmView';
import { refusalOf } from './refusals';

/** Where no week was ever planned, nobody has told the holidays. */
const WITHOUT_A_WEEK: Days = { zone: 'Asia/Tokyo', holidays: new Set() };

/** A Target's rep confirms the landing of the week: one record, submitted as it was seen (U9). */
export default class MemberConfirm extends MemberPanel {
  months: readonly PastMonth[] | undefined;
  note = '';
  isMismatchAcknowledged = false;
  isSending = false;
  /** Why it was not taken, and what to do. */
  refusal = '';
  announcement = '';

  get historyQuery(): GraphQLDocument | undefined {
    return this.historyVariables && OWN_HISTORY_QUERY;
  }

  @wire(graphql, { query: '$historyQuery', variables: '$historyVariables' })
  handleHistory({ data }: GraphQLResult): void {
    const { periodStart, cycle, nowMs } = this;
    if (data === undefined || data === null || periodStart === null) return;
    this.months = readHistory(data, { periodStart, calendar: cycle ?? WITHOUT_A_WEEK, nowMs });
  }

  /** Asked only for one's own target, and not before the panel shows something. */
  get historyVariables(): Readonly<Record<string, unknown>> | undefined {
    const { member } = this;
    if (member?.isMine !== true || member.periodStart === null || member.measure === null) return undefined;
    return { measure: member.measure, before: member.periodStart };
  }

  private get previous(): Submission | undefined {
    return this.cycle === undefined ? undefined : lastBefore(this.member?.submissions ?? [], this.cycle.key);
  }

  get view(): ConfirmView | undefined {
    const { member, phase, standing, latest, previous, reviewed, entry, isMismatchAcknowledged, unit } = this;
    if (member === undefined) return undefined;
    const mayEnterForOthers = permissions.enterForOthers;
    return confirmView({
      ...{ member, phase, standing, latest, previous, reviewed, entry, isMismatchAcknowledged, unit },
      mayEnterForOthers,
    });
  }

  get cannotSubmit(): boolean {
    const { view } = this;
    return this.isSending || view === undefined || !view.hasForm || view.blocks.length > 0;
  }

  get buttonLabel(): string {
    return this.isSending ? labels.confirmSaving : (this.view?.button ?? '');
  }

  get hasAccuracy(): boolean {
    return this.member?.isMine === true && this.months !== undefined && this.phase !== 'past';
  }

  handleNote(event: CustomEvent<{ value: string }>): void {
    this.note = event.detail.value;
  }

  handleMismatch(event: Event): void {
    // Our one checkbox carries this handler.
    this.isMismatchAcknowledged = (event.currentTarget as HTMLInputElement).checked;
  }

  /** Alt+S submits (design, 4.1). The key's place counts: with Alt a Mac types another letter. */
  handleKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || event.code !== 'KeyS') return;
    event.preventDefault();
    this.handleSubmit();
  }

  handleSubmit(): void {
    if (!this.cannotSubmit) this.send(() => this.submit());
  }

  handleWithdraw(): void {
    if (!this.isSending && this.view?.canWithdraw === true) this.send(() => this.withdraw());
  }

  private send(write: () => Promise<void>): void {
    this.isSending = true;
    this.refusal = '';
    write()
      .catch((error: unknown) => {
        this.refuse(labels.confirmNotDone, problemText(problemOf(error)));
      })
      .finally(() => {
        this.isSending = false;
      });
  }

  /** Looks first: what is submitted is what the person saw. */
  private async submit(): Promise<void> {
    const seen = { latest: this.latest, landing: this.member?.landing };
    await this.refresh();
    const { member, latest, cycle, unit } = this;
    if (member === undefined || cycle === undefined || this.problem !== undefined) {
      this.refuse(labels.confirmNotDone, labels.confirmNoAnswer);
    } else if (latest?.id !== seen.latest?.id || latest?.state !== seen.latest?.state) {
      this.refuse(labels.confirmNotDone, labels.confirmDecided);
    } else if (member.landing !== seen.landing) {
      this.refuse(labels.confirmNotDone, fill(labels.confirmMoved, formatAmount(member.landing, unit)));
    } else {
      const version: Version = { cycle, kind: 'Member', about: member.targetKey, version: (latest?.version ?? 0) + 1 };
      await this.settle(await createVersion(version, this.fields()), version);
    }
  }

  private fields(): Readonly<Record<string, unknown>> {
    const { member, reviewed, previous, view } = this;
    return {
      ...signedBy(userId, Date.now()),
      Budget__c: member?.budgetId,
      Target__c: member?.targetId,
      Actual__c: member?.actual,
      Landing_Forecast__c: member?.landing,
      Previous_Landing__c: previous?.landing ?? null,
      Note__c: this.note.trim() === '' ? null : this.note.trim(),
      Deals_Total__c: reviewed.total,
      Deals_Changed__c: reviewed.changed,
      Deals_Stale__c: reviewed.stale,
      Mismatch_Acknowledged__c: view?.asksForMismatch === true && this.isMismatchAcknowledged,
      ...(member?.isMine === true ? {} : { On_Behalf_Of__c: member?.repId }),
    };
  }

  /** A lost answer is looked up: what is there counts, whether the answer came or not. */
  private async settle(outcome: WriteOutcome, version: Version): Promise<void> {
    await this.refresh();
    const isThere = outcome.kind === 'unknown' && this.latest?.key === versionKey(version);
    if (outcome.kind !== 'saved' && !isThere) {
      this.refuse(labels.confirmNotDone, refusalOf(outcome));
      return;
    }
    this.note = '';
    this.isMismatchAcknowledged = false;
    this.tell(fill(labels.confirmDone, formatAmount(this.latest?.landing, this.unit)));
  }

  private async withdraw(): Promise<void> {
    const { latest } = this;
    if (latest === undefined) return;
    const outcome = await moveRecord(latest, { State__c: 'Withdrawn' });
    await this.refresh();
    const isThere = outcome.kind === 'unknown' && this.latest?.state === 'Withdrawn';
    if (outcome.kind === 'saved' || isThere) this.tell(labels.confirmWithdrawn);
    else this.refuse(labels.confirmNotWithdrawn, refusalOf(outcome));
  }

  private refuse(title: string, message: string): void {
    this.refusal = message;
    this.announcement = `${title}. ${message}`;
    this.dispatchEvent(new ShowToastEvent({ title, message, variant: 'error' }));
  }

  /** The card above and the lists of the page read again. */
  private tell(title: string): void {
    this.announcement = title;
    this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
    this.dispatchEvent(new RefreshEvent());
  }
}
