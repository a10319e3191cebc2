/** What is typed in the grid, as it is told to the panel beside it. */
import GapPanel from 'c/gapPanel';
import { tellEntryState } from 'c/entryState';
import { targetAnswer } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';

const MAN = 10_000;
const STORED = { unsaved: 0, unreadable: 0 };

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-23T02:04:00.000Z'));
});

afterEach(() => {
  tellEntryState('t1', STORED);
  clearPage();
});

async function panel(): Promise<HTMLElement> {
  const element = await show('c-gap-panel', GapPanel, { recordId: 't1', objectApiName: 'Target__c' });
  await answer(targetAnswer());
  return element;
}

it('moves the landing, the gap and the rates at once, and says that they hold drafts', async () => {
  const element = await panel();
  expect(textOf(one(element, '.sentence'))).toContain('Landing at 54,400');
  tellEntryState('t1', { unsaved: 1, unreadable: 0, landing: 5_540 * MAN });
  await settle();
  expect(textOf(one(element, '.sentence'))).toContain('Landing at 55,400');
  expect(textOf(one(element, '.draft'))).toBe('With drafts: +1,000, not saved yet');
  expect(all(element, '.hatch.draft')).toHaveLength(1);
  expect(textOf(one(element, 'c-gap-numbers'))).toContain('92.3%');
  await expect(element).toBeAccessible();
  tellEntryState('t1', STORED);
  await settle();
  expect(textOf(one(element, '.sentence'))).toContain('Landing at 54,400');
  expect(all(element, '.draft')).toHaveLength(0);
});

it('is told by the grid before it was there, and not by the grid of another record', async () => {
  tellEntryState('t1', { unsaved: 1, unreadable: 0, landing: 5_540 * MAN });
  tellEntryState('t2', { unsaved: 1, unreadable: 0, landing: 1 });
  const element = await panel();
  expect(textOf(one(element, '.sentence'))).toContain('Landing at 55,400');
  tellEntryState('t2', STORED);
});
