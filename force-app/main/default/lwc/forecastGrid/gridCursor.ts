import { LightningElement, api } from 'lwc';
import type { Drafts, EntryRow } from 'c/forecastDraft';
import type { CellPress, ForecastRowElement, TypedAmount } from 'c/forecastRow';
import type { Unit } from 'c/moneyFormat';
import { moveFor, type Mode, type Move, type Place } from './gridKeys';
import { rangeBetween, type CellRange } from './gridRange';

/** What to do with the amounts of these rows, in the order in which they are shown. */
export interface EditedRange {
  /** `fill`: the amount of `sourceId` into all of them. */
  readonly kind: 'clear' | 'fill';
  readonly ids: readonly string[];
  readonly sourceId: string | undefined;
}

/** Where the cursor is, which cells are selected, and what keys do there. */
export class GridCursor extends LightningElement {
  @api drafts: Drafts = {};
  @api unit: Unit = 'one';

  at: Place = { row: 0, column: 'entered' };
  /** Where the selected range began, and its other corner: the cursor, but for a range of everything. */
  anchor: Place = { row: 0, column: 'entered' };
  corner: Place = { row: 0, column: 'entered' };
  mode: Mode = 'navigate';
  focusedId: string | undefined;
  shownRows: readonly EntryRow[] = [];
  protected isInCell = false;
  private isExtending = false;
  private mustFocus = false;
  private mustSelect = false;

  override renderedCallback(): void {
    if (this.mustFocus) {
      this.mustFocus = false;
      this.rowHere()?.focusCell(this.at.column);
    }
    if (this.mustSelect) {
      this.mustSelect = false;
      this.rowHere()?.selectAmount();
    }
  }

  /** Other rows, or the same in another order: the cursor stays on its row, a range does not outlive it. */
  protected follow(rows: readonly EntryRow[]): void {
    const { idHere } = this;
    this.shownRows = rows;
    const row = rows.findIndex(({ id }) => id === idHere);
    if (row === this.at.row) return;
    this.at = { row: Math.max(0, row), column: this.at.column };
    this.collapse();
  }

  private get idHere(): string {
    return this.shownRows[this.at.row]?.id ?? '';
  }

  private rowHere(): ForecastRowElement | null {
    return this.template?.querySelector<ForecastRowElement>(`[data-row="${this.idHere}"]`) ?? null;
  }

  get range(): CellRange {
    return rangeBetween(this.anchor, this.corner);
  }

  get hasRange(): boolean {
    return this.anchor.row !== this.corner.row || this.anchor.column !== this.corner.column;
  }

  handleCellFocused({ detail }: CustomEvent<CellPress>): void {
    const isAmount = detail.column === 'entered';
    this.isInCell = true;
    this.at = { row: this.shownRows.findIndex(({ id }) => id === detail.id), column: detail.column };
    this.corner = this.at;
    if (!this.isExtending) this.anchor = this.at;
    this.isExtending = false;
    this.mode = 'navigate';
    this.focusedId = isAmount ? detail.id : undefined;
    this.mustSelect = isAmount;
  }

  handleCellLeft(): void {
    const id = this.focusedId;
    this.isInCell = false;
    this.focusedId = undefined;
    this.mode = 'navigate';
    if (id !== undefined) this.dispatchEvent(new CustomEvent<string>('amountcommitted', { detail: id }));
  }

  /** A second click puts the caret into the amount, as in any spreadsheet; with Shift it extends the range. */
  handleCellPressed({ detail }: CustomEvent<CellPress>): void {
    if (detail.isExtending) {
      this.go({ row: this.shownRows.findIndex(({ id }) => id === detail.id), column: detail.column }, true);
      return;
    }
    if (detail.id !== this.focusedId || detail.column !== 'entered') return;
    this.collapse();
    this.mode = 'edit';
  }

  handleTyped(_event: CustomEvent<TypedAmount>): void {
    this.mode = 'edit';
  }

  handleKeyDown(event: KeyboardEvent): void {
    // The details hold ordinary form controls with their own keys. Keys of an input method are its own, too.
    if (!this.isInCell || event.isComposing) return;
    const { key, shiftKey } = event;
    const pressed = { key, shiftKey, ctrlKey: event.ctrlKey || event.metaKey };
    const move = moveFor(pressed, this.at, this.mode, this.shownRows.length);
    if (move.kind !== 'none') event.preventDefault();
    this.act(move);
  }

  private act(move: Move): void {
    switch (move.kind) {
      case 'none':
        return;
      case 'go':
        this.go(move.to, move.isExtending);
        return;
      case 'edit':
        this.mode = 'edit';
        this.rowHere()?.placeCaret();
        return;
      case 'all':
        this.anchor = { row: 0, column: 'name' };
        this.corner = { row: this.shownRows.length - 1, column: 'landing' };
        return;
      case 'revert':
        this.takeBack();
        return;
      case 'clear':
      case 'fill':
      case 'fillDown':
        this.editRange(move.kind);
    }
  }

  private go(to: Place, isExtending: boolean): void {
    if (to.row === this.at.row && to.column === this.at.column) return;
    this.isExtending = isExtending;
    this.at = to;
    this.corner = to;
    if (!isExtending) this.anchor = to;
    this.mustFocus = true;
  }

  private collapse(): void {
    this.anchor = this.at;
    this.corner = this.at;
  }

  /** Escape: first the range, then what was typed. */
  private takeBack(): void {
    if (this.hasRange && this.mode === 'navigate') {
      this.collapse();
      return;
    }
    this.mode = 'navigate';
    this.mustSelect = true;
    this.dispatchEvent(new CustomEvent<string>('amountreverted', { detail: this.idHere }));
  }

  protected editRange(kind: 'clear' | 'fill' | 'fillDown'): void {
    const { from, to, columns } = this.range;
    if (!columns.includes('entered')) return;
    // Of one row alone there is nothing to fill down but what stands above it.
    const start = kind === 'fillDown' && from === to ? Math.max(0, from - 1) : from;
    const ids = this.shownRows.slice(start, to + 1).map(({ id }) => id);
    const sourceId = kind === 'fillDown' ? ids[0] : this.idHere;
    const edited: EditedRange = kind === 'clear' ? { kind, ids, sourceId: undefined } : { kind: 'fill', ids, sourceId };
    this.mode = 'navigate';
    this.mustSelect = true;
    this.dispatchEvent(new CustomEvent<EditedRange>('rangeedited', { detail: edited }));
  }
}
