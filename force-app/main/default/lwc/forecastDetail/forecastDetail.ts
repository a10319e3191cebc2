import { LightningElement, api } from 'lwc';
import type { Entry, EntryRow } from 'c/forecastDraft';
import { labels } from 'c/labels';

export type DetailChange = Partial<Pick<Entry, 'inLanding' | 'confidence' | 'note'>>;

export interface ChangedDetail {
  readonly id: string;
  readonly change: DetailChange;
}

/** What else a member says about a line. Sends `detailchanged`, which bubbles to the entry around the grid. */
export default class ForecastDetail extends LightningElement {
  @api row: EntryRow | undefined;
  @api canEdit: Readonly<Record<keyof Entry, boolean>> | undefined;
  @api confidences: readonly { readonly label: string; readonly value: string }[] = [];

  @api lockedReason = '';

  labels = labels;

  get isProject(): boolean {
    return this.row?.kind === 'project';
  }

  get isInLanding(): boolean {
    return this.row?.inLanding === true;
  }

  get confidence(): string {
    return this.row?.confidence ?? '';
  }

  get note(): string {
    return this.row?.note ?? '';
  }

  get options(): readonly { readonly label: string; readonly value: string }[] {
    return [{ label: labels.confidenceNone, value: '' }, ...this.confidences];
  }

  get isLandingLocked(): boolean {
    return this.canEdit?.inLanding !== true;
  }

  get isConfidenceLocked(): boolean {
    return this.canEdit?.confidence !== true;
  }

  get isNoteLocked(): boolean {
    return this.canEdit?.note !== true;
  }

  handleLanding(event: CustomEvent<{ checked: boolean }>): void {
    this.tell({ inLanding: event.detail.checked });
  }

  handleConfidence(event: CustomEvent<{ value: string }>): void {
    this.tell({ confidence: event.detail.value === '' ? null : event.detail.value });
  }

  handleNote(event: CustomEvent<{ value: string }>): void {
    this.tell({ note: event.detail.value === '' ? null : event.detail.value });
  }

  private tell(change: DetailChange): void {
    const detail = { id: this.row?.id ?? '', change };
    this.dispatchEvent(new CustomEvent<ChangedDetail>('detailchanged', { detail, bubbles: true, composed: true }));
  }
}
