import { list, PROJECTS, queryAnswer, targetAnswer } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors, failObjectInfo } from '../../../../../../test/jest/platform';
import { enter, entry, input, openEntry, press } from './entry';

afterEach(clearPage);

it('shows its outline until the rows and the permissions are there', async () => {
  const element = await openEntry();
  expect(all(element, 'c-loading-stencil')).toHaveLength(1);
  await expect(element).toBeAccessible();
  await answer(targetAnswer());
  expect(all(element, 'c-loading-stencil')).toHaveLength(1);
  await failObjectInfo();
  expect(all(element, 'c-loading-stencil')).toHaveLength(0);
});

it('lets the platform decide when the permissions cannot be read', async () => {
  const element = await openEntry();
  await answer(targetAnswer());
  await failObjectInfo();
  expect(input(element, 'a1').readOnly).toBe(false);
});

it('is to be read, with the way to more, for who may not change it', async () => {
  const element = await entry({}, { editable: [] });
  expect(textOf(element)).toContain('You can see these amounts but not change them');
  expect(textOf(element)).toContain('permission set “Todoku Rep”');
  expect(all<HTMLInputElement>(element, 'input').every((cell) => cell.readOnly)).toBe(true);
  expect(all(element, 'c-forecast-footer')).toEqual([]);
  await expect(element).toBeAccessible();
});

it('says why it is empty and what to do', async () => {
  const element = await entry({ Project_Amounts__r: list([]), Opportunity_Amounts__r: list([]) });
  expect(textOf(element)).toContain('There is nothing to forecast in this month yet');
  expect(textOf(element)).toContain('Lines arrive with the next load.');
  await expect(element).toBeAccessible();
});

it('says what went wrong and tries again', async () => {
  const element = await openEntry();
  await answerErrors([{ message: 'Out of order.' }]);
  expect(textOf(element)).toContain('Out of order.');
  await expect(element).toBeAccessible();
  one(element, 'c-panel-problem').dispatchEvent(new CustomEvent('retry'));
  await answer(targetAnswer());
  expect(textOf(element)).not.toContain('Out of order.');
});

it('keeps rows and drafts when a later read fails', async () => {
  const element = await entry();
  await enter(element, 'a1', '26,000');
  await answerErrors([{ message: 'Out of order.' }]);
  expect(input(element, 'a1').value).toBe('26,000');
  expect(textOf(element)).toContain('The latest numbers could not be read.');
  await expect(element).toBeAccessible();
});

it('says that the record is not there', async () => {
  const element = await openEntry();
  await answer(queryAnswer('Target__c', []));
  expect(textOf(element)).toContain('This record cannot be shown');
});

it('says what was typed for a row that is gone', async () => {
  const element = await entry();
  const toasts: unknown[] = [];
  element.addEventListener('lightning__showtoast', (event) => toasts.push((event as CustomEvent).detail));
  await enter(element, 'a2', '14,000');
  await answer(targetAnswer({ Project_Amounts__r: list(PROJECTS.filter(({ Id }) => Id !== 'a2')) }));
  expect(toasts).toEqual([
    {
      title: 'Nothing was saved',
      message: '“ノースリンク｜アプリ獲得” no longer belongs to this target. You had typed: 14,000,000.',
      variant: 'warning',
      mode: 'sticky',
    },
  ]);
});

it('draws of many rows those in sight and the one with the cursor, under a total of all', async () => {
  const many = Array.from({ length: 500 }, (_, index) => ({ ...PROJECTS[0], Id: `x${index}` }));
  const element = await entry({ Project_Amounts__r: list(many), Opportunity_Amounts__r: list([]) });
  const drawn = (): readonly (string | undefined)[] => all(element, '[data-row]').map((row) => row.dataset['row']);
  expect(drawn().length).toBeLessThan(40);
  expect(one(element, '[role="grid"]').getAttribute('aria-rowcount')).toBe('502');
  expect(textOf(one(element, '.total .landing'))).toContain('12,250,000');
  const first = drawn()[0] ?? '';
  const cell = input(element, first);
  cell.focus();
  await settle();
  await press(element, first, 'End', { ctrlKey: true });
  const last = drawn().at(-1);
  expect(one(element, `[data-row="${last ?? ''}"]`).getAttribute('aria-rowindex')).toBe('501');
  expect(one(element, '[data-column][tabindex="0"]').dataset['column']).toBe('landing');
  expect(drawn()).toContain(first);
});

it('says how many rows it does not show', async () => {
  const element = await entry({ Opportunity_Amounts__r: list([], 2_100) });
  expect(textOf(element)).toContain('3 of 2,103 rows are shown here.');
});
