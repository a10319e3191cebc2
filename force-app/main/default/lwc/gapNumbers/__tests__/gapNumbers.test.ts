import GapNumbers from 'c/gapNumbers';
import { readBudget, readTarget } from 'c/gapQuery';
import { budgetAnswer, targetAnswer } from '../../../../../../test/jest/answers';
import { all, clearPage, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

async function numbers(gap: unknown): Promise<readonly string[]> {
  const element = await show('c-gap-numbers', GapNumbers, { gap, unit: 'tenThousand' });
  await expect(element).toBeAccessible();
  return all(element, '.item').map(textOf);
}

it('shows the seven figures of a target', async () => {
  expect(await numbers(readTarget(targetAnswer()))).toEqual([
    'Target 6,000',
    'Plan 5,700',
    'Actual 3,980',
    'Landing 5,440',
    'Gap −560',
    'Achievement 66.3%',
    'Landing rate 90.7%',
  ]);
});

it('shows a budget beside what its members hold', async () => {
  expect((await numbers(readBudget(budgetAnswer()))).slice(0, 2)).toEqual(['Budget 12,000', 'Members’ targets 11,000']);
});

it('shows dashes, not zeros, where there is no target', async () => {
  expect(await numbers(readTarget(targetAnswer({ Target_Amount__c: null, Plan_Amount__c: null })))).toEqual([
    'Target –',
    'Plan –',
    'Actual 3,980',
    'Landing 5,440',
    'Gap –',
    'Achievement –',
    'Landing rate –',
  ]);
});
