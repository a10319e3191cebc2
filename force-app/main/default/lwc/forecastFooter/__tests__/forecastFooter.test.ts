import ForecastFooter from 'c/forecastFooter';
import { clearPage, one, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

type Button = HTMLElement & { label: string; disabled: boolean };

async function footer({
  counts = {},
  ...props
}: {
  counts?: object;
  change?: number;
  progress?: object;
}): Promise<HTMLElement> {
  const element = await show('c-forecast-footer', ForecastFooter, {
    unit: 'tenThousand',
    before: 54_400_000,
    counts: { changed: 0, unreadable: 0, conflicts: 0, all: 0, ...counts },
    ...props,
  });
  await expect(element).toBeAccessible();
  return element;
}

it('offers nothing while nothing has changed', async () => {
  const element = await footer({});
  expect(textOf(one(element, '.summary'))).toBe('No changes');
  expect([one<Button>(element, '.save').disabled, one<Button>(element, '.undo').disabled]).toEqual([true, true]);
});

it('says how many rows will be saved and what that does to the landing', async () => {
  const element = await footer({ counts: { changed: 2, all: 2 }, change: -1_700_000 });
  expect(textOf(one(element, '.summary'))).toBe('2 rows changed');
  expect(textOf(one(element, '.effect'))).toBe('Landing 5,440 → 5,270 −170');
  expect(one<Button>(element, '.save').label).toBe('Save 2 rows');
});

it('counts what cannot be read, which is not saved', async () => {
  const element = await footer({ counts: { changed: 1, unreadable: 1, all: 2 } });
  expect(textOf(one(element, '.summary'))).toBe('1 row changed · 1 cannot be read');
  expect(one<Button>(element, '.save').label).toBe('Save 1 row');
});

it('tells how far a save has come, and takes no second one', async () => {
  const element = await footer({ counts: { changed: 1, all: 1 }, progress: { done: 1, all: 3 } });
  expect(textOf(one(element, '.summary'))).toBe('Saving 2 of 3');
  expect([one<Button>(element, '.save').disabled, one<Button>(element, '.undo').disabled]).toEqual([true, true]);
});

it('says what waits for a decision, which is not nothing', async () => {
  const element = await footer({ counts: { conflicts: 1, all: 1 } });
  expect(textOf(one(element, '.summary'))).toBe('1 to settle');
  expect([one<Button>(element, '.save').disabled, one<Button>(element, '.undo').disabled]).toEqual([true, false]);
});
