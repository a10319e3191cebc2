import TeamProgress from 'c/teamProgress';
import { all, clearPage, one, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

it('says how many are done, of each unit and in all, who is open, and how it was in the weeks before', async () => {
  const element = await show('c-team-progress', TeamProgress, {
    units: [
      { unitName: 'West', done: 1, total: 3, open: ['B', 'C'] },
      { unitName: 'East', done: 2, total: 2, open: [] },
    ],
    weeks: [{ weekStart: '2026-11-23', done: 3, total: 5 }],
    unread: 2,
  });
  expect(textOf(one(element, '.sum'))).toBe('3 of 5 forecasts are confirmed by their people');
  expect(all(element, 'tr[data-unit]').map(textOf)).toEqual(['West 1 of 3 B and C', 'East 2 of 2 Everybody has']);
  expect(textOf(one(element, 'li[data-week]'))).toContain('60.0% (3 of 5)');
  expect(textOf(one(element, '.quiet'))).toContain('2');
  await expect(element).toBeAccessible();
});
