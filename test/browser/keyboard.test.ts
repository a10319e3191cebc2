/** The page host by keyboard alone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, visit, type Visit } from './browser.ts';
import { startStudio, type Studio } from './studio/studio.ts';
import { violations } from './violations.ts';

let studio: Studio;
let browser: Browser;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  studio = opened.use(await startStudio());
  await studio.world.org.builds.current();
});
after(() => opened.disposeAsync());

const open = (path: string): Promise<Visit> =>
  visit(browser, path, { url: studio.world.url, token: studio.east.token });

const recordPath = (): string => `/lightning/r/Target__c/${studio.targets[0]}/view`;

interface Insertable {
  insertAdjacentHTML(where: string, html: string): void;
}

test('the rules of axe look into the components of the page', async () => {
  await using seen = await open(recordPath());
  const { page } = seen;
  const amount = page.locator('host-detail-panel').getByText('1,200,000').first();
  await amount.evaluate((shown: unknown) => {
    (shown as Insertable).insertAdjacentHTML('beforeend', '<button></button>'); // an element of the page
  });
  assert.deepEqual(await violations(page), ['button-name: <button></button>']);
});

test('the menu of a row is opened, walked and left by keys, and gives the focus back', async () => {
  await using seen = await open('/lightning/o/Project__c/home');
  const { page } = seen;
  const button = page.getByRole('button', { name: 'Actions for Autumn fair' });
  await button.press('Enter');
  const focused = page.locator('[role=menuitem]:focus');
  await focused.waitFor();
  const first = await focused.innerText();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await focused.innerText(), first);
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused.innerText(), first);
  await page.keyboard.press('Escape');
  await page.getByRole('menuitem').first().waitFor({ state: 'detached' });
  assert.equal(await page.locator('host-row-menu button:focus').count(), 1);
});

test('a dialog keeps the focus in it, closes by Escape and gives the focus back', async () => {
  await using seen = await open(recordPath());
  const { page } = seen;
  await page.getByRole('button', { name: 'Edit', exact: true }).press('Enter');
  const form = page.getByRole('dialog');
  await form.locator('input:focus').waitFor();
  const stops = await form.locator('input, button, textarea, a[href]').count();
  for (let step = 0; step <= stops; step++) {
    await page.keyboard.press('Tab');
    assert.equal(await form.locator(':focus').count(), 1, `the focus left the dialog at stop ${step + 1}`);
  }
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await page.locator('button:focus', { hasText: 'Edit' }).waitFor();
});
