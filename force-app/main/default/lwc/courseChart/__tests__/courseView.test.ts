import type { Course } from 'c/periods';
import { differencesNote } from '../courseView';

const course = (target: number, actual: number | null): Course => ({
  rows: [
    { from: '2026-11-20', to: '2026-11-20', target, actual, landing: null, isCurrent: false, recordId: undefined },
  ],
  unknown: 0,
  missing: 0,
});

it('says that figures are rounded where a difference is not, as shown, what was reached less the target', () => {
  // 714 less 973 is 259, and the difference is 258.4.
  expect(differencesNote(course(9_726_000, 7_142_000), 'tenThousand')).toMatch(/^Every figure is rounded/);
  expect(differencesNote(course(9_730_000, 7_140_000), 'tenThousand')).toBe('');
  expect(differencesNote(course(9_726_000, null), 'tenThousand')).toBe('');
});
