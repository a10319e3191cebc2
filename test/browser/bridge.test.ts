/** What moved since last week, on the pages, against the records of both Fridays. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { keepNextFriday } from '../../scripts/demo/bridge.ts';
import { openBrowser, visit, type Visit } from './browser.ts';
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

const last = '2026-W47';

const numberIn = (text: string): number => Number(text.replace(/[^\d−-]/g, '').replace('−', '-'));

/** The member whose landing moved most, if anybody's did. */
async function target(): Promise<string | undefined> {
  const moved = await unit.rows<{ readonly key: string }>(
    `SELECT Target__r.External_Key__c key, SUM(Amount__c) total FROM Bridge_Line__c WHERE Scope__c = 'Target' GROUP BY Target__r.External_Key__c ORDER BY SUM(Amount__c) DESC`,
  );
  return moved[0]?.key;
}

const own = (): string => `2026-11|Revenue|${unit.rep.key}`;

async function open(object: 'Target__c' | 'Budget__c', language: 'ja' | 'en_US' = 'en_US'): Promise<Visit> {
  const seen = await unit.open(browser, unit.rep, language);
  if (object === 'Budget__c') return seen;
  await seen[Symbol.asyncDispose]();
  const moved = (await target()) ?? own();
  const { id = '' } = unit.members.find(({ key }) => key === moved) ?? {};
  const token = unit.agency.org.tokenFor(unit.rep.username);
  return visit(browser, `/lightning/r/Target__c/${id}/view`, { url: unit.agency.org.url, token });
}

async function inYen(page: Page): Promise<void> {
  await page.locator('c-gap-panel > * c-unit-picker select').first().selectOption({ index: 0 });
}

async function sumOf(soql: string): Promise<number> {
  const [row] = await unit.rows<{ readonly total: number | null }>(soql);
  return row?.total ?? 0;
}

/** Last week, the steps and this week, as they are printed under the chart. */
async function identity(page: Page): Promise<readonly number[]> {
  const text = await page.locator('c-bridge-panel .identity').innerText();
  return text.replace('=', '').trim().split(/\s+/).map(numberIn);
}

test('beside what is entered stands what each line landed at on Friday', async () => {
  await using seen = await open('Target__c');
  const { page } = seen;
  const cells = page.locator('c-forecast-entry [data-column="lastWeek"]');
  await cells.first().waitFor();
  await page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
  const kept = await unit.rows<{ readonly Project__c: string; readonly Landing__c: number }>(
    `SELECT Project__c, Landing__c FROM Snapshot_Line__c WHERE Project__c != null AND Target__r.External_Key__c = '${own()}' AND Snapshot_Run__r.Kind__c = 'Week'`,
  );
  assert.ok(kept.length > 1, 'the Friday kept the lines of the rep');
  for (const { Project__c, Landing__c } of kept) {
    const row = page.locator('c-forecast-row', { has: page.locator(`a[href*="${Project__c}"]`) });
    assert.equal(numberIn(await row.locator('[data-column="lastWeek"]').innerText()), Landing__c);
  }
  const total = await page.locator('c-forecast-grid .total [role="gridcell"]').first().innerText();
  assert.equal(
    numberIn(total),
    kept.reduce((sum, { Landing__c }) => sum + Landing__c, 0),
  );
  assert.deepEqual(seen.errors, []);
});

test('with one Friday there is nothing to compare with, and the page says when there will be', async () => {
  await using seen = await open('Budget__c');
  await seen.page.locator('c-bridge-panel').getByText('The first snapshot was taken on', { exact: false }).waitFor();
  assert.deepEqual(seen.errors, []);
});

test('each row of the breakdown says what has changed since Friday, and all rows together the change of the landing', async () => {
  await using seen = await open('Budget__c');
  const { page } = seen;
  const cells = page.locator('c-gap-breakdown td[data-cell="since"]');
  await cells.first().waitFor();
  await inYen(page);
  const amounts = (await cells.allInnerTexts()).map(numberIn);
  const total = amounts.pop();
  const [now] = await unit.rows<{ readonly Landing_Forecast__c: number }>(
    `SELECT Landing_Forecast__c FROM Budget__c WHERE External_Key__c = '${unit.budgetKey}'`,
  );
  assert.ok(now !== undefined && total !== 0, 'the budget has moved');
  assert.equal(total, now.Landing_Forecast__c - unit.friday.landing);
  assert.equal(
    amounts.reduce((left, right) => left + right, 0),
    total,
  );
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.errors, []);
});

for (const object of ['Budget__c', 'Target__c'] as const) {
  test(`M20 on a ${object}: last week and every step add up to this week, as the records of both Fridays say`, async () => {
    const budget = unit.budgetKey;
    if (object === 'Budget__c') {
      await keepNextFriday(unit.api, { week, last, budget, asOf: '2026-11-27T14:00:00.000Z' });
    }
    await using seen = await open(object);
    const { page } = seen;
    await page.locator('c-bridge-panel .identity').waitFor();
    await inYen(page);
    const [first = NaN, ...rest] = await identity(page);
    const end = rest.at(-1);
    assert.ok(rest.length > 1, 'at least one step lies between');
    assert.ok((await page.locator('c-bridge-chart rect').count()) === rest.length + 1, 'the chart draws them all');
    assert.ok((await target()) !== undefined, 'a target in which nothing moved would prove nothing');
    const own = object === 'Target__c' ? ` AND Target__r.External_Key__c = '${await target()}'` : '';
    const lines = (of: string): Promise<number> =>
      sumOf(
        `SELECT SUM(Landing__c) total FROM Snapshot_Line__c WHERE Snapshot_Run__r.External_Key__c = '${of}|Week|${budget}'${own}`,
      );
    assert.equal(first, await lines(last));
    assert.equal(end, await lines(week));
    assert.equal(
      rest.slice(0, -1).reduce((sum, amount) => sum + amount, first),
      end,
    );
    await page.locator('c-bridge-panel').getByText('nothing is left over', { exact: false }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(seen.errors, []);
  });
}

test('a type opens to its deals by keys alone, and they add up to it', async () => {
  await using seen = await open('Budget__c');
  const { page } = seen;
  const button = page.locator('c-bridge-panel button[data-type="Amount_Up"]');
  await button.waitFor();
  await inYen(page);
  await button.focus();
  await page.keyboard.press('Enter');
  const deals = page.locator('c-bridge-panel tr.deal td:last-child');
  await deals.first().waitFor();
  const part = page.locator('c-bridge-panel tr.part', { hasText: 'Amount up' });
  const shown = numberIn(await part.locator('td').last().innerText());
  const amounts = (await deals.allInnerTexts()).map(numberIn);
  assert.equal(
    amounts.reduce((left, right) => left + right, 0),
    shown,
  );
  assert.deepEqual(seen.errors, []);
});

test('a record of the bridge that was changed shows as a remainder', async () => {
  const [line] = await unit.rows<{ readonly Id: string; readonly Amount__c: number }>(
    `SELECT Id, Amount__c FROM Bridge_Line__c WHERE Scope__c = 'Budget' AND Type__c = 'New_Deal' LIMIT 1`,
  );
  assert.ok(line !== undefined);
  await unit.api.update('Bridge_Line__c', [{ Id: line.Id, Amount__c: line.Amount__c - 1000 }]);
  await using seen = await open('Budget__c');
  await inYen(seen.page);
  await seen.page.locator('c-bridge-panel').getByText('+1,000 are left over', { exact: false }).waitFor();
});
