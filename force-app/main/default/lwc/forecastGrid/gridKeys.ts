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
  /** Control, or Command on a Mac. */
  readonly ctrlKey: boolean;
}

export type Move =
  /** To another cell; `isExtending` keeps where the range began. */
  | { readonly kind: 'go'; readonly to: Place; readonly isExtending: boolean }
  /** Enter the cell; or open what the cell holds. */
  | { readonly kind: 'edit' }
  | { readonly kind: 'revert' }
  /** Every cell of the grid is in the range. */
  | { readonly kind: 'all' }
  | { readonly kind: 'clear' | 'fillDown' | 'fill' }
  | { readonly kind: 'none' };

const NONE: Move = { kind: 'none' };
const ROW_STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 };

type To = (row: number, column: ColumnKey, isExtending?: boolean) => Move;

export function moveFor(key: Key, at: Place, mode: Mode, rows: number): Move {
  const to: To = (row, column, isExtending = false) => {
    const clamped = Math.max(0, Math.min(rows - 1, row));
    if (clamped === at.row && column === at.column) return NONE;
    return { kind: 'go', to: { row: clamped, column }, isExtending };
  };
  if (key.ctrlKey) {
    const command = commandFor(key, mode);
    if (command !== undefined) return command;
  }
  const step = ROW_STEPS[key.key];
  if (step !== undefined) {
    const ends = step < 0 ? 0 : rows - 1;
    return to(key.ctrlKey ? ends : at.row + step, at.column, key.shiftKey && mode === 'navigate');
  }
  const inCell = insideFor(key, at, mode, to);
  if (inCell !== undefined) return inCell;
  return mode === 'navigate' ? sideways(key, at, to, rows) : NONE;
}

/** With Control. */
function commandFor(key: Key, mode: Mode): Move | undefined {
  if (key.key === 'Enter') return { kind: 'fill' };
  if (mode === 'edit') return undefined;
  const letter = key.key.toLowerCase();
  if (letter === 'a') return { kind: 'all' };
  return letter === 'd' ? { kind: 'fillDown' } : undefined;
}

function insideFor(key: Key, at: Place, mode: Mode, to: To): Move | undefined {
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
    case 'Delete':
      return mode === 'navigate' ? { kind: 'clear' } : NONE;
    default:
      return undefined;
  }
}

function sideways(key: Key, at: Place, to: To, rows: number): Move {
  const here = COLUMNS.indexOf(at.column);
  const beside = (step: number): Move => to(at.row, COLUMNS[here + step] ?? at.column, key.shiftKey);
  switch (key.key) {
    case 'ArrowLeft':
      return beside(-1);
    case 'ArrowRight':
      return beside(1);
    case 'Home':
      return to(key.ctrlKey ? 0 : at.row, 'detail', key.shiftKey);
    case 'End':
      return to(key.ctrlKey ? rows - 1 : at.row, 'landing', key.shiftKey);
    default:
      return NONE;
  }
}
