/** U25: a comment on a number, from the page of the target to Home of whom it names and back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, visit } from './browser.ts';
import { englishWordsIn, namesInData } from './english-words.ts';
import { startUnitWeek, type UnitWeek } from './unit-week.ts';
import { violations } from './violations.ts';

const WORDS = 'The client signs on Friday';

let unit: UnitWeek;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  unit = opened.use(await startUnitWeek());
});
after(() => opened.disposeAsync());

const panel = (page: Page): Locator => page.locator('c-comment-panel');

function show(username: string, path: string): ReturnType<typeof visit> {
  const { org } = unit.agency;
  return visit(browser, path, { url: org.url, token: org.tokenFor(username), size: { width: 1400, height: 3200 } });
}

test('U25: the head asks a member about a figure, who finds it on Home, answers beside it and marks it as read', async () => {
  const [target] = await unit.rows<{ Id: string; Landing_Forecast__c: number; Rep__c: string }>(
    `SELECT Id, Landing_Forecast__c, Rep__c FROM Target__c WHERE Budget__c = '${unit.budgetId}' AND Rep__r.Username = '${unit.rep.username}'`,
  );
  assert.ok(target !== undefined, 'the sample has a target of this rep');
  const path = `/lightning/r/Target__c/${target.Id}/view`;
  {
    await using seen = await show(unit.head.username, path);
    const { page } = seen;
    await panel(page).locator('.person').selectOption(target.Rep__c);
    await panel(page).locator('textarea').fill(WORDS);
    assert.deepEqual(await violations(page), []);
    await panel(page).locator('textarea').press('Tab');
    await page.keyboard.press('Enter');
    await panel(page).locator('.comment', { hasText: WORDS }).waitFor();
    assert.deepEqual(seen.errors, []);
  }
  const [kept] = await unit.rows<{ Kpi__c: string; Value_At_Start__c: number; State__c: string }>(
    `SELECT Kpi__c, Value_At_Start__c, State__c FROM Gap_Action__c WHERE Kind__c = 'Comment' AND Target__c = '${target.Id}'`,
  );
  assert.deepEqual(
    [kept?.Kpi__c, kept?.Value_At_Start__c, kept?.State__c],
    ['Landing_Forecast__c', target.Landing_Forecast__c, 'Open'],
  );
  {
    await using seen = await show(unit.rep.username, '/lightning/page/home');
    const { page } = seen;
    await page.locator('c-home-page a', { hasText: WORDS }).click();
    await panel(page).locator('textarea').fill('He does');
    await panel(page).locator('button.say').click();
    await panel(page).locator('.comment', { hasText: 'He does' }).waitFor();
    await panel(page).locator('button.read').click();
    await panel(page).locator('.comment', { hasText: WORDS }).locator('.chip').waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(seen.errors, []);
  }
  await using seen = await show(unit.rep.username, path);
  const { page } = seen;
  await panel(page).locator('.chip', { hasText: '既読' }).waitFor();
  const names = [...(await namesInData(unit.agency.admin)), WORDS, 'He does'];
  assert.deepEqual(englishWordsIn(await panel(page).innerText(), names), []);
});
