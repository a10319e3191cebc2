import { readTarget, type Gap } from 'c/gapQuery';
import LineageDrawer from 'c/lineageDrawer';
import { list, targetAnswer } from '../../../../../../test/jest/answers';
import { lineageAnswer, load, MENUS } from '../../../../../../test/jest/lineage';
import { all, clearPage, one, settle, show, textOf } from '../../../../../../test/jest/page';
import { answer, answerErrors, lastQuery } from '../../../../../../test/jest/platform';

const NOW = '2026-11-23T02:04:00.000Z';

/** The browser's own dialog, which jsdom does not have. */
beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOW));
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
      this.dispatchEvent(new CustomEvent('close'));
    },
  });
});
afterEach(clearPage);

async function drawer(figure: string, gap: Gap | undefined = readTarget(targetAnswer())): Promise<HTMLElement> {
  return show('c-lineage-drawer', LineageDrawer, { gap, figure, unit: 'tenThousand', agreedHours: 24 });
}

const step = (element: HTMLElement, place: number): string => textOf(all(element, '.step')[place - 1] ?? element);

it('N1 shows the five steps of the actual, and its records add up to it', async () => {
  const element = await drawer('actual');
  expect(one(element, '[role="status"]').textContent).toContain('Loading');
  await answer(lineageAnswer());
  expect(textOf(one(element, 'h2'))).toBe('Where Actual comes from');
  expect(step(element, 1)).toContain('Sum of what the menu lines have booked');
  expect(step(element, 2)).toContain('3 records, sum 3,980: equal to the figure');
  expect(step(element, 3)).toContain('B-000123');
  expect(step(element, 3)).toContain('Run run-7:menu-amount');
  expect(step(element, 3)).toContain('Sent 3: 1 created, 2 updated, 0 deleted. Unchanged 1,200, failed 0, parked 0.');
  expect(step(element, 4)).toContain('syncs/menu-amount/model.sql 3 of the records above');
  expect(step(element, 5)).toContain('As of Nov 23, 6:04 AM (5 hours ago) Fresh');
  await expect(element).toBeAccessible();
});

it('N1 names table, key and load of every loaded record', async () => {
  const element = await drawer('actual');
  await answer(lineageAnswer());
  expect(all(element, '.row .place').map(textOf)).toEqual([
    'menu|m1 · syncs/menu-amount/model.sql · B-000123',
    'menu|m3 · syncs/menu-amount/model.sql · B-000123',
    'menu|m2 · syncs/menu-amount/model.sql · B-000123',
  ]);
});

it('N1 says that the source of a record without a load is unknown, and counts it', async () => {
  const element = await drawer('actual');
  const [first, ...others] = MENUS;
  await answer(lineageAnswer({ Menu_Amount__c: list([{ ...first, Load_Batch__c: null }, ...others]) }));
  expect(textOf(all(element, '.row .place')[0] ?? element)).toBe('menu|m1 · unknown · unknown');
  expect(step(element, 3)).toContain('1 records have no load: it is unknown where they come from.');
  expect(step(element, 4)).toContain('unknown 1 of the records above');
  expect(step(element, 2)).toContain('equal to the figure');
});

it('N1 tells when the records do not add up, and by how much', async () => {
  const element = await drawer('actual');
  await answer(lineageAnswer({ Menu_Amount__c: list(MENUS.slice(1)) }));
  expect(step(element, 2)).toContain('2 records, sum 2,130; the figure says 3,980, 1,850 apart.');
});

it('N1 does not vouch for a sum when not every record could be read', async () => {
  const element = await drawer('actual');
  await answer(lineageAnswer({ Menu_Amount__c: list(MENUS, 2_100) }));
  expect(step(element, 2)).toContain('Only 3 records could be read, 2,097 more exist, so the sum is not checked.');
});

it.each([
  ['menu', '検索 2 3,360'],
  ['account', '春日井食品 1 1,850'],
  ['project', '春日井食品｜秋の新商品 1 1,850'],
])('breaks an amount down by %s, to the same sum', async (by, first) => {
  const element = await drawer('actual');
  await answer(lineageAnswer());
  const select = one<HTMLSelectElement>(element, '.groupings');
  select.value = by;
  select.dispatchEvent(new CustomEvent('change'));
  await settle();
  expect(textOf(all(element, '.row')[0] ?? element)).toBe(first);
  expect(step(element, 2)).toContain('sum 3,980: equal');
  await expect(element).toBeAccessible();
});

it('adds projects and deals to the landing, which has no part per menu', async () => {
  const element = await drawer('landing');
  await answer(lineageAnswer());
  expect(step(element, 2)).toContain('4 records, sum 5,440: equal to the figure');
  expect(step(element, 2)).toContain('no part per menu');
  expect(all(element, '.groupings option').map(textOf)).toEqual(['Record', 'Project', 'Account']);
});

it('shows the gap as landing less target, record by record', async () => {
  const element = await drawer('gap');
  await answer(lineageAnswer());
  expect(step(element, 1)).toContain('5,440 − 6,000 = −560');
  expect(step(element, 2)).toContain('5 records, sum −560: equal to the figure');
});

it('says of what a person entered who it was, not a load', async () => {
  const element = await drawer('plan');
  await answer(lineageAnswer());
  expect(step(element, 2)).toContain('Entered in Salesforce; record last saved by 佐藤 美咲, Nov 20, 12:00 PM');
});

it.each([
  [24, 'Fresh'],
  [4, 'Late: a newer load was due'],
  [2, 'Stale: more than twice as old as agreed.'],
])('N1 with %i agreed hours, data of five hours ago is: %s', async (agreedHours, word) => {
  const element = await drawer('actual');
  Object.assign(element, { agreedHours });
  await answer(lineageAnswer());
  expect(step(element, 5)).toContain(word);
});

it('N1 says that the last load failed, however fresh the values are', async () => {
  const element = await drawer('actual');
  await answer(lineageAnswer({ newest: list([load('l9', 'B-000201', 'menu-amount', { State__c: 'Failed' })]) }));
  expect(step(element, 5)).toContain('The last load failed');
});

it('asks for records, then for their loads, and not again for another figure', async () => {
  const element = await drawer('actual');
  await answer(lineageAnswer());
  expect(lastQuery().variables).toEqual({ loads: ['l1', 'l2'] });
  const asked = lastQuery();
  Object.assign(element, { figure: 'landing' });
  await settle();
  expect(lastQuery()).toBe(asked);
});

it('says what could not be read, and tries again on demand', async () => {
  const refresh = jest.fn(() => Promise.resolve());
  const element = await drawer('actual');
  await answerErrors([{ message: 'No access to Menu_Amount__c.' }], refresh);
  expect(textOf(element)).toContain('No access to Menu_Amount__c.');
  await expect(element).toBeAccessible();
  one(element, 'c-state-message').dispatchEvent(new CustomEvent('action'));
  await settle();
  expect(refresh).toHaveBeenCalledTimes(1);
  await answer(lineageAnswer());
  expect(step(element, 2)).toContain('equal to the figure');
});

it('tells when it is closed, and opens a record where the platform does', async () => {
  const element = await drawer('actual');
  const told: unknown[] = [];
  element.addEventListener('closed', () => told.push('closed'));
  element.addEventListener('recordopened', (event) => told.push((event as CustomEvent).detail));
  await answer(lineageAnswer());
  one(element, '.row a').click();
  expect(told).toEqual(['closed', { recordId: 'p-m1', objectApiName: 'Project__c' }]);
});
