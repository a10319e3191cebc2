import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { createRecord } from 'lightning/uiRecordApi';
import { problemOf, problemText } from 'c/apiErrors';
import { dayAt } from 'c/dateFormat';
import type { Recorded } from 'c/decisionRecorder';
import { valueOf } from 'c/fieldValue';
import { fill, labels } from 'c/labels';
import { seatOf, standingsOf, type Said, type Scope } from 'c/meeting';
import type { Keeping } from 'c/meetingPromises';
import { onMinute } from 'c/minuteClock';
import type { Unit } from 'c/moneyFormat';
import { permissions } from 'c/permissions';
import { saveRows, type RowOutcome } from 'c/saveRows';
import { fieldsOf } from './fieldsOf';
import { MeetingReader } from './meetingReader';
import { meetingView, type MeetingView } from './meetingView';

interface Recorder extends HTMLElement {
  begin(): void;
  takeUp(topic: Said): void;
  clear(): void;
}

/** The Wednesday meeting: left what was promised, the frozen numbers and why they moved; right what is decided. */
export default class MeetingPage extends MeetingReader {
  scope: Partial<Scope> = {};
  /** Id of the budget that is chosen; none shows the bridge of all units. */
  chosenId = '';
  showsAll = true;
  isPresenting = false;
  isSaving = false;
  refusal = '';
  announcement = '';
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

  get view(): MeetingView | undefined {
    const { read, now, scope, chosenId, showsAll, nowMs } = this;
    if (read === undefined) return undefined;
    return meetingView({ read, now, scope, chosen: chosenId, showsAll, today: dayAt(nowMs) });
  }

  get unit(): Unit {
    const { budget = 0, landing = 0 } = this.view?.totals ?? {};
    return this.unitFor(Math.max(budget, landing));
  }

  get today(): string {
    return dayAt(this.nowMs);
  }

  /** From the freeze on there is something that minutes can be true of. */
  get isFrozen(): boolean {
    return (this.read?.frozen.length ?? 0) > 0;
  }

  get mayDecide(): boolean {
    return permissions.confirmForecasts || permissions.submitForUnit;
  }

  get canKeep(): boolean {
    return this.mayDecide && !this.isPresenting;
  }

  get pageClass(): string {
    return this.isPresenting ? 'page presenting' : 'page';
  }

  handlePresent(): void {
    this.isPresenting = !this.isPresenting;
  }

  handleMonthChosen(event: CustomEvent<string>): void {
    this.scope = { ...this.scope, month: event.detail };
    this.chosenId = '';
    this.showsAll = true;
  }

  handleMeasure(event: Event): void {
    // The one select of the page itself.
    this.scope = { ...this.scope, measure: valueOf(event) };
    this.chosenId = '';
    this.showsAll = true;
  }

  handleUnitOfMeeting(event: CustomEvent<string>): void {
    this.chosenId = event.detail;
  }

  handleCausesAsked(): void {
    this.showsAll = false;
  }

  handleBridgeAsked(): void {
    this.showsAll = true;
  }

  handleDecisionAsked(): void {
    this.recorder?.begin();
  }

  private get recorder(): Recorder | null | undefined {
    return this.template?.querySelector<Recorder>('c-decision-recorder');
  }

  handleRecorded(event: CustomEvent<Recorded>): void {
    const { read } = this;
    if (read === undefined || this.isSaving) return;
    this.isSaving = true;
    this.refusal = '';
    this.record(event.detail, read.cycle.id)
      .catch((error: unknown) => {
        this.refusal = problemText(problemOf(error));
      })
      .finally(() => {
        this.isSaving = false;
      });
  }

  private async record(entered: Recorded, cycleId: string): Promise<void> {
    await createRecord({ apiName: 'Gap_Action__c', fields: fieldsOf(entered, cycleId) });
    this.recorder?.clear();
    this.say(fill(labels.recorderSaved, entered.subject));
    const topic = this.topicOf(entered.topicId);
    if (topic === undefined) await this.refresh();
    else this.change(topic, { State__c: 'Done' });
  }

  private topicOf(id: string | null): Said | undefined {
    return this.view?.parked.find((one) => one.id === id);
  }

  /** A topic is taken up at its own number, in the month that it is about. */
  handleTakenUp({ detail }: CustomEvent<string>): void {
    const { read, now } = this;
    const topic = this.topicOf(detail);
    if (read === undefined || topic === undefined) return;
    const seat = seatOf(topic, standingsOf(read, now));
    if (seat !== undefined) {
      this.scope = seat.scope;
      this.chosenId = seat.budgetId;
    }
    this.recorder?.takeUp(topic);
  }

  handleDropped({ detail }: CustomEvent<string>): void {
    const topic = this.topicOf(detail);
    if (topic !== undefined) this.change(topic, { State__c: 'Dropped' }, fill(labels.parkedClosed, topic.subject));
  }

  /** Whether a promise was kept, with the number as it stands in this meeting. */
  handleKept({ detail }: CustomEvent<Keeping>): void {
    const promise = this.view?.promises.find(({ id }) => id === detail.id);
    if (promise === undefined) return;
    this.change(promise, { State__c: detail.state, Value_At_Review__c: promise.valueNow });
  }

  /** `done`: what is said once it is saved. */
  private change({ id, modifiedAt }: Said, fields: Readonly<Record<string, unknown>>, done?: string): void {
    saveRows([{ recordId: id, fields, seenModifiedAt: modifiedAt ?? undefined }], ([outcome]) => {
      if (outcome === undefined) return;
      this.settle(outcome);
      if (outcome.kind === 'saved' && done !== undefined) this.say(done);
    })
      .then(() => this.refresh())
      .catch((error: unknown) => {
        this.problem = problemOf(error);
      });
  }

  private settle(outcome: RowOutcome): void {
    if (outcome.kind === 'saved') return;
    const reasons = { conflict: labels.rowChangedMeanwhile, unknown: labels.rowNoAnswer };
    const message = outcome.kind === 'rejected' ? problemText(outcome.problem) : reasons[outcome.kind];
    this.announcement = message;
    this.dispatchEvent(new ShowToastEvent({ title: labels.forecastNotSaved, message, variant: 'error' }));
  }

  private say(title: string): void {
    this.announcement = title;
    this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
  }
}
