import { LightningElement, api } from 'lwc';
import type { Drafts, EntryRow, Totals } from 'c/forecastDraft';
import type { CellFocus, ForecastRowElement, TypedAmount } from 'c/forecastRow';
import { ShownRows, type GridRow, type Permissions } from 'c/gridRows';
import { labels } from 'c/labels';
import type { Unit } from 'c/moneyFormat';
import { ChunkHeights } from './chunkHeights';
import { totalTexts, type TotalTexts } from './gridTotals';
import { chunkOfRow, chunksOf, rangeInSight, type Chunk, type DrawnRange } from './gridChunks';
import { moveFor, type Mode, type Place } from './gridKeys';
import { shownChunks, type ShownChunk } from './shownChunks';

export type { PastedRange, SettledConflict, TypedAmount } from 'c/forecastRow';

/** More rows scroll in a frame of their own, and only those in sight are drawn. */
const MOST_ROWS_UNFRAMED = 30;
const GROUPS = { project: labels.breakdownProjects, opportunity: labels.breakdownOpportunities };
const ASSUMED_HEIGHT_PX = 560;
const NOTHING_ALLOWED = { entered: false, inLanding: false, confidence: false, note: false };
const NO_PERMISSIONS: Permissions = { project: NOTHING_ALLOWED, opportunity: NOTHING_ALLOWED };

/**
 * Project amounts and opportunity amounts, one line each. It decides nothing: what a person does in a row bubbles from it
 * (see c/forecastRow); the grid adds `amountcommitted` and `amountreverted`.
 */
export default class ForecastGrid extends LightningElement {
  @api drafts: Drafts = {};
  @api totals: Totals | undefined;
  @api unit: Unit = 'one';
  @api permissions: Permissions | undefined;
  @api confidences: readonly { readonly label: string; readonly value: string }[] = [];

  labels = labels;
  at: Place = { row: 0, column: 'entered' };
  mode: Mode = 'navigate';
  focusedId: string | undefined;
  openIds: readonly string[] = [];
  drawn: DrawnRange = { from: 0, to: 0 };
  shownRows: readonly EntryRow[] = [];
  chunks: readonly Chunk[] = [];
  private readonly memory = new ShownRows();
  private readonly heights = new ChunkHeights();
  private isInCell = false;
  private mustFocus = false;
  private mustSelect = false;

  @api get rows(): readonly EntryRow[] {
    return this.shownRows;
  }

  set rows(rows: readonly EntryRow[]) {
    this.shownRows = rows;
    this.chunks = chunksOf(rows, ({ kind }) => GROUPS[kind]);
    this.look();
  }

  override renderedCallback(): void {
    this.heights.watch(this.template?.querySelectorAll('.chunk') ?? []);
    if (this.mustFocus) {
      this.mustFocus = false;
      this.rowHere()?.focusCell(this.at.column);
    }
    if (this.mustSelect) {
      this.mustSelect = false;
      this.rowHere()?.selectAmount();
    }
  }

  override disconnectedCallback(): void {
    this.heights.end();
  }

  private rowHere(): ForecastRowElement | null {
    const id = this.rows[this.at.row]?.id ?? '';
    return this.template?.querySelector<ForecastRowElement>(`[data-row="${id}"]`) ?? null;
  }

  get isFramed(): boolean {
    return this.rows.length > MOST_ROWS_UNFRAMED;
  }

  get frameClass(): string {
    return this.isFramed ? 'frame scrolls' : 'frame';
  }

  handleScroll(): void {
    this.look();
  }

  /** Which chunks are near what is in sight. */
  private look(): void {
    const frame = this.template?.querySelector('.frame');
    // Nothing has a height before it is painted.
    const height =
      frame?.clientHeight === undefined || frame.clientHeight === 0 ? ASSUMED_HEIGHT_PX : frame.clientHeight;
    const sight = { top: frame?.scrollTop ?? 0, height };
    const all = { from: 0, to: this.chunks.length };
    const next = this.isFramed ? rangeInSight(this.heights.of(this.chunks), sight) : all;
    if (next.from !== this.drawn.from || next.to !== this.drawn.to) this.drawn = next;
  }

  get shownChunks(): readonly ShownChunk[] {
    const isDrawn = { ...this.drawn, always: chunkOfRow(this.chunks, this.at.row) };
    return shownChunks(this.chunks, isDrawn, this.heights.of(this.chunks), (row, index, ariaRow) =>
      this.shown(row, index, ariaRow),
    );
  }

  private shown(row: EntryRow, index: number, ariaRow: number): GridRow {
    const isFocused = this.focusedId === row.id;
    return this.memory.of({
      row,
      draft: this.drafts[row.id],
      unit: this.unit,
      permissions: this.permissions ?? NO_PERMISSIONS,
      isFocused,
      isTyping: isFocused && this.mode === 'edit',
      isOpen: this.openIds.includes(row.id),
      tabStop: this.at.row === index ? this.at.column : undefined,
      ariaRow,
    });
  }

  /** Header, every row, headings but the first, totals. */
  get rowCount(): string {
    const headings = this.chunks.filter(({ heading }) => heading !== '').length;
    return String(this.rows.length + Math.max(0, headings - 1) + 2);
  }

  get firstGroup(): string {
    return this.chunks[0]?.heading ?? '';
  }

  get totalTexts(): TotalTexts | undefined {
    return this.totals === undefined ? undefined : totalTexts(this.totals, this.unit);
  }

  handleCellFocused({ detail }: CustomEvent<CellFocus>): void {
    const row = this.rows.findIndex(({ id }) => id === detail.id);
    this.isInCell = true;
    this.at = { row, column: detail.column };
    this.mode = 'navigate';
    this.focusedId = detail.column === 'entered' ? detail.id : undefined;
    this.mustSelect = detail.column === 'entered';
  }

  handleCellLeft(): void {
    const id = this.focusedId;
    this.isInCell = false;
    this.focusedId = undefined;
    this.mode = 'navigate';
    if (id !== undefined) this.dispatchEvent(new CustomEvent<string>('amountcommitted', { detail: id }));
  }

  /** A second click puts the caret into the amount, as in any spreadsheet. */
  handleCellPressed({ detail }: CustomEvent<CellFocus>): void {
    if (detail.id === this.focusedId && detail.column === 'entered') this.mode = 'edit';
  }

  handleTyped(_event: CustomEvent<TypedAmount>): void {
    this.mode = 'edit';
  }

  handleKeyDown(event: KeyboardEvent): void {
    // The details hold ordinary form controls with their own keys.
    if (!this.isInCell) return;
    const move = moveFor(event, this.at, this.mode, this.rows.length);
    if (move.kind === 'none') return;
    event.preventDefault();
    if (move.kind === 'go') {
      this.at = move.to;
      this.mustFocus = true;
      return;
    }
    if (move.kind === 'edit') {
      this.mode = 'edit';
      this.rowHere()?.placeCaret();
      return;
    }
    this.mode = 'navigate';
    this.mustSelect = true;
    const id = this.rows[this.at.row]?.id ?? '';
    this.dispatchEvent(new CustomEvent<string>('amountreverted', { detail: id }));
  }

  handleToggled({ detail: id }: CustomEvent<string>): void {
    this.openIds = this.openIds.includes(id) ? this.openIds.filter((open) => open !== id) : [...this.openIds, id];
  }
}
