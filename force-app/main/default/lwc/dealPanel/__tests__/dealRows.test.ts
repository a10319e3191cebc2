import type { DealLine } from 'c/deal';
import { totalsOf } from 'c/deal';
import { rowOf, totalRow, totalsNote } from '../dealRows';

const line = (change: Partial<DealLine> = {}): DealLine => ({
  id: 'l1',
  kind: 'opportunity',
  targetId: 't1',
  rep: '佐藤 美咲',
  month: '2026-11-01',
  measure: 'Revenue',
  budget: null,
  actual: null,
  system: null,
  entered: 4_000_000,
  landing: 4_000_000,
  isClosed: false,
  isLeftOut: false,
  note: '',
  share: 0.4,
  ...change,
});

const share = (value: number | undefined): string | undefined =>
  rowOf(line({ share: value }), 'one').cells.find(({ key }) => key === 'share')?.text;

it('says how much of what is missing a deal is, and no multiple of it where less is missing than the deal brings', () => {
  expect([share(undefined), share(0.4), share(1), share(56.27)]).toEqual(['–', '40.0%', '100.0%', 'over 100%']);
});

it('has no total of what no line has', () => {
  const [total] = totalsOf([line(), line({ id: 'l2' })]);
  if (total === undefined) throw new Error('lines have a total');
  const texts = totalRow(total, 'one').cells.map(({ key, text }) => [key, text]);
  expect(texts).toContainEqual(['budget', '–']);
  expect(texts).toContainEqual(['actual', '–']);
  expect(texts).toContainEqual(['landing', '8,000,000']);
});

it('says that figures are rounded where the lines of a measure, as shown, miss its total', () => {
  const three = (landing: number): readonly DealLine[] => ['l1', 'l2', 'l3'].map((id) => line({ id, landing }));
  expect(totalsNote(three(4_000_400), 'thousand')).toMatch(/^Every figure is rounded/);
  expect(totalsNote(three(4_000_000), 'thousand')).toBe('');
});
