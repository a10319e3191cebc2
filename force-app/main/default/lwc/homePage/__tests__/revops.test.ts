import '../../../../../../test/jest/revops';
import HomePage from 'c/homePage';
import { asked, homeAnswer } from '../../../../../../test/jest/home';
import { clearPage, one, show, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';

// axe looks at the whole page, on a machine that may be busy.
jest.setTimeout(20_000);

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-24T04:00:00.000Z'));
});

afterEach(clearPage);

it('lists who waits for an answer to a request for another budget, with amounts and reason', async () => {
  const element = await show('c-home-page', HomePage, {});
  const amounts = { Value_At_Start__c: 120_000_000, Expected_Effect__c: -12_000_000 };
  await answer(homeAnswer({ revisions: [asked('r1', 'Revision', amounts)] }));
  expect(textOf(one(element, 'li[data-link="r1"]'))).toBe(
    'Sales 1 · November 2026 · Revenue 120,000 → 108,000 · about r1 · 鈴木 健',
  );
  await expect(element).toBeAccessible();
});
