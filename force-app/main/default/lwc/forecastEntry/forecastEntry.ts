import { wire } from 'lwc';
import { graphql, type GraphQLResult } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { RefreshEvent } from 'lightning/refresh';
import {
  getObjectInfo,
  getPicklistValues,
  type ObjectInfo,
  type PicklistValues,
  type WireResult,
} from 'lightning/uiObjectInfoApi';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { problemOf } from 'c/apiErrors';
import { opportunityAmount, projectAmount } from 'c/fields';
import * as draft from 'c/forecastDraft';
import type { DraftCounts, Drafts, EntryRow, Totals } from 'c/forecastDraft';
import type { ChangedDetail } from 'c/forecastDetail';
import type { Progress } from 'c/forecastFooter';
import type { Permissions, SettledConflict, TypedAmount } from 'c/forecastGrid';
import { FORECAST_QUERY, readForecast, type Forecast } from 'c/forecastQuery';
import { fill, labels } from 'c/labels';
import { formatCount, readAmount, type Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';
import { saveRows, type RowOutcome } from 'c/saveRows';
import { afterOutcome, changeOf, isAnswered, lostToast, mayEditAnything, permissionsOf, toastOf } from './entryRules';

/** The right pane of a Target: what the member expects of each project and open deal, saved row by row. */
export default class ForecastEntry extends PagePanel {
  query = FORECAST_QUERY;
  forecast: Forecast | undefined;
  isMissing = false;
  drafts: Drafts = {};
  progress: Progress | undefined;
  announcement = '';

  @wire(getObjectInfo, { objectApiName: projectAmount.object })
  projectInfo: WireResult<ObjectInfo> | undefined;

  @wire(getObjectInfo, { objectApiName: opportunityAmount.object })
  opportunityInfo: WireResult<ObjectInfo> | undefined;

  @wire(getPicklistValues, { recordTypeId: '$recordTypeId', fieldApiName: projectAmount.confidence })
  confidenceValues: WireResult<PicklistValues> | undefined;

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data === undefined) return;
    this.forecast = readForecast(data);
    this.isMissing = this.forecast === undefined;
    const lost = lostToast(this.rows, this.drafts);
    if (lost !== undefined) this.dispatchEvent(new ShowToastEvent(lost));
    this.drafts = draft.rebase(this.rows, this.drafts);
  }

  get recordTypeId(): string | undefined {
    return this.projectInfo?.data?.defaultRecordTypeId ?? undefined;
  }

  get rows(): readonly EntryRow[] {
    return this.forecast?.rows ?? [];
  }

  get confidences(): PicklistValues['values'] {
    return this.confidenceValues?.data?.values ?? [];
  }

  get permissions(): Permissions {
    return permissionsOf(this.projectInfo, this.opportunityInfo);
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
    return draft.totalsOf(this.rows, this.drafts);
  }

  get landing(): number {
    return this.forecast?.landing ?? 0;
  }

  get counts(): DraftCounts {
    return draft.countsOf(this.rows, this.drafts);
  }

  private onRow(id: string, next: (row: EntryRow) => Drafts): void {
    const row = this.rows.find((one) => one.id === id);
    if (row !== undefined) this.drafts = next(row);
  }

  handleTyped({ detail }: CustomEvent<TypedAmount>): void {
    const read = readAmount(detail.text, this.unit);
    this.onRow(detail.id, (row) => draft.typeAmount(this.drafts, row, detail.text, read));
  }

  handleCommitted(event: CustomEvent<string>): void {
    this.onRow(event.detail, (row) => draft.leaveAmount(this.drafts, row));
  }

  handleReverted(event: CustomEvent<string>): void {
    this.onRow(event.detail, (row) => draft.revertAmount(this.drafts, row));
  }

  handleDetail({ detail }: CustomEvent<ChangedDetail>): void {
    this.onRow(detail.id, (row) => draft.changeDetail(this.drafts, row, detail.change));
  }

  handleSettled({ detail }: CustomEvent<SettledConflict>): void {
    const settle = detail.choice === 'mine' ? draft.keepMine : draft.takeTheirs;
    this.onRow(detail.id, (row) => settle(this.drafts, row));
  }

  handleUndo(): void {
    this.drafts = {};
    this.announcement = labels.forecastDraftNone;
  }

  handleKeyDown(event: KeyboardEvent): void {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.handleSave();
  }

  handleSave(): void {
    if (this.progress !== undefined) return;
    this.save().catch((error: unknown) => {
      this.progress = undefined;
      this.problem = problemOf(error);
    });
  }

  /** Looks first, so that a change by somebody else is met before it is overwritten; then row by row. */
  private async save(): Promise<void> {
    await this.refresh();
    if (this.counts.conflicts > 0) {
      this.announcement = labels.rowConflict;
      this.dispatchEvent(new RefreshEvent());
    }
    const changes = draft.sendable(this.rows, this.drafts).flatMap((row) => {
      const rowDraft = this.drafts[row.id];
      return rowDraft === undefined ? [] : [changeOf(row, rowDraft)];
    });
    if (changes.length === 0) return;
    for (const { recordId } of changes) this.drafts = draft.withState(this.drafts, recordId, 'saving');
    this.progress = { done: 0, all: changes.length };
    const outcomes = await saveRows(changes, (outcome) => {
      this.drafts = afterOutcome(this.drafts, outcome);
      this.progress = { done: (this.progress?.done ?? 0) + 1, all: changes.length };
    });
    this.progress = undefined;
    this.tell(outcomes);
    await this.followUp(outcomes);
  }

  private tell(outcomes: readonly RowOutcome[]): void {
    const toast = toastOf(outcomes);
    this.announcement = [toast.title, toast.message].filter((part) => part !== undefined).join('. ');
    this.dispatchEvent(new ShowToastEvent(toast));
  }

  /** The roll-ups have moved: the page and the other panels read again, and so do we. */
  private async followUp(outcomes: readonly RowOutcome[]): Promise<void> {
    const saved = outcomes.filter(({ kind }) => kind === 'saved').map(({ recordId }) => recordId);
    const parents = [this.forecast?.targetId, this.forecast?.budgetId].filter((id) => typeof id === 'string');
    if (saved.length > 0) {
      await notifyRecordUpdateAvailable([...saved, ...parents].map((recordId) => ({ recordId })));
      this.dispatchEvent(new RefreshEvent());
    }
    await this.refresh();
  }
}
