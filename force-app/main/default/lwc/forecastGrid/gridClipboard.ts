import { isRange } from 'c/gridPaste';
import { GridCursor } from './gridCursor';
import { rangeBetween, repeated, textOfRange } from './gridRange';

/** Several cells, and the rows from the one that they were pasted into on. */
export interface PastedRange {
  readonly ids: readonly string[];
  readonly text: string;
}

/** What copy, cut and paste do with the selected cells. */
export class GridClipboard extends GridCursor {
  /** Text that is being edited is copied by the browser. */
  handleCopy(event: ClipboardEvent): void {
    if (!this.isInCell || this.mode === 'edit') return;
    const { range } = this;
    event.clipboardData?.setData('text/plain', textOfRange(this.shownRows, this.drafts, this.unit, range));
    event.preventDefault();
    const detail = (range.to - range.from + 1) * range.columns.filter((column) => column !== 'detail').length;
    this.dispatchEvent(new CustomEvent<number>('rangecopied', { detail }));
  }

  handleCut(event: ClipboardEvent): void {
    if (!this.isInCell || this.mode === 'edit') return;
    this.handleCopy(event);
    this.editRange('clear');
  }

  /** One cell goes into its input as any text; more, or one into several rows, are pasted as a range. */
  handlePaste(event: ClipboardEvent): void {
    if (!this.isInCell) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const { from, to } = this.mode === 'edit' ? rangeBetween(this.at, this.at) : this.range;
    if (!isRange(text) && from === to) return;
    event.preventDefault();
    const detail: PastedRange = {
      ids: this.shownRows.slice(from).map(({ id }) => id),
      text: repeated(text, to - from + 1),
    };
    this.dispatchEvent(new CustomEvent<PastedRange>('rangepasted', { detail }));
  }
}
