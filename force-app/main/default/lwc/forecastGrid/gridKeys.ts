/** The keyboard of the grid as a table: which key, in which mode, does what. One tab stop; arrows move between cells. */
export interface Place {
  readonly row: number;
  readonly column: number;
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

export const NAME_COLUMN = 0;
export const AMOUNT_COLUMN = 1;
export const DETAIL_COLUMN = 2;
const NONE: Move = { kind: 'none' };

export function moveFor(key: Key, at: Place, mode: Mode, rows: number): Move {
  const to = (row: number, column: number): Move => {
    const clamped = { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(DETAIL_COLUMN, column)) };
    return clamped.row === at.row && clamped.column === at.column ? NONE : { kind: 'go', to: clamped };
  };
  const down = key.shiftKey ? -1 : 1;
  switch (key.key) {
    case 'ArrowUp':
      return to(at.row - 1, at.column);
    case 'ArrowDown':
      return to(at.row + 1, at.column);
    case 'Escape':
      return { kind: 'revert' };
    case 'Enter':
      if (at.column !== AMOUNT_COLUMN) return NONE;
      return mode === 'edit' ? to(at.row + down, at.column) : { kind: 'edit' };
    case 'Tab':
      return mode === 'edit' ? to(at.row + down, at.column) : NONE;
    case 'F2':
      return at.column === AMOUNT_COLUMN ? { kind: 'edit' } : NONE;
    default:
      return mode === 'navigate' ? sideways(key, at, to, rows) : NONE;
  }
}

function sideways(key: Key, at: Place, to: (row: number, column: number) => Move, rows: number): Move {
  switch (key.key) {
    case 'ArrowLeft':
      return to(at.row, at.column - 1);
    case 'ArrowRight':
      return to(at.row, at.column + 1);
    case 'Home':
      return to(key.ctrlKey ? 0 : at.row, NAME_COLUMN);
    case 'End':
      return to(key.ctrlKey ? rows - 1 : at.row, DETAIL_COLUMN);
    default:
      return NONE;
  }
}
