import { LightningElement, api } from 'lwc';
import { counted, fill, labels, sentences } from 'c/labels';
import { formatAmount, formatSigned, unitName, unreadableReason, NOTHING, type Unit } from 'c/moneyFormat';
import type { PastedCell, PasteField, PastePreview as Preview, Rejection } from 'c/gridPaste';
import type { EntryRow } from 'c/forecastDraft';

interface CellView {
  readonly key: string;
  readonly name: string;
  readonly column: string;
  readonly text: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly reasonKey: string;
  readonly className: string;
}

const REASONS: Readonly<Record<Exclude<Rejection, 'unreadable'>, string>> = {
  noRow: labels.pasteNoRow,
  ambiguous: labels.pasteAmbiguous,
  repeated: labels.pasteRepeated,
  locked: labels.pasteLocked,
  notAChoice: labels.pasteNotAChoice,
  tooLong: labels.pasteTooLong,
};

const COLUMNS: Readonly<Record<PasteField, string>> = {
  entered: labels.columnEntered,
  confidence: labels.confidence,
  note: labels.note,
};

/** What a paste would enter, before anything is: each cell with its row or why it is left out. Sends `accept`, `cancel`. */
export default class PastePreview extends LightningElement {
  @api preview: Preview | undefined;
  @api unit: Unit = 'one';

  labels = labels;
  private isNew = true;

  override renderedCallback(): void {
    if (!this.isNew) return;
    this.isNew = false;
    this.template?.querySelector<HTMLElement>('.panel')?.focus();
  }

  get cells(): readonly PastedCell[] {
    return this.preview?.cells ?? [];
  }

  get heading(): string {
    return fill(labels.pasteTitle, this.cells.length);
  }

  get how(): string {
    const way = this.preview?.by === 'name' ? labels.pasteByName : fill(labels.pasteByPosition, this.firstName);
    return sentences(way, fill(labels.pasteUnit, unitName(this.unit)));
  }

  private get firstName(): string {
    return this.cells[0]?.row?.name ?? NOTHING;
  }

  get views(): readonly CellView[] {
    return this.cells.map((cell) => this.viewOf(cell));
  }

  /** Said only where there is more than the amount. */
  get hasColumns(): boolean {
    return this.cells.some(({ field }) => field !== 'entered');
  }

  get whyWidth(): number {
    return this.hasColumns ? 5 : 4;
  }

  private viewOf({ line, field, name, text, row, read, rejection }: PastedCell): CellView {
    return {
      key: `${line} ${field}`,
      name: row?.name ?? (name === '' ? NOTHING : name),
      column: COLUMNS[field],
      text,
      before: row === undefined ? '' : this.stored(row, field),
      after: rejection === undefined ? this.meant(read) : '',
      reason: reasonOf(text, read, rejection),
      reasonKey: `reason ${line} ${field}`,
      className: rejection === undefined ? '' : 'rejected',
    };
  }

  private stored(row: EntryRow, field: PasteField): string {
    return field === 'entered' ? formatAmount(row.entered, this.unit) : (row[field] ?? NOTHING);
  }

  private meant(read: PastedCell['read']): string {
    if (read.kind === 'amount') return formatAmount(read.amount, this.unit);
    return read.kind === 'text' ? (read.text ?? NOTHING) : '';
  }

  get rejected(): string {
    const count = this.cells.length - (this.preview?.accepted ?? 0);
    return count === 0 ? '' : fill(labels.pasteRejected, count);
  }

  get effect(): string {
    const { before = 0, after = 0 } = this.preview ?? {};
    const change = after - before;
    const text = fill(labels.forecastBeforeAfter, formatAmount(before, this.unit), formatAmount(after, this.unit));
    return change === 0 ? text : `${text} ${formatSigned(change, this.unit)}`;
  }

  get acceptLabel(): string {
    return counted(labels.pasteAcceptOne, labels.pasteAcceptMany, this.preview?.accepted ?? 0);
  }

  get cannotAccept(): boolean {
    return (this.preview?.accepted ?? 0) === 0;
  }

  handleAccept(): void {
    this.dispatchEvent(new CustomEvent('accept'));
  }

  handleCancel(): void {
    this.dispatchEvent(new CustomEvent('cancel'));
  }

  handleKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.handleCancel();
  }
}

function reasonOf(text: string, read: PastedCell['read'], rejection: Rejection | undefined): string {
  if (rejection === undefined) return '';
  if (rejection !== 'unreadable') return fill(REASONS[rejection], text);
  return read.kind === 'unreadable' ? unreadableReason(text, read.reason) : '';
}
