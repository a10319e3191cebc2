/** The chunks as the template shows them: with their rows, or as high as these would be. */
import type { EntryRow } from 'c/forecastDraft';
import type { GridRow } from 'c/gridRows';
import type { Chunk, DrawnRange } from './gridChunks';

export interface ShownChunk {
  readonly key: string;
  readonly heading: string;
  /** Position of the heading among all rows of the grid. */
  readonly headingRow: string;
  readonly style: string;
  /** How many rows it holds now. */
  readonly drawn: number;
  readonly rows: readonly GridRow[];
}

/** `always` is the chunk with the cursor, wherever it is. */
export function shownChunks(
  chunks: readonly Chunk[],
  { from, to, always }: DrawnRange & { readonly always: number },
  heights: readonly number[],
  shown: (row: EntryRow, index: number, ariaRow: number) => GridRow,
): readonly ShownChunk[] {
  let ariaRow = 2;
  return chunks.map(({ key, first, rows, heading }, index) => {
    const isDrawn = index === always || (index >= from && index <= to);
    // The first group is named by the header of the column.
    const hasHeading = heading !== '' && index > 0;
    const headingRow = ariaRow;
    const firstRow = headingRow + (hasHeading ? 1 : 0);
    ariaRow = firstRow + rows.length;
    return {
      key,
      heading: hasHeading && isDrawn ? heading : '',
      headingRow: String(headingRow),
      style: isDrawn ? '' : `block-size: ${heights[index] ?? 0}px`,
      drawn: isDrawn ? rows.length : 0,
      rows: isDrawn ? rows.map((row, place) => shown(row, first + place, firstRow + place)) : [],
    };
  });
}
