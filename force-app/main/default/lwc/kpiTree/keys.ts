/** The keys of a treegrid whose rows are focused: https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/ Pure. */
import type { TreeRow } from './rows';

export type Move =
  | { readonly kind: 'focus'; readonly id: string }
  | { readonly kind: 'toggle'; readonly id: string; readonly isOpen: boolean };

type Press = (rows: readonly TreeRow[], at: number, row: TreeRow) => Move | undefined;

const focus = (row: TreeRow | undefined): Move | undefined => row && { kind: 'focus', id: row.id };
const toggle = ({ id, expanded }: TreeRow): Move | undefined =>
  expanded && { kind: 'toggle', id, isOpen: expanded === 'false' };

const PRESSES: Readonly<Record<string, Press>> = {
  ArrowDown: (rows, at) => focus(rows[at + 1]),
  ArrowUp: (rows, at) => focus(rows[at - 1]),
  Home: (rows) => focus(rows[0]),
  End: (rows) => focus(rows.at(-1)),
  ArrowRight: (rows, at, row) => {
    if (row.expanded === 'true') return focus(rows[at + 1]);
    return toggle(row);
  },
  ArrowLeft: (rows, at, row) => {
    if (row.expanded === 'true') return toggle(row);
    return focus(rows.find(({ id }) => id === row.parentId));
  },
  Enter: (rows, at, row) => toggle(row),
};

/** `undefined` when the key does nothing there. */
export function moveFor(key: string, rows: readonly TreeRow[], activeId: string): Move | undefined {
  const at = rows.findIndex(({ id }) => id === activeId);
  const row = rows[at];
  return row && PRESSES[key]?.(rows, at, row);
}
