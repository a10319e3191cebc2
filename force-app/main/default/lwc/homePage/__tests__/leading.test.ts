import '../../../../../../test/jest/unit-manager';
import HomePage from 'c/homePage';
import { list, record, type Fields } from '../../../../../../test/jest/answers';
import { homeAnswer, ownTarget, saidOf } from '../../../../../../test/jest/home';
import { all, clearPage, one, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors } from '../../../../../../test/jest/platform';

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-24T04:00:00.000Z'));
});

afterEach(clearPage);

const member = (Id: string, rep: string, states: readonly string[]): Fields =>
  ownTarget({
    Id,
    Rep__r: record({ Name: rep }),
    Forecast_Submissions__r: list(states.map((state) => saidOf('Member', state))),
  });

it('shows whoever leads people who is still open, after the page itself is there', async () => {
  const element = await show('c-home-page', HomePage, {});
  expect(all(element, '.progress')).toEqual([]);
  // The stand-in answers every request of the page alike.
  const members = [member('t1', '佐藤 美咲', ['Submitted']), member('t2', '田中 翔', [])];
  await answer(homeAnswer({ Target__c: members }));
  await answer(homeAnswer({ Target__c: members }));
  expect(textOf(one(element, 'tr[data-unit]'))).toBe('Sales 1 1 of 2 田中 翔');
  expect(textOf(one(element, '.headline'))).toBe('6 hr to the deadline');
  await expect(element).toBeAccessible();
});

it('keeps the rest of the page when the members cannot be read, and says so', async () => {
  const element = await show('c-home-page', HomePage, {});
  await answer(homeAnswer());
  await answerErrors([{ message: 'down' }]);
  expect(textOf(one(element, '.progress'))).toContain('Who has confirmed could not be read');
  expect(textOf(one(element, '.headline'))).toBe('6 hr to the deadline');
});
