/** U22: the head of a unit names a member who stands in, who finds it on Home and submits the unit's forecast. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, visit } from './browser.ts';
import { giveReasons, startUnitWeek, type UnitWeek } from './unit-week.ts';
import { violations } from './violations.ts';

let unit: UnitWeek;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  unit = opened.use(await startUnitWeek());
});
after(() => opened.disposeAsync());

const card = (page: Page): Locator => page.locator('c-delegate-panel');
const forecast = (page: Page): Locator => page.locator('c-unit-forecast');

test('U22: a member who stands in submits the forecast of the unit, and both names are kept', async () => {
  const repId = await unit.userId(unit.rep);
  {
    await using seen = await unit.open(browser, unit.rep);
    await forecast(seen.page).locator('.sums').waitFor();
    assert.equal(await forecast(seen.page).locator('button.submit').count(), 0, 'nobody has named the member yet');
    assert.equal(await card(seen.page).locator('form').count(), 0);
  }
  {
    await using seen = await unit.open(browser, unit.head);
    const { page } = seen;
    await card(page).locator('.person').selectOption(repId);
    const until = card(page).locator('.until input');
    await until.fill(await card(page).locator('.from input').inputValue());
    await until.press('Tab');
    assert.deepEqual(await violations(page), []);
    await card(page).locator('button.name').click();
    await card(page).locator('.delegation .chip').waitFor();
    assert.deepEqual(seen.errors, []);
  }
  const { org } = unit.agency;
  const size = { width: 1400, height: 3200 };
  await using seen = await visit(browser, '/lightning/page/home', {
    url: org.url,
    token: org.tokenFor(unit.rep.username),
    size,
  });
  const { page } = seen;
  await page.locator('c-home-page a', { hasText: 'Stand in for' }).click();
  await forecast(page).locator('.on-behalf').waitFor();
  await giveReasons(forecast(page), 'Timing');
  await forecast(page).locator('button.submit').click();
  await forecast(page).locator('button.withdraw').waitFor();
  const [version] = await unit.rows<Readonly<Record<string, unknown>>>(
    `SELECT State__c, Submitted_By__c, On_Behalf_Of__c, Delegation__r.Assignee__c FROM Forecast_Submission__c WHERE Kind__c = 'Unit' AND Budget__c = '${unit.budgetId}' AND State__c = 'Submitted'`,
  );
  assert.partialDeepStrictEqual(version, {
    State__c: 'Submitted',
    Submitted_By__c: repId,
    On_Behalf_Of__c: await unit.userId(unit.head),
    Delegation__r: { Assignee__c: repId },
  });
  assert.deepEqual(seen.errors, []);
});
