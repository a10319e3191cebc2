/** N6, the balanced factor bridge, as the head of a unit and the director above use it on the Budget page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { englishWordsIn } from './english-words.ts';
import { giveReasons, startUnitWeek, week, type UnitWeek } from './unit-week.ts';
import { violations } from './violations.ts';

let unit: UnitWeek;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  unit = opened.use(await startUnitWeek());
});
after(() => opened.disposeAsync());

interface Version {
  readonly Id: string;
  readonly State__c: string;
  readonly Version__c: number;
  readonly Late__c: boolean;
  readonly Landing_Forecast__c: number;
  readonly Previous_Landing__c: number;
  readonly Change__c: number;
  readonly Explained__c: number;
  readonly Unexplained__c: number;
  readonly Question__c: string | null;
}

const versions = (): Promise<readonly Version[]> =>
  unit.rows<Version>(
    `SELECT Id, State__c, Version__c, Late__c, Landing_Forecast__c, Previous_Landing__c, Change__c, Explained__c, Unexplained__c, Question__c
     FROM Forecast_Submission__c WHERE Kind__c = 'Unit' AND Cycle__r.External_Key__c = '${week}' AND Budget__c = '${unit.budgetId}' ORDER BY Version__c`,
  );

const panel = (page: Page): Locator => page.locator('c-unit-forecast');

/** Digits of a figure however it is written. */
const numberIn = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));

async function inYen(page: Page): Promise<void> {
  await page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
}

async function sum(page: Page, key: string): Promise<number> {
  return numberIn(await panel(page).locator(`.sums .row.${key} dd`).innerText());
}

test('N6: the factors begin with what the deals tell since Friday, and add up to the change', async () => {
  await using seen = await unit.open(browser, unit.head);
  const { page } = seen;
  await panel(page).locator('[data-factor="New_Deal"]').waitFor();
  await inYen(page);
  const [landing, previous, change] = await Promise.all(['landing', 'previous', 'change'].map((key) => sum(page, key)));
  assert.equal(previous, unit.friday.landing);
  assert.equal(change, (landing ?? 0) - unit.friday.landing);
  const amounts = await panel(page).locator('[data-factor] .amount').all();
  const shown = await Promise.all(amounts.map(async (cell) => numberIn(await cell.inputValue())));
  assert.equal(
    shown.reduce((total, amount) => total + amount, 0),
    change,
  );
  const [grown, shrunk, come] = unit.friday.moved;
  const of = async (type: string): Promise<number> =>
    numberIn(await panel(page).locator(`[data-factor="${type}"] .amount`).inputValue());
  assert.deepEqual([await of('Amount_Up'), await of('Amount_Down'), await of('New_Deal')], [grown, shrunk, come]);
  assert.deepEqual(seen.errors, []);
});

test('N6: the unexplained amount is shown live, and “submit” states why it is not ready', async () => {
  await using seen = await unit.open(browser, unit.head);
  const { page } = seen;
  await panel(page).locator('[data-factor="Amount_Up"]').waitFor();
  await inYen(page);
  const submit = panel(page).getByRole('button', { name: 'Submit', exact: true });
  const why = panel(page).locator('.why');
  await why.getByText(/have no reason|has no reason/).waitFor();
  assert.equal(await submit.isDisabled(), true);
  await giveReasons(panel(page), 'Customer_Budget');
  await panel(page).getByText('Everything is explained. Ready to submit.').waitFor();
  assert.equal(await submit.isEnabled(), true);

  const amount = panel(page).locator('[data-factor="Amount_Up"] .amount');
  const before = numberIn(await amount.inputValue());
  await amount.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(String(before - 1_000_000));
  await why.getByText('+1,000,000 is left over; up to').waitFor();
  assert.equal(await submit.isDisabled(), true);
  assert.deepEqual(await versions(), [], 'nothing is sent before it is submitted');
});

test('N6: what is submitted adds up by the org’s own rule, with its factors, by keyboard alone', async () => {
  await using seen = await unit.open(browser, unit.head);
  const { page } = seen;
  await panel(page).locator('[data-factor="Amount_Up"]').waitFor();
  await giveReasons(panel(page), 'Customer_Budget');
  await panel(page).getByText('Ready to submit').waitFor();
  await panel(page).locator('select.code').first().focus();
  await page.keyboard.press('Alt+s');
  await panel(page).getByText('Version 1', { exact: true }).waitFor();
  const [version, ...more] = await versions();
  assert.deepEqual(more, []);
  assert.equal(version?.State__c, 'Submitted');
  assert.equal(version.Late__c, false);
  assert.equal(version.Previous_Landing__c, unit.friday.landing);
  assert.equal(version.Change__c, version.Landing_Forecast__c - unit.friday.landing);
  assert.equal(version.Unexplained__c, 0);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.errors, []);
});

