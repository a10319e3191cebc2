import { LightningElement, api } from 'lwc';
import type { Friday, Gap } from 'c/gapQuery';
import { fill, labels } from 'c/labels';
import { remembered } from 'c/remembered';
import { formatCount, type Unit } from 'c/moneyFormat';
import type { OpenedRecord } from 'c/pagePanel';
import { download } from 'c/textFile';
import { fileOf } from './breakdownFile';
import { breakdownOf, type Breakdown, type BreakdownGroup, type BreakdownRow } from './breakdownTable';

const FIRST_ROWS = 30;
const MORE_ROWS = 200;

type ShownRow = BreakdownRow & { readonly url: string };
type ShownGroup = Omit<BreakdownGroup, 'rows'> & { readonly rows: readonly ShownRow[]; readonly heading: string };

/** What the landing is made of. Sends `recordopened` when a row's name is clicked. */
export default class GapBreakdown extends LightningElement {
  @api gap: Gap | undefined;
  /** Shows beside each landing what has changed since. */
  @api friday: Friday | undefined;
  @api unit: Unit = 'one';

  labels = labels;
  rowLimit = FIRST_ROWS;
  private readonly breakdownOf = remembered(breakdownOf);

  private get breakdown(): Breakdown | undefined {
    return this.gap === undefined ? undefined : this.breakdownOf(this.gap, this.unit, this.friday);
  }

  get isEmpty(): boolean {
    return (this.breakdown?.groups ?? []).every((group) => group.rows.length === 0);
  }

  get emptyHeading(): string {
    return this.gap?.kind === 'budget' ? labels.breakdownEmptyBudget : labels.breakdownEmptyTarget;
  }

  get firstGroup(): { readonly name: string; readonly count: string } {
    return this.breakdown?.groups[0] ?? { name: '', count: '' };
  }

  get columns(): readonly string[] {
    return this.breakdown?.columns ?? [];
  }

  get columnCount(): number {
    return this.columns.length + 1;
  }

  /** The first group's name heads the column; the others have a row of their own. */
  get groups(): readonly ShownGroup[] {
    let room = this.rowLimit;
    return (this.breakdown?.groups ?? []).map((group, index) => {
      const rows = group.rows.slice(0, room).map((row) => ({ ...row, url: urlOf(row) }));
      room -= rows.length;
      return { ...group, rows, heading: index === 0 ? '' : group.name };
    });
  }

  get totals(): readonly BreakdownRow[] {
    return this.breakdown?.totals ?? [];
  }

  get proof(): string {
    return this.breakdown?.proof.text ?? '';
  }

  get note(): string {
    return this.breakdown?.note ?? '';
  }

  get proofIcon(): string {
    return this.breakdown?.proof.isEqual === true ? 'utility:check' : 'utility:warning';
  }

  get proofClass(): string {
    return this.breakdown?.proof.isEqual === true ? 'proof' : 'proof differs';
  }

  private get hiddenRows(): number {
    const all = (this.breakdown?.groups ?? []).reduce((count, group) => count + group.rows.length, 0);
    return Math.max(0, all - this.rowLimit);
  }

  get showMore(): string {
    const more = Math.min(MORE_ROWS, this.hiddenRows);
    return more === 0 ? '' : fill(labels.showMore, formatCount(more));
  }

  /** Every row, also those that are not drawn yet. */
  handleDownload(): void {
    const { gap, breakdown } = this;
    if (gap === undefined || breakdown === undefined) return;
    const { name, text } = fileOf(gap, breakdown, this.unit);
    download(name, text);
  }

  handleShowMore(): void {
    this.rowLimit += MORE_ROWS;
  }

  handleOpen(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    // The handler sits on our own links only.
    const { recordId, objectApiName } = (event.currentTarget as HTMLElement).dataset;
    if (recordId === undefined || objectApiName === undefined) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<OpenedRecord>('recordopened', { detail: { recordId, objectApiName } }));
  }
}

function urlOf({ link }: BreakdownRow): string {
  return link === undefined ? '' : `/lightning/r/${link.objectApiName}/${link.recordId}/view`;
}
