/** The column “Last Friday”, and the entry over the whole page. */
import { list, OPPORTUNITIES, PROJECTS, record, targetAnswer, type Fields } from '../../../../../../test/jest/answers';
import { all, clearPage, one, settle, textOf } from '../../../../../../test/jest/page';
import { answer, lastQuery } from '../../../../../../test/jest/platform';
import { entry, enter, input, press } from './entry';

afterEach(clearPage);

const MAN = 10_000;

/** Every query of the page is answered with the same data: the target, and the newest Friday beside it. */
function friday(lines: readonly Fields[], projects: readonly Fields[] = PROJECTS): Fields {
  const target = targetAnswer({ Project_Amounts__r: list(projects), Opportunity_Amounts__r: list(OPPORTUNITIES) });
  const { query } = target['uiapi'] as { readonly query: Fields }; // the shape of targetAnswer
  const run = { Id: 'run', Snapshot_Lines__r: list(lines) };
  return { uiapi: { query: { ...query, lastWeek: list([run]) } } };
}

const kept = (id: string, project: string | null, opportunity: string | null, landing: number): Fields => ({
  Id: id,
  Project__c: project,
  Opportunity__c: opportunity,
  Landing__c: landing,
});

const lastWeekOf = (element: HTMLElement, id: string): string =>
  textOf(one(element, `[data-column="lastWeek"][data-id="${id}"]`)).replace('Last Friday ', '');

it('shows what each line landed at on Friday, their sum, and a dash for a line that is new', async () => {
  const element = await entry();
  expect(lastQuery().variables).toEqual({ budget: 'b1', target: 't1' });
  await answer(friday([kept('s1', 'p-a1', null, 2_000 * MAN), kept('s2', 'p-a2', 'o9', 0)]));
  expect([lastWeekOf(element, 'a1'), lastWeekOf(element, 'a2')]).toEqual(['20,000', '0']);
  expect(all(element, '[data-column="lastWeek"]').map(textOf)).toContain('Last Friday –');
  const [total] = all(element, '.total [role="gridcell"]');
  expect(total === undefined ? '' : textOf(total)).toBe('Last Friday 20,000');
  await expect(element).toBeAccessible();
});

it('a project that came of an opportunity since Friday continues its line', async () => {
  const [first, ...others] = PROJECTS;
  const converted = { ...first, Project__r: record({ Name: '春日井食品', Opportunity__c: 'won' }) };
  const element = await entry();
  await answer(friday([kept('s1', null, 'won', 700 * MAN)], [converted, ...others]));
  expect(lastWeekOf(element, 'a1')).toBe('7,000');
});

it('what is typed and where the cursor stands outlive the answer of last week', async () => {
  const element = await entry();
  await enter(element, 'a2', '14,000');
  input(element, 'a2').focus();
  await answer(friday([kept('s1', 'p-a1', null, 2_000 * MAN)]));
  expect(lastWeekOf(element, 'a1')).toBe('20,000');
  expect(input(element, 'a2').value).toContain('14,000');
});

it('opens over the whole page and back, with the same cell under the cursor', async () => {
  const element = await entry();
  const cell = input(element, 'a2');
  await press(element, 'a2', 'w', { altKey: true, code: 'KeyW' });
  expect(one(element, '.place').className).toBe('place wide');
  expect(one(element, '.place').getAttribute('role')).toBe('dialog');
  expect(input(element, 'a2')).toBe(cell);
  await expect(element).toBeAccessible();
  one(element, '.widen').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  await settle();
  expect(one(element, '.place').className).toBe('place');
  expect(input(element, 'a2')).toBe(cell);
});

it('Escape in a cell takes back what is typed there, and leaves the entry wide', async () => {
  const element = await entry();
  one(element, '.widen').click();
  await settle();
  await press(element, 'a2', 'Escape');
  expect(one(element, '.place').className).toBe('place wide');
  expect(textOf(one(element, '.widen'))).toBe('Back to the page');
});