test('N6: each factor is accepted or rejected by the next level, who returns it with a question', async () => {
  await using seen = await unit.open(browser, unit.chief);
  const { page } = seen;
  const factors = panel(page).locator('[data-factor]');
  await factors.first().waitFor();
  await factors
    .nth(0)
    .getByRole('button', { name: /^Accept/ })
    .click();
  await factors.nth(0).getByText('Accepted').waitFor();
  await factors
    .nth(1)
    .getByRole('button', { name: /^Reject/ })
    .click();
  await factors.nth(1).getByText('Rejected').waitFor();
  await factors
    .nth(1)
    .getByRole('button', { name: /^Undo “Rejected”/ })
    .click();
  await factors
    .nth(1)
    .getByRole('button', { name: /^Reject/ })
    .click();
  await factors.nth(1).getByText('Rejected').waitFor();
  const [version] = await versions();
  const verdicts = await unit.rows<{ Verdict__c: string }>(
    `SELECT Verdict__c FROM Forecast_Factor__c WHERE Submission__c = '${version?.Id}' ORDER BY Name`,
  );
  assert.deepEqual(
    verdicts.slice(0, 2).map(({ Verdict__c }) => Verdict__c),
    ['Confirmed', 'Rejected'],
  );

  await panel(page).getByRole('button', { name: 'Return with a question' }).click();
  await page.keyboard.type('Is the new deal signed?');
  assert.deepEqual(await violations(page), []);
  await panel(page).getByRole('button', { name: 'Return', exact: true }).click();
  await panel(page).getByText('Is the new deal signed?', { exact: true }).waitFor();
  const [returned] = await versions();
  assert.deepEqual([returned?.State__c, returned?.Question__c], ['Returned', 'Is the new deal signed?']);
});

test('a returned forecast is answered by a new version with the factors of the one before', async () => {
  await using seen = await unit.open(browser, unit.head);
  const { page } = seen;
  await panel(page).getByText('Is the new deal signed?', { exact: true }).waitFor();
  await panel(page).locator('lightning-textarea textarea').fill('Signed on Monday.');
  await panel(page).getByRole('button', { name: 'Submit', exact: true }).click();
  await panel(page).getByText('Version 2', { exact: true }).waitFor();
  const both = await versions();
  assert.deepEqual(
    both.map(({ State__c, Version__c }) => [Version__c, State__c]),
    [
      [1, 'Returned'],
      [2, 'Submitted'],
    ],
  );
  assert.equal(both[1]?.Explained__c, both[0]?.Explained__c);
});

test('U12, U13: what is submitted can be withdrawn until the next level acts, and stays in the list of versions', async () => {
  await using seen = await unit.open(browser, unit.head);
  const { page } = seen;
  await panel(page).getByText('Version 2', { exact: true }).waitFor();
  await panel(page).getByRole('button', { name: 'Withdraw' }).click();
  await panel(page).getByRole('button', { name: 'Submit', exact: true }).waitFor();
  assert.equal((await versions())[1]?.State__c, 'Withdrawn');
  await panel(page).getByText('Earlier versions: 2').click();
  const list = panel(page).locator('[data-version]');
  assert.match(await list.nth(0).innerText(), /Version 2[^]*Withdrawn[^]*Signed on Monday\./);
  assert.match(await list.nth(1).innerText(), /Version 1[^]*Returned[^]*Is the new deal signed\?/);
  assert.deepEqual(await violations(page), []);
  await panel(page).getByRole('button', { name: 'Submit', exact: true }).click();
  await panel(page).getByText('Version 3', { exact: true }).waitFor();
});

test('after the deadline it is submitted late and says so, and once frozen not at all', async () => {
  await unit.cycle('Late', -1);
  await using late = await unit.open(browser, unit.head);
  await panel(late.page).getByRole('button', { name: 'Make a new version' }).click();
  await panel(late.page).getByRole('button', { name: 'Submit', exact: true }).click();
  await panel(late.page).getByText('Version 4', { exact: true }).waitFor();
  assert.equal((await versions()).at(-1)?.Late__c, true);
  await late.page.locator('c-unit-forecast c-cycle-card .standing').getByText(/late/i).first().waitFor();
  await unit.cycle('Frozen', -18);
  await using frozen = await unit.open(browser, unit.head);
  await panel(frozen.page).getByText('Version 4', { exact: true }).waitFor();
  assert.equal(await panel(frozen.page).getByRole('button', { name: 'Make a new version' }).count(), 0);
  await unit.cycle('Open');
});

test('a rep reads the forecast of the unit and can neither write nor decide', async () => {
  await using seen = await unit.open(browser, unit.rep);
  const { page } = seen;
  await panel(page).getByText('Version 4', { exact: true }).waitFor();
  assert.equal(await panel(page).locator('.submit, .renew, .withdraw, .confirm, .return, .choice').count(), 0);
});

test('the Budget page in its week shows no English label in Japanese', async () => {
  await using seen = await unit.open(browser, unit.head, 'ja');
  const { page } = seen;
  await panel(page).locator('[data-factor]').first().waitFor();
  await page.locator('c-member-states table').waitFor();
  const queries = ['Project__c', 'User', 'Account', 'Department__c', 'Opportunity'].map((object) =>
    unit.rows<{ Name: string }>(`SELECT Name FROM ${object}`),
  );
  const names = (await Promise.all(queries)).flat().map(({ Name }) => Name);
  const said = ['Is the new deal signed?', 'Signed on Monday.'];
  assert.deepEqual(englishWordsIn(await page.locator('body').innerText(), [...names, ...said]), []);
  assert.deepEqual(await violations(page), []);
});
