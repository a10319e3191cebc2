import { api } from 'lwc';
import type { EntryRow, Totals } from 'c/forecastDraft';
import { ShownRows, type ColumnKey, type GridRow, type Permissions } from 'c/gridRows';
import { labels } from 'c/labels';
import { headingOf, type LineGrouping } from 'c/lineView';
import { remembered } from 'c/remembered';
import { rangeBetween } from './gridRange';
import { ChunkHeights } from './chunkHeights';
import { columnWidths, totalTexts, type TotalTexts } from './gridTotals';
import { chunkOfRow, chunksOf, rangeInSight, type Chunk, type DrawnRange } from './gridChunks';
import { GridClipboard } from './gridClipboard';
import { shownChunks, type ShownChunk } from './shownChunks';

export type { SettledConflict, TypedAmount } from 'c/forecastRow';
export type { PastedRange } from './gridClipboard';
export type { EditedRange } from './gridCursor';

/** More rows scroll in a frame of their own, and only those in sight are drawn. */
const MOST_ROWS_UNFRAMED = 30;
const ASSUMED_HEIGHT_PX = 560;
const NO_COLUMNS: readonly ColumnKey[] = [];
const NOTHING_ALLOWED = { entered: false, inLanding: false, confidence: false, note: false };
const NO_PERMISSIONS: Permissions = { project: NOTHING_ALLOWED, opportunity: NOTHING_ALLOWED };

/**
 * Project amounts and opportunity amounts, one line each. It decides nothing: what a person does in a row bubbles from it
 * (see c/forecastRow); the grid adds `amountcommitted`, `amountreverted`, `rangeedited`, `rangecopied` and `rangepasted`.
 */
export default class ForecastGrid extends GridClipboard {
  @api totals: Totals | undefined;
  @api permissions: Permissions | undefined;
  @api confidences: readonly { readonly label: string; readonly value: string }[] = [];

  labels = labels;
  openIds: readonly string[] = [];
  drawn: DrawnRange = { from: 0, to: 0 };
  shownGrouping: LineGrouping = 'kind';
  chunks: readonly Chunk[] = [];
  private readonly memory = new ShownRows();
  private readonly marked = remembered(rangeBetween);
  private readonly heights = new ChunkHeights(() => this.look());

  @api get rows(): readonly EntryRow[] {
    return this.shownRows;
  }

  set rows(rows: readonly EntryRow[]) {
    this.follow(rows);
    this.arrange();
  }

  /** How the rows are grouped: each group is headed. */
  @api get grouping(): LineGrouping {
    return this.shownGrouping;
  }

  set grouping(grouping: LineGrouping) {
    this.shownGrouping = grouping;
    this.arrange();
  }

  /** The same rows with other values stay where they are: to look would lay the page out for each of them. */
  private arrange(): void {
    const before = this.chunks.length;
    this.chunks = chunksOf(this.shownRows, (row) => headingOf(row, this.shownGrouping));
    if (this.chunks.length !== before) this.look();
  }

  override renderedCallback(): void {
    this.heights.watch(this.template?.querySelectorAll('.frame, .chunk') ?? []);
    super.renderedCallback();
  }

  override disconnectedCallback(): void {
    this.heights.end();
  }

  get isFramed(): boolean {
    return this.rows.length > MOST_ROWS_UNFRAMED;
  }

  get frameClass(): string {
    return this.isFramed ? 'frame scrolls' : 'frame';
  }

  get frameStyle(): string {
    return columnWidths(this.totalTexts);
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
      selected: this.selectedIn(index),
      ariaRow,
    });
  }

  private selectedIn(index: number): readonly ColumnKey[] {
    const { from, to, columns } = this.marked(this.anchor, this.corner);
    return this.hasRange && index >= from && index <= to ? columns : NO_COLUMNS;
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

  handleToggled({ detail: id }: CustomEvent<string>): void {
    this.openIds = this.openIds.includes(id) ? this.openIds.filter((open) => open !== id) : [...this.openIds, id];
  }
}
