import type { Draft, EntryRow } from 'c/forecastDraft';
import { EVERY_LINE, headingOf, linesIn, type LineView } from 'c/lineView';

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

const ROWS = [
  row('c', 'Cedar', { entered: 400, confidence: 'B' }),
  row('a', 'Ａｏｂａ', { actual: 90, confidence: 'A' }),
  row('b', 'Birch', { entered: 10, inLanding: false }),
  row('o', 'Aster', { kind: 'opportunity', system: null, entered: 50 }),
];

const draft = (id: string, change: Partial<Draft> = {}): Draft => ({
  base: row(id, id),
  edit: { entered: 1 },
  typed: undefined,
  unreadable: undefined,
  state: 'draft',
  messages: [],
  ...change,
});

const ids = (view: Partial<LineView>, drafts = {}): readonly string[] =>
  linesIn(ROWS, drafts, { ...EVERY_LINE, ...view }).map(({ id }) => id);

it('is every line, projects first, by name', () => {
  expect(ids({})).toEqual(['a', 'b', 'c', 'o']);
});

it('has the largest first, in each group, by what is stored', () => {
  expect(ids({ order: 'landing' })).toEqual(['c', 'a', 'b', 'o']);
  expect(ids({ order: 'difference' })).toEqual(['c', 'b', 'a', 'o']);
  expect(ids({ order: 'actual' })).toEqual(['a', 'b', 'c', 'o']);
});

it('groups by confidence, with those that have none last', () => {
  expect(ids({ grouping: 'confidence' })).toEqual(['a', 'c', 'o', 'b']);
  expect(ROWS.map((one) => headingOf(one, 'confidence'))).toEqual([
    'Confidence B',
    'Confidence A',
    'Not stated',
    'Not stated',
  ]);
});

it('shows what was changed, what is to settle, what is blank and what is left out', () => {
  const drafts = { a: draft('a'), c: draft('c', { state: 'conflict' }) };
  expect(ids({ filter: 'changed' }, drafts)).toEqual(['a', 'c']);
  expect(ids({ filter: 'conflicts' }, drafts)).toEqual(['c']);
  expect(ids({ filter: 'conflicts' }, { a: draft('a', { unreadable: 'notAnAmount' }) })).toEqual(['a']);
  expect(ids({ filter: 'blank' })).toEqual(['a']);
  expect(ids({ filter: 'leftOut' })).toEqual(['b']);
});

it('finds a name however wide its letters are', () => {
  expect(ids({ text: ' aoba ' })).toEqual(['a']);
});
