/** N7, the deadline chain, as the head of a unit and the director above use it on the Budget page. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Fields } from '../../scripts/demo/api.ts';
import { asUser } from '../../scripts/demo/steps.ts';
import { openBrowser } from './browser.ts';
import { startUnitWeek, week, type UnitWeek } from './unit-week.ts';
import { violations } from './violations.ts';

let unit: UnitWeek;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  unit = opened.use(await startUnitWeek());
});
after(() => opened.disposeAsync());

const panel = (page: Page): Locator => page.locator('c-member-states');

type Member = UnitWeek['members'][number];

/** A member confirms the forecast as their page does. */
async function confirm(member: Member, version = 1): Promise<void> {
  const [user] = await unit.rows<{ Id: string }>(`SELECT Id FROM User WHERE Username = '${member.username}'`);
  const row: Fields = {
    External_Key__c: `${week}|Member|${member.key}|${version}`,
    Budget__c: unit.budgetId,
    Target__c: member.id,
    Cycle__r: { External_Key__c: week },
    Kind__c: 'Member',
    Version__c: version,
    State__c: 'Submitted',
    Landing_Forecast__c: 1_000_000,
    Submitted_By__c: user?.Id,
    Submitted_At__c: new Date().toISOString(),
  };
  await asUser(unit.agency.org, member.username).insert('Forecast_Submission__c', [row]);
}

/** Targets of the unit without a confirmation, as the org knows them. */
async function notConfirmed(): Promise<readonly string[]> {
  const said = await unit.rows<{ Target__c: string }>(
    `SELECT Target__c FROM Forecast_Submission__c WHERE Kind__c = 'Member' AND Cycle__r.External_Key__c = '${week}' AND State__c IN ('Submitted', 'Confirmed')`,
  );
  return unit.members.map(({ id }) => id).filter((id) => !said.some(({ Target__c }) => Target__c === id));
}

const nudges = (): Promise<readonly { Assignee__c: string; Target__c: string | null; External_Key__c: string }[]> =>
  unit.rows(`SELECT Assignee__c, Target__c, External_Key__c FROM Gap_Action__c WHERE Kind__c = 'Nudge' ORDER BY Name`);

const listed = async (page: Page): Promise<readonly string[]> =>
  (await panel(page).locator('.waiting li').all()).reduce<Promise<readonly string[]>>(
    async (before, item) => [...(await before), (await item.getAttribute('data-item')) ?? ''],
    Promise.resolve([]),
  );

test('N7: the waiting list equals the set of open items', async () => {
  const [first, second] = unit.members;
  assert.ok(first !== undefined && second !== undefined && unit.members.length > 3);
  await confirm(first);
  await confirm(second);
  await using seen = await unit.open(browser, unit.head);
  const { page } = seen;
  await panel(page).locator('.waiting li').first().waitFor();
  // Two wait for the decision of the head, the others for themselves, and the unit for its own forecast.
  assert.deepEqual(new Set(await listed(page)), new Set([...unit.members.map(({ id }) => id), unit.budgetId]));
  const waits = async (id: string): Promise<string> => panel(page).locator(`[data-item="${id}"] .waits`).innerText();
  assert.match(await waits(first.id), /^Confirm or return what/);
  for (const id of await notConfirmed()) assert.equal(await waits(id), 'Confirm own deals');
  assert.equal(await waits(unit.budgetId), 'Submit the forecast of the unit');

  await panel(page)
    .locator(`[data-member="${first.id}"]`)
    .getByRole('button', { name: /^Confirm/ })
    .click();
  await panel(page).locator(`[data-item="${first.id}"]`).waitFor({ state: 'detached' });
  assert.ok(!(await listed(page)).includes(first.id), 'what is confirmed is not open any more');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.errors, []);
});

