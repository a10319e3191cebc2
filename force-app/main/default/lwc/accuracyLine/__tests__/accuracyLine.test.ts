import AccuracyLine from 'c/accuracyLine';
import type { PastMonth } from 'c/submissions';
import { all, clearPage, one, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

const month = (number: number, forecast: number, actual: number, over: Partial<PastMonth> = {}): PastMonth => ({
  periodStart: `2026-${String(number).padStart(2, '0')}-01`,
  forecast,
  actual,
  isCarried: false,
  rest: { expected: forecast - 60, realised: actual - 60 },
  ...over,
});

async function line(months: readonly PastMonth[], landing = 100): Promise<HTMLElement> {
  return show('c-accuracy-line', AccuracyLine, { months, actual: 60, landing, unit: 'one' as const });
}

it('N5 says in one sentence how far off one was and what history suggests', async () => {
  const element = await line([month(7, 112, 100), month(8, 112, 100), month(9, 112, 100)]);
  // b = 36 ÷ 300; each time 40 of 52 came, so 60 + 40 × 40 ÷ 52.
  expect(textOf(one(element, '.sentence'))).toBe(
    'At this point you were on average 12.0% high; history suggests 91–91.',
  );
  expect(all(element, '.fact').map(textOf).slice(0, 2)).toEqual([
    'Last 3 months: accuracy 88.0%, bias +12.0%',
    'without that bias 91',
  ]);
  await expect(element).toBeAccessible();
});

it('N5 under three periods there is no sentence', async () => {
  const element = await line([month(8, 112, 100), month(9, 112, 100)]);
  expect(all(element, '.sentence')).toEqual([]);
  expect(textOf(one(element, '.few'))).toBe('Not enough history yet: 2 of 3 months.');
  await expect(element).toBeAccessible();
  expect(textOf(one(await line([]), '.few'))).toBe('Not enough history yet: 0 of 3 months.');
});

it('tells a low forecast, an even one, and one whose rest is not known', async () => {
  const low = await line([month(7, 90, 100), month(8, 90, 100), month(9, 90, 100)]);
  expect(textOf(one(low, '.sentence'))).toContain('on average 10.0% low');
  const even = await line([month(7, 100, 100), month(8, 101, 100), month(9, 99, 100)]);
  expect(textOf(one(even, '.sentence'))).toContain('you were right on average');
  const unknown = await line([7, 8, 9].map((number) => month(number, 112, 100, { rest: undefined })));
  expect(textOf(one(unknown, '.sentence'))).toBe('At this point you were on average 12.0% high.');
});

it('suggests no range where nothing is left to come', async () => {
  const element = await line([month(7, 112, 100), month(8, 112, 100), month(9, 112, 100)], 60);
  expect(textOf(one(element, '.sentence'))).toBe('At this point you were on average 12.0% high.');
  expect(all(element, '.fact').map(textOf).slice(0, 1)).toEqual(['Last 3 months: accuracy 88.0%, bias +12.0%']);
  expect(textOf(element)).not.toContain('without that bias');
});

it('counts the last six months, and has each of them in a table', async () => {
  const months = [3, 4, 5, 6, 7, 8, 9].map((number) => month(number, number === 3 ? 900 : 100, 100));
  const element = await line([...months.slice(0, 6), month(9, 130, 100, { isCarried: true })]);
  expect(all(element, 'tbody tr').map(textOf)).toEqual([
    'April 2026 100 100 0 (0.0%)',
    'May 2026 100 100 0 (0.0%)',
    'June 2026 100 100 0 (0.0%)',
    'July 2026 100 100 0 (0.0%)',
    'August 2026 100 100 0 (0.0%)',
    'September 2026 130 (carried) 100 +30 (+30.0%)',
  ]);
});
