/** Rows of an answer: as many as one may hold. */
import type { WireRow } from './cells.ts';

const rowBytesLimit = 10 * 1024 * 1024;
export const pageRows = 50_000;

export interface Page {
  readonly rows: readonly WireRow[];
  readonly total: number;
  readonly next: number | undefined;
}

/** As many of the rows from `start` on as an answer may hold; one row always. */
export function paged(found: readonly WireRow[], start: number, total: number): Page {
  let bytes = 0;
  const beyond = found.findIndex((row, index) => {
    bytes += JSON.stringify(row).length;
    return index > 0 && bytes > rowBytesLimit;
  });
  const rows = beyond === -1 ? found : found.slice(0, beyond);
  const next = start + rows.length;
  return { rows, total, next: next < total ? next : undefined };
}
