import HomePage from 'c/homePage';
import { asked, homeAnswer, ownTarget, seenBudget } from '../../../../../../test/jest/home';
import { all, clearPage, one, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';

jest.mock('@salesforce/user/Id', () => ({ default: 'rep' }), { virtual: true });

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-24T04:00:00.000Z'));
});

afterEach(clearPage);

async function open(change: Parameters<typeof homeAnswer>[0] = {}): Promise<HTMLElement> {
  const element = await show('c-home-page', HomePage, {});
  await answer(homeAnswer(change));
  return element;
}

it('says how much time is left, what is open, and the own gap of this month', async () => {
  const element = await open();
  expect(textOf(one(element, '.headline'))).toBe('6 hr to the deadline');
  expect(all(element, 'li a').map(textOf)).toEqual(['November 2026 · Revenue', 'Open the meeting']);
  expect(textOf(one(element, '.sentence'))).toContain('6,000 short');
  expect(all(element, '.units')).toEqual([]);
  await expect(element).toBeAccessible();
});

it('lists later months with what they land at', async () => {
  const later = seenBudget()['Department__r'];
  const budget = { Period_Start__c: { value: '2026-12-01' }, Measure__c: { value: 'Revenue', label: 'Revenue' } };
  const element = await open({
    Target__c: [ownTarget(), ownTarget({ Id: 't2', Budget__r: { ...budget, Department__r: later } })],
  });
  expect(textOf(one(element, 'li[data-link="t2"]'))).toBe('December 2026 · Revenue landing 54,000 of 60,000, −6,000');
});

it('marks what is overdue, and says who nudged and when', async () => {
  const element = await open({
    Gap_Action__c: [asked('a1', 'Action', { Due__c: '2026-11-20' }), asked('a2', 'Nudge')],
  });
  expect(textOf(one(element, 'li[data-link="a1"]'))).toBe('about a1 Overdue Action · by Nov 20 · 鈴木 健');
  expect(textOf(one(element, 'li[data-link="a2"]'))).toBe('about a2 鈴木 健, Nov 24, 10:00 AM');
});

it('shows requests for another budget to RevOps alone', async () => {
  const element = await open({ revisions: [asked('r1', 'Revision')] });
  expect(all(element, '.revisions')).toEqual([]);
});

it('says to a rep without a target where it would come from', async () => {
  const element = await open({ Target__c: [] });
  expect(textOf(one(element, '.own'))).toContain('Targets come with the Monday load.');
});

it('keeps what was read when a later read fails', async () => {
  const element = await open();
  await answerErrors([{ message: 'down' }]);
  expect(textOf(one(element, '.sentence'))).toContain('6,000 short');
  expect(textOf(element)).toContain('down');
});
