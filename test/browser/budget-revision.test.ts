/** A request for another budget, from the page of the budget to Home of RevOps and back; the budget stays what it is. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, visit } from './browser.ts';
import { startUnitWeek, type UnitWeek } from './unit-week.ts';
import { violations } from './violations.ts';

let unit: UnitWeek;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  unit = opened.use(await startUnitWeek());
});
after(() => opened.disposeAsync());

const card = (page: Page): Locator => page.locator('c-budget-revision');

async function budget(): Promise<number> {
  const [row] = await unit.rows<{ Current_Amount__c: number }>(
    `SELECT Current_Amount__c FROM Budget__c WHERE Id = '${unit.budgetId}'`,
  );
  return row?.Current_Amount__c ?? 0;
}

test('the head of a unit asks for another budget, RevOps finds it on Home and answers, and the head reads the answer', async () => {
  const before = await budget();
  {
    await using seen = await unit.open(browser, unit.head);
    const { page } = seen;
    await card(page)
      .locator('input.number')
      .fill(`¥${String(before - 5_000_000)}`);
    await card(page).locator('input.reason').fill('The largest client stops in December');
    assert.deepEqual(await violations(page), []);
    await card(page).locator('button.ask').click();
    await card(page).locator('[data-revision]', { hasText: 'Waiting for RevOps' }).waitFor();
    assert.equal(await card(page).locator('button.ask').count(), 0, 'one question at a time');
    assert.deepEqual(seen.errors, []);
  }
  const revops = unit.agency.people.find(({ role }) => role === 'revops');
  assert.ok(revops !== undefined);
  const { org } = unit.agency;
  {
    await using seen = await visit(browser, '/lightning/page/home', {
      url: org.url,
      token: org.tokenFor(revops.username),
      size: { width: 1400, height: 2400 },
    });
    const { page } = seen;
    const link = page.locator('c-home-page .revisions a').first();
    await page.locator('.revisions', { hasText: 'The largest client stops in December' }).waitFor();
    await link.click();
    await card(page).locator('input.answer').fill('Agreed with finance');
    assert.deepEqual(await violations(page), []);
    await card(page).locator('button.grant').click();
    await card(page).locator('[data-revision]', { hasText: '承認' }).waitFor();
  }
  assert.equal(await budget(), before, 'granting changes no figure');
  await using seen = await unit.open(browser, unit.head, 'ja');
  await card(seen.page).locator('[data-revision]', { hasText: '回答：Agreed with finance' }).waitFor();
  const [row] = await unit.rows<Readonly<Record<string, unknown>>>(
    `SELECT State__c, Value_At_Start__c, Expected_Effect__c FROM Gap_Action__c WHERE Kind__c = 'Revision' AND Budget__c = '${unit.budgetId}'`,
  );
  assert.deepEqual(
    [row?.['State__c'], row?.['Value_At_Start__c'], row?.['Expected_Effect__c']],
    ['Done', before, -5_000_000],
  );
});
