/** The forecast grid of hundreds of lines, by the keys of a real browser. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { startWideOrg, type WideOrg, type WideTarget } from '../../scripts/demo/wide-target.ts';
import { openBrowser, visit, type Visit } from './browser.ts';
import { violations } from './violations.ts';

const lines = 300;
let wide: WideOrg;
let browser: Browser;
let target: WideTarget;
const opened = new AsyncDisposableStack(); // whatever was opened is closed, even when the rest could not be
before(async () => {
  browser = opened.use(await openBrowser());
  wide = opened.use(await startWideOrg());
  await wide.org.builds.current();
  target = await wide.target(lines);
});
after(() => opened.disposeAsync());

const rows = (page: Page): Locator => page.locator('c-forecast-entry [data-row]');
const amountOf = (page: Page, name: string): Locator => rows(page).filter({ hasText: name }).locator('input');
const frame = (page: Page): Locator => page.locator('c-forecast-grid .frame');
const said = (page: Page): Locator => page.locator('c-forecast-entry .body > [aria-live]');

async function open(): Promise<Visit> {
  const seen = await visit(browser, target.path, { url: wide.org.url, token: wide.token });
  await seen.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await rows(seen.page).first().waitFor();
  await seen.page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
  return seen;
}

async function scrollTo(page: Page, top: number): Promise<void> {
  await frame(page).evaluate((element, to) => {
    (element as unknown as { scrollTop: number }).scrollTop = to;
  }, top);
}

test('of hundreds of lines few are drawn, and each says its place among all', async () => {
  await using seen = await open();
  const { page } = seen;
  assert.ok((await rows(page).count()) < 60);
  assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), String(lines + 2));
  await amountOf(page, 'Project 001').click();
  await page.keyboard.press('Control+End');
  const last = rows(page).filter({ hasText: `Project ${lines}` });
  await last.locator('[data-column="landing"]:focus').waitFor();
  assert.equal(await last.getAttribute('aria-rowindex'), String(lines + 1));
  assert.deepEqual(seen.errors, []);
});

test('a cell that is scrolled out of sight keeps the cursor and what is typed into it', async () => {
  await using seen = await open();
  const { page } = seen;
  await amountOf(page, 'Project 003').click();
  await page.keyboard.type('12');
  await scrollTo(page, 6_000);
  await rows(page).filter({ hasText: 'Project 160' }).waitFor();
  await page.keyboard.type('34');
  await page.keyboard.press('Tab');
  assert.equal(await amountOf(page, 'Project 003').inputValue(), '1,234');
  await page.locator('c-forecast-footer .summary', { hasText: '1 row changed' }).waitFor();
});

test('header and totals stay in sight, and the row with the cursor is never below them', async () => {
  await using seen = await open();
  const { page } = seen;
  await amountOf(page, 'Project 001').click();
  for (let step = 0; step < 3; step++) await page.keyboard.press('PageDown');
  const focused = page.locator('c-forecast-entry input:focus');
  await rows(page).filter({ hasText: 'Project 031' }).locator('input:focus').waitFor();
  const [cell, head, foot] = await Promise.all(
    [focused, page.locator('c-forecast-grid .head'), page.locator('c-forecast-grid .foot')].map((one) =>
      one.boundingBox(),
    ),
  );
  assert.ok(cell && head && foot);
  assert.ok(cell.y >= head.y + head.height && cell.y + cell.height <= foot.y, JSON.stringify({ cell, head, foot }));
});

test('over the whole page and back, the cursor stays in its cell with what was typed, and Tab stays in the entry', async () => {
  await using seen = await open();
  const { page } = seen;
  const narrow = await frame(page).boundingBox();
  await amountOf(page, 'Project 002').click();
  await page.keyboard.type('12');
  await page.keyboard.press('Alt+KeyW');
  const wide = page.getByRole('dialog', { name: 'Expected amounts' });
  await wide.waitFor();
  const broad = await frame(page).boundingBox();
  assert.ok(narrow && broad && broad.width > 1.5 * narrow.width, JSON.stringify({ narrow, broad }));
  await page.keyboard.type('34');
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab');
    assert.equal(await wide.locator(':focus').count(), 1, `the focus left the entry at stop ${step + 1}`);
  }
  assert.deepEqual(await violations(page), []);
  await amountOf(page, 'Project 002').click();
  await page.getByRole('button', { name: 'Back to the page' }).click();
  await wide.waitFor({ state: 'detached' });
  await rows(page).filter({ hasText: 'Project 002' }).locator('input:focus').waitFor();
  assert.equal(await amountOf(page, 'Project 002').inputValue(), '1,234');
  assert.deepEqual(seen.errors, []);
});

test('nothing on the page moves while amounts are typed and the grid is scrolled', async () => {
  await using seen = await open();
  const { page } = seen;
  await page.evaluate(`
    globalThis.shifts = 0;
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) globalThis.shifts += value; })
      .observe({ type: 'layout-shift' });
  `);
  await amountOf(page, 'Project 001').click();
  const before = await amountOf(page, 'Project 005').boundingBox();
  for (const key of ['9', '9', 'Enter', '8', 'Enter']) await page.keyboard.press(key);
  assert.deepEqual(await amountOf(page, 'Project 005').boundingBox(), before);
  for (const top of [900, 2_400, 5_000, 300, 0]) await scrollTo(page, top);
  await amountOf(page, 'Project 001').waitFor();
  const shifts = await page.evaluate<number>('globalThis.shifts');
  assert.ok(shifts < 0.01, `layout shift ${shifts}`);
});

test('a range is filled, copied, cut and pasted by keys, and each is one step back', async () => {
  await using seen = await open();
  const { page } = seen;
  const names = ['Project 001', 'Project 002', 'Project 003'];
  const values = (): Promise<readonly string[]> => Promise.all(names.map((name) => amountOf(page, name).inputValue()));
  await amountOf(page, 'Project 001').click();
  await page.keyboard.type('500');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  assert.equal(await page.locator('c-forecast-grid [aria-selected="true"]').count(), 3);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Control+D');
  await said(page).filter({ hasText: 'Cells changed: 3' }).waitFor({ state: 'attached' });
  assert.deepEqual(await values(), ['500', '500', '500']);
  await page.keyboard.press('Control+X');
  assert.deepEqual(await values(), ['', '', '']);
  assert.equal(await page.evaluate(`navigator.clipboard.readText()`), '500\n500\n500');
  await page.keyboard.press('Control+Z');
  assert.deepEqual(await values(), ['500', '500', '500']);
  await amountOf(page, 'Project 002').click();
  await page.keyboard.press('Control+V');
  await page.locator('c-paste-preview').getByText('3 cells to enter').waitFor();
  await page.locator('c-paste-preview .accept').click();
  assert.equal(await amountOf(page, 'Project 004').inputValue(), '500');
  assert.deepEqual(seen.errors, []);
});

test('lines are found by name and by what was changed, and the totals stay those of all', async () => {
  await using seen = await open();
  const { page } = seen;
  const total = page.locator('c-forecast-grid .total .landing');
  await amountOf(page, 'Project 007').click();
  await page.keyboard.type('2,000,000');
  await page.keyboard.press('Tab');
  const all = await total.innerText();
  await page.getByLabel('Show', { exact: true }).selectOption('changed');
  await page.getByText(`1 of ${lines}`).waitFor();
  assert.equal(await rows(page).count(), 1);
  assert.equal(await total.innerText(), all);
  await page.getByLabel('Show', { exact: true }).selectOption('all');
  await page.getByLabel('Find a line').fill('project 29');
  await page.getByText(`10 of ${lines}`).waitFor();
  await page.getByLabel('Find a line').fill('nobody');
  await page.getByRole('button', { name: 'Show all lines' }).click();
  await page.getByText(`${lines} of ${lines}`).waitFor();
});

test('what is typed moves the landing and the gap of the left pane at once', async () => {
  await using seen = await open();
  const { page } = seen;
  const sentence = page.locator('c-gap-panel .sentence');
  await page.locator('c-gap-panel c-unit-picker select').selectOption({ index: 0 });
  await sentence.filter({ hasText: '300,000,000' }).waitFor();
  await amountOf(page, 'Project 001').click();
  await page.keyboard.type('3,000,000');
  await sentence.filter({ hasText: '302,000,000' }).waitFor();
  await page.locator('c-gap-panel .draft', { hasText: '+2,000,000' }).first().waitFor();
  await page.keyboard.press('Escape');
  await sentence.filter({ hasText: '300,000,000' }).waitFor();
  assert.equal(await page.locator('c-gap-panel .draft').count(), 0);
});
