import '../../../../../../test/jest/japanese';
import GapPanel from 'c/gapPanel';
import { budgetAnswer, targetAnswer } from '../../../../../../test/jest/answers';
import { clearPage, one, show, textOf } from '../../../../../../test/jest/page';
import { answer } from '../../../../../../test/jest/platform';

afterEach(clearPage);

it('reads like a Japanese sales report', async () => {
  const element = await show('c-gap-panel', GapPanel, { recordId: 't1', objectApiName: 'Target__c' });
  await answer(targetAnswer());
  expect(textOf(one(element, 'c-gap-header'))).toBe(
    '佐藤 美咲 · 2026年11月 · 第1営業部 · Revenue 着地見込 5,440 、 目標 6,000 に 560 不足 実行 −260 ／ 計画 −300',
  );
});

it('shows no English word around the numbers', async () => {
  const element = await show('c-gap-panel', GapPanel, { recordId: 'b1', objectApiName: 'Budget__c' });
  await answer(budgetAnswer());
  const words = textOf(element).replace(/Revenue|Ken Mori|B-000120|mart\.budget|CSV/g, '');
  expect(words).not.toMatch(/[A-Za-z]{2,}/);
});