test('N7: what is at stake is the sum of what those who are open still expect', async () => {
  const open = await notConfirmed();
  const targets = await unit.rows<{ Id: string; Landing_Forecast__c: number; Actual__c: number }>(
    `SELECT Id, Landing_Forecast__c, Actual__c FROM Target__c WHERE Budget__c = '${unit.budgetId}'`,
  );
  const stake = targets
    .filter(({ Id }) => open.includes(Id))
    .reduce((sum, row) => sum + Math.max(0, row.Landing_Forecast__c - row.Actual__c), 0);
  await using seen = await unit.open(browser, unit.head);
  await seen.page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
  const sentence = panel(seen.page).locator('.sentence');
  await sentence.getByText(new Intl.NumberFormat('en-US').format(stake)).waitFor();
  assert.match(await sentence.innerText(), new RegExp(`Waits for ${open.length} members`));
});

test('N7: one click nudges exactly those, and nobody again within four hours', async () => {
  const open = await notConfirmed();
  await using seen = await unit.open(browser, unit.head);
  const { page } = seen;
  const button = panel(page).locator('.nudge');
  await panel(page)
    .getByRole('button', { name: `Nudge ${open.length} people` })
    .click();
  await panel(page).getByText('Everybody who can be nudged was nudged within 4 hours.').waitFor();
  assert.equal(await button.isDisabled(), true);
  const made = await nudges();
  assert.deepEqual(new Set(made.map(({ Target__c }) => Target__c)), new Set(open));
  assert.equal(made.length, open.length);
  await page.reload();
  await panel(page).getByText('Everybody who can be nudged was nudged within 4 hours.').waitFor();
  assert.equal(await button.isDisabled(), true);
});

test('N7: the director above nudges the head alone: the members were nudged already', async () => {
  const before = await nudges();
  await using seen = await unit.open(browser, unit.chief);
  await panel(seen.page).getByRole('button', { name: 'Nudge 1 person' }).click();
  await panel(seen.page).getByText('Everybody who can be nudged').waitFor();
  const after = await nudges();
  assert.equal(after.length, before.length + 1);
  const fresh = after.find(({ External_Key__c }) => !before.some((one) => one.External_Key__c === External_Key__c));
  assert.deepEqual([fresh?.Assignee__c, fresh?.Target__c], [await unit.userId(unit.head), null]);
});

test('the same nudge is refused by the org itself, whoever makes it', async () => {
  const [made] = await nudges();
  const again = { ...made, Budget__c: unit.budgetId, Kind__c: 'Nudge', Subject__c: 'Once more' };
  await assert.rejects(asUser(unit.agency.org, unit.chief.username).insert('Gap_Action__c', [again]), /duplicate/i);
});

test('a member’s confirmation is returned with a question by keyboard alone, and waits for the answer', async () => {
  const second = unit.members[1];
  assert.ok(second !== undefined);
  await using seen = await unit.open(browser, unit.head);
  const { page } = seen;
  const row = panel(page).locator(`[data-member="${second.id}"]`);
  await row.locator('.return').focus();
  await page.keyboard.press('Enter');
  await row.locator('textarea:focus').waitFor();
  await page.keyboard.press('Escape');
  await row.locator('.return:focus').waitFor();
  await page.keyboard.press('Enter');
  await row.locator('textarea:focus').waitFor();
  await page.keyboard.type('When does it start?');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await panel(page).locator(`[data-item="${second.id}"] .waits`).getByText('Answer the question').waitFor();
  const [said] = await unit.rows<{ State__c: string; Question__c: string }>(
    `SELECT State__c, Question__c FROM Forecast_Submission__c WHERE Target__c = '${second.id}' AND Cycle__r.External_Key__c = '${week}'`,
  );
  assert.deepEqual(said, { ...said, State__c: 'Returned', Question__c: 'When does it start?' });
  assert.deepEqual(seen.errors, []);
});

test('a rep sees who is open and can neither nudge nor decide', async () => {
  await using seen = await unit.open(browser, unit.rep);
  await panel(seen.page).locator('.waiting li').first().waitFor();
  assert.equal(await panel(seen.page).locator('.nudge, .confirm, .return').count(), 0);
});
