/**
 * The grid's rows in chunks of a few. All chunks are always there, in order; only those near what is in sight hold their
 * rows, the others are as high as theirs were. So nothing is ever moved in the page: a moved input loses its focus.
 */
import type { EntryRow } from 'c/forecastDraft';

export interface Chunk {
  readonly key: string;
  /** Of its first row, among all rows. */
  readonly first: number;
  readonly rows: readonly EntryRow[];
  /** Names the group that begins here. */
  readonly heading: string;
}

export const ROWS_IN_CHUNK = 5;

/** Groups follow each other; `headingOf` tells the group of a row, whose first is headed by it. */
export function chunksOf(rows: readonly EntryRow[], headingOf: (row: EntryRow) => string): readonly Chunk[] {
  const chunks: (Omit<Chunk, 'rows'> & { readonly rows: EntryRow[] })[] = [];
  let group = '';
  rows.forEach((row, index) => {
    const heading = headingOf(row);
    const last = chunks.at(-1);
    if (last !== undefined && heading === group && last.rows.length < ROWS_IN_CHUNK) {
      last.rows.push(row);
      return;
    }
    const key = `chunk-${chunks.length}`;
    chunks.push({ key, first: index, rows: [row], heading: heading === group ? '' : heading });
    group = heading;
  });
  return chunks;
}

export function chunkOfRow(chunks: readonly Chunk[], row: number): number {
  return chunks.findLastIndex(({ first }) => first <= row);
}

/** What the scroller shows, in pixels. */
export interface Sight {
  readonly top: number;
  readonly height: number;
}

export interface DrawnRange {
  readonly from: number;
  readonly to: number;
}

/** So far outside of what is in sight rows are drawn, so that a quick scroll meets no empty space. */
const MARGIN_PX = 300;

export function rangeInSight(heights: readonly number[], { top, height }: Sight): DrawnRange {
  let bottom = 0;
  let from: number | undefined;
  let to = 0;
  heights.forEach((chunkHeight, index) => {
    if (bottom <= top + height + MARGIN_PX) to = index;
    bottom += chunkHeight;
    if (from === undefined && bottom >= top - MARGIN_PX) from = index;
  });
  return { from: from ?? Math.max(0, heights.length - 1), to };
}
