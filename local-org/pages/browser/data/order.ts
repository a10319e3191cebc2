/** The order of a list by one of its columns. */
import type { Column } from './table.ts';

/** The next order when a column's heading is pressed: ascending first, then descending. */
export const nextOrder = (sortedBy: string | undefined, path: string): string =>
  sortedBy === path ? `-${path}` : path;

export function orderLabel(columns: readonly Column[], sortedBy: string | undefined): string | undefined {
  return columns.find(({ path }) => path === sortedBy?.replace('-', ''))?.label;
}
