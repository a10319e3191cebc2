import { cellsOf, isRange, previewPaste, type PasteContext } from 'c/gridPaste';
import type { EntryRow } from 'c/forecastDraft';

function row(id: string, name: string, change: Partial<EntryRow> = {}): EntryRow {
  return {
    id,
    name,
    kind: 'project',
    linkId: null,
    system: 100,
    actual: 0,
    entered: null,
    inLanding: true,
    confidence: null,
    note: null,
    locked: undefined,
    modifiedAt: null,
    modifiedBy: null,
    ...change,
  };
}

const rows = [
  row('a', '春日井食品'),
  row('b', 'North Link'),
  row('c', 'みなと不動産', { locked: 'monthClosed' }),
  row('d', 'Aoba'),
];

const context: PasteContext = {
  rows,
  drafts: {},
  unit: 'one',
  places: rows,
  confidences: [
    { label: 'A: agreed in writing', value: 'A' },
    { label: 'B: verbal agreement', value: 'B' },
  ],
  canEnter: ({ locked }) => locked === undefined,
};

const short = (text: string, change: Partial<PasteContext> = {}): readonly unknown[] =>
  previewPaste(text, { ...context, ...change }).cells.map(({ row: found, read, rejection }) => [
    found?.id,
    rejection ?? (read.kind === 'amount' ? read.amount : read.kind === 'text' ? read.text : read.reason),
  ]);

it('tells a range from a single cell', () => {
  expect(['120', '120\r\n', '120\n'].map(isRange)).toEqual([false, false, false]);
  expect(['120\t130', '120\n130', 'a\tb\r\n'].map(isRange)).toEqual([true, true, true]);
});

it('cuts cells as a spreadsheet copies them, quotes and empty cells included', () => {
  expect(cellsOf('a\t1\r\nb\t\r\n')).toEqual([
    ['a', '1'],
    ['b', ''],
  ]);
  expect(cellsOf('"two\nlines"\t"say ""so"""\n\tx')).toEqual([
    ['two\nlines', 'say "so"'],
    ['', 'x'],
  ]);
});

it.each([
  ['12,345', 12_345],
  ['１２，３４５', 12_345],
  ['▲1,200', -1_200],
  ['(1,200)', -1_200],
  ['1.2百万', 1_200_000],
  ['120万', 1_200_000],
  ['1.2M', 1_200_000],
])('N8: %s pasted is the intended number', (text, amount) => {
  expect(short(`${text}\n1`)[0]).toEqual(['a', amount]);
});

it('goes down from the cell that was pasted into, and tells what has no row or takes no amount', () => {
  expect(short('10\n20\n30\n40', { places: rows.slice(1) })).toEqual([
    ['b', 10],
    ['c', 'locked'],
    ['d', 30],
    [undefined, 'noRow'],
  ]);
});

it('finds rows by name in any order, with the last column as the amount', () => {
  expect(short('Ａｏｂａ\tx\t7\n春日井食品\t\t8\nnobody\t9\n')).toEqual([
    ['d', 7],
    ['a', 8],
    [undefined, 'noRow'],
  ]);
});

it('N8: text is rejected with its cell, and so are two cells for one row and one name for two rows', () => {
  const twice = [...rows, row('e', 'aoba')];
  expect(short('春日井食品\tabout 5\nNorth  link\t6\nnorth link\t7\nAoba\t8', { rows: twice })).toEqual([
    ['a', 'unreadable'],
    ['b', 6],
    ['b', 'repeated'],
    ['d', 'ambiguous'],
  ]);
});

it('shows the landing before and after, and leaves the drafts that were there', () => {
  const preview = previewPaste('150\n50', context);
  expect([preview.by, preview.accepted, preview.before, preview.after]).toEqual(['position', 2, 300, 300]);
  expect(Object.keys(preview.drafts)).toEqual(['a', 'b']);
  expect(context.drafts).toEqual({});
});

it('clears an amount with an empty cell', () => {
  const entered = [row('a', 'A', { entered: 5 }), row('b', 'B')];
  const preview = previewPaste('\n7', { ...context, rows: entered, places: entered });
  expect(preview.drafts['a']?.edit).toEqual({ entered: null });
});

it('takes amount, confidence and note side by side, and leaves out what is no choice or too long', () => {
  expect(short('10\tA\tsigned\n20\tb: verbal agreement\t', { places: [row('a', 'A'), row('b', 'B')] })).toEqual([
    ['a', 10],
    ['a', 'A'],
    ['a', 'signed'],
    ['b', 20],
    ['b', 'B'],
  ]);
  expect(short(`10\tsurely\t${'x'.repeat(256)}`)).toEqual([
    ['a', 10],
    ['a', 'notAChoice'],
    ['a', 'tooLong'],
  ]);
  const byName = previewPaste('Aoba\t5\tA\tcalled\n春日井食品\t6\t\t', context);
  expect([byName.by, byName.drafts['d']?.edit, byName.drafts['a']?.edit]).toEqual([
    'name',
    { entered: 5, confidence: 'A', note: 'called' },
    { entered: 6 },
  ]);
});

it('finds the columns by their names, as when the whole grid was copied', () => {
  const text = 'Row\tSystem\tEntered\tActual\tLanding\nAoba\t100\t7\t0\t100\nNorth Link\t100\t8\t0\t100';
  expect(short(text)).toEqual([
    ['d', 7],
    ['b', 8],
  ]);
});
