import userId from '@salesforce/user/Id';
import { RefreshEvent } from 'lightning/refresh';
import { createRecord } from 'lightning/uiRecordApi';
import { problemOf, problemText } from 'c/apiErrors';
import { addDays, mondayOf } from 'c/businessDays';
import type { Cause } from 'c/kpi';
import { fill, labels } from 'c/labels';
import type { Option, Recorded } from 'c/planForm';
import { refusalText, settled } from 'c/submissions';
import { KpiReader } from './kpiReader';
import { moveFor } from './keys';
import { keepOpen } from './opened';

/** Digits that `Kpi_At_Start__c` keeps. */
const DIGITS = 4;

/** U5, U6 and N2: from the gap to its causes to an action against one, on one card. */
export default class KpiTree extends KpiReader {
  /** The KPI that an action is being recorded for. */
  recordingId = '';
  isSaving = false;
  refusal = '';
  announcement = '';
  private isFocusDue = false;

  override renderedCallback(): void {
    if (!this.isFocusDue) return;
    this.isFocusDue = false;
    this.template?.querySelector<HTMLElement>(`tr[data-id="${this.activeId}"]`)?.focus();
  }

  private focusRow(id: string): void {
    this.activeId = id;
    this.isFocusDue = true;
  }

  private toggle(id: string, isOpen: boolean): void {
    this.opened = { ...this.opened, [id]: isOpen };
    keepOpen(this.opened);
  }

  handleKeyDown(event: KeyboardEvent): void {
    // The keys belong to the row; a button in it keeps its own.
    if ((event.target as HTMLElement).tagName !== 'TR') return;
    const { id = '' } = (event.target as HTMLElement).dataset;
    const move = event.altKey || event.ctrlKey || event.metaKey ? undefined : moveFor(event.key, this.rows, id);
    if (move === undefined) return;
    event.preventDefault();
    if (move.kind === 'toggle') this.toggle(move.id, move.isOpen);
    this.focusRow(move.id);
  }

  handleFocus(event: FocusEvent): void {
    // Each row carries this handler and its id.
    this.activeId = (event.currentTarget as HTMLElement).dataset['id'] ?? '';
  }

  handleToggle(event: Event): void {
    const { id = '', open } = (event.currentTarget as HTMLElement).dataset;
    if (open !== undefined) this.toggle(id, open === 'false');
    this.focusRow(id);
  }

  get recording(): Cause | undefined {
    return this.all.find((one) => one.kpi.id === this.recordingId);
  }

  get recordingName(): string {
    return this.recording === undefined ? '' : fill(labels.kpiRecordFor, this.recording.kpi.name);
  }

  /** What is at stake. */
  get stake(): number {
    return Math.max(0, -(this.recording?.contribution ?? 0));
  }

  get choices(): readonly Option[] {
    return this.all.slice(1).map(({ kpi }) => ({ value: kpi.id, label: kpi.name }));
  }

  get owner(): string {
    return this.kpis?.repId ?? userId;
  }

  /** Friday of this week, or of the next when it has passed. */
  get due(): string {
    const friday = addDays(mondayOf(this.today), 4);
    return friday < this.today ? addDays(friday, 7) : friday;
  }

  get canRecordTop(): boolean {
    return this.top !== undefined && this.mayRecord && this.recording === undefined;
  }

  handleRecordTop(): void {
    this.startRecording(this.top?.kpi.id ?? '');
  }

  handleRecord(event: Event): void {
    // Each button names its KPI; the row around it is not opened by it.
    event.stopPropagation();
    this.startRecording((event.currentTarget as HTMLElement).dataset['id'] ?? '');
  }

  private startRecording(id: string): void {
    this.recordingId = id;
    this.refusal = '';
  }

  handleCancelled(): void {
    const id = this.recordingId;
    this.recordingId = '';
    this.focusRow(id);
  }

  handleRecorded({ detail }: CustomEvent<Recorded>): void {
    if (this.isSaving) return;
    this.isSaving = true;
    this.record(detail)
      .catch((error: unknown) => {
        this.refusal = problemText(problemOf(error));
      })
      .finally(() => {
        this.isSaving = false;
      });
  }

  private async record(entered: Recorded): Promise<void> {
    const { kpis } = this;
    const about = { Budget__c: kpis?.budgetId, Target__c: kpis?.targetId, Cycle__c: kpis?.cycleId };
    const fields = { ...about, ...entered, ...this.kpiFields(entered['Kpi__c']) };
    const outcome = await settled(() => createRecord({ apiName: 'Gap_Action__c', fields }));
    if (outcome.kind !== 'saved') {
      this.refusal = refusalText(outcome);
      return;
    }
    this.announcement = fill(labels.kpiSaved, entered['Subject__c'] ?? '');
    this.handleCancelled();
    await this.refresh();
    this.dispatchEvent(new RefreshEvent());
  }

  /** A KPI of the tree by its record, with its name for whoever reads the action elsewhere; or a number in words. */
  private kpiFields(chosen: string | number | null | undefined): Recorded {
    const cause = this.all.find(({ kpi }) => kpi.id === chosen);
    if (cause === undefined) return {};
    const atStart = cause.actual === undefined ? null : Number(cause.actual.toFixed(DIGITS));
    return { Kpi__c: cause.kpi.name, Kpi_Definition__c: cause.kpi.id, Kpi_At_Start__c: atStart };
  }
}
