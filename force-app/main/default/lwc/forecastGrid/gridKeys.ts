/** The keyboard of the grid as a table: which key, in which mode, does what. One tab stop; arrows move between cells. */
import { COLUMNS, type ColumnKey } from 'c/gridRows';

export interface Place {
  readonly row: number;
  readonly column: ColumnKey;
}

/** In `navigate` a keystroke replaces the amount and arrows move; in `edit` the caret is inside it. */
export type Mode = 'navigate' | 'edit';

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}

export type Move =
  | { readonly kind: 'go'; readonly to: Place }
  /** Enter the cell; or open what the cell holds. */
  | { readonly kind: 'edit' }
  | { readonly kind: 'revert' }
  | { readonly kind: 'none' };

const NONE: Move = { kind: 'none' };
const ROW_STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 };

export function moveFor(key: Key, at: Place, mode: Mode, rows: number): Move {
  const to = (row: number, column: ColumnKey): Move => {
    const clamped = Math.max(0, Math.min(rows - 1, row));
    return clamped === at.row && column === at.column ? NONE : { kind: 'go', to: { row: clamped, column } };
  };
  const step = ROW_STEPS[key.key];
  if (step !== undefined) return to(at.row + step, at.column);
  const down = key.shiftKey ? -1 : 1;
  switch (key.key) {
    case 'Escape':
      return { kind: 'revert' };
    case 'Enter':
      if (at.column !== 'entered') return NONE;
      return mode === 'edit' ? to(at.row + down, at.column) : { kind: 'edit' };
    case 'Tab':
      return mode === 'edit' ? to(at.row + down, at.column) : NONE;
    case 'F2':
      return at.column === 'entered' ? { kind: 'edit' } : NONE;
    default:
      return mode === 'navigate' ? sideways(key, at, to, rows) : NONE;
  }
}

function sideways(key: Key, at: Place, to: (row: number, column: ColumnKey) => Move, rows: number): Move {
  const here = COLUMNS.indexOf(at.column);
  const beside = (step: number): Move => to(at.row, COLUMNS[here + step] ?? at.column);
  switch (key.key) {
    case 'ArrowLeft':
      return beside(-1);
    case 'ArrowRight':
      return beside(1);
    case 'Home':
      return to(key.ctrlKey ? 0 : at.row, 'detail');
    case 'End':
      return to(key.ctrlKey ? rows - 1 : at.row, 'landing');
    default:
      return NONE;
  }
}
