import { wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import {
  getObjectInfo,
  getPicklistValues,
  type ObjectInfo,
  type PicklistValues,
  type WireResult,
} from 'lightning/uiObjectInfoApi';
import { formatInstant } from 'c/dateFormat';
import { keepDrafts, keepPaste, keptDrafts, keptPaste, type PendingPaste } from 'c/draftStore';
import { tellEntryState } from 'c/entryState';
import { opportunityAmount, projectAmount } from 'c/fields';
import * as draft from 'c/forecastDraft';
import type { DraftCounts, DraftHistory, Drafts, EntryRow, Totals } from 'c/forecastDraft';
import { sum } from 'c/gapMath';
import type { PastePreview } from 'c/gridPaste';
import type { Permissions } from 'c/gridRows';
import { FORECAST_QUERY, readForecast } from 'c/forecastQuery';
import { fill, labels } from 'c/labels';
import { formatCount, type Unit } from 'c/moneyFormat';
import { remembered } from 'c/remembered';
import { LastWeekPanel } from './lastWeekPanel';
import { isAnswered, lostToast, mayEditAnything, permissionsOf, previewOf } from './entryRules';

const NO_ROWS: readonly EntryRow[] = [];

/** What the entry reads, and the drafts over it: kept in the browser, and taken back step by step. */
export class EntryPanel extends LastWeekPanel {
  isMissing = false;
  drafts: Drafts = {};
  history: DraftHistory = draft.NO_HISTORY;
  restored = '';
  restoredPaste = '';
  pending: PendingPaste | undefined;
  isOffline = typeof navigator !== 'undefined' && !navigator.onLine;
  private hasRestored = false;
  private readonly previewed = remembered(previewOf);
  private readonly permitted = remembered(permissionsOf);
  private readonly totalled = remembered(draft.totalsOf);
  private readonly counted = remembered(draft.countsOf);
  announcement = '';

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.hearConnection);
    window.addEventListener('offline', this.hearConnection);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.hearConnection);
    window.removeEventListener('offline', this.hearConnection);
  }

  /** Back again, the rows are read first: what others have changed meanwhile is merged before anything is sent. */
  private readonly hearConnection = (): void => {
    this.isOffline = !navigator.onLine;
    this.announcement = this.isOffline ? labels.forecastOffline : labels.forecastOnline;
    if (!this.isOffline) this.handleRetry();
  };

  @wire(getObjectInfo, { objectApiName: projectAmount.object })
  projectInfo: WireResult<ObjectInfo> | undefined;

  @wire(getObjectInfo, { objectApiName: opportunityAmount.object })
  opportunityInfo: WireResult<ObjectInfo> | undefined;

  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: projectAmount.confidence })
  confidenceValues: WireResult<PicklistValues> | undefined;

  get query(): GraphQLDocument | undefined {
    return this.variables && FORECAST_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.forecast = readForecast(data);
    this.isMissing = this.forecast === undefined;
    this.restore();
    const lost = lostToast(this.rows, this.drafts);
    if (lost !== undefined) this.dispatchEvent(new ShowToastEvent(lost));
    this.replace(draft.rebase(this.rows, this.drafts));
  }

  /** Once, when the rows are there: what this user had typed when the tab was closed. */
  private restore(): void {
    if (this.hasRestored || this.forecast === undefined || this.recordId === undefined) return;
    this.hasRestored = true;
    this.pending = keptPaste(this.recordId);
    this.restoredPaste = this.pending === undefined ? '' : labels.pasteRestored;
    const kept = keptDrafts(this.recordId);
    if (kept === undefined) return;
    this.drafts = kept.drafts;
    const count = Object.keys(kept.drafts).length;
    this.restored = fill(labels.draftRestored, formatCount(count), formatInstant(kept.keptAt));
  }

  /** Cells that wait for the person's word; kept like drafts until then. */
  protected await(pending: PendingPaste | undefined): void {
    this.pending = pending;
    this.restoredPaste = '';
    if (this.recordId !== undefined) keepPaste(this.recordId, pending);
  }

  /** What the pasted cells would enter, over the rows and drafts of this moment. */
  get pasted(): PastePreview | undefined {
    if (this.pending === undefined || this.isLoading) return undefined;
    return this.previewed(this.pending, this.rows, this.drafts, this.permissions, this.confidences);
  }

  /** The drafts have moved by themselves: an answer came. No step that a person could take back. */
  protected replace(drafts: Drafts): void {
    this.drafts = drafts;
    if (this.recordId === undefined || !this.hasRestored) return;
    keepDrafts(this.recordId, drafts);
    const { change } = this.totals;
    const landing = change === 0 ? {} : { landing: sum([this.landing, change]) };
    tellEntryState(this.recordId, { ...draft.entryStateOf(drafts), ...landing });
  }

  /** A person has changed them; `about` names the cell, whose keystrokes are one step. */
  protected change(drafts: Drafts, about: string | undefined): void {
    this.history = draft.noted(this.history, this.drafts, about);
    this.restored = '';
    this.replace(drafts);
  }

  get recordTypeId(): string | undefined {
    return this.projectInfo?.data?.defaultRecordTypeId ?? undefined;
  }

  get rows(): readonly EntryRow[] {
    return this.besideLastWeek(this.forecast?.rows ?? NO_ROWS);
  }

  get confidences(): PicklistValues['values'] {
    return this.confidenceValues?.data?.values ?? [];
  }

  /** The same object for the same answers, so that no row is drawn again for it. */
  get permissions(): Permissions {
    return this.permitted(this.projectInfo, this.opportunityInfo);
  }

  get unit(): Unit {
    return this.unitFor(Math.max(this.forecast?.target ?? 0, this.forecast?.landing ?? 0));
  }

  get isLoading(): boolean {
    if (this.forecast !== undefined) return !isAnswered(this.projectInfo) || !isAnswered(this.opportunityInfo);
    return this.problem === undefined && !this.isMissing;
  }

  get isEmpty(): boolean {
    return this.forecast?.rows.length === 0;
  }

  get canEdit(): boolean {
    return mayEditAnything(this.permissions);
  }

  get isReadOnly(): boolean {
    return !this.canEdit;
  }

  get overflow(): string {
    const all = this.forecast?.total ?? 0;
    if (all <= this.rows.length) return '';
    return fill(labels.forecastOverflow, formatCount(this.rows.length), formatCount(all));
  }

  get totals(): Totals {
    return this.totalled(this.rows, this.drafts);
  }

  get landing(): number {
    return this.forecast?.landing ?? 0;
  }

  get counts(): DraftCounts {
    return this.counted(this.rows, this.drafts);
  }
}
