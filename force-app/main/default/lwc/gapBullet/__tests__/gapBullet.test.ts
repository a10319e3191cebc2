import GapBullet from 'c/gapBullet';
import { readTarget } from 'c/gapQuery';
import { targetAnswer, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, show, textOf } from '../../../../../../test/jest/page';

afterEach(clearPage);

async function bullet(change: Fields = {}): Promise<HTMLElement> {
  return show('c-gap-bullet', GapBullet, { gap: readTarget(targetAnswer(change)), unit: 'tenThousand' });
}

it('is a picture with a text', async () => {
  const element = await bullet();
  expect(one(element, '[role="img"]').getAttribute('aria-label')).toBe(
    'Bar from zero, in ¥ ×10K. Actual 3,980, landing forecast 5,440, target 6,000. Plan 5,700.',
  );
  await expect(element).toBeAccessible();
});

it('has a table with the same figures', async () => {
  const element = await bullet();
  expect(textOf(one(element, 'table'))).toBe(
    'The figures of the graph Figure Amount (¥ ×10K) Actual 3,980 Landing 5,440 Target 6,000 Plan 5,700',
  );
});

it('labels each mark with its figure', async () => {
  const element = await bullet();
  expect(all(element, 'text').map(textOf)).toEqual(['Landing 5,440', 'Actual 3,980', 'Target 6,000', 'Plan 5,700']);
});

it('leaves out the markers that have no amount', async () => {
  const element = await bullet({ Target_Amount__c: null, Plan_Amount__c: null });
  expect(all(element, '.target, .plan')).toEqual([]);
  expect(all(element, 'text')).toHaveLength(2);
  await expect(element).toBeAccessible();
});
