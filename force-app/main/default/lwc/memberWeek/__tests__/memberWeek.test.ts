import { tellEntryState } from 'c/entryState';
import MemberWeek from 'c/memberWeek';
import { check, list, record, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';
import { memberAnswer, submissionNode } from '../../../../../../test/jest/submissions';

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-11-24T04:48:30.000Z') });
});

afterEach(() => {
  tellEntryState('t1', { unsaved: 0, unreadable: 0 });
  clearPage();
  jest.useRealTimers();
});

async function week(change: Fields = {}, of: Fields = {}): Promise<HTMLElement> {
  const element = await show('c-member-week', MemberWeek, { recordId: 't1' });
  await answer(memberAnswer(change, of));
  return element;
}

const open = (element: HTMLElement): string => textOf(one(element, '.open-items'));

it('tells what the rep still has to do', async () => {
  const element = await week({ Reconciliations__r: list([check({ State__c: 'Mismatch', Difference__c: 5 })]) });
  expect(open(element)).toBe(
    'Open: landing to confirm 1 deal untouched for 3 weeks numbers that do not match the source',
  );
  jest.useRealTimers();
  await expect(element).toBeAccessible();
});

it('follows what is typed in the grid and not saved', async () => {
  const element = await week({ said: [submissionNode()] });
  expect(open(element)).toBe('Nothing is open for you');
  tellEntryState('t1', { unsaved: 2, unreadable: 1 });
  await settle();
  expect(open(element)).toBe('Open: 2 unsaved rows');
  tellEntryState('another', { unsaved: 9, unreadable: 0 });
  await settle();
  expect(open(element)).toBe('Open: 2 unsaved rows');
});

it('has the question open when it was returned', async () => {
  const element = await week({ said: [submissionNode({ State__c: 'Returned' })] });
  expect(open(element)).toContain('question to answer');
});

it('names who asked, in this week, while nothing is submitted', async () => {
  const nudge = (cycle: string): Fields => ({
    Gap_Actions__r: list([
      {
        Id: 'g1',
        Cycle__c: cycle,
        CreatedDate: '2026-11-24T02:00:00.000Z',
        CreatedBy: record({ Name: '部長 一郎' }),
      },
    ]),
  });
  expect(textOf(await week(nudge('c48')))).toContain('部長 一郎 asked for it, Nov 24, 11:00 AM');
  expect(textOf(await week(nudge('c47')))).not.toContain('asked for it');
  expect(textOf(await week({ ...nudge('c48'), said: [submissionNode()] }))).not.toContain('asked for it');
});

it('keeps what was read when a later read fails, and says since when', async () => {
  const element = await week();
  await answerErrors([{ message: 'Out of order.' }]);
  expect(textOf(element)).toContain('Out of order.');
  expect(all(element, '.headline')).toHaveLength(1);
});
