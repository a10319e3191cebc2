import GapHeader from 'c/gapHeader';
import { readBudget, readTarget } from 'c/gapQuery';
import { budgetAnswer, targetAnswer, type Fields } from '../../../../../../test/jest/answers';
import { clearPage, one, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

async function sentence(change: Fields): Promise<string> {
  const element = await show('c-gap-header', GapHeader, { gap: readTarget(targetAnswer(change)), unit: 'tenThousand' });
  await expect(element).toBeAccessible();
  return textOf(one(element, '.sentence'));
}

it('says by how much a target is missed', async () => {
  expect(await sentence({})).toBe(
    'Landing at 5,440 against a target of 6,000 : 560 short execution −260 / planning −300',
  );
});

it('says by how much a target is beaten', async () => {
  expect(await sentence({ Target_Amount__c: 50_000_000, Plan_Amount__c: null })).toBe(
    'Landing at 5,440 against a target of 5,000 : 440 over',
  );
});

it('says that the landing is exactly on target', async () => {
  expect(await sentence({ Target_Amount__c: 54_400_000, Plan_Amount__c: null })).toBe(
    'Landing at 5,440 , exactly on target',
  );
});

it('says that there is no target, and shows the landing all the same', async () => {
  expect(await sentence({ Target_Amount__c: null })).toBe(
    'Landing at 5,440 . No target is set, so there is no gap and no rate yet.',
  );
});

it('says the word, not only the colour', async () => {
  const gap = readTarget(targetAnswer());
  const element = await show('c-gap-header', GapHeader, { gap, unit: 'tenThousand' });
  expect(textOf(one(element, '.short'))).toBe('560 short');
});

it('splits a budget’s gap into what members miss and what was never handed out', async () => {
  const element = await show('c-gap-header', GapHeader, { gap: readBudget(budgetAnswer()), unit: 'tenThousand' });
  expect(textOf(element)).toBe(
    'Sales 1 · November 2026 · Revenue Landing at 11,000 against a budget of 12,000 : 1,000 short execution 0 / planning −1,000',
  );
});
