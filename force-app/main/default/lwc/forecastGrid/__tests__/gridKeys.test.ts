import { moveFor, type Mode, type Place } from '../gridKeys';

function press(
  key: string,
  at: Place,
  mode: Mode = 'navigate',
  change: { shiftKey?: boolean; ctrlKey?: boolean } = {},
): unknown {
  const move = moveFor({ key, shiftKey: false, ctrlKey: false, ...change }, at, mode, 5);
  return move.kind === 'go' ? [move.to.row, move.to.column] : move.kind;
}

const amount = (row: number): Place => ({ row, column: 'entered' });

it('moves between rows with the arrows, also out of a half-typed amount', () => {
  expect([press('ArrowDown', amount(1)), press('ArrowUp', amount(1), 'edit')]).toEqual([
    [2, 'entered'],
    [0, 'entered'],
  ]);
});

it('stops at the edges, where the key stays the browser’s', () => {
  expect([
    press('ArrowUp', amount(0)),
    press('ArrowDown', amount(4)),
    press('ArrowRight', { row: 0, column: 'landing' }),
  ]).toEqual(['none', 'none', 'none']);
});

it('moves sideways only where the caret is not', () => {
  expect([press('ArrowLeft', amount(1)), press('ArrowRight', amount(1))]).toEqual([
    [1, 'system'],
    [1, 'actual'],
  ]);
  expect([press('ArrowLeft', amount(1), 'edit'), press('Home', amount(1), 'edit')]).toEqual(['none', 'none']);
});

it('begins to edit with Enter or F2, and goes on with Enter, back with Shift', () => {
  expect([press('Enter', amount(1)), press('F2', amount(1))]).toEqual(['edit', 'edit']);
  expect(press('Enter', amount(1), 'edit')).toEqual([2, 'entered']);
  expect(press('Enter', amount(1), 'edit', { shiftKey: true })).toEqual([0, 'entered']);
});

it('goes on with Tab from a typed amount, and leaves the grid with Tab otherwise', () => {
  expect(press('Tab', amount(1), 'edit')).toEqual([2, 'entered']);
  expect([press('Tab', amount(1)), press('Tab', amount(4), 'edit')]).toEqual(['none', 'none']);
});

it('takes back with Escape', () => {
  expect(press('Escape', amount(1), 'edit')).toBe('revert');
});

it('jumps to the ends of the row and of the grid', () => {
  expect([press('Home', amount(2)), press('End', amount(2))]).toEqual([
    [2, 'detail'],
    [2, 'landing'],
  ]);
  expect([
    press('Home', amount(2), 'navigate', { ctrlKey: true }),
    press('End', amount(2), 'navigate', { ctrlKey: true }),
  ]).toEqual([
    [0, 'detail'],
    [4, 'landing'],
  ]);
});

it('leaves Enter on a link or a button to the link or button', () => {
  expect([press('Enter', { row: 1, column: 'name' }), press('Enter', { row: 1, column: 'detail' })]).toEqual([
    'none',
    'none',
  ]);
});

it('extends the range with Shift, but not out of an amount that is being typed', () => {
  const extends_ = (key: string, mode: Mode): unknown => {
    const move = moveFor({ key, shiftKey: true, ctrlKey: false }, amount(1), mode, 5);
    return move.kind === 'go' && move.isExtending;
  };
  expect(['ArrowDown', 'ArrowLeft', 'End'].map((key) => extends_(key, 'navigate'))).toEqual([true, true, true]);
  expect(extends_('ArrowDown', 'edit')).toBe(false);
});

it('selects, clears and fills where the caret is not', () => {
  const control = { ctrlKey: true };
  expect(['a', 'd', 'Enter'].map((key) => press(key, amount(1), 'navigate', control))).toEqual([
    'all',
    'fillDown',
    'fill',
  ]);
  expect(['a', 'd', 'Enter'].map((key) => press(key, amount(1), 'edit', control))).toEqual(['none', 'none', 'fill']);
  expect([press('Delete', amount(1)), press('Delete', amount(1), 'edit')]).toEqual(['clear', 'none']);
});
